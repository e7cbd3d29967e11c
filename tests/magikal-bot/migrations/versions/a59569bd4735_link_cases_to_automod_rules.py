"""link cases to automod rules

Revision ID: a59569bd4735
Revises: 1b401a54b673
Create Date: 2026-03-22 19:58:14.270639

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "a59569bd4735"
down_revision: str | Sequence[str] | None = "1b401a54b673"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column(
        "mod_cases",
        sa.Column("automod_rule_id", sa.BigInteger(), nullable=True, comment="Empty where a person acted"),
        schema="cfg",
    )
    op.create_foreign_key(
        op.f("fk_mod_cases_automod_rule_id"),
        "mod_cases",
        "automod_rules",
        ["automod_rule_id"],
        ["id"],
        source_schema="cfg",
        referent_schema="cfg",
        ondelete="SET NULL",
        postgresql_not_valid=True,
    )
    # What reads the whole table comes after the commit, so that moderators need not wait for it.
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE cfg.mod_cases VALIDATE CONSTRAINT fk_mod_cases_automod_rule_id")
        op.create_index(
            "ix_mod_cases_by_rule",
            "mod_cases",
            ["automod_rule_id"],
            schema="cfg",
            postgresql_where=sa.text("automod_rule_id IS NOT NULL"),
            postgresql_concurrently=True,
        )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_mod_cases_by_rule", table_name="mod_cases", schema="cfg")
    op.drop_constraint(op.f("fk_mod_cases_automod_rule_id"), "mod_cases", type_="foreignkey", schema="cfg")
    op.drop_column("mod_cases", "automod_rule_id", schema="cfg")
