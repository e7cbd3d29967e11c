"""Panels have a color; autogenerate sees some indexes that it does not know."""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"


def upgrade() -> None:
    op.add_column("panels", sa.Column("color", sa.Text()), schema="cfg")
    op.drop_index("ix_guilds_name", "guilds", schema="cfg")
    op.drop_index("ix_tickets_name", "tickets", schema="cfg")
    op.drop_index("ix_panels_name", "panels", schema="cfg")


def downgrade() -> None:
    for name in ("panels", "tickets", "guilds"):
        op.create_index(f"ix_{name}_name", name, ["name"], schema="cfg")
    op.drop_column("panels", "color", schema="cfg")
