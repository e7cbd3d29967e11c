"""The bot without Discord: it reads its tables, says that it is ready, and stays up until told to stop."""

import asyncio
import logging
import signal

from asyncpg import PostgresError
from sqlalchemy import Column, MetaData, Table, func, select
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from magikal_bot.models import SCHEMA, Base, Guild, LiveChannel, Ticket
from magikal_bot.models.tickets import TicketStatus
from magikal_bot.settings import Settings

log = logging.getLogger("magikal-bot")
alembic_version = Table("alembic_version", MetaData(schema=SCHEMA), Column("version_num"))

# Until there is a connection, SQLAlchemy lets the last two through as they are.
DATABASE_ERRORS = (DBAPIError, PostgresError, OSError)


class CannotStart(Exception):
    """Why the bot is of no use now, in a line for the journal."""


async def run(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)

    engine = create_async_engine(settings.database_url, pool_pre_ping=True)
    try:
        await start(engine)
        while not await is_set_within(settings.heartbeat_seconds, stop):
            await beat(engine)
    finally:
        await engine.dispose()
    log.info("stopped")


async def start(engine: AsyncEngine) -> None:
    present = select(func.count()).select_from(Guild).where(Guild.left_at.is_(None))
    try:
        async with engine.connect() as connection:
            await read_every_table(connection)
            guilds = await connection.scalar(present)
            revision = await connection.scalar(select(alembic_version.c.version_num))
    except ProgrammingError as error:
        raise CannotStart(f"{root_of(error)}; is the schema too old for this version?") from error
    except DATABASE_ERRORS as error:
        raise CannotStart(f"no connection to the database: {root_of(error)}") from error
    log.info("ready: %d guilds, schema revision %s", guilds, revision)


async def read_every_table(connection: AsyncConnection) -> None:
    for table in Base.metadata.sorted_tables:
        await connection.execute(select(table).limit(1))


async def beat(engine: AsyncEngine) -> None:
    tickets = select(func.count()).select_from(Ticket).where(Ticket.status != TicketStatus.CLOSED)
    channels = select(func.count()).select_from(LiveChannel)
    try:
        async with engine.connect() as connection:
            counts = await connection.scalar(tickets), await connection.scalar(channels)
    except DATABASE_ERRORS as error:
        log.warning("no heartbeat: %s", root_of(error))
    else:
        log.info("alive: %d open tickets, %d voice channels", *counts)


async def is_set_within(seconds: float, event: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False


def root_of(error: BaseException) -> str:
    while error.__cause__:
        error = error.__cause__
    return str(error).partition("\n")[0]
