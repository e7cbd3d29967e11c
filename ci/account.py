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
        self.write()

    def end(self, exit: int, **head: str) -> None:
        self.head |= {"exit": exit, **head}
        self.write()

    def write(self) -> None:
        if self.file is not None:
            self.file.write_text(json.dumps({**self.head, "journal": self.entries}, indent=2) + "\n", "utf-8")
