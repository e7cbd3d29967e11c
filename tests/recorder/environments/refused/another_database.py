"""The right server, and another database on it.

Refused: /magikal
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"].rpartition("/")[0] + "/magikal")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
