"""add guild timezone

Revision ID: 134c3f445da9
Revises: bffab9aaeb63
Create Date: 2025-05-06 20:03:11.259036

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "134c3f445da9"
down_revision: str | Sequence[str] | None = "bffab9aaeb63"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column(
        "guilds",
        sa.Column(
            "timezone",
            sa.Unicode(length=50),
            server_default="UTC",
            nullable=False,
            comment="IANA name; dates in panels are shown in it",
        ),
        schema="cfg",
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column("guilds", "timezone", schema="cfg")
