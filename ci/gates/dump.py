"""The second step: today's backup is one."""

from __future__ import annotations

from collections.abc import Iterator

from ci.facts import Facts
from ci.gates.known import Known
from ci.vps import Vps
from ci.words import gist

DAY = 24 * 60 * 60  # seconds


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
            why = gist(found.failure(question))
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
        yield f"The log of the backup cannot be read: {gist(found.failure('backup_log'))}."
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
