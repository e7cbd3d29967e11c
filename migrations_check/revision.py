"""`migrations-check revision`: write the revision that autogenerate proposes, and review it at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from migrations_check import events, printing
from migrations_check.history.since import Since, since
from migrations_check.overview import Overview
from migrations_check.project import Project, ProjectError, load
from migrations_check.record import Record, read
from migrations_check.reports.visible import visible
from migrations_check.review import exit_code, review


def main(arguments: Sequence[str]) -> int:
    """The exit code: that of the review of what was written; 0 where there was nothing to write."""
    options = _parser().parse_args(arguments)
    project = load(options.project, options.python)
    everything = Since(None, None, "every revision")
    told = events.replayed(project, lambda _: everything, postgres=options.postgres, message=options.message)
    written = read(told)
    if why := _why_not(written):
        if options.debug:
            printing.tell_tracebacks(written)
        print(f"migrations-check: nothing was written: {why}", file=sys.stderr)
        return 2
    if written.facts["wrote"] is None:
        printing.write("nothing to generate: the migrations make all that the models say; change the models first\n")
        return 0
    printing.write(f"wrote {visible(written.facts['wrote'])}: read it, and the review of it\n\n")
    return _review(project, options, written)


def _review(project: Project, options: argparse.Namespace, written: Record) -> int:
    """Print the review and the SQL of what was written; the exit code."""
    before = _before(project, written, f"{written.facts['revision']}, generated just now")
    record = read(events.replayed(project, lambda _: before, postgres=options.postgres))
    judged = review(record)
    printing.show(judged)
    printing.write("".join(f"\n{visible(_sql(overview))}\n" for overview in judged.overviews))
    if options.debug:
        printing.tell_tracebacks(record)
    return exit_code(judged)


def _before(project: Project, written: Record, phrase: str) -> Since:
    """Only the generated revision is new; the models are held against the base commit as in any check."""
    old = frozenset(revision.id for revision in written.revisions)
    try:
        base = since(project)
    except ProjectError as error:
        return Since(None, old, phrase, no_base=str(error))
    return replace(base, revision=None, old=old, phrase=phrase)


def _sql(overview: Overview) -> str:
    parts = [("upgrade", overview.up), ("downgrade", overview.down)]
    return "\n\n".join(
        f"SQL of the {name}:\n" + "".join(f"\n{statement.sql.strip()};\n" for statement in statements)
        for name, statements in parts
    )


def _why_not(written: Record) -> str | None:
    if written.problems:
        return written.problems[0].message
    return review(written).error


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("migrations-check revision", description=__doc__)
    made.add_argument("project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help="its folder")
    made.add_argument("-m", "--message", required=True, type=_message, metavar="TEXT", help="what the revision is for")
    made.add_argument("--python", metavar="PATH", help="the project's interpreter")
    made.add_argument("--postgres", default="", metavar="VERSION, BINDIR or URL", help="which server")
    made.add_argument("--debug", action="store_true", help="tracebacks, statements, the server's log")
    return made


def _message(written: str) -> str:
    if not written.strip():
        raise argparse.ArgumentTypeError("say in a few words what the revision is for")
    return written
