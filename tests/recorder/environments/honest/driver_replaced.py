"""The variable has no driver, env.py adds it."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

url = os.environ["DATABASE_URL"].replace("postgresql+psycopg://", "postgresql://")
engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
