"""No size."""

from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("SET LOCAL search_path = cfg; DROP TYPE size")


def downgrade() -> None:
    op.execute("CREATE TYPE cfg.size AS ENUM ('small', 'big')")
