"""raise level and bitrate limits

Revision ID: 1b401a54b673
Revises: 2b77b98f792b
Create Date: 2026-02-08 11:09:30.513786

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "1b401a54b673"
down_revision: str | Sequence[str] | None = "2b77b98f792b"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.drop_constraint(op.f("ck_xp_rewards_level_range"), "xp_rewards", type_="check", schema="cfg")
    op.create_check_constraint(
        op.f("ck_xp_rewards_level_range"), "xp_rewards", "level BETWEEN 1 AND 500", schema="cfg"
    )
    op.drop_constraint(op.f("ck_tempvc_hubs_bitrate_range"), "tempvc_hubs", type_="check", schema="cfg")
    op.create_check_constraint(
        op.f("ck_tempvc_hubs_bitrate_range"), "tempvc_hubs", "bitrate BETWEEN 8000 AND 384000", schema="cfg"
    )
    op.alter_column("tempvc_hubs", "bitrate", server_default=sa.text("96000"), schema="cfg")


def downgrade() -> None:
    """Downgrade schema."""
    op.alter_column("tempvc_hubs", "bitrate", server_default=sa.text("64000"), schema="cfg")
    op.drop_constraint(op.f("ck_tempvc_hubs_bitrate_range"), "tempvc_hubs", type_="check", schema="cfg")
    op.create_check_constraint(
        op.f("ck_tempvc_hubs_bitrate_range"), "tempvc_hubs", "bitrate BETWEEN 8000 AND 96000", schema="cfg"
    )
    op.drop_constraint(op.f("ck_xp_rewards_level_range"), "xp_rewards", type_="check", schema="cfg")
    op.create_check_constraint(
        op.f("ck_xp_rewards_level_range"), "xp_rewards", "level BETWEEN 1 AND 100", schema="cfg"
    )
