"""The two pipes to the parent: events go out, one JSON object a line, and answers come in."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any


class Channel:
    """Writes each event at once and whole, so that nothing is lost however this process ends."""

    def __init__(self, out: int, back: int) -> None:
        for pipe in (out, back):
            os.set_inheritable(pipe, False)
        self._out = os.fdopen(out, "wb", buffering=0)
        self._back = os.fdopen(back, "rb")

    def emit(self, event: str, **data: Any) -> None:
        line = json.dumps({"event": event, **data}, default=_plain)
        rest = memoryview(line.encode() + b"\n")
        while rest:
            rest = rest[self._out.write(rest) :]

    def ask(self, event: str, **data: Any) -> Mapping[str, Any]:
        self.emit(event, **data)
        return self.receive()

    def receive(self) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = json.loads(self._back.readline() or "{}")
        if not answer:
            raise SystemExit("the parent is gone")
        return answer


def _plain(value: Any) -> Any:
    if hasattr(value, "as_json"):
        return value.as_json()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
