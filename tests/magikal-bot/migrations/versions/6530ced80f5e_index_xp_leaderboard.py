"""index xp leaderboard

Revision ID: 6530ced80f5e
Revises: 0b5522044ead
Create Date: 2025-07-27 10:50:19.547382

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "6530ced80f5e"
down_revision: str | Sequence[str] | None = "0b5522044ead"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    # Members earn XP with every message: the index is built without keeping them waiting.
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_xp_members_leaderboard",
            "xp_members",
            ["guild_id", sa.literal_column("xp DESC")],
            schema="cfg",
            postgresql_concurrently=True,
        )


def downgrade() -> None:
    """Downgrade schema."""
    with op.get_context().autocommit_block():
        op.drop_index(
            "ix_xp_members_leaderboard", table_name="xp_members", schema="cfg", postgresql_concurrently=True
        )
