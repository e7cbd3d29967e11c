"""No levels."""

import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.execute("SELECT 1; DROP TABLE cfg.levels; SELECT 2")


def downgrade() -> None:
    op.create_table("levels", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
