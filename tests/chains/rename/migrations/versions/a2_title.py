"""Names are titles."""

from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.alter_column("guilds", "name", new_column_name="title", schema="cfg")


def downgrade() -> None:
    op.alter_column("guilds", "title", new_column_name="name", schema="cfg")
