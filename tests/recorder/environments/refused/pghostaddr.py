"""The URL is the right one, and PGHOSTADDR leads it elsewhere.

Refused: 127.0.0.2
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

os.environ["PGHOSTADDR"] = "127.0.0.2"
engine = create_engine(os.environ["DATABASE_URL"].replace("127.0.0.1", "localhost"))

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
