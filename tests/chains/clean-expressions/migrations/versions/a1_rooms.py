"""Rooms."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute("CREATE TYPE cfg.mood AS ENUM ('calm', 'loud')")
    op.create_table(
        "rooms",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, server_default=sa.text("'room'::text")),
        sa.Column("mood", postgresql.ENUM(name="mood", schema="cfg", create_type=False), server_default="calm"),
        sa.Column("size", sa.BigInteger(), server_default=sa.text("0")),
        sa.Column("price", sa.Numeric(10, 2), server_default=sa.text("0.00")),
        sa.Column("open", sa.Boolean(), server_default=sa.text("false")),
        sa.Column("extra", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb")),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]")),
        sa.Column("made", sa.DateTime(timezone=True), server_default=sa.text("now()")),
        sa.Column("seen", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP")),
        sa.Column("ends", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.Column("wait", sa.Interval(), server_default=sa.text("'1 hour'")),
        sa.Column("token", sa.Uuid(), server_default=sa.text("gen_random_uuid()")),
        sa.CheckConstraint("size BETWEEN 0 AND 99", name="ck_rooms_size"),
        sa.CheckConstraint("name IN ('room', 'hall')", name="ck_rooms_name"),
        schema="cfg",
    )
    op.create_index("ix_rooms_lower", "rooms", [sa.text("lower(name)")], unique=True, schema="cfg")
    op.create_index("ix_rooms_open", "rooms", ["made"], schema="cfg", postgresql_where=sa.text("open IS TRUE"))
    op.create_index("ix_rooms_size", "rooms", [sa.text("size DESC NULLS LAST")], schema="cfg")
    op.create_index("ix_rooms_tags", "rooms", ["tags"], schema="cfg", postgresql_using="gin")
    op.create_index("ix_rooms_prefix", "rooms", ["name"], schema="cfg", postgresql_ops={"name": "text_pattern_ops"})


def downgrade() -> None:
    op.drop_table("rooms", schema="cfg")
    op.execute("DROP TYPE cfg.mood")
