"""No bans."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("DO $$ BEGIN DROP TABLE cfg.bans; END $$")


def downgrade() -> None:
    op.create_table("bans", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
