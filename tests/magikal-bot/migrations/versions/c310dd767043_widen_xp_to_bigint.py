"""widen xp to bigint

Revision ID: c310dd767043
Revises: 3a6aa10c37ab
Create Date: 2025-10-05 09:47:23.919674

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "c310dd767043"
down_revision: str | Sequence[str] | None = "3a6aa10c37ab"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.alter_column(
        "xp_members",
        "xp",
        existing_type=sa.Integer(),
        type_=sa.BigInteger(),
        existing_nullable=False,
        schema="cfg",
    )


def downgrade() -> None:
    """Downgrade schema."""
    # Fails once a member's XP no longer fits, rather than cut it.
    op.alter_column(
        "xp_members",
        "xp",
        existing_type=sa.BigInteger(),
        type_=sa.Integer(),
        existing_nullable=False,
        schema="cfg",
    )
