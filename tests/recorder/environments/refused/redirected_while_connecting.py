"""A listener changes the target at the last moment.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import os

from alembic import context
from app.models import Base
from sqlalchemy import create_engine, event

engine = create_engine(os.environ["DATABASE_URL"])


@event.listens_for(engine, "do_connect")
def redirect(dialect, record, args, params):
    params.update(port=int("LIVE_PORT"), dbname="live", user="bot", password="secret")


with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
