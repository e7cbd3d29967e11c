"""What is printed: to the terminal, and harmless in a workflow's log."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ci.redact import redact
from ci.words import clean

SUMMARY = 1_000_000  # bytes that GitHub takes


def show(text: str) -> None:
    """Print text that may come from anywhere."""
    ends = "" if text.endswith("\n") else "\n"
    print(clean(redact(text)), end=ends, flush=True)


@contextmanager
def quiet_commands(environ: Mapping[str, str]) -> Iterator[None]:
    """A line such as `::error::` that is printed inside commands nothing of GitHub's."""
    if environ.get("GITHUB_ACTIONS") != "true":
        yield
        return
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", flush=True)
    try:
        yield
    finally:
        print(f"::{token}::", flush=True)


def summarize(text: str, environ: Mapping[str, str]) -> None:
    """Add Markdown to the job's summary, where there is one."""
    file = environ.get("GITHUB_STEP_SUMMARY")
    if file:
        kept = redact(text).encode()[:SUMMARY].decode(errors="ignore")
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(kept)


def fail(message: str) -> None:
    """Say why it ended. Errors quote what comes from anywhere, so this belongs inside `quiet_commands` too."""
    print(f"deploy: {clean(redact(message))}", file=sys.stderr, flush=True)
