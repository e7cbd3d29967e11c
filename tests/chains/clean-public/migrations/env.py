"""Alembic's environment as `alembic init` writes it: the schema public and nothing else."""

import os

from alembic import context
from models import metadata
from sqlalchemy import create_engine

with create_engine(os.environ["ALEMBIC_DATABASE_URL"]).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
