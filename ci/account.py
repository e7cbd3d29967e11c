"""The JSON journal of a run, on the side of whoever deploys."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Account:
    """Written anew with every entry, so that it is there whatever ends the run. Without a file it is not kept.

    `begun`: something may go on on the VPS.
    """

    file: Path | None
    head: dict[str, Any]
    entries: list[dict[str, Any]] = field(default_factory=list)
    begun: bool = False

    def add(self, **entry: Any) -> None:
        self.entries.append(entry)
        self._write()

    def end(self, exit: int, round_trips: int) -> None:
        self.head |= {"exit": exit, "round trips": round_trips}
        self._write()

    def _write(self) -> None:
        if self.file is not None:
            self.file.write_text(json.dumps({**self.head, "journal": self.entries}, indent=2) + "\n", "utf-8")
