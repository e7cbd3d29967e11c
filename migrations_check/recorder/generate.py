"""Writes the revision that autogenerate proposes at head, with the project's own env.py, template and hooks."""

from __future__ import annotations

import argparse
import os

from alembic import command
from alembic.script import Script

from migrations_check.recorder.passes import up_to_head
from migrations_check.recorder.walk import Walk


class NotAtHead(Exception):
    """The chain does not come to a head, so there is nothing to generate from."""


def generate(walk: Walk, message: str) -> None:
    """Go up to the head, compare, and write a script where Alembic would; where nothing differs none is written.

    Raises `NotAtHead` and what Alembic raises.
    """
    top = up_to_head(walk)
    if top < len(walk.chain.order):
        broken = walk.chain.revisions[top]
        raise NotAtHead(f"{broken.path} does not upgrade: mend it first, migrations-check says what is wrong with it")
    if not walk.differs:
        walk.channel.emit("facts", wrote=None, revision=None)
        return
    walk.config.cmd_opts = argparse.Namespace(**vars(walk.config.cmd_opts), autogenerate=True)
    with walk.listener.quiet():
        written = command.revision(walk.config, message=message, autogenerate=True)
    walk.listener.dispose()
    script = written if isinstance(written, Script) else next((one for one in written or () if one), None)
    path = script and os.path.relpath(script.path, walk.env.root)
    walk.channel.emit("facts", wrote=path, revision=script and script.revision)
