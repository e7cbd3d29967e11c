"""let rejected applicants apply again

Revision ID: 0b5522044ead
Revises: dc28c7e067ce
Create Date: 2025-07-13 17:28:37.893251

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0b5522044ead"
down_revision: str | Sequence[str] | None = "dc28c7e067ce"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_index(
        "uq_applications_pending",
        "applications",
        ["form_id", "applicant_id"],
        unique=True,
        schema="cfg",
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.drop_constraint(
        op.f("uq_applications_form_id_applicant_id"), "applications", type_="unique", schema="cfg"
    )


def downgrade() -> None:
    """Downgrade schema."""
    # Fails once somebody has applied twice, rather than choose which application to delete.
    op.create_unique_constraint(
        op.f("uq_applications_form_id_applicant_id"),
        "applications",
        ["form_id", "applicant_id"],
        schema="cfg",
    )
    op.drop_index("uq_applications_pending", table_name="applications", schema="cfg")
