"""A server to log in to, for each test its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ci.server import Machine, machine
from tests.ci.vps import Vps, boot


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Machine]:
    with machine(tmp_path / "server") as own:
        yield own


@pytest.fixture
def vps(tmp_path: Path) -> Iterator[Vps]:
    """A whole VPS, with the bot of three revisions ago running on it."""
    with boot(tmp_path / "vps") as own:
        yield own
