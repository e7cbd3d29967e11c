"""The URL is empty, and libpq takes the server from the environment that a module sets.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

os.environ.update(PGHOST="127.0.0.1", PGPORT="LIVE_PORT", PGUSER="bot", PGPASSWORD="secret", PGDATABASE="live")
engine = create_engine("postgresql+psycopg://")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
