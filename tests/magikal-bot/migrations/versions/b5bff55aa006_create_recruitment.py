"""create recruitment

Revision ID: b5bff55aa006
Revises: 8c71eb925a07
Create Date: 2025-03-09 16:30:12.905344

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

# revision identifiers, used by Alembic.
revision: str = "b5bff55aa006"
down_revision: str | Sequence[str] | None = "8c71eb925a07"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "recruitment_forms",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("questions", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False),
        sa.Column("review_channel_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "cooldown_days",
            sa.SmallInteger(),
            server_default=sa.text("30"),
            nullable=False,
            comment="How long a rejected applicant waits",
        ),
        sa.Column("is_open", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("webhook_url", sa.Text(), nullable=True),
        sa.CheckConstraint("cooldown_days >= 0", name=op.f("ck_recruitment_forms_cooldown_not_negative")),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["cfg.guilds.guild_id"],
            name=op.f("fk_recruitment_forms_guild_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruitment_forms")),
        sa.UniqueConstraint("guild_id", "title", name=op.f("uq_recruitment_forms_guild_id_title")),
        schema="cfg",
    )
    op.create_table(
        "applications",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("form_id", sa.BigInteger(), nullable=False),
        sa.Column("applicant_id", sa.BigInteger(), nullable=False),
        sa.Column("answers", postgresql.JSONB(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "interview",
                "accepted",
                "rejected",
                "withdrawn",
                name="application_status",
                schema="cfg",
            ),
            server_default="pending",
            nullable=False,
        ),
        sa.Column(
            "submitted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["form_id"],
            ["cfg.recruitment_forms.id"],
            name=op.f("fk_applications_form_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("form_id", "applicant_id", name=op.f("uq_applications_form_id_applicant_id")),
        schema="cfg",
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table("applications", schema="cfg")
    op.execute("DROP TYPE cfg.application_status")
    op.drop_table("recruitment_forms", schema="cfg")
