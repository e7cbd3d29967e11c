"""The catalog of mutants, and how a run of them is counted; the run itself is `nox -s mutants`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from migrations_check.checks import pages
from tests.mutants.bot import REFERENCE_BOT
from tests.mutants.catalog import MUTANTS
from tests.mutants.explained import EXPLAINED, Explained
from tests.mutants.mutant import Way, defect, honest
from tests.mutants.outcome import Outcome, read
from tests.mutants.table import faults, table
from tests.mutants.write import revision, sql

README = " ".join((Path(__file__).parents[1] / "README.md").read_text().split())
DROP = revision(sql("DROP TABLE cfg.votes"), "pass")
DROPPED = defect("a table is dropped", Way.SQL, "drop-table cfg.votes", DROP, also=["stale-models cfg.votes"])
KEPT = honest("a table is kept", Way.SQL, "drop-table", revision("pass", "pass"))


def test_each_check_has_defects_and_near_misses() -> None:
    planted = Counter(mutant.check for mutant in MUTANTS if mutant.subject)
    nearly = Counter(mutant.check for mutant in MUTANTS if not mutant.subject)
    assert {check for check in pages() if planted[check] < 4 or nearly[check] < 2} == set()
    assert planted.keys() | nearly.keys() == pages().keys()
    assert planted.total() >= 100
    assert len({mutant.way for mutant in MUTANTS if mutant.subject}) >= 12


def test_another_name_is_not_another_mutant() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert len({(mutant.edits, mutant.options) for mutant in MUTANTS}) == len(MUTANTS)


def test_every_truth_is_of_a_check_that_there_is() -> None:
    assert {truth.partition(" ")[0] for mutant in MUTANTS for truth in mutant.truth} <= pages().keys()


def test_an_edit_that_finds_no_place_is_refused(tmp_path: Path) -> None:
    from tests.mutants.edits import Replace

    with pytest.raises(ValueError, match="0 times 'drop it', and not once"):
        Replace("README.md", "drop it", "keep it").apply(REFERENCE_BOT)


def test_what_is_acknowledged_was_not_said() -> None:
    finding = {"check": "drop-table", "subject": "cfg.votes", "acknowledged": "unused since 2.4"}
    assert read(DROPPED, {"findings": [finding], "error": None}).said == frozenset()


def test_a_run_is_counted_and_each_fault_is_told_by_the_name_of_its_mutant() -> None:
    outcomes = [
        Outcome(DROPPED, frozenset({"drop-table cfg.votes", "drop-column cfg.votes.vote"})),
        Outcome(KEPT, frozenset(), "no server could be started"),
    ]
    assert faults(outcomes, ()) == [
        "missed stale-models cfg.votes: a table is dropped",
        "wrongly said drop-column cfg.votes.vote: a table is dropped",
        "wrongly said could-not-run no server could be started: a table is kept"
        " (it could not run: no server could be started)",
    ]
    rows = [line.split() for line in table(outcomes, ["drop-table", "drop-column", "stale-models"]).splitlines()[1:]]
    assert rows == [
        ["drop-table", "1", "1", "0", "1", "0"],
        ["drop-column", "0", "0", "0", "0", "1"],
        ["stale-models", "0", "0", "1", "0", "0"],
        ["in", "all", "1", "1", "1", "1", "1"],
    ]


def test_what_is_explained_is_no_fault_as_long_as_it_is_so() -> None:
    explained = [Explained("a table is dropped", "stale-models cfg.votes", "nobody looks")]
    assert faults([Outcome(DROPPED, frozenset({"drop-table cfg.votes"}))], explained) == []
    told = faults([Outcome(DROPPED, DROPPED.truth)], explained)
    assert told == ["explained, and no longer so: stale-models cfg.votes: a table is dropped"]


def test_the_readme_tells_what_is_explained() -> None:
    names = {mutant.name for mutant in MUTANTS}
    assert [one for one in EXPLAINED if one.mutant not in names] == []
    assert [one for one in EXPLAINED if f"{one.mutant}: {one.reason}" not in README] == []
