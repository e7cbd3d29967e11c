"""Badges have a color."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("badges", sa.Column("color", sa.Integer()), schema="cfg")


def downgrade() -> None:
    op.drop_table("badges", schema="cfg")
    op.create_table(
        "badges", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("title", sa.Text()), schema="cfg"
    )
