"""Notes are short."""

import sqlalchemy as sa
from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.alter_column("tickets", "note", type_=sa.String(5), schema="cfg")


def downgrade() -> None:
    op.alter_column("tickets", "note", type_=sa.Text(), schema="cfg")
