"""`status`: the document's "Check current migration state", the lock and the last runs; and `unlock`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from shlex import quote

from ci import commands, lock, questions, vps
from ci.ends import COULD_NOT_RUN, DONE
from ci.host import connect, login
from ci.output import show
from ci.vps import Vps

RUNS = """
cd ~/.local/state/migrations-check 2>/dev/null || exit 0
if [ -e lock ]; then
    echo "The deploy lock is held by run $(sed -n 1p lock), of $(sed -n 2p lock), since $(sed -n 3p lock)"
else echo "No run holds the deploy lock"; fi
for run in $(ls -1t runs 2>/dev/null | head -n 5); do
    echo "Run $run:"
    for step in $(ls -1tr "runs/$run"); do
        folder=runs/$run/$step
        if [ -e "$folder/exit" ]; then state="exit code $(cut -d ' ' -f 1 "$folder/exit")"
        elif [ ! -e "$folder/started" ]; then state="not started"
        elif flock -s -n "$folder/lock" true; then state="lost: it was started, and no exit code was written"
        else state="running"; fi
        echo "  $step, $(cut -d ' ' -f 1 "$folder/started" 2>/dev/null): $state"
    done
done
"""


def main(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    documented = vps.read(options.facts)
    with connect(login(environ)) as host:
        answers = questions.ask(host, asked(documented))
    failed = False
    for what, answer in answers.items():
        show(f"\n{what.replace('-', ' ')}:")
        show(answer.out.strip() or "nothing")
        failed |= answer.exit != 0 and what in ("current", "heads")
    return COULD_NOT_RUN if failed else DONE


def asked(documented: Vps) -> dict[str, str]:
    setup = questions.of_setup(documented)
    return {
        "current": setup["current"],
        "heads": setup["heads"],
        "clone": f"cd {quote(documented.project)} && git log -1 --format='%H %s' && git status --short --branch",
        "backup": questions.of_backup(documented)["backup_ls"],
        "bot": commands.status(documented),
        "migrating": questions.migrating(documented),
        "runs": RUNS,
    }


def unlock(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    with connect(login(environ)) as host:
        lock.break_(host, options.run)
    show(f"Run {options.run} does not hold the deploy lock any more.")
    return DONE
