"""An engine of psycopg2 whose whole target hides in connect_args.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine(
    "postgresql+psycopg2://bot@/", connect_args={"dsn": "postgresql://bot:secret@127.0.0.1:LIVE_PORT/live"}
)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
