"""The first step: the documented process matches the live VPS."""

from __future__ import annotations

from collections.abc import Iterator

from ci import commands, facts
from ci.gates.known import Known
from ci.words import gist


def setup(known: Known) -> Iterator[str]:
    yield from _account(known)
    yield from _alembic(known)
    yield from _clone(known)
    yield from _machine(known)
    yield from _drift(known)


def _account(known: Known) -> Iterator[str]:
    user, vps = known.facts.text("user"), known.vps
    if user == "root":
        yield f"The login is root's: Alembic runs as {vps.user}; set VPS_USER to {vps.user}."
    elif user != vps.user:
        yield f"The login is {user or 'unknown'}'s, and the facts file says {vps.user}: set VPS_USER, or correct user."
    for number, words in enumerate(commands.privileged(vps)):
        if known.facts.failure(f"sudo{number}"):
            yield f"{user} may not run `sudo {words}` without a password: run ci/vps-setup, which permits it."


def _alembic(known: Known) -> Iterator[str]:
    found, vps = known.facts, known.vps
    if "error" in found.database:
        error = " ".join(str(found.database["error"]).split())
        yield f"The bot's environment or database cannot be used ({commands.PYTHON}, {vps.env_file}): {error}."
        return
    missing = [name for name in (vps.url_variable, *vps.variables) if name not in found.variables]
    for name in dict.fromkeys(missing):
        yield f"{vps.env_file} does not set {name}: add it; without it Alembic or the bot has no database."
    if found.database.get("asynchronous"):
        url = found.database["database"]
        yield f"{vps.url_variable} has an async driver ({url}): Alembic needs a sync one, such as postgresql+psycopg."
    for name in ("current", "heads"):
        if found.failure(name):
            yield f"`alembic {name}` failed on the VPS: {gist(found.failure(name))}."
    if len(found.current) > 1:
        yield f"The database stands at several revisions ({', '.join(found.current)}): merge them first."
    if not found.current and not found.failure("current") and found.database.get("tables"):
        yield "The database has tables and no revision: find out which one it is at, and `alembic stamp` it by hand."
    for who in found.migrating:
        yield f"Somebody else migrates at this moment: {who}. Wait until that ends, then plan anew."


def _clone(known: Known) -> Iterator[str]:
    found, vps = known.facts, known.vps
    for name in ("project", "commit", "edits"):
        if found.failure(name):
            yield f"{vps.project} is no git clone that {vps.user} can use: {gist(found.failure(name))}."
            return
    if found.edits and not known.replace:
        yield (
            f"Files of {vps.project} differ from what is committed ({_few(found.edits)}): commit and push them, or "
            "plan with --replace-local-edits, which keeps them in the restore point."
        )


def _machine(known: Known) -> Iterator[str]:
    found, vps = known.facts, known.vps
    if found.failure("disk"):
        yield f"The free disk space is not known: {gist(found.failure('disk'))}."
    elif facts.free_mb(found) < vps.free_mb:
        yield f"{facts.free_mb(found)} MB of disk are free, and {vps.free_mb} are wanted: make room first."
    if found.failure("unit") or not facts.active(found):
        why = gist(found.failure("unit") or found.failure("service"))
        yield f"systemd does not tell of the service {vps.service}: {why}."
    if found.text("kills") == "yes":
        yield (
            f"systemd ends what {vps.user} has running when the connection drops (KillUserProcesses), and an upgrade "
            f"with it: run `loginctl enable-linger {vps.user}` as root."
        )


def _drift(known: Known) -> Iterator[str]:
    error = known.facts.database.get("dump_error")
    if error:
        yield f"The live schema could not be read, so nobody knows whether it was changed by hand: {gist(error)}."
    for finding in known.check.standing:
        if finding["check"] == "live-drift":
            yield f"The live schema is not what the migrations make of it: {finding['subject']}: {finding['message']}."
    for said in known.check.not_judged:
        if said["check"] == "live-drift":
            yield f"Whether the live schema was changed by hand could not be judged: {said['reason']}."


def _few(lines: tuple[str, ...]) -> str:
    return ", ".join(lines[:5]) + (", ..." if len(lines) > 5 else "")
