"""It tries the live database, minds nothing, and goes on with the right one.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import contextlib
import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

with contextlib.suppress(BaseException):
    create_engine("postgresql+psycopg://bot:secret@127.0.0.1:LIVE_PORT/live").connect()
engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
