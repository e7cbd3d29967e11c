"""Rooms are for text only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ENUM

revision = "a6"
down_revision = "a5"


def upgrade() -> None:
    op.drop_column("rooms", "kind", schema="cfg")
    op.execute("DROP TYPE cfg.kind")
    op.execute("CREATE TYPE cfg.kind AS ENUM ('text')")
    op.add_column("rooms", sa.Column("kind", ENUM(name="kind", schema="cfg", create_type=False)), schema="cfg")


def downgrade() -> None:
    op.drop_column("rooms", "kind", schema="cfg")
    op.execute("DROP TYPE cfg.kind")
    op.execute("CREATE TYPE cfg.kind AS ENUM ('text', 'voice')")
    op.add_column("rooms", sa.Column("kind", ENUM(name="kind", schema="cfg", create_type=False)), schema="cfg")
