"""env.py is honest; a revision copies rows from the live database.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/versions/0002_copy_guilds.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
