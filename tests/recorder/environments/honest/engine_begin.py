"""One transaction around everything."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

with create_engine(os.environ["DATABASE_URL"]).begin() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    context.run_migrations()
