"""Alembic's environment: the schemas of the bot."""

import os

from alembic import context
from models import metadata
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema

with create_engine(os.environ["ALEMBIC_DATABASE_URL"]).connect() as connection:
    connection.execute(CreateSchema("cfg", if_not_exists=True))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema="cfg",
        include_schemas=True,
        include_name=lambda name, type_, parents: type_ != "schema" or name in ("cfg", "stats", "old", "web", "xp"),
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()
