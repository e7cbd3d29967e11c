"""Every guild has a level; it starts at nothing."""

import sqlalchemy as sa
from alembic import op

revision: str = "a3"
down_revision: str = "a2"


def upgrade() -> None:
    """The default is there since levels are counted by the bot."""
    op.add_column(
        "guilds",
        # as the bot calls it
        sa.Column("level", sa.Integer(), server_default="0"),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_column("guilds", "level", schema="cfg")
