"""What is of 2025 will not be among the rest."""

from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE cfg.messages_rest ADD CONSTRAINT not_2025"
        " CHECK (sent < '2025-01-01' OR sent >= '2026-01-01') NOT VALID"
    )
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE cfg.messages_rest VALIDATE CONSTRAINT not_2025")


def downgrade() -> None:
    op.drop_constraint("not_2025", "messages_rest", schema="cfg")
