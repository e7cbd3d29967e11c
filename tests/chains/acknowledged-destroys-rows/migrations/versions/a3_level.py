"""Bans have a level."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"

acknowledged = {"table-rewrite cfg.bans": "the table is small"}


def upgrade() -> None:
    op.add_column("bans", sa.Column("level", sa.Integer(), server_default="1"), schema="cfg")


def downgrade() -> None:
    op.drop_column("bans", "level", schema="cfg")
