"""How Alembic reaches the database: with a sync URL, and for the schema cfg alone."""

import os
from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateSchema
from sqlalchemy.types import TypeDecorator

from magikal_bot.models import SCHEMA, Base

if context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)

url = os.environ["ALEMBIC_DATABASE_URL"]
# Alembic keeps its version table in the schema, so it must be there before the first revision runs.
create_schema = CreateSchema(SCHEMA, if_not_exists=True)


def include_name(name, type_, parent_names):
    return type_ != "schema" or name == SCHEMA


def include_object(object_, name, type_, reflected, compare_to):
    return type_ != "table" or object_.schema == SCHEMA


def render_item(type_, item, autogen_context):
    """A migration names the plain type that a sqlalchemy-utils type stores, and does not need the library."""
    return f"sa.{item.impl!r}" if type_ == "type" and isinstance(item, TypeDecorator) else False


options = {
    "target_metadata": Base.metadata,
    "version_table_schema": SCHEMA,
    "include_schemas": True,
    "include_name": include_name,
    "include_object": include_object,
    "render_item": render_item,
    "compare_type": True,
    "compare_server_default": True,
    "transaction_per_migration": True,
}


def run_migrations_offline() -> None:
    context.configure(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"}, **options)
    context.execute(create_schema)
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    with create_engine(url, poolclass=NullPool).connect() as connection:
        connection.execute(create_schema)
        connection.commit()
        context.configure(connection=connection, **options)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
