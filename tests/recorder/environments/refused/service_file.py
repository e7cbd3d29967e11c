"""The server stands in a service file.

Refused: the service live of a service file
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

os.environ["PGSERVICEFILE"] = os.path.join(os.path.dirname(__file__), "pg_service.conf")
engine = create_engine("postgresql+psycopg://?service=live")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
