"""number tickets per guild

Revision ID: ff853eaffcc7
Revises: 134c3f445da9
Create Date: 2025-05-24 11:36:48.730915

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "ff853eaffcc7"
down_revision: str | Sequence[str] | None = "134c3f445da9"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column(
        "tickets",
        sa.Column("number", sa.Integer(), nullable=True, comment="Counts from 1 in each guild"),
        schema="cfg",
    )
    op.execute(
        """
        UPDATE cfg.tickets SET number = counted.number
        FROM (
            SELECT id, row_number() OVER (PARTITION BY guild_id ORDER BY opened_at, id) AS number
            FROM cfg.tickets
        ) AS counted
        WHERE tickets.id = counted.id
        """
    )
    op.alter_column("tickets", "number", existing_type=sa.Integer(), nullable=False, schema="cfg")
    op.create_unique_constraint(
        op.f("uq_tickets_guild_id_number"), "tickets", ["guild_id", "number"], schema="cfg"
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_constraint(op.f("uq_tickets_guild_id_number"), "tickets", type_="unique", schema="cfg")
    op.drop_column("tickets", "number", schema="cfg")
