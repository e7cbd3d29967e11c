"""No ban."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.execute("DO $$ BEGIN ALTER TABLE cfg.guilds DROP ban; END $$")


def downgrade() -> None:
    op.add_column("guilds", sa.Column("ban", sa.Text()), schema="cfg")
