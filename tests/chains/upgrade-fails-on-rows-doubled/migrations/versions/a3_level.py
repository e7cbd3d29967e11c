"""No role for one level of two guilds."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.create_unique_constraint("uq_rewards_level", "rewards", ["level", "role"], schema="cfg")


def downgrade() -> None:
    op.drop_constraint("uq_rewards_level", "rewards", schema="cfg")
