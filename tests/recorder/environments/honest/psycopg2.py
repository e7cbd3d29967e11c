"""psycopg2, with options of libpq."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"], connect_args={"application_name": "alembic", "connect_timeout": 5})

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
