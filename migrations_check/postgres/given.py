"""A server that somebody else runs, given by its URL."""

from dataclasses import dataclass

import psycopg
from psycopg.pq import Conninfo
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from .binaries import OLDEST
from .error import ServerError
from .sessions import conninfo

DIALECTS = ("postgres", "postgresql")
FACTS = """
    SELECT current_setting('server_version_num')::int, current_setting('server_version'), rolsuper,
           rolsuper OR rolcreatedb, pg_is_in_recovery(), rolname
    FROM pg_roles WHERE rolname = current_user
"""


@dataclass(frozen=True)
class Given:
    url: URL
    version: str
    superuser: bool


def examine(text: str) -> Given:
    """Look at a given server through its maintenance database. Raises ServerError if it is of no use."""
    url = _through_psycopg(text)
    number, version, superuser, creates, replica, role = _facts(url)
    if number < OLDEST * 10000:
        raise ServerError(f"The given server is Postgres {version}: give {OLDEST} or newer.")
    if replica:
        raise ServerError("The given server is a read-only replica: give its primary.")
    if not creates:
        raise ServerError(
            f"The role {role} may not create databases on the given server: "
            f'`ALTER ROLE "{role}" CREATEDB`, or leave --postgres out to have a server started.'
        )
    return Given(url, version.split()[0], superuser)


def _through_psycopg(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ServerError("--postgres is no URL: one looks like postgresql://user:password@host/.") from None
    if url.drivername.partition("+")[0] not in DIALECTS:
        raise ServerError(f"The given URL is of {url.drivername}, and only Postgres is supported.")
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    query = {name: value for name, value in url.query.items() if name in known}
    if "ssl" in url.query:  # asyncpg's word
        query.setdefault("sslmode", url.query["ssl"])
    return url.set(drivername="postgresql+psycopg", database="postgres", query=query)


def _facts(url: URL) -> tuple[int, str, bool, bool, bool, str]:
    try:
        with psycopg.connect(conninfo(url), connect_timeout=10) as connection:
            row = connection.execute(FACTS).fetchone()
    except psycopg.Error as error:
        shown = url.set(drivername="postgresql").render_as_string()
        said = str(error).strip().splitlines()[0].removeprefix("connection failed: ")
        raise ServerError(f"{shown} cannot be used: {said}. Is it up, and the URL right?") from error
    assert row is not None
    return row
