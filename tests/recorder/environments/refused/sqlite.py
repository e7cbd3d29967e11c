"""It migrates an SQLite file.

Refused: bot.db
Where: migrations/env.py
"""

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine("sqlite:///bot.db")

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
