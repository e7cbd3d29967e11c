"""drop recruitment webhook url

Revision ID: 2b77b98f792b
Revises: 471109a7b3ba
Create Date: 2026-01-11 16:20:58.694421

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "2b77b98f792b"
down_revision: str | Sequence[str] | None = "471109a7b3ba"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

acknowledged = {
    "drop-column cfg.recruitment_forms.webhook_url": "unread since the bot posts applications itself (#118)",
}


def upgrade() -> None:
    """Upgrade schema."""
    op.drop_column("recruitment_forms", "webhook_url", schema="cfg")


def downgrade() -> None:
    """Downgrade schema."""
    op.add_column("recruitment_forms", sa.Column("webhook_url", sa.Text(), nullable=True), schema="cfg")
