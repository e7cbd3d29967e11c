"""The new revisions where their tables have rows: one by one up, down and up again, and then all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from migrations_check.record import Failure, Loss, Trial
from migrations_check.recorder import live
from migrations_check.recorder.climb import passed_through, roles
from migrations_check.recorder.culprit import Culprit
from migrations_check.recorder.data import Data, read_data
from migrations_check.recorder.losses import losses, losses_by_name
from migrations_check.recorder.page import Page
from migrations_check.recorder.rows import fill, plant
from migrations_check.recorder.scans import Scans
from migrations_check.recorder.walk import Walk


class SeedError(Exception):
    """The rows that a person gave for a revision cannot be put in."""


def trials(walk: Walk, top: int) -> None:
    """Try each new revision below the position `top`; one that fails does not silence those after it."""
    first = walk.chain.before_new
    new = [n for n, revision in enumerate(walk.chain.revisions[:top]) if revision.new]
    if walk.orders["live"] and not new and top >= walk.chain.old:
        reach(walk, walk.chain.old)
    for left in from_seed_to_seed(walk, new):
        end = left[-1] + 1
        while left:
            failed = one_by_one(walk, first, left, end)
            left = [n for n in left if failed is not None and n > failed]
    if len(new) > 1:
        together(walk, first, new[-1] + 1)


def from_seed_to_seed(walk: Walk, positions: list[int]) -> list[list[int]]:
    """Each revision with rows of a person's begins anew: they must not meet those made up for the ones before it."""
    stretches: list[list[int]] = []
    for position in positions:
        if not stretches or seed_of(walk, walk.chain.revisions[position].id):
            stretches.append([])
        stretches[-1].append(position)
    return stretches


def seed_of(walk: Walk, revision: str) -> Path | None:
    """The rows that a person gives for a revision, if there are some."""
    seed = Path(walk.script.dir) / "seed" / f"{revision}.sql"
    return seed if seed.exists() else None


@dataclass
class Tried:
    """One trial while it runs: the rows as they were before, and the pages of the steps."""

    revision: str
    rows: Mapping[str, int]
    unfilled: Mapping[str, str]
    seed: str | None
    before: Data
    pages: dict[str, Page] = field(default_factory=dict)
    data: dict[str, Data] = field(default_factory=dict)
    row: str = ""

    def told(self, touched: set[str]) -> Trial:
        up, scans = self.pages["up"], self.pages["up"].scans
        assert scans is not None
        return Trial(
            revision=self.revision,
            rows={table: count for table, count in self.rows.items() if table in touched},
            values=_values(self.before, touched),
            unfilled=self.unfilled,
            seed=self.seed,
            error=up.error,
            row=self.row,
            down_error=self._error("down"),
            again_error=self._error("up-again"),
            **self._losses(),
            moved=tuple(up.rows.values()),
            locks=up.held(),
            blocked=tuple(scans.blocked),
            statements=tuple(up.statements),
            went_down="down" in self.pages,
        )

    def _error(self, direction: str) -> Failure | None:
        return self.pages[direction].error if direction in self.pages else None

    def _losses(self) -> dict[str, tuple[Loss, ...]]:
        """What was gone after the first upgrade already is not gone once more after the second."""
        up, down, again = (self.data.get(name) for name in ("up", "down", "up-again"))
        lost_down = losses_by_name(self.before, down) if down else []
        lost_again = losses_by_name(self.before, again) if again else []
        known = {loss.subject for loss in (*lost_down, *(losses_by_name(self.before, up) if up else ()))}
        return {
            "lost": tuple(losses(self.before, up) if up else ()),
            "lost_down": tuple(lost_down),
            "lost_again": tuple(loss for loss in lost_again if loss.subject not in known),
        }


def one_by_one(walk: Walk, first: int, left: list[int], end: int) -> int | None:
    """Go up once more from `first`, trying the revisions at `left`; returns the position that failed."""
    if not reach(walk, first):
        return None
    trying: list[Tried] = []

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        for position in range(first, end):
            if position in left:
                yield from tried(walk, context, position, trying)
            else:
                yield from walk.steps(context, walk.chain.up(position, position + 1), None)

    try:
        failed = walk.run(steps)
    except Exception as error:
        refuse_seed(error)
        reason = f"the revisions could not be run on rows: {walk.failure(error).message}"
        walk.channel.emit("unjudged", check="upgrade-fails-on-rows", reason=reason)
        return None
    if failed is not None and trying:
        trial = trying.pop()
        if trial.pages["up"].error:
            trial.row = blamed(walk, first, failed, trial)
        emit(walk, trial)
    return failed


def blamed(walk: Walk, first: int, position: int, trial: Tried) -> str:
    """Run the revision that failed once more, to learn by which row it does."""
    page = Page(trial.revision, "up", trial.pages["up"].path, every_statement=False, told=False)
    page.culprit = Culprit(table.address for table in trial.before.values() if table.rows)

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        yield from walk.steps(context, walk.chain.up(first, position), None)
        prepared(walk, context, trial.revision)
        yield from taken(walk, context, page, walk.chain.up(position, position + 1)[0])

    if reach(walk, first):
        with suppress(Exception):
            walk.run(steps)
    return page.culprit.row


def tried(walk: Walk, context: Any, position: int, trying: list[Tried]) -> Iterator[Any]:
    """Up; and down and up again, where the downgrade was seen to run on the empty database."""
    revision = walk.chain.revisions[position]
    trial = prepared(walk, context, revision.id)
    trying.append(trial)
    yield from noted(walk, context, trial, "up", walk.chain.up(position, position + 1)[0])
    seen = walk.pages.get((revision.id, "down"))
    if seen and not seen.error:
        yield from noted(walk, context, trial, "down", walk.chain.down(position, position + 1)[0])
        yield from noted(walk, context, trial, "up-again", walk.chain.up(position, position + 1)[0])
    emit(walk, trying.pop())


