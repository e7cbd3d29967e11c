"""create panel buttons

Revision ID: c24c600340de
Revises: a59569bd4735
Create Date: 2026-05-30 17:43:27.836154

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "c24c600340de"
down_revision: str | Sequence[str] | None = "a59569bd4735"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "panel_buttons",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("panel_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("custom_id", sa.String(length=100), nullable=False),
        sa.Column(
            "style",
            sa.Enum("primary", "secondary", "success", "danger", name="button_style", schema="cfg"),
            server_default="secondary",
            nullable=False,
        ),
        sa.CheckConstraint("position BETWEEN 1 AND 25", name=op.f("ck_panel_buttons_position_range")),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["cfg.panels.id"], name=op.f("fk_panel_buttons_panel_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_buttons")),
        sa.UniqueConstraint(
            "panel_id",
            "position",
            name=op.f("uq_panel_buttons_panel_id_position"),
            deferrable=True,
            initially="DEFERRED",
        ),
        schema="cfg",
    )
    # The layouts keep their buttons: a bot that still runs reads them there, and so does a downgrade.
    op.execute(
        """
        INSERT INTO cfg.panel_buttons (panel_id, position, label, custom_id)
        SELECT panels.id, ordinality, button ->> 'label', button ->> 'custom_id'
        FROM cfg.panels,
            jsonb_path_query(layout, '$.buttons[*]') WITH ORDINALITY AS buttons (button, ordinality)
        """
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table("panel_buttons", schema="cfg")
    op.execute("DROP TYPE cfg.button_style")
