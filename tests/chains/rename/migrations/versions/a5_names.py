"""Constraint and index follow the table."""

from alembic import op

revision = "a5"
down_revision = "a4"


def upgrade() -> None:
    op.execute("ALTER TABLE cfg.servers RENAME CONSTRAINT guilds_pkey TO servers_pkey")
    op.execute("ALTER INDEX cfg.ix_name RENAME TO ix_title")


def downgrade() -> None:
    op.execute("ALTER INDEX cfg.ix_title RENAME TO ix_name")
    op.execute("ALTER TABLE cfg.servers RENAME CONSTRAINT servers_pkey TO guilds_pkey")
