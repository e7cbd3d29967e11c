"""What one trial found: the rows before, the log of each step, and the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from migrations_check.record import Failure, Loss, Trial
from migrations_check.record.losses import untold
from migrations_check.recorder.data import Data
from migrations_check.recorder.losses import losses, losses_by_name
from migrations_check.recorder.step_log import StepLog


@dataclass
class Tried:
    """One trial while it runs: the rows as they were before, and the logs of the steps."""

    revision: str
    rows: Mapping[str, int]
    unfilled: Mapping[str, str]
    seed: str | None
    before: Data
    logs: dict[str, StepLog] = field(default_factory=dict)
    data: dict[str, Data] = field(default_factory=dict)
    row: str = ""

    def told(self, touched: set[str]) -> Trial:
        up, scans = self.logs["up"], self.logs["up"].scans
        assert scans is not None
        return Trial(
            revision=self.revision,
            rows={table: count for table, count in self.rows.items() if table in touched},
            values=_values(self.before, touched),
            unfilled=self.unfilled,
            seed=self.seed,
            error=up.error,
            row=self.row,
            down_error=self._error("down"),
            again_error=self._error("up-again"),
            **self._losses(),
            moved=tuple(up.rows.values()),
            locks=up.held(),
            blocked=tuple(scans.blocked),
            statements=tuple(up.statements),
            written=tuple(scans.written),
            went_down="down" in self.logs,
        )

    def _error(self, direction: str) -> Failure | None:
        return self.logs[direction].error if direction in self.logs else None

    def _losses(self) -> dict[str, tuple[Loss, ...]]:
        """What was gone after the first upgrade already is not gone once more after the second."""
        up, down, again = (self.data.get(name) for name in ("up", "down", "up-again"))
        lost_down = losses_by_name(self.before, down) if down else []
        lost_again = losses_by_name(self.before, again) if again else []
        known = {loss.subject for loss in (*lost_down, *(losses_by_name(self.before, up) if up else ()))}
        return {
            "lost": tuple(losses(self.before, up) if up else ()),
            "lost_down": tuple(lost_down),
            "lost_again": tuple(untold(lost_again, known)),
        }


def _values(data: Data, touched: set[str]) -> dict[str, int]:
    return {
        f"{table.address}.{column.name}": sum(row[n] is not None for row in table.rows)
        for table in data.values()
        if table.address in touched
        for n, column in enumerate(table.columns)
    }
