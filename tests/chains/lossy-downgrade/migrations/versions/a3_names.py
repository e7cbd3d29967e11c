"""Names may be long."""

import sqlalchemy as sa
from alembic import op

revision = "a3"
down_revision = "a2"


def upgrade() -> None:
    op.alter_column("guilds", "name", type_=sa.Text(), schema="cfg")


def downgrade() -> None:
    op.alter_column("guilds", "name", type_=sa.String(200), postgresql_using="left(name, 1)", schema="cfg")
