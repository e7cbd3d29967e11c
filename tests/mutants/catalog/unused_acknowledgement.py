"""Acknowledgements of nothing."""

from __future__ import annotations

from tests.mutants.catalog.changes import NO_SUBJECT, SUBJECT_BACK
from tests.mutants.edits import Append, Replace
from tests.mutants.mutant import Mutant, Mutation, Way, defect, honest
from tests.mutants.write import NEW, revision

DROP_SUBJECT = 'op.drop_column("tickets", "subject", schema="cfg")'


def acknowledging(text: str) -> Mutation:
    return NO_SUBJECT, revision(DROP_SUBJECT, SUBJECT_BACK, top=f"acknowledged = {text}\n")


MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a drop is acknowledged that the migration does not make",
        Way.PYTHON,
        "unused-acknowledgement cfg.tickets.topic",
        acknowledging('{"drop-column cfg.tickets.topic": "unread since 2.4"}'),
        also=["drop-column cfg.tickets.subject"],
    ),
    defect(
        "the name of the check is misspelt",
        Way.PYTHON,
        "unused-acknowledgement cfg.tickets.subject",
        acknowledging('{"dropped-column cfg.tickets.subject": "unread since 2.4"}'),
        also=["drop-column cfg.tickets.subject"],
    ),
    defect(
        "an acknowledgement gives no reason",
        Way.PYTHON,
        "unused-acknowledgement cfg.tickets.subject",
        acknowledging('{"drop-column cfg.tickets.subject": " "}'),
        also=["drop-column cfg.tickets.subject"],
    ),
    defect(
        "the settings acknowledge a table that has its model by now",
        Way.SETTINGS,
        "unused-acknowledgement cfg.tickets",
        Append(
            "pyproject.toml",
            '\n[tool.migrations-check.acknowledged]\n"unmapped-table cfg.tickets" = "until 2.5"\n',
        ),
    ),
    defect(
        "what is acknowledged is a list and no table",
        Way.PYTHON,
        f"unused-acknowledgement {NEW}",
        acknowledging('["drop-column cfg.tickets.subject"]'),
        also=["drop-column cfg.tickets.subject"],
    ),
    honest(
        "the settings acknowledge what is found at the head",
        Way.SETTINGS,
        "unused-acknowledgement",
        Replace("magikal_bot/models/tickets.py", "    subject: Mapped[str | None]", "    subject: Mapped[str]"),
        Append(
            "pyproject.toml",
            "\n[tool.migrations-check.acknowledged]\n"
            '"stale-models cfg.tickets.subject" = "with the next release (#77)"\n',
        ),
    ),
    honest(
        "the migration acknowledges exactly what it does",
        Way.PYTHON,
        "unused-acknowledgement",
        acknowledging('{"drop-column cfg.tickets.subject": "unread since 2.4 (#41)"}'),
    ),
)
