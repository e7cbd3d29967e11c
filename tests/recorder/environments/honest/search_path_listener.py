"""A listener sets the search_path of every connection."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine, event

engine = create_engine(os.environ["DATABASE_URL"])


@event.listens_for(engine, "connect")
def set_search_path(connection, record):
    connection.autocommit = True
    connection.execute("SET search_path = cfg, public")
    connection.autocommit = False


with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
