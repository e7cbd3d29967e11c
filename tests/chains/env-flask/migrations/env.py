"""Alembic's environment as Flask-Migrate writes it: it runs inside of an application, and knows its database."""

from alembic import context
from flask import current_app
from models import metadata
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateSchema

with create_engine(current_app.config["DATABASE"]).connect() as connection:
    connection.execute(CreateSchema("cfg", if_not_exists=True))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema="cfg",
        include_schemas=True,
        include_name=lambda name, type_, parents: type_ != "schema" or name == "cfg",
    )
    with context.begin_transaction():
        context.run_migrations()
