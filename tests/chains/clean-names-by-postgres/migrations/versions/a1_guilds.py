"""Guilds, by hand."""

from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.execute(
        "CREATE TABLE cfg.guilds (id bigint CONSTRAINT the_key PRIMARY KEY, name text CONSTRAINT one_name UNIQUE, "
        "level int CONSTRAINT sane CHECK (level > 0))"
    )


def downgrade() -> None:
    op.drop_table("guilds", schema="cfg")
