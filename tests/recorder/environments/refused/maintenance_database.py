"""The name of the database was forgotten and its default is postgres.

Refused: /postgres
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

name = os.getenv("DB_NAME", "postgres")
engine = create_engine(os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
