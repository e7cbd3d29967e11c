"""Kinds may be long, levels high."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.alter_column("servers", "kind", type_=sa.Text(), schema="cfg")
    op.alter_column("servers", "level", type_=sa.BigInteger(), schema="cfg")


def downgrade() -> None:
    op.alter_column("servers", "level", type_=sa.Integer(), schema="cfg")
    op.alter_column("servers", "kind", type_=sa.String(10), schema="cfg")
