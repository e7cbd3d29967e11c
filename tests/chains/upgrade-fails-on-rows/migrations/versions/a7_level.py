"""No level below zero."""

from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade() -> None:
    op.create_check_constraint("ck_level", "tickets", "level >= 0", schema="cfg")


def downgrade() -> None:
    op.drop_constraint("ck_level", "tickets", schema="cfg")
