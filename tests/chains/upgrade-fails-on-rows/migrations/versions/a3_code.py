"""No code twice."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.create_unique_constraint("tickets_code_key", "tickets", ["code"], schema="cfg")


def downgrade() -> None:
    op.drop_constraint("tickets_code_key", "tickets", schema="cfg")
