"""What an overview is told in: an alteration, a rename, how the downgrade did."""

from __future__ import annotations

from dataclasses import dataclass

from migrations_check.record import Lock, Revision, Rows, Statement


@dataclass(frozen=True)
class Alteration:
    """One thing that a revision added, changed or dropped.

    `what` is `added`, `changed`, `dropped` or `dropped and made again`. `before` and `after` tell its definition in
    words, of a change only what differs; they are empty where it was not there. Of what
    is made again as it was, `after` says `unchanged` alone. `of` is the table it belongs to.
    """

    what: str
    kind: str
    address: str
    of: str
    before: str
    after: str
    line: int | None


@dataclass(frozen=True)
class Rename:
    kind: str
    before: str
    after: str
    line: int | None


@dataclass(frozen=True)
class Downgrade:
    """Whether it restores what was there; None where it was not tried.

    `reasons` name the checks that found what differs, or say why it was not tried. `with_rows` tells whether it was
    also run where the tables have rows.
    """

    restores: bool | None
    reasons: tuple[str, ...] = ()
    with_rows: bool = False


@dataclass(frozen=True)
class Overview:
    """One new revision. `rows` and `locks` were measured on rows where `with_rows` says so, else on the empty database.

    `locks` has the strongest lock on each relation that existed before. `up` is empty where it was not run. `error` is
    why the upgrade fails, on the empty database or only where its tables have rows.
    """

    revision: Revision
    tables: tuple[str, ...]
    schemas: tuple[str, ...]
    columns: tuple[Alteration, ...]
    others: tuple[Alteration, ...]
    renames: tuple[Rename, ...]
    rows: tuple[Rows, ...]
    locks: tuple[Lock, ...]
    with_rows: bool
    rewrites: tuple[str, ...]
    downgrade: Downgrade
    up: tuple[Statement, ...]
    down: tuple[Statement, ...]
    error: str | None
