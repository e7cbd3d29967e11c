"""Guilds have a token."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.add_column(
        "guilds",
        sa.Column("token", sa.Uuid(), nullable=False, server_default=sa.text("gen_random_uuid()")),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_column("guilds", "token", schema="cfg")
