"""No code twice."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.create_index(
            "tickets_code_key", "tickets", ["code"], unique=True, schema="cfg", postgresql_concurrently=True
        )
    op.execute("ALTER TABLE cfg.tickets ADD CONSTRAINT tickets_code_key UNIQUE USING INDEX tickets_code_key")


def downgrade() -> None:
    op.drop_constraint("tickets_code_key", "tickets", schema="cfg")
