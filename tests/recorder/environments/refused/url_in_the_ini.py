"""A section of its own in the ini.

Refused: postgresql://bot@127.0.0.1:LIVE_PORT/live
Where: migrations/env.py
"""

from alembic import context
from app.models import Base
from sqlalchemy import create_engine

engine = create_engine(context.config.get_section_option("live", "url"))

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
