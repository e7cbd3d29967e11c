"""Games."""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "games",
        sa.Column("id", sa.Integer(), sa.Identity(always=True, start=100), primary_key=True),
        sa.Column("number", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("wins", sa.Integer(), nullable=False),
        sa.Column("twice", sa.Integer(), sa.Computed("wins * 2", persisted=True)),
        sa.Column("begun", sa.DateTime(timezone=True)),
        sa.Column("ended", sa.DateTime()),
        sa.Column("daily", sa.Time(timezone=True)),
        sa.Column("day", sa.Date()),
        sa.Column("code", sa.String(8)),
        schema="cfg",
    )
    op.create_table(
        "serials",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("game", sa.Integer(), sa.ForeignKey("cfg.games.id", ondelete="CASCADE")),
        schema="cfg",
    )


def downgrade() -> None:
    op.drop_table("serials", schema="cfg")
    op.drop_table("games", schema="cfg")
