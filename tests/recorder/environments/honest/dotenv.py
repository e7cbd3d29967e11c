"""A .env file fills in what is not set, and the variable is set."""

import os
from pathlib import Path

from alembic import context
from app.models import Base
from dotenv import load_dotenv
from sqlalchemy import create_engine

load_dotenv(Path(__file__).parents[1] / "live.env")
engine = create_engine(os.environ["DATABASE_URL"])

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
