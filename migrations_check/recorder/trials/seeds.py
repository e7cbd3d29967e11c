"""The rows that a person gives for a revision, in `seed/<revision>.sql` of the migrations folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from migrations_check.recorder.rows import plant
from migrations_check.recorder.walk import Walk


class SeedError(Exception):
    """The rows that a person gave for a revision are of no use: one sentence that says why."""


def seed_of(walk: Walk, revision: str) -> Path | None:
    """The rows that a person gives for a revision, if there are some."""
    seed = _folder(walk) / f"{revision}.sql"
    return seed if seed.exists() else None


def refuse_seed_of_nothing(walk: Walk) -> None:
    """Raises `SeedError` for a file that bears the name of no revision: nobody would hear that it is not used."""
    ids = {revision.id for revision in walk.chain.revisions}
    for seed in sorted(_folder(walk).glob("*.sql")):
        if seed.stem not in ids:
            shown = seed.relative_to(walk.env.root)
            raise SeedError(f"{shown} bears the name of no revision: rename it to the id of the one that it is for")


def from_seed_to_seed(walk: Walk, positions: list[int]) -> list[list[int]]:
    """Each revision with rows of a person's begins anew: they must not meet those made up for the ones before it."""
    stretches: list[list[int]] = []
    for position in positions:
        if not stretches or seed_of(walk, walk.chain.revisions[position].id):
            stretches.append([])
        stretches[-1].append(position)
    return stretches


def plant_seed(walk: Walk, connection: Any, seed: Path) -> None:
    try:
        plant(connection, seed.read_text("utf-8"))
    except Exception as error:
        raise SeedError(f"{seed.relative_to(walk.env.root)} cannot be put in: {walk.failure(error).message}") from None


def parents(walk: Walk, tables: Iterable[str]) -> set[str]:
    """What these are partitions of: rows that are put into those would land in these."""
    things, found, left = walk.listener.known.things, set[str](), list(tables)
    while left:
        table = things.get(("table", left.pop()))
        above = set(table.definition.get("inherits") or ()) - found if table else set()
        found |= above
        left += above
    return found


def _folder(walk: Walk) -> Path:
    return Path(walk.script.dir) / "seed"
