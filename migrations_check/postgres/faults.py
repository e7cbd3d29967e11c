"""What Postgres says when it fails, in one sentence with what to do."""

from .error import ServerError
from .guard import Guard

PORT_TAKEN = "Address already in use"

CAUSES = (
    ("No space left on device", "the disk of {folder} is full: make room, or set TMPDIR to a roomier one"),
    ("Disk quota exceeded", "the quota of {folder} is used up: make room, or set TMPDIR to a roomier one"),
    (PORT_TAKEN, "other programs took every port that was free: run it again"),
    ("loading shared libraries", "a library is missing, {line}: install its package"),
    ("Library not loaded", "a library is missing, {line}: install its package"),
    ("could not map anonymous shared memory", "there is too little memory: free some"),
    ("Cannot allocate memory", "there is too little memory: free some"),
    ("No space left on semaphore", "the system has no semaphores left: `ipcs -s` lists who has them"),
    ("Permission denied", "its user {account} may not read or write something, {line}: allow it"),
)


def fault(what: str, guard: Guard) -> ServerError:
    """The error for a command that ended, by what it wrote."""
    log = guard.output()
    lines = log.splitlines() or ["it wrote nothing"]
    for sign, cause in CAUSES:
        for line in lines:
            if sign in line:
                place, user = guard.folder.path.parent, guard.account.name
                said = cause.format(folder=place, account=user, line=line.strip())
                return ServerError(f"{what}: {said}.", log)
    told = next((line for line in reversed(lines) if "FATAL" in line or "error" in line), lines[-1])
    return ServerError(f"{what}: {told.strip()}. Try another Postgres with --postgres.", log)
