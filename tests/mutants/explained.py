"""What the check misses, or says wrongly, and why it stays so: the README repeats each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explained:
    """`mutant` is its name, `finding` the "check subject" that is missed or said wrongly."""

    mutant: str
    finding: str
    reason: str


EXPLAINED: tuple[Explained, ...] = (
    Explained(
        "an index nobody asked for is made by the driver",
        "blocking-lock cfg.guilds",
        "what it scans is asked before and after each statement that SQLAlchemy runs, and this one it does not run; "
        "what it changes is told all the same.",
    ),
    Explained(
        "only what is there already is made, IF NOT EXISTS",
        "empty-migration 9f3c2b7a1d04",
        "it locks the table as REINDEX does, so it did something, and no SQL is read to tell the two apart.",
    ),
    Explained(
        "a module that the migration imports imports the models only when it is called",
        "live-models 9f3c2b7a1d04",
        "the source of migrations is read, and of other modules only what they hold once they are imported.",
    ),
)
