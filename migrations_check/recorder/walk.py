"""The walk: up to the head, which is judged there; down; and up again.

Where a downgrade is missing or fails, the walk goes on below it on another database, so that one bad
downgrade never silences another revision.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alembic.script import ScriptDirectory

from migrations_check.record import Difference, Failure, Revision
from migrations_check.recorder import head, models
from migrations_check.recorder.catalog.known import Known
from migrations_check.recorder.catalog.reading import read_whole
from migrations_check.recorder.chain import Chain, load
from migrations_check.recorder.environment import Environment, run
from migrations_check.recorder.notes import Notes, Page
from migrations_check.recorder.variables import Watch, failure
from migrations_check.snapshot import Change, Snapshot, Thing, difference, snapshot

Segment = tuple[int, int]


class EmptyChain(Exception):
    """There is no revision at all."""


class Missed(Exception):
    """Reading only what the steps touched overlooked something."""


class Walk:
    """One replay. Positions count revisions: a database at position 3 has had the first three."""

    def __init__(self, env: Environment, channel: Any, orders: Mapping[str, Any], watch: Watch) -> None:
        self.env, self.channel, self.orders, self.watch = env, channel, orders, watch
        self.watched: bool = orders["watched"]
        self.notes = Notes(channel, self.watched, orders["schemas"])
        self.config = env.config()
        self.script = ScriptDirectory.from_config(self.config)
        self.version_tables: set[str] = set()
        self.head: Snapshot = {}
        self.template: Snapshot | None = None
        self._preamble: list[Change] = []
        self._differences: list[Difference] = []
        self._unprotected: list[str] = []
        self._pages: dict[tuple[str, str], Page] = {}
        self._loaded: Chain | None = None

    @property
    def chain(self) -> Chain:
        assert self._loaded is not None
        return self._loaded

    def replay(self) -> None:
        top = self._up_to_head()
        if top == len(self.chain.order):
            self._models()
        self._down_and_up_again(top)
        if roles := self._made_roles():
            self._ask("fresh", roles=roles)

    def _ask(self, what: str, **data: Any) -> None:
        """Have the database exchanged behind its name; connections to the old one must not be used again."""
        self.notes.dispose()
        self.channel.ask(what, **data)

    def _made_roles(self) -> list[str]:
        """Roles belong to the whole cluster, so a new database alone does not take them away."""
        changes = (change for page in self._pages.values() for change in page.changes())
        return sorted({c.address for c in changes if c.kind == "role" and c.before is None})

    def _up_to_head(self) -> int:
        def walk(heads: Any, context: Any) -> Iterator[Any]:
            chain = self._load(context)
            self._look(context, preamble=True)
            yield from self._steps(context, chain.up(0, len(chain.order)), "up")
            self._judge_head(context)

        if not self._run(walk):
            return next((n for n, r in enumerate(self.chain.revisions) if self._failed(r, "up")), 0)
        return len(self.chain.order)

    def _load(self, context: Any) -> Chain:
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
            heads = self.script.get_heads()
            if len(heads) > 1:
                message = f"the chain has {len(heads)} heads: {', '.join(sorted(heads))}"
                self.channel.emit("problem", check="multiple-heads", subject="chain", message=message)
        return self._loaded

    def _look(self, context: Any, preamble: bool = False) -> None:
        """Take the whole catalog as what is known before the first step of a run."""
        quote = context.dialect.identifier_preparer.quote
        schema = context.version_table_schema or context.dialect.default_schema_name
        self.version_tables.add(f"{quote(schema)}.{quote(context.version_table)}")
        things = self._whole(context)
        if self.template is None:
            self.template = self._template()
        self.notes.start(context.connection, Known(things, self.version_tables))
        if preamble:
            self._preamble += difference(self.head or self.template, self.notes.known.things)
            self.channel.emit("preamble", changes=self._preamble)
            info = context.connection.dialect.server_version_info
            self.channel.emit("facts", version_tables=sorted(self.version_tables), server=".".join(map(str, info)))

    def _template(self) -> Snapshot:
        return Known(snapshot(Thing(*t) for t in self.orders["template"]), self.version_tables).things

    def _whole(self, context: Any) -> Snapshot:
        with self.notes.quiet():
            return read_whole(context.connection, self.watched)

    def _steps(self, context: Any, steps: list[Any], direction: str | None) -> Iterator[Any]:
        """Hand Alembic one step after another; with no direction they are only gone through."""
        for step in steps:
            context.impl.memo.clear()
            if direction is None:
                yield step
                continue
            self.notes.open(self._page(step.revision.revision, direction, step.revision.path))
            yield step
            self.notes.close(context.connection)

    def _page(self, revision: str, direction: str, path: str) -> Page:
        script = self.chain.revision(revision)
        page = Page(revision, direction, path, every_statement=script.new and direction == "up")
        page = self._pages.setdefault((revision, direction), page)
        total = 3 * len(self.chain.order)
        self.channel.emit("begin", revision=revision, direction=direction, path=script.path, total=total)
        return page

    def _failed(self, revision: Revision, direction: str) -> bool:
        page = self._pages.get((revision.id, direction))
        return page is not None and page.error is not None

    def _run(self, walk: Any) -> bool:
        """Run env.py; False where a step failed, which its page then tells. Anything else is raised."""
        try:
            run(self.env, self.config, self.script, self.orders["url"], walk)
        except (Exception, SystemExit) as error:
            if self.notes.page is None:
                raise
            self.notes.fail(self._failure(error))
            return False
        finally:
            self.notes.dispose()
        return True

    def _failure(self, error: BaseException) -> Failure:
        return failure(error, self.env.root, self.watch)

    def _judge_head(self, context: Any) -> None:
        things = Known(self._whole(context), self.version_tables).things
        self._prove(things)
        self.head = things
        self.channel.emit("head", things=list(things.values()))
        try:
            with self.notes.quiet():
                differences, unprotected = head.compare(context)
        except Exception as error:
            self.channel.emit("autogenerate", differences=[], unprotected=[], error=self._failure(error))
        else:
            self._differences += differences
            self._unprotected += unprotected
            told = {"differences": self._differences, "unprotected": self._unprotected}
            self.channel.emit("autogenerate", error=None, **told)

    def _prove(self, things: Snapshot) -> None:
        """What was read step by step must be what stands there."""
        overlooked = list(difference(self.notes.known.things, things))
        if self.watched and overlooked:
            raise Missed(", ".join(f"{c.kind} {c.address}" for c in overlooked[:5]))

    def _models(self) -> None:
        def walk(heads: Any, context: Any) -> Iterator[Any]:
            for name, found in models.create(context, self.head, self.version_tables, self.watched).items():
                made[name] = {**made.get(name, {}), **found}
            return iter(())

        made: dict[str, dict[Any, Any]] = {}
        self._ask("aside")
        try:
            with self.notes.quiet():
                run(self.env, self.config, self.script, self.orders["url"], walk)
            self.channel.emit("models", error=None, **{name: list(found.values()) for name, found in made.items()})
        except Exception as error:
            nothing: dict[str, Any] = {"things": [], "tables": [], "named": [], "equal_defaults": []}
            self.channel.emit("models", error=self._failure(error), **nothing)
        self._ask("back")

    def _down_and_up_again(self, top: int) -> None:
        """Down and up again between the revisions that cannot be stepped down, each stretch by itself."""
        stretches = self._stretches(0, top)
        if stretches and stretches[-1][1] == top == len(self.chain.order):
            stretches = stretches[:-1] + self._exercise(stretches[-1])
        while stretches:
            stretches = self._climb(sorted(stretches))

    def _stretches(self, low: int, high: int) -> list[Segment]:
        bad = [n for n in range(low, high) if self._stays_up(self.chain.revisions[n])]
        edges = zip([low, *(n + 1 for n in bad)], [*bad, high], strict=True)
        return [(start, end) for start, end in edges if start < end]

    def _stays_up(self, revision: Revision) -> bool:
        """It is trusted, or changes something and has nothing to undo it with."""
        if revision.trusted or revision.downgrade == "present":
            return revision.trusted
        page = self._pages.get((revision.id, "up"))
        return revision.downgrade != "empty" or bool(page and (page.changes() or page.rows))

    def _climb(self, stretches: list[Segment]) -> list[Segment]:
        """One database, climbed once, with each stretch exercised on the way; returns what is left to do."""
        self._ask("fresh", roles=self._made_roles())
        at = 0
        for number, (low, high) in enumerate(stretches):
            self._pass_through(at, high)
            left = self._exercise((low, high))
            if left:
                return left + stretches[number + 1 :]
            at = high
        return []

    def _pass_through(self, low: int, high: int) -> None:
        def walk(heads: Any, context: Any) -> Iterator[Any]:
            yield from self._steps(context, self.chain.up(low, high), None)

        run(self.env, self.config, self.script, self.orders["url"], walk)
        self.notes.dispose()

    def _exercise(self, segment: Segment) -> list[Segment]:
        """Down over a stretch and up again; where one fails, the stretches on both sides of it are left."""
        low, high = segment
        for direction, steps in (
            ("down", self.chain.down(low, high)),
            ("up-again", self.chain.up(low, high)),
        ):
            if not self._run(self._recorded(steps, direction, last=high == len(self.chain.order))):
                failed = next(n for n in range(low, high) if self._failed(self.chain.revisions[n], direction))
                below = [] if direction == "up-again" else [(low, failed)]
                return [(a, b) for a, b in (*below, (failed + 1, high)) if a < b]
        return []

    def _recorded(self, steps: list[Any], direction: str, last: bool) -> Any:
        def walk(heads: Any, context: Any) -> Iterator[Any]:
            for step in steps:
                self._pages.pop((step.revision.revision, direction), None) if not walked else None
            walked.append(1)
            self._look(context)
            yield from self._steps(context, steps, direction)
            if direction == "up-again" and last:
                self._prove(Known(self._whole(context), self.version_tables).things)

        walked: list[int] = []
        return walk
