"""Alembic's environment: the schema cfg and nothing else, through an async engine."""

import asyncio
import os

from alembic import context
from models import metadata
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateSchema


def migrate(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table_schema="cfg",
        include_schemas=True,
        include_name=lambda name, type_, parents: type_ != "schema" or name == "cfg",
    )
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    engine = create_async_engine(os.environ["ALEMBIC_DATABASE_URL"], poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(CreateSchema("cfg", if_not_exists=True))
        await connection.commit()
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(main())
