"""Rewards are looked up by their role as well."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_rewards_role",
            "rewards",
            ["guild", "role", "level"],
            schema="cfg",
            unique=True,
            postgresql_concurrently=True,
        )


def downgrade() -> None:
    op.drop_index("ix_rewards_role", "rewards", schema="cfg")
