"""merge tempvc and automod

Revision ID: b76d14ad5ffb
Revises: 8cf78e983bba, f73126ccf0c0
Create Date: 2025-08-25 18:00:16.208843

"""

from collections.abc import Sequence

# revision identifiers, used by Alembic.
revision: str = "b76d14ad5ffb"
down_revision: str | Sequence[str] | None = ("8cf78e983bba", "f73126ccf0c0")
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    pass


def downgrade() -> None:
    """Downgrade schema."""
    pass
