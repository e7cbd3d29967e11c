"""The same through the class, below psycopg's public function.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from psycopg import Connection
from sqlalchemy import create_engine

with Connection.connect("host=127.0.0.1 port=LIVE_PORT user=bot password=secret dbname=live") as live:
    live.execute("SELECT 1")
engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
