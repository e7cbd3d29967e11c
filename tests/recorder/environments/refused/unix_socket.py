"""The live server's unix socket.

Refused: postgresql://bot@/live?host=LIVE_SOCKET&port=5432
Where: migrations/env.py
"""

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg://bot:secret@/live?host=LIVE_SOCKET&port=5432")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
