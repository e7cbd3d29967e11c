"""What must be true before anything is changed: each gate says why it is closed, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ci import commands, facts
from ci.check import Check
from ci.commit import Commit
from ci.facts import Facts
from ci.github import GREEN
from ci.vps import Vps

DAY = 24 * 60 * 60  # seconds
DESTRUCTIVE = ("drop-table", "drop-column", "drop-schema", "drop-type", "unexpected-drop-index", "destroys-rows")


@dataclass(frozen=True)
class Known:
    """Everything that was found out before anything is changed. `replace`: local edits on the VPS may be set aside."""

    vps: Vps
    facts: Facts
    commit: Commit
    check: Check
    replace: bool


def setup(known: Known) -> Iterator[str]:
    """The documented process matches the live VPS."""
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
            yield f"`alembic {name}` failed on the VPS: {_last_line(found.failure(name))}."
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
            yield f"{vps.project} is no git clone that {vps.user} can use: {_last_line(found.failure(name))}."
            return
    if found.edits and not known.replace:
        yield (
            f"{len(found.edits)} files of {vps.project} differ from what is committed ({_few(found.edits)}): commit "
            "and push them, or plan with --replace-local-edits, which keeps them in the restore point."
        )


def _machine(known: Known) -> Iterator[str]:
    found, vps = known.facts, known.vps
    if found.failure("disk"):
        yield f"The free disk space is not known: {_last_line(found.failure('disk'))}."
    elif facts.free_mb(found) < vps.free_mb:
        yield f"{facts.free_mb(found)} MB of disk are free, and {vps.free_mb} are wanted: make room first."
    if found.failure("unit") or not facts.active(found):
        why = _last_line(found.failure("unit") or found.failure("service"))
        yield f"systemd does not tell of the service {vps.service}: {why}."
    if found.text("kills") == "yes":
        yield (
            f"systemd ends what {vps.user} has running when the connection drops (KillUserProcesses), and an upgrade "
            f"with it: run `loginctl enable-linger {vps.user}` as root."
        )


def _drift(known: Known) -> Iterator[str]:
    error = known.facts.database.get("dump_error")
    if error:
        yield f"The live schema could not be read, so nobody knows whether it was changed by hand: {_last_line(error)}."
    for finding in known.check.standing:
        if finding["check"] == "live-drift":
            yield f"The live schema is not what the migrations make of it: {finding['subject']}: {finding['message']}."
    for said in known.check.not_judged:
        if said["check"] == "live-drift":
            yield f"Whether the live schema was changed by hand could not be judged: {said['reason']}."


def backup(known: Known) -> Iterator[str]:
    """Today's dump is there, whole, and its log says so."""
    found, vps = known.facts, known.vps
    name = found.text("backup")
    if found.failure("backup_stat"):
        yield f"There is no backup of today, {name}: run the nightly backup by hand, then plan anew."
        return
    size, written = map(int, found.text("backup_stat").split())
    if size == 0:
        yield f"{name} has 0 bytes: there is no backup; look at {vps.backup_log}."
        return
    if int(found.text("now")) - written > DAY:
        yield f"{name} was written more than a day ago, whatever its name says: run the nightly backup by hand."
    for question, does in (("backup_list", "list"), ("backup_read", "read")):
        if found.failure(question):
            why = _last_line(found.failure(question))
            yield f"pg_restore cannot {does} {name}, so it is no backup: {why}; make another one."
            return
    for table in missing_tables(found):
        yield f"{name} has no {table}: it is not a dump of this database, or older than the table; make another one."
    yield from log_of_backup(found, vps)


def missing_tables(found: Facts) -> list[str]:
    """Tables of the database that the dump's list does not have."""
    listed = {
        ".".join(line.split(" TABLE DATA ")[1].split()[:2]).replace('"', "")
        for line in found.text("backup_list").splitlines()
        if " TABLE DATA " in line
    }
    return [name for name, _ in found.database.get("tables", ()) if name.replace('"', "") not in listed]


def log_of_backup(found: Facts, vps: Vps) -> Iterator[str]:
    """The good signs stand in the log, in their order, from the first line that names the dump or today on.

    A log whose lines name neither must be as new as the dump.
    """
    if found.failure("backup_log"):
        yield f"The log of the backup cannot be read: {_last_line(found.failure('backup_log'))}."
        return
    name, today = found.text("backup").rpartition("/")[2], found.text("today")
    lines = found.text("backup_log").splitlines()
    ofs = [number for number, line in enumerate(lines) if name in line or today in line]
    newer = found.text("backup_log_stat") >= found.text("backup_stat").split()[1]
    said = "\n".join(lines[ofs[0] :] if ofs else lines if newer else ())
    at = 0
    for sign in vps.backup_signs:
        at = said.find(sign, at)
        if at < 0:
            yield f"{vps.backup_log} does not say `{sign}` for {name}: the backup did not end well; look at the log."
            return


def models(known: Known) -> Iterator[str]:
    """The commit is on the protected branch, and its checks are green."""
    commit = known.commit
    if commit.on_branch:
        yield f"Commit {commit.id[:12]} may not be deployed: {commit.on_branch}."
    if commit.unasked:
        yield f"Whether the checks of {commit.id[:12]} are green is not known: {commit.unasked}."
    for name, ended in commit.checks.items():
        if ended not in GREEN:
            yield f"The check {name!r} of {commit.id[:12]} is {ended} on GitHub: wait for it, or mend what it found."


def generated(known: Known) -> Iterator[str]:
    """What is deployed leads to the commit: its history, its chain, its requirements."""
    commit, check, vps = known.commit, known.check, known.vps
    if commit.follows:
        yield f"Commit {commit.id[:12]} cannot be brought to the VPS: {commit.follows}."
    if commit.requirements and not vps.install:
        yield (
            f"{', '.join(commit.requirements)} changed, and the facts file has no install command: set install, such "
            f"as `{commands.PYTHON} -m pip install -r requirements.txt`."
        )
    if len(check.head) > 1:
        yield f"The commit's chain has several heads ({', '.join(check.head)}): merge them with `alembic merge`."


def reviewed(known: Known) -> Iterator[str]:
    """The check passes on the pending revisions."""
    check = known.check
    if check.error:
        yield f"The pending migrations could not be checked: {check.error}."
    for finding in check.standing:
        if finding["check"] not in (*DESTRUCTIVE, "live-drift"):
            yield told(finding)


def destructive(known: Known) -> Iterator[str]:
    """What drops or overwrites something is acknowledged."""
    for finding in known.check.standing:
        if finding["check"] in DESTRUCTIVE:
            yield f"{told(finding)} If it is meant, acknowledge it in the migration, with a reason."


def told(finding: object) -> str:
    assert isinstance(finding, dict)
    place = f"{finding['path']}:{finding['line']}: " if finding["path"] else ""
    message = " ".join(str(finding["message"]).split())
    return f"{place}{finding['check']}: {message}."


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip().rstrip(".") if lines else "it said nothing"


def _few(lines: tuple[str, ...]) -> str:
    return ", ".join(lines[:5]) + (", ..." if len(lines) > 5 else "")
