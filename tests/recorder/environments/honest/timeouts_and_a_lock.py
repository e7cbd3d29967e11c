"""Timeouts, and an advisory lock against a second migrator."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    connection.execute(text("SET statement_timeout = '30s'"))
    connection.execute(text("SET lock_timeout = '2s'"))
    connection.commit()
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(4711)"))
        context.run_migrations()
