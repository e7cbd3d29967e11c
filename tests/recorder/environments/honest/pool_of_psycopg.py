"""psycopg's own pool, whose threads connect, beside the engine."""

import os

from alembic import context
from app.models import Base
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

url = os.environ["DATABASE_URL"]
with ConnectionPool(url.replace("+psycopg", ""), min_size=1, open=False) as pool, pool.connection() as connection:
    connection.execute("SELECT 1")
engine = create_engine(url)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
