"""What a command writes: as wide as the terminal, in color where a person looks, and in the terminal's encoding."""

from __future__ import annotations

import os
import shutil
import sys

from migrations_check.record import Record
from migrations_check.reports import terminal
from migrations_check.review import Review


def show(review: Review) -> None:
    """The report for a person."""
    if sys.stdout.isatty():
        color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        write(terminal.render(review, width=shutil.get_terminal_size().columns, color=color))
    else:
        write(terminal.render(review))


def write(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), end="", flush=True)


def tell_tracebacks(record: Record) -> None:
    """What --debug adds: the server's log, every traceback and every statement."""
    if record.facts.get("log"):
        print(record.facts["log"], file=sys.stderr)
    failures = [record.failure, record.autogenerate_error, record.models and record.models.error]
    for failure in [*failures, *(step.error for step in record.steps)]:
        if failure and failure.traceback:
            print(failure.traceback, file=sys.stderr)
    for step in record.steps:
        for statement in step.statements:
            print(f"{step.revision} {step.direction} line {statement.line}: {statement.sql}", file=sys.stderr)
