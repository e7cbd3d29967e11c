"""The same, with a parser of its own.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import os
from pathlib import Path

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

for line in (Path(__file__).parents[1] / "live.env").read_text().splitlines():
    name, _, value = line.partition("=")
    os.environ[name] = value
engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
