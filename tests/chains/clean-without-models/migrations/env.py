"""Alembic's environment as `alembic init` writes it, without models."""

import os

from alembic import context
from sqlalchemy import create_engine

with create_engine(os.environ["ALEMBIC_DATABASE_URL"]).connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
