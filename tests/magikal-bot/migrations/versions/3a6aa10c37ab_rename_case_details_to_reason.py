"""rename case details to reason

Revision ID: 3a6aa10c37ab
Revises: b76d14ad5ffb
Create Date: 2025-09-13 12:14:35.655107

"""

from collections.abc import Sequence

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "3a6aa10c37ab"
down_revision: str | Sequence[str] | None = "b76d14ad5ffb"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.alter_column(
        "mod_cases", "details", new_column_name="reason", comment="Shown to the member", schema="cfg"
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.alter_column("mod_cases", "reason", new_column_name="details", comment=None, schema="cfg")
