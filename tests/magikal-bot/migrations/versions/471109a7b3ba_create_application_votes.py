"""create application votes

Revision ID: 471109a7b3ba
Revises: 4ada1071a1e3
Create Date: 2025-11-30 14:55:42.087315

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "471109a7b3ba"
down_revision: str | Sequence[str] | None = "4ada1071a1e3"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "application_votes",
        sa.Column("application_id", sa.BigInteger(), nullable=False),
        sa.Column("reviewer_id", sa.BigInteger(), nullable=False),
        sa.Column("vote", sa.SmallInteger(), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("vote IN (-1, 1)", name=op.f("ck_application_votes_up_or_down")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["cfg.applications.id"],
            name=op.f("fk_application_votes_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", "reviewer_id", name=op.f("pk_application_votes")),
        schema="cfg",
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table("application_votes", schema="cfg")
