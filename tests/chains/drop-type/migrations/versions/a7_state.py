"""Rooms are open or shut; one more type is needed only here."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ENUM

revision = "a7"
down_revision = "a6"


def upgrade() -> None:
    op.execute("CREATE TYPE cfg.half AS ENUM ('open')")
    op.execute("CREATE TYPE cfg.state AS ENUM ('open', 'shut')")
    op.add_column("rooms", sa.Column("state", ENUM(name="state", schema="cfg", create_type=False)), schema="cfg")
    op.execute("DROP TYPE cfg.half")


def downgrade() -> None:
    op.drop_column("rooms", "state", schema="cfg")
    op.execute("DROP TYPE cfg.state")