def prepared(walk: Walk, context: Any, revision: str) -> Tried:
    """The tables with rows in them, and the rows as they are; to a table with rows of a person's none is added."""
    seed = seed_of(walk, revision)
    schemas, leave = walk.orders["schemas"], walk.version_tables
    with walk.notes.quiet():
        given = sown(walk, context, seed) if seed else {}
        filled = fill(context.connection, schemas, {*leave, *given, *parents(walk, given)}, revision)
        settle(walk, context)
        before = read_data(context.connection, schemas, leave)
    path = str(seed.relative_to(walk.env.root)) if seed else None
    return Tried(revision, {**given, **filled.rows}, filled.unfilled, path, before)


def sown(walk: Walk, context: Any, seed: Path) -> dict[str, int]:
    """Put a person's rows in; how many each table that has some has now."""
    try:
        plant(context.connection, seed.read_text("utf-8"))
    except Exception as error:
        raise SeedError(f"{seed.relative_to(walk.env.root)} cannot be put in: {walk.failure(error).message}") from error
    settle(walk, context)
    data = read_data(context.connection, walk.orders["schemas"], walk.version_tables)
    return {table.address: len(table.rows) for table in data.values() if table.rows}


def parents(walk: Walk, tables: Iterable[str]) -> set[str]:
    """What these are partitions of: rows that are put into those would land in these."""
    things, found, left = walk.notes.known.things, set[str](), list(tables)
    while left:
        table = things.get(("table", left.pop()))
        above = set(table.definition.get("inherits") or ()) - found if table else set()
        found |= above
        left += above
    return found


def settle(walk: Walk, context: Any) -> None:
    """Commit the rows, since they stood there long before a deploy; what env.py has begun itself stays open."""
    connection = context.connection
    if context._in_external_transaction:
        connection.exec_driver_sql("set constraints all immediate")
    elif transaction := connection.get_transaction():
        transaction.commit()
    else:
        connection.connection.commit()
    walk.notes.settle(connection)


def noted(walk: Walk, context: Any, trial: Tried, direction: str, step: Any) -> Iterator[Any]:
    """Take one step, watch it, and read the rows behind it."""
    page = Page(trial.revision, direction, step.revision.path, every_statement=direction == "up", told=False)
    if direction == "up":
        page.scans = Scans(lambda oid: existing(walk, page, oid))
    trial.pages[direction] = page
    yield from taken(walk, context, page, step)
    with walk.notes.quiet():
        trial.data[direction] = read_data(context.connection, walk.orders["schemas"], walk.version_tables)


def existing(walk: Walk, page: Page, oid: int) -> Any:
    """The table with this oid, if it stood there before the step."""
    thing = walk.notes.known.relation(oid)
    return thing if thing and page.before.get(thing.key, thing) else None


def emit(walk: Walk, trial: Tried) -> None:
    seen = walk.pages.get((trial.revision, "up"))
    walk.channel.emit("trial", **vars(trial.told(seen.touched() if seen else set())))


def together(walk: Walk, first: int, end: int) -> None:
    """As one deploy would run them: env.py decides on the transactions, and the rows stand there before the first.

    None do where a person gives some for a later one, since what was made up might never be so there.
    """
    if not reach(walk, first):
        return
    new = [revision.id for revision in walk.chain.revisions[first:end] if revision.new]
    sown_later = any(seed_of(walk, revision) for revision in new[1:])
    pages: list[Page] = []

    def rows(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        prepared(walk, context, new[0])
        return iter(())

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        for step in walk.chain.up(first, end):
            pages.append(Page(step.revision.revision, "up", step.revision.path, every_statement=False, told=False))
            yield from taken(walk, context, pages[-1], step)

    try:
        if not sown_later:
            walk.run(rows)
        failed = walk.run(steps, together=True)
    except Exception as error:
        refuse_seed(error)
        walk.channel.emit("together", revision=None, error=walk.failure(error))
        return
    page = None if failed is None else pages[-1]
    walk.channel.emit("together", revision=page and page.revision, error=page and page.error)


def taken(walk: Walk, context: Any, page: Page, step: Any) -> Iterator[Any]:
    path = walk.chain.revision(page.revision).path
    walk.channel.emit("begin", revision=page.revision, direction="rows", path=path)
    context.impl.memo.clear()
    walk.notes.open(page)
    yield step
    walk.notes.close(context.connection)


def refuse_seed(error: Exception) -> None:
    """A person's rows that cannot be put in are a fault of the input, which ends the run."""
    if isinstance(error, SeedError):
        raise error


def reach(walk: Walk, first: int) -> bool:
    """A database as it is before the first new revision: the chain's, or where one was given the live schema."""
    reached = climbed(walk, first)
    if reached and walk.orders["live"]:
        live.lay(walk)
    return reached


def climbed(walk: Walk, first: int) -> bool:
    """The copy that was kept, or the chain once more."""
    if walk.kept:
        walk.ask("again", roles=[])
        return True
    walk.ask("fresh", roles=roles(walk))
    return not first or passed_through(walk, 0, first, "upgrade-fails-on-rows")


def _values(data: Data, touched: set[str]) -> dict[str, int]:
    return {
        f"{table.address}.{column.name}": sum(row[n] is not None for row in table.rows)
        for table in data.values()
        if table.address in touched
        for n, column in enumerate(table.columns)
    }
