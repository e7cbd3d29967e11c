"""Write a file on the VPS: under another name, checked and synced, then renamed."""

import hashlib
import secrets
import shlex
from pathlib import PurePosixPath

import paramiko

from .error import Cut, HostError
from .wire import PIECE, Wire

CLIENT = secrets.token_hex(8)  # several may write the same file at the same time

RENAME = """exec 2>&1
[ "$(sha256sum <{part} | cut -c 1-64)" = {sha256} ] || {{
    echo "it did not arrive whole: is the disk full?"
    rm -f {part}
    exit 1
}}
sync {part} && mv -fT {part} {path} && sync {folder}
"""


def store(wire: Wire, data: bytes, path: str) -> None:
    """Write the file, once, over this connection."""
    sha256 = hashlib.sha256(data).hexdigest()
    part = f"{path}.{CLIENT}.part"
    try:
        _upload(wire, data, part)
    except Cut as cut:
        wire.ping()  # the VPS answers: then it is the file
        raise _unwritten(path, str(cut)) from cut
    words = {"part": part, "path": path, "folder": str(PurePosixPath(path).parent), "sha256": sha256}
    said = bytearray()
    script = RENAME.format(**{name: shlex.quote(word) for name, word in words.items()})
    if wire.run(script, b"", said.extend, timeout=60).exit:
        raise _unwritten(path, said.decode(errors="replace").strip())


def _upload(wire: Wire, data: bytes, path: str) -> None:
    with wire.answering():
        sftp = paramiko.SFTPClient.from_transport(wire.transport)
    if sftp is None:
        raise Cut("no file transfer could be begun")
    with wire.answering():
        file = sftp.open(path, "wb")
    file.set_pipelined(True)
    for start in range(0, len(data), PIECE):
        with wire.answering():
            file.write(data[start : start + PIECE])
    with wire.answering():
        file.close()
        sftp.close()


def _unwritten(path: str, why: str) -> HostError:
    return HostError(f"{path} could not be written on the VPS: {why}; look at its folder and the room on its disk")
