"""It asks the live database something before it migrates, with psycopg itself.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import os

import psycopg
from alembic import context
from app.models import Base
from sqlalchemy import create_engine

with psycopg.connect("postgresql://bot:secret@127.0.0.1:LIVE_PORT/live") as live:
    live.execute("SELECT 1")
engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
