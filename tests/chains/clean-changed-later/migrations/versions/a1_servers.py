"""Servers."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "servers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False, server_default="plain"),
        sa.Column("level", sa.Integer(), server_default="0"),
        sa.CheckConstraint("kind IN ('plain', 'partner')", name="ck_kind"),
        schema="cfg",
    )
    op.create_index("ix_kind", "servers", ["kind"], schema="cfg", postgresql_where=sa.text("kind <> 'plain'"))


def downgrade() -> None:
    op.drop_table("servers", schema="cfg")
