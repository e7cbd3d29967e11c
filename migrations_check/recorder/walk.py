"""One walk over the chain: runs of env.py in which we say which steps Alembic takes, and note what each does."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from alembic.script import ScriptDirectory

from migrations_check.record import Failure
from migrations_check.recorder.catalog.known import Known
from migrations_check.recorder.catalog.reading import read_whole
from migrations_check.recorder.chain import Chain, load
from migrations_check.recorder.environment import Environment, Steps, run
from migrations_check.recorder.listener import Listener
from migrations_check.recorder.step_log import StepLog
from migrations_check.recorder.variables import Watch, failure
from migrations_check.snapshot import Change, Snapshot, Thing, difference, snapshot


class EmptyChain(Exception):
    """There is no revision at all."""


class Missed(Exception):
    """Reading only what the steps touched overlooked something."""


class Walk:
    """The chain, the databases and the logs of one replay.

    Positions count revisions: a database at position 3 has had the first three.
    """

    def __init__(self, env: Environment, channel: Any, orders: Mapping[str, Any], watch: Watch) -> None:
        self.env, self.channel, self.orders, self.watch = env, channel, orders, watch
        self.watched: bool = orders["watched"]
        self.listener = Listener(channel, self.watched, orders["schemas"])
        self.config = env.config()
        self.script = ScriptDirectory.from_config(self.config)
        self.version_tables: set[str] = set()
        self.head: Snapshot = {}
        self.at: Snapshot = {}
        self.template: Snapshot | None = None
        self.kept = False
        self.differs = False
        self.logs: dict[tuple[str, str], StepLog] = {}
        self._preamble: list[Change] = []
        self._loaded: Chain | None = None

    @property
    def chain(self) -> Chain:
        assert self._loaded is not None
        return self._loaded

    def ask(self, what: str, **data: Any) -> None:
        """Have the database exchanged behind its name; connections to the old one must not be used again."""
        self.listener.dispose()
        self.channel.ask(what, **data)

    def load(self, context: Any) -> Chain:
        """The scripts as env.py wants them: it may have said only now where they are."""
        if self._loaded is None:
            chain = load(self.script, self.env.root, self.orders)
            if not chain.order:
                self.script = ScriptDirectory.from_config(self.config)
                chain = load(self.script, self.env.root, self.orders)
            if not chain.order:
                raise EmptyChain(f"{self.env.ini.name} leads to {self.script.dir}, which has no revisions in it")
            self._loaded = chain
            self.channel.emit("chain", revisions=chain.revisions)
            self.channel.emit("facts", scripts=os.path.relpath(self.script.dir, self.env.root))
            heads = self.script.get_heads()
            if len(heads) > 1:
                message = f"the chain has {len(heads)} heads: {', '.join(sorted(heads))}"
                self.channel.emit("problem", check="multiple-heads", subject="chain", message=message)
        return self._loaded

    def look(self, context: Any, preamble: bool = False) -> None:
        """Take the whole catalog as what is known before the first step of a run."""
        quote = context.dialect.identifier_preparer.quote
        schema = context.version_table_schema or context.dialect.default_schema_name
        self.version_tables.add(f"{quote(schema)}.{quote(context.version_table)}")
        things = self.whole(context)
        if self.template is None:
            self.template = self._template()
        self.listener.start(context.connection, Known(things, self.version_tables))
        if preamble:
            self._preamble += difference(self.head or self.template, self.listener.known.things)
            self.channel.emit("preamble", changes=self._preamble)
            info = context.connection.dialect.server_version_info
            self.channel.emit("facts", version_tables=sorted(self.version_tables), server=".".join(map(str, info)))

    def _template(self) -> Snapshot:
        return Known(snapshot(Thing(*t) for t in self.orders["template"]), self.version_tables).things

    def whole(self, context: Any) -> Snapshot:
        """Everything that stands in the database now, but the version tables."""
        with self.listener.quiet():
            return Known(read_whole(context.connection, self.watched), self.version_tables).things

    def steps(self, context: Any, steps: list[Any], direction: str | None) -> Iterator[Any]:
        """Hand Alembic one step after another; with no direction they are only gone through."""
        for step in steps:
            context.impl.memo.clear()
            if direction is None:
                yield step
                continue
            self.listener.open(self._log(step.revision.revision, direction, step.revision.path))
            yield step
            self.listener.close(context.connection)

    def _log(self, revision: str, direction: str, path: str) -> StepLog:
        script = self.chain.revision(revision)
        log = StepLog(revision, direction, path, every_statement=script.new and direction == "up")
        log = self.logs.setdefault((revision, direction), log)
        total = 3 * len(self.chain.order)
        self.channel.emit("begin", revision=revision, direction=direction, path=script.path, total=total)
        return log

    def position(self, log: StepLog) -> int:
        return next(n for n, revision in enumerate(self.chain.revisions) if revision.id == log.revision)

    def run(self, steps: Steps, together: bool = False) -> int | None:
        """Run env.py; where a step failed, which its log tells, its position. Anything else is raised."""
        try:
            run(self.env, self.config, self.script, self.orders["url"], steps, together=together)
        except (Exception, SystemExit) as error:
            log = self.listener.log
            if log is None:
                if not self._takes_async_driver(error):
                    raise
                return self.run(steps, together)
            self.listener.fail(self.failure(error))
            return self.position(log)
        finally:
            self.listener.dispose()
        return None

    def _takes_async_driver(self, error: BaseException) -> bool:
        """env.py is an async one, and the driver is not: then the async one is what the project has it for."""
        asked = "requires an async driver" in str(error) and not self.orders["driver"]
        if asked and self.env.driver != "asyncpg" and find_spec("asyncpg"):
            self.env = replace(self.env, driver="asyncpg")
            return True
        return False

    def failure(self, error: BaseException) -> Failure:
        return failure(error, self.env.root, self.watch)

    def prove(self, things: Snapshot) -> None:
        """What was read step by step must be what stands there."""
        if not self.watched:
            return
        if overlooked := list(difference(self.listener.known.things, things)):
            raise Missed(", ".join(f"{c.kind} {c.address}" for c in overlooked[:5]))
