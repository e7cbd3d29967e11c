"""Arguments in, exit code out: plan, apply, status, unlock."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from ci import apply, ends, planning, state, status, vps
from ci.host import HostError
from ci.output import fail, quiet_commands
from ci.plan import RESTART


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 done, or nothing to do; 1 a gate stopped it; 2 it could not run; 3 a person must look."""
    options = parser().parse_args(argv)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with quiet_commands(os.environ):
        try:
            code: int = options.command(options, os.environ)
            return code
        except (KeyboardInterrupt, Exception) as error:
            if options.debug:
                traceback.print_exc()
            fail(ends.told(error))
            return ends.code(error)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("ci.deploy", description="Plan a deploy to the VPS, apply it, look at it.")
    parts = made.add_subparsers(required=True, metavar="COMMAND")
    _plan(parts.add_parser("plan", help="find out what a deploy would do; changes nothing"))
    _apply(parts.add_parser("apply", help="do what a plan says, once a person approved it"))
    look = parts.add_parser("status", help="check the current migration state, the lock, and the last runs")
    look.set_defaults(command=status.main)
    release = parts.add_parser("unlock", help="take the deploy lock from a run that will not come back")
    release.add_argument("--run", required=True, metavar="ID", type=_run)
    release.set_defaults(command=status.unlock)
    for part in parts.choices.values():
        part.add_argument("--debug", action="store_true", help="tracebacks")
    for part in (parts.choices["plan"], look):
        part.add_argument("--facts", type=Path, default=vps.DEFAULT, metavar="FILE", help="instead of ci/vps.toml")
    return made


def _plan(part: argparse.ArgumentParser) -> None:
    add = part.add_argument
    add("--commit", required=True, metavar="SHA", help="what to deploy")
    add("--out", type=Path, default=Path("plan.json"), metavar="FILE", help="where the plan goes (default: plan.json)")
    add("--project", type=Path, default=Path(), metavar="PATH", help="the bot's git repository (default: this folder)")
    add("--restart", choices=RESTART, default="auto", help="the bot; auto: if code or schema change (default)")
    add("--replace-local-edits", action="store_true", help="keep edits made on the VPS in the restore point, and go on")
    add("--python", metavar="PATH", help="an interpreter with what the bot needs, for the check")
    add("--run", type=_run, metavar="ID", help="the run's name (default: GITHUB_RUN_ID, else a new one)")
    part.set_defaults(command=planning.main)


def _apply(part: argparse.ArgumentParser) -> None:
    add = part.add_argument
    add("--plan", type=Path, required=True, metavar="FILE", help="what `plan` wrote")
    add("--project", type=Path, default=Path(), metavar="PATH", help="the bot's git repository (default: this folder)")
    add("--approve", default="", metavar="DIGEST", help="the plan's digest, typed by who read it")
    add("--run", type=_run, metavar="ID", help="the plan's run, to be sure that it is that one")
    add("--journal", type=Path, metavar="FILE", help="where to keep what was done, as JSON")
    part.set_defaults(command=apply.main)


def _run(written: str) -> str:
    try:
        return state.named("run", written)
    except HostError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
