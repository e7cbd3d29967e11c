"""The URL is put together from parts, each with a default, and nobody set them.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import URL, create_engine

url = URL.create(
    "postgresql+psycopg",
    username=os.getenv("DB_USER", "bot"),
    password=os.getenv("DB_PASSWORD", "secret"),
    host=os.getenv("DB_HOST", "127.0.0.1"),
    port=int(os.getenv("DB_PORT", "LIVE_PORT")),
    database=os.getenv("DB_NAME", "live"),
)
engine = create_engine(url)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
