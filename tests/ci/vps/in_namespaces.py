"""The VPS in namespaces."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from .base import base
from .disks import disk
from .machine import Machine
from .vps import USER, Vps

FACTS = Path(__file__).parents[3] / "ci/vps.toml"
SIZE = 2 << 30  # bytes of its disk; what is not used takes no memory
DUMP_OF_TODAY = 'cd backups && { [ -e "appdb-$(date +%F).dump" ] || ../bin/magikal-db-dump; }'

numbers = count(1)


@contextmanager
def in_namespaces(folder: Path) -> Iterator[Vps]:
    """A VPS for the time of the block; the key and the bot's origin lie in `folder`.

    The first one in a process takes some seconds more: they share a base layer.
    """
    layer = base()
    folder.mkdir(parents=True, exist_ok=True)
    key_file = folder / "key"
    key_file.touch(0o600)
    key_file.write_text(layer.key)
    shutil.copytree(layer.origin, folder / "origin")
    machine = Machine(disk(f"vps-{next(numbers)}", SIZE), layer.lower)
    try:
        machine.power_on()
        machine.run(DUMP_OF_TODAY, user=USER).check_returncode()
        known_hosts = f"[127.0.0.1]:{machine.port} {layer.host_key}"
        (folder / "known_hosts").write_text(known_hosts)
        login = ("127.0.0.1", machine.port, USER, key_file, known_hosts)
        yield Vps(*login, folder / "origin", layer.then, layer.now, FACTS, machine)
    finally:
        machine.remove()
