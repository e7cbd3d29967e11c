"""Arguments in, reports and the exit code out; decides nothing."""

from __future__ import annotations

import argparse
import difflib
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from migrations_check import __doc__ as about
from migrations_check import events, explain, init, printing, revision
from migrations_check.history.since import since
from migrations_check.project import ProjectError, load
from migrations_check.record import Event, Record, read
from migrations_check.reports import REPORTS
from migrations_check.review import Review, exit_code, review
from migrations_check.words import several

COMMANDS = {"explain": explain.main, "revision": revision.main, "init": init.main}
BESIDE = """\
commands beside it, each with its own --help:
  explain [ID]      what a check finds, why it matters, and what to do instead
  revision -m TEXT  write the revision that autogenerate proposes, and review it at once
  init              write the settings, and the workflow for pull requests, into a repository
"""
OF_A_REPLAY = ("project", "since", "all", "python", "postgres", "live", "save_record", "keep_database", "timeout")
Report = tuple[str, Path | None]


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 nothing stands, 1 findings stand, 2 it could not run, 130 interrupted.

    SIGTERM is taken as Ctrl-C, so that what was made on a given server is dropped.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if arguments and arguments[0] in COMMANDS:
            return COMMANDS[arguments[0]](arguments[1:])
        _refuse_misspelt(arguments)
        return check(parser().parse_args(arguments))
    except KeyboardInterrupt:
        print("migrations-check: interrupted", file=sys.stderr)
        return 130
    except ProjectError as error:
        print(f"migrations-check: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        told = ": ".join(str(part) for part in (error.filename, error.strerror) if part) or error
        print(f"migrations-check: {told}", file=sys.stderr)
        return 2
    except Exception as error:
        if "--debug" in arguments:
            traceback.print_exc()
        told = f"{type(error).__name__}: {error}"
        print(
            f"migrations-check: a fault of its own, not of the project: {told} (--debug shows where)", file=sys.stderr
        )
        return 2


def check(options: argparse.Namespace) -> int:
    record = read(_events(options))
    judged = review(record, strict=options.strict)
    for name, file in options.report or [("terminal", None)]:
        _write(judged, name, file)
    if options.debug:
        printing.tell_tracebacks(record)
    if record.facts.get("kept"):
        _tell_kept(record)
    if judged.error:
        print(f"migrations-check: {judged.error}", file=sys.stderr)
    return exit_code(judged)


def _refuse_misspelt(arguments: Sequence[str]) -> None:
    for first in arguments[:1]:
        meant = difflib.get_close_matches(first, COMMANDS, 1)
        if meant and not Path(first).exists():
            raise ProjectError(f"there is no folder {first}, and no such command: did you mean {meant[0]}?")


def _tell_kept(record: Record) -> None:
    facts = record.facts
    stop = f", stop its server with: {facts['stop']}" if facts.get("stop") else ", drop it when you are done"
    print(f"migrations-check: the database is kept; connect with: {facts['kept']}{stop}", file=sys.stderr)


def _events(options: argparse.Namespace) -> list[Event]:
    if options.from_record:
        _refuse_with_record(options)
        return events.kept(options.from_record)
    told = events.replayed(
        load(options.project or Path(), options.python),
        lambda project: since(project, options.since, options.all),
        postgres=options.postgres,
        timeout=options.timeout,
        keep=options.keep_database,
        dump=options.live,
    )
    return list(events.saving(events.showing(told, Console(stderr=True)), options.save_record))


def _refuse_with_record(options: argparse.Namespace) -> None:
    usual = parser().parse_args([])
    given = [name for name in OF_A_REPLAY if getattr(options, name) != getattr(usual, name)]
    if given:
        words = ("PROJECT" if name == "project" else f"--{name.replace('_', '-')}" for name in given)
        told = several(words, len(OF_A_REPLAY))
        raise ProjectError(f"--from-record runs nothing and judges what was recorded: leave out {told}")


def _write(judged: Review, name: str, file: Path | None) -> None:
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(REPORTS[name](judged), "utf-8")
    elif name == "terminal":
        printing.show(judged)
    else:
        printing.write(REPORTS[name](judged))


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        "migrations-check",
        description=about,
        epilog=BESIDE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = made.add_argument
    add("project", nargs="?", type=Path, metavar="PROJECT", help="its folder (default: this one)")
    new = made.add_mutually_exclusive_group()
    new.add_argument(
        "--since",
        metavar="REVISION_OR_REF",
        help="new is what comes after it, or what it lacks (default: what main lacks)",
    )
    new.add_argument("--all", action="store_true", help="judge every revision as new")
    add("--python", metavar="PATH", help="the project's interpreter (default: PROJECT/.venv/bin/python, else this one)")
    add("--postgres", default="", metavar="VERSION, BINDIR or URL", help="which server")
    add("--report", action="append", type=_report, metavar="FORMAT[=FILE]", help=f"{', '.join(REPORTS)}; repeatable")
    add("--live", type=Path, metavar="DUMP.sql", help="with --since REVISION: the live schema at that revision")
    add("--save-record", type=Path, metavar="FILE", help="keep what the replay recorded")
    add("--from-record", type=Path, metavar="FILE", help="judge a kept record, without a replay")
    add("--keep-database", action="store_true", help="leave the server running and say how to connect")
    add("--timeout", type=_seconds, default=events.TIMEOUT, metavar="SECONDS", help="for one revision (default: 600)")
    add("--strict", action="store_true", help="warnings, and checks that were not judged, fail too")
    add("--debug", action="store_true", help="tracebacks, statements, the server's log")
    return made


def _report(written: str) -> Report:
    name, given, file = written.partition("=")
    if name not in REPORTS or (given and not file):
        raise argparse.ArgumentTypeError(f"{written!r} is none of {', '.join(REPORTS)}, or lacks its file after =")
    return name, Path(file) if file else None


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{written!r} is no number of seconds above 0")
    return seconds
