"""The dashboard may read the settings."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.execute("CREATE ROLE chains_dashboard")
    op.execute("GRANT SELECT ON public.settings TO chains_dashboard")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO chains_dashboard")
    op.execute("DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = %L', current_database(), '8MB'); END$$")


def downgrade() -> None:
    op.execute("DO $$BEGIN EXECUTE format('ALTER DATABASE %I RESET work_mem', current_database()); END$$")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM chains_dashboard")
    op.execute("REVOKE SELECT ON public.settings FROM chains_dashboard")
    op.execute("DROP ROLE chains_dashboard")
