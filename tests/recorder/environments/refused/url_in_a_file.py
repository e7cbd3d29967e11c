"""A file of settings that env.py reads.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

import json
from pathlib import Path

from alembic import context
from app.models import Base
from sqlalchemy import URL, create_engine

settings = json.loads((Path(__file__).parents[1] / "database.json").read_text())
engine = create_engine(URL.create("postgresql+psycopg", **settings))

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
