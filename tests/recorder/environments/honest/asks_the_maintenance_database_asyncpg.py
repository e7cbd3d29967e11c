"""The same with asyncpg itself."""

import asyncio
import os

import asyncpg
from alembic import context
from app.models import Base
from sqlalchemy.ext.asyncio import create_async_engine


async def ask(url):
    connection = await asyncpg.connect(url.replace("postgresql+asyncpg", "postgresql").rpartition("/")[0] + "/postgres")
    await connection.fetch("SELECT datname FROM pg_database")
    await connection.close()


asyncio.run(ask(os.environ["DATABASE_URL"]))


def run(connection):
    context.configure(connection=connection, target_metadata=Base.metadata, include_schemas=True)
    with context.begin_transaction():
        context.run_migrations()


async def main():
    engine = create_async_engine(os.environ["DATABASE_URL"])
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()


asyncio.run(main())
