"""The engine's URL says nothing: a function of its own connects.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import psycopg
from alembic import context
from app.models import Base
from sqlalchemy import create_engine


def connect():
    return psycopg.connect(host="127.0.0.1", port=int("LIVE_PORT"), user="bot", password="secret", dbname="live")


engine = create_engine("postgresql+psycopg://", creator=connect)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
