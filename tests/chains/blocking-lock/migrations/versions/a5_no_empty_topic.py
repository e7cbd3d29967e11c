"""No new ticket has an empty topic."""

from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.create_check_constraint("ck_topic", "tickets", "topic <> ''", schema="cfg", postgresql_not_valid=True)


def downgrade() -> None:
    op.drop_constraint("ck_topic", "tickets", schema="cfg")
