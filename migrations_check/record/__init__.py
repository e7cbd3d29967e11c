"""What one replay of a chain recorded; standard library only, since the recorder uses it too."""

from migrations_check.record.nouns import (
    Difference,
    Edit,
    Failure,
    Import,
    Lock,
    Models,
    Place,
    Problem,
    Refusal,
    Revision,
    Rows,
    Statement,
    Step,
)
from migrations_check.record.reading import Event, read
from migrations_check.record.record import Record
from migrations_check.record.trial import Blocked, Loss, Together, Trial, Written

__all__ = [
    "Blocked",
    "Difference",
    "Edit",
    "Event",
    "Failure",
    "Import",
    "Lock",
    "Loss",
    "Models",
    "Place",
    "Problem",
    "Record",
    "Refusal",
    "Revision",
    "Rows",
    "Statement",
    "Step",
    "Together",
    "Trial",
    "Written",
    "read",
]
