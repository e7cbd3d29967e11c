"""A mutant: what is done to the reference bot, and everything that is true of it then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tests.mutants.edits import Edit

Mutation = Edit | Iterable["Mutation"]


class Way(StrEnum):
    """How it is done."""

    OPERATION = "an operation of Alembic"
    BATCH = "batch operations"
    SQL = "raw SQL"
    SEVERAL = "several statements in one string"
    DO_BLOCK = "a DO block"
    DYNAMIC = "a dynamic EXECUTE"
    FUNCTION = "a function that is called"
    TRIGGER = "a trigger that fires"
    CASCADE = "something else that takes it along"
    SEARCH_PATH = "names found on the search_path"
    CTE = "a common table expression"
    CORE = "sqlalchemy core through op.get_bind()"
    ORM = "a session of sqlalchemy's ORM"
    DRIVER = "the driver's own cursor"
    AUTOCOMMIT = "an autocommit block"
    BULK_INSERT = "bulk_insert"
    PYTHON = "Python in the migration"
    MODULE = "a module that the migration calls"
    SQL_FILE = "a file of SQL that the migration reads"
    TWO_MIGRATIONS = "two new migrations"
    OLD_MIGRATION = "an old migration's file"
    BRANCH = "branches and merges"
    MODELS = "the models"
    ENV = "env.py"
    SETTINGS = "settings"
    LIVE = "the live database, by hand"


@dataclass(frozen=True)
class Mutant:
    """`name` is a sentence that a person can picture.

    A defect is planted for `check` to be said of `subject`; an honest change has no subject, and nearly is what the
    check finds. `also` is what else is true of it, each as "check subject"; `options` are further ones of the command.
    """

    name: str
    way: Way
    check: str
    subject: str
    edits: tuple[Edit, ...]
    also: frozenset[str]
    options: tuple[str, ...] = ()

    @property
    def planted(self) -> str:
        return f"{self.check} {self.subject}" if self.subject else ""

    @property
    def truth(self) -> frozenset[str]:
        return self.also | {self.planted} - {""}


def defect(
    name: str, way: Way, planted: str, *edits: Mutation, also: Iterable[str] = (), options: Iterable[str] = ()
) -> Mutant:
    """`planted` is "check subject"."""
    check, _, subject = planted.partition(" ")
    return Mutant(name, way, check, subject, tuple(_flat(edits)), frozenset(also), tuple(options))


def honest(
    name: str, way: Way, nearly: str, *edits: Mutation, also: Iterable[str] = (), options: Iterable[str] = ()
) -> Mutant:
    """`nearly` is the id of the check that must stay silent."""
    return Mutant(name, way, nearly, "", tuple(_flat(edits)), frozenset(also), tuple(options))


def _flat(edits: Iterable[Mutation]) -> Iterable[Edit]:
    for edit in edits:
        if isinstance(edit, Edit):
            yield edit
        else:
            yield from _flat(edit)
