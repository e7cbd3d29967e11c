"""No mood."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    sa.Enum(name="mood", schema="cfg").drop(op.get_bind())


def downgrade() -> None:
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
