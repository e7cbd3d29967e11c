"""The models as they were at the base commit, whose tree lies in a folder: its env.py is run for nothing else."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from migrations_check.recorder import models
from migrations_check.recorder.stack import PROJECT, Project
from migrations_check.recorder.walk import Walk
from migrations_check.snapshot import Thing, snapshot


class NotOfThen(Exception):
    """Modules of the working tree were imported, though those of the base were wanted."""


def take_the_place(top: Path, tree: Path) -> None:
    """Whatever leads to the working tree `top` leads to the tree of the base: an editable install does."""
    sys.path[:] = [_moved(entry, top, tree) for entry in sys.path]
    for finder in sys.meta_path:
        mapping = getattr(sys.modules.get(getattr(finder, "__module__", "")), "MAPPING", None)
        if isinstance(mapping, dict):
            mapping.update({name: _moved(path, top, tree) for name, path in mapping.items()})


def _moved(entry: str, top: Path, tree: Path) -> str:
    path = os.path.realpath(entry)
    if not os.path.isabs(entry) or not Project(top).holds(path):
        return entry
    return str(tree / Path(path).relative_to(top))


def tell(walk: Walk) -> None:
    """Make what the models of the base make, and tell it. Raises what env.py raises, and `NotOfThen`."""
    head = snapshot(Thing(*thing) for thing in json.loads(Path(walk.orders["head"]).read_bytes()))
    made: dict[Any, Any] = {}

    def steps(heads: Any, context: Any) -> Iterator[Any]:
        walk.look(context)
        made.update(models.create(context, head, walk.version_tables, walk.watched)["things"])
        return iter(())

    with walk.listener.quiet():
        walk.run(steps)
    _refuse_modules_of_now(Path(walk.orders["top"]), Path(walk.orders["tree"]))
    walk.channel.emit("base", things=list(made.values()))


def _refuse_modules_of_now(top: Path, tree: Path) -> None:
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not isinstance(file, str) or name.partition(".")[0] == "migrations_check":
            continue
        if Project(top).owner(file) == PROJECT != Project(tree).owner(file):
            raise NotOfThen(f"the interpreter takes {name} from the working tree ({file}), whatever its path says")
