"""No role for two levels of a guild."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.create_unique_constraint("uq_rewards_role", "rewards", ["guild", "role"], schema="cfg")


def downgrade() -> None:
    op.drop_constraint("uq_rewards_role", "rewards", schema="cfg")
