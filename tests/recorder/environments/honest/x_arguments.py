"""The variable's name comes with -x."""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

name = context.get_x_argument(as_dictionary=True)["variable"]
engine = create_engine(os.environ[name])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
