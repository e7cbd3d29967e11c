"""Boot a VPS and say how to reach it, until Enter: python -m tests.ci.vps."""

import shlex
import tempfile
from pathlib import Path

from . import boot

with tempfile.TemporaryDirectory() as folder, boot(Path(folder)) as vps:
    print(shlex.join([*vps.ssh_words(), f"{vps.user}@{vps.host}"]))
    for name, value in vps.environ().items():
        print(f"export {name}={shlex.quote(value.strip())}")
    print(f"{vps.then[:12]} is deployed; {vps.now[:12]} is the tip of main in {vps.origin}")
    input("Enter switches it off. ")
