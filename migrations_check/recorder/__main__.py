"""The process that the parent starts: orders in, events out, and nothing else on that pipe."""

from __future__ import annotations

import os
import re
import sys
import traceback
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any


def main(out: int, back: int) -> None:
    from migrations_check.recorder.channel import Channel

    channel = Channel(out, back)
    orders = channel.receive()
    try:
        _record(channel, orders)
    except BaseException as error:
        channel.emit("failed", failure=_crash(error))
    channel.emit("end")


def _record(channel: Any, orders: Any) -> None:
    if old := _too_old():
        channel.emit("facts", error=f"{orders['python']} has {old}: upgrade it there, or give another with --python")
        return
    import alembic
    import sqlalchemy

    from migrations_check.recorder import base, guard, variables
    from migrations_check.recorder.chain import BrokenChain
    from migrations_check.recorder.environment import environment
    from migrations_check.recorder.trials import SeedError
    from migrations_check.recorder.walk import Missed, Walk

    root = Path(orders["root"])
    os.chdir(root)
    python = ".".join(map(str, sys.version_info[:3]))
    channel.emit("facts", python=python, alembic=alembic.__version__, sqlalchemy=sqlalchemy.__version__)
    watch = variables.watch(root)
    walk = None

    def refused(refusal: Any) -> None:
        log = walk.listener.log if walk else None
        channel.emit("refused", **{**vars(refusal), "revision": log and log.revision})

    try:
        if orders.get("tree"):
            base.take_the_place(Path(orders["top"]), Path(orders["tree"]))
        env = environment(orders)
        given = channel.ask("database")
        allowed = guard.Allowed(given["host"], given["port"], given["user"])
        allowed.allow(given["database"])
        guard.install(allowed, refused, root)
        walk = Walk(env, channel, {**orders, **given}, watch)
        _do(walk)
    except SeedError as error:
        channel.emit("facts", error=str(error))
    except BrokenChain as error:
        channel.emit("problem", **vars(_of_environment(error, watch) or error.problem))
    except Missed as error:
        channel.emit("missed", what=str(error))
    except BaseException as error:
        channel.emit("failed", failure=variables.failure(error, root, watch))


def _too_old() -> str | None:
    """In this order: a new alembic does not import beside an old SQLAlchemy."""
    for name, least in (("sqlalchemy", (2, 0)), ("alembic", (1, 13))):
        found = import_module(name).__version__
        if tuple(map(int, re.findall(r"\d+", found)[:2])) < least:
            return f"{name} {found}, and the check needs {'.'.join(map(str, least))} or newer"
    return None


def _do(walk: Any) -> None:
    from migrations_check.recorder import base
    from migrations_check.recorder.generate import generate
    from migrations_check.recorder.passes import replay

    if walk.orders.get("tree"):
        base.tell(walk)
    elif walk.orders["message"]:
        generate(walk, walk.orders["message"])
    else:
        replay(walk)


def _of_environment(error: Any, watch: Any) -> Any:
    """A script that does not import because it reads a variable that nobody declared."""
    from migrations_check.recorder import variables

    cause, problem = error.__cause__, error.problem
    missing = variables.missing(cause, watch) if cause else ()
    if not missing:
        return None
    message = f"{problem.path} reads the variable {', '.join(missing)}, which nobody declared, and does not import"
    return replace(problem, check="environment", subject=missing[0], message=message)


def _crash(error: BaseException) -> dict[str, Any]:
    return {
        "kind": type(error).__name__,
        "message": str(error),
        "traceback": "".join(traceback.format_exception(error)),
    }
