"""It makes the database where it is not there."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine
from sqlalchemy_utils import create_database, database_exists

url = os.environ["DATABASE_URL"]
if not database_exists(url):
    create_database(url)
engine = create_engine(url)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
