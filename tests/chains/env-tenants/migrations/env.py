"""Alembic's environment: the same chain in a schema for each tenant."""

import os

from alembic import context
from models import metadata
from sqlalchemy import create_engine

engine = create_engine(os.environ["ALEMBIC_DATABASE_URL"])
for tenant in ("magikal", "sandbox"):
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {tenant}")
        connection.exec_driver_sql(f"SET search_path TO {tenant}")
        connection.commit()
        connection.dialect.default_schema_name = tenant
        context.configure(connection=connection, target_metadata=metadata)
        with context.begin_transaction():
            context.run_migrations()
