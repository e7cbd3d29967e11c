"""Times the check beside its peers on chains of growing length, all in one run.

Whole processes, each with a server of its own started and stopped. Ratios hold on any machine; seconds do not.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy_utils import create_database

from migrations_check.postgres import find_binaries, server
from tests.benchmark import chains

LENGTHS = (50, 250, 500, 1000)
REFERENCE_BOT = Path(__file__).parents[1] / "magikal-bot"

PYTEST_ALEMBIC = """
import os
import pytest
import sqlalchemy
from pytest_alembic.tests import (
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
    test_upgrade,
)


@pytest.fixture
def alembic_config():
    return {"file": "migrations/alembic.ini"}


@pytest.fixture
def alembic_engine():
    return sqlalchemy.create_engine(os.environ["ALEMBIC_DATABASE_URL"])
"""


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.benchmark", description=__doc__)
    parser.add_argument("lengths", nargs="*", type=int, default=LENGTHS, help="of the chains, in revisions")
    parser.add_argument("--rounds", type=int, default=5, help="that count; the figures are their medians")
    options = parser.parse_args()
    lengths, rounds = options.lengths, options.rounds
    medians = {length: measure(length, rounds) for length in lengths}
    print(table(medians))
    if len(lengths) > 1:
        print(exponents(medians))
    print(f"\nThe reference bot, warm: {bot(rounds):.2f} s\nMedians of {rounds}.")


def measure(length: int, rounds: int) -> dict[str, float]:
    """The median seconds of each peer, taken in turn so that a change of the machine's speed hits all alike."""
    with tempfile.TemporaryDirectory() as folder:
        project = chains.write(Path(folder), length)
        (project / "test_migrations.py").write_text(PYTEST_ALEMBIC)
        (project / "raw.sql").write_text(chains.raw_sql(length))
        seconds: dict[str, list[float]] = {name: [] for name in PEERS}
        for number in range(rounds + 1):
            for name, run in PEERS.items():
                took = timed(run, project)
                if number:
                    seconds[name].append(took)
                print(f"  {length:5} {name:28} {took:7.2f} s", file=sys.stderr)
    return {name: statistics.median(values) for name, values in seconds.items()}


def timed(run: Callable[[Path], None], project: Path) -> float:
    begun = time.perf_counter()
    run(project)
    return time.perf_counter() - begun


def psql(project: Path) -> None:
    psql = find_binaries().directory / "psql"
    with_server(project, [str(psql), "-qX", "-v", "ON_ERROR_STOP=1", "-f", "raw.sql", "{plain}"])


def bare(project: Path) -> None:
    with_server(project, [sys.executable, str(Path(__file__).with_name("bare.py")), "migrations/alembic.ini"])


def ours(project: Path) -> None:
    last = max((project / "migrations" / "versions").glob("*.py")).stem
    parent = f"{int(last, 16) - 1:012x}"
    command = [
        sys.executable,
        "-m",
        "migrations_check",
        str(project),
        "--since",
        parent,
        "--python",
        sys.executable,
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=project)


def four_commands(project: Path) -> None:
    alembic = [sys.executable, "-m", "alembic", "-c", "migrations/alembic.ini"]
    words = (["upgrade", "head"], ["check"], ["downgrade", "base"], ["upgrade", "head"])
    with_server(project, *([*alembic, *word] for word in words))


def pytest_alembic(project: Path) -> None:
    with_server(project, [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"])


def with_server(project: Path, *commands: list[str]) -> None:
    with server() as host:
        url = host.url.set(database="benchmark")
        create_database(url)
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        environment = {**os.environ, "ALEMBIC_DATABASE_URL": url.render_as_string(hide_password=False)}
        for command in commands:
            words = [word.format(plain=plain) for word in command]
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=project, env=environment)


PEERS = {
    "raw SQL in psql": psql,
    "bare replay": bare,
    "migrations-check": ours,
    "alembic, four commands": four_commands,
    "pytest-alembic, four tests": pytest_alembic,
}


def table(medians: dict[int, dict[str, float]]) -> str:
    lines = ["| revisions | " + " | ".join(PEERS) + " |", "| ---: |" + " ---: |" * len(PEERS)]
    for length, seconds in medians.items():
        base = seconds["bare replay"]
        cells = (f"{seconds[name]:.2f} s ({seconds[name] / base:.2f})" for name in PEERS)
        lines.append(f"| {length} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n\nIn parentheses: how many times the bare replay."


def exponents(medians: dict[int, dict[str, float]]) -> str:
    first = 250 if 250 in medians else min(medians)
    last = max(medians)
    grown = math.log(last / first)
    parts = (f"{name} {math.log(medians[last][name] / medians[first][name]) / grown:.2f}" for name in PEERS)
    return f"\nThe cost grows from {first} to {last} revisions with the exponent: " + ", ".join(parts)


def bot(rounds: int) -> float:
    command = [
        sys.executable,
        "-m",
        "migrations_check",
        str(REFERENCE_BOT),
        "--since",
        "471109a7b3ba",
        "--python",
        sys.executable,
    ]
    runs = [
        timed(lambda _: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), REFERENCE_BOT)
        for _ in range(rounds + 1)
    ]
    return statistics.median(runs[1:])


if __name__ == "__main__":
    main()
