"""A column that somebody made on the live database already."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("topic", sa.Text()), schema="cfg")


def downgrade() -> None:
    op.drop_column("tickets", "topic", schema="cfg")
