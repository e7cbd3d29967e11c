"""Migrations that are not new and do not mean any more what they meant at the base, or are gone."""

from __future__ import annotations

import os
from pathlib import Path

from migrations_check.history.base import Base
from migrations_check.history.meaning import line_that_differs
from migrations_check.history.scripts import Script
from migrations_check.record import Edit


def edits(base: Base, root: Path) -> list[Edit]:
    """Those of the base that were changed or removed, by their paths, which are relative to `root`."""
    found = [_edit(id, then, base.scripts_now.get(id), root.resolve()) for id, then in base.scripts.items()]
    return sorted((edit for edit in found if edit), key=lambda edit: edit.path)


def _edit(id: str, then: Script, now: Script | None, root: Path) -> Edit | None:
    if now is None:
        return Edit(id, "removed", os.path.relpath(then.path, root))
    line = line_that_differs(then.source, now.source)
    return None if line is None else Edit(id, "changed", os.path.relpath(now.path.resolve(), root), line)
