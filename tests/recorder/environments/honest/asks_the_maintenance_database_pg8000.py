"""It asks the maintenance database whether its own is there."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine, make_url, text

url = make_url(os.environ["DATABASE_URL"])
with create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
    found = connection.scalar(text("SELECT true FROM pg_database WHERE datname = :name"), {"name": url.database})
    if not found:
        connection.execute(text(f'CREATE DATABASE "{url.database}"'))
engine = create_engine(url)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
