"""A function of its own connects, to the right database."""

import os

import psycopg
from alembic import context
from app.models import Base
from sqlalchemy import create_engine


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"].replace("+psycopg", ""))


engine = create_engine("postgresql+psycopg://", creator=connect)

with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()
