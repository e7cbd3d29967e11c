"""No host at all.

Refused: postgresql:///live (no host given: the default unix socket)
Where: migrations/env.py
"""

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2:///live")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
