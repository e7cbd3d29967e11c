"""It says localhost for 127.0.0.1."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"].replace("127.0.0.1", "localhost"))

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
