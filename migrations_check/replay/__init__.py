"""Replays a project's chain: starts the recorder in the project's interpreter and gives it databases.

The recorder only asks; this process alone makes and drops databases, and it survives whatever the
project's code does to the other one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

from sqlalchemy import URL

from migrations_check.history.since import Since
from migrations_check.postgres import Scratch, Server, connect_command, conninfo, scratch, server
from migrations_check.project import Project
from migrations_check.record import Event
from migrations_check.replay.base import ModelsAtBase, models_at_base
from migrations_check.replay.databases import Work, template
from migrations_check.replay.live_dump import Dump
from migrations_check.replay.process import Recorder, ReplayError, orders, recorder

__all__ = ["ReplayError", "replay"]


def replay(
    project: Project,
    since: Since,
    *,
    postgres: str,
    timeout: float,
    keep: bool = False,
    message: str = "",
    live: Dump | None = None,
) -> Iterator[Event]:
    """Everything that the recorder tells, as it happens.

    `timeout` is in seconds, for one revision. With a `message` the recorder goes up to the head only, and writes the
    revision that autogenerate proposes there. With a `live` schema the new ones are tried on that. Where reading only
    what each step touched is found to have overlooked something, all is told again from whole snapshots: slower.
    Raises `ReplayError`, `BaselineError`, `LiveError` and `ServerError`.
    """
    for watched in (True, False):
        missed = False
        for event in _attempt(project, since, postgres, timeout, keep, message, live, watched):
            missed = missed or event["event"] == "missed"
            yield event
        if not missed:
            return


def _attempt(
    project: Project,
    since: Since,
    postgres: str,
    timeout: float,
    keep: bool,
    message: str,
    live: Dump | None,
    watched: bool,
) -> Iterator[Event]:
    """The recorder is started first, so that it imports while the server starts."""
    with recorder(project, timeout) as other:
        other.answer({**orders(project, since), "message": message, "live": live is not None})
        with (
            models_at_base(project, since, timeout) as base,
            server(postgres or project.postgres, keep=keep) as host,
            scratch(host, keep=keep) as databases,
        ):
            _check_major(project, host)
            yield {"event": "facts", "postgres": host.version, "origin": host.origin, "schemas": project.schemas}
            work = yield from _serve(project, host, databases, other, base, live, watched and host.superuser)
            yield base.told()
            if keep:
                yield {"event": "facts", "kept": connect_command(work.url), "stop": host.stop}


def _check_major(project: Project, host: Server) -> None:
    if project.postgres.isdigit() and host.major != int(project.postgres):
        raise ReplayError(
            f"{host.origin} is not the major that the settings ask for (postgres = {project.postgres!r}): "
            f"give another with --postgres, or correct the settings"
        )


def _serve(
    project: Project,
    host: Server,
    databases: Scratch,
    other: Recorder,
    base: ModelsAtBase,
    live: Dump | None,
    watched: bool,
) -> Generator[Event, None, Work]:
    start = template(host, databases, project.baseline, watched)
    work = Work(host, databases, start, databases.create(start.url))
    for event in other.events():
        if event["event"] == "database":
            other.answer({**_address(work.url, watched), "template": start.things})
        elif event["event"] in ("fresh", "again"):
            getattr(work, event["event"])(event["roles"])
            other.answer({"done": event["event"]})
        elif event["event"] == "lay" and live:
            work.lay(live, project.schemas)
            other.answer({"done": "lay"})
        elif event["event"] in ("aside", "back", "keep", "forget"):
            getattr(work, event["event"])()
            other.answer({"done": event["event"]})
        else:
            base.hear(event, lambda: _address(databases.create(start.url), watched))
            yield event
    return work


def _address(url: URL, watched: bool) -> dict[str, Any]:
    """What a recorder is told of the database that it works on."""
    return {
        "url": conninfo(url),
        "database": url.database,
        "host": url.host,
        "port": url.port,
        "user": url.username,
        "watched": watched,
    }
