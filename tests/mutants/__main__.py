"""Plants defects and honest changes in the reference bot, and holds what the check says of each against the truth."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from migrations_check.checks import pages
from tests.mutants.bot import repository
from tests.mutants.catalog import MUTANTS
from tests.mutants.explained import EXPLAINED
from tests.mutants.mutant import Mutant
from tests.mutants.outcome import Outcome, run
from tests.mutants.table import faults, table


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.mutants", description=__doc__)
    parser.add_argument("checks", nargs="*", metavar="CHECK", choices=[*pages(), []], help="only those about these")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2, help="how many run at a time")
    options = parser.parse_args()
    begun = time.perf_counter()
    chosen = [mutant for mutant in MUTANTS if not options.checks or mutant.check in options.checks]
    outcomes = run_all(chosen, options.jobs)
    print(table(outcomes, options.checks or pages()))
    print(f"\n{len(chosen)} mutants in {len({mutant.way for mutant in chosen})} ways, {explained_by(chosen)} explained")
    print(f"{time.perf_counter() - begun:.0f} s")
    wrong = faults(outcomes, EXPLAINED)
    print("\n".join(["", *wrong]) if wrong else "\nEvery one is told truly, or explained in the README.")
    return 1 if wrong else 0


def run_all(mutants: Sequence[Mutant], jobs: int) -> list[Outcome]:
    """A few at a time, in the order of the catalog."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(jobs) as pool:
        original = repository(Path(folder) / "bot")
        running = [pool.submit(run, mutant, original) for mutant in mutants]
        for done, _ in enumerate(as_completed(running), 1):
            print(f"\r{done} of {len(mutants)}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        return [future.result() for future in running]


def explained_by(mutants: Collection[Mutant]) -> int:
    names = {mutant.name for mutant in mutants}
    return sum(explained.mutant in names for explained in EXPLAINED)


if __name__ == "__main__":
    raise SystemExit(main())
