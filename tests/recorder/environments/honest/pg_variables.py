"""The settings declare PGHOST and its kin, and the URL is empty."""

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg://")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
