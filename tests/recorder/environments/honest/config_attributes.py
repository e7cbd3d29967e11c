"""A connection may be handed over in config.attributes; by default there is none."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = context.config.attributes.get("connection") or create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
