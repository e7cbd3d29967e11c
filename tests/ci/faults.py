"""What can go wrong with a deploy, and how it must end: run by pytest and by `python -m tests.ci.fault_table`."""

from dataclasses import dataclass

from tests.ci import strikes
from tests.ci.commits import PATH, broken
from tests.ci.strikes import ALEMBIC, BY_HAND, COMMIT, PROJECT, Strike, before, between, during

THEN, NOW = "2b77b98f792b", "c24c600340de"
BACKUP = "/home/magikalbot/backups/appdb-$(date +%F).dump"
LOG = "/home/magikalbot/backups/magikal-db-dump.log"


@dataclass(frozen=True)
class Fault:
    """`step` is where it strikes; then the exit code, a part of what is printed, and the database's revision."""

    name: str
    step: str
    strike: Strike
    exit: int
    sentence: str
    revision: str


DONE = "3 migrations are applied"
ATTACHED = "had begun before: it goes on where it was"
NOT_MADE = "The restore point restore-point/fault-1 was not made"
NOT_ARRIVED = "The reviewed commit did not arrive whole"
AS_BEFORE = f"The database is at {THEN} as before"
OUT_OF_DATE = "The plan is out of date, and nothing was changed."

MEANWHILE = "somebody migrated meanwhile"
FULL = "he disk of the VPS is full: make room there"
TAKEN_BACK, BELOW = f"{ALEMBIC} downgrade -1", "471109a7b3ba"
BY_ITSELF = f"{ALEMBIC} upgrade head"

STEPS = ("restore-point", "checkout", "upgrade", "restart")  # all that change something

CONNECTION = (
    *(Fault("connection reset", s, strikes.reset(s), 0, DONE, NOW) for s in STEPS),
    *(Fault("black hole", s, strikes.black_hole(s), 0, DONE, NOW) for s in STEPS),
    *(Fault("client killed, started again", s, strikes.client_killed(s), 0, ATTACHED, NOW) for s in STEPS),
    Fault("VPS killed and booted", "restore-point", strikes.power_cut("restore-point"), 1, NOT_MADE, THEN),
    Fault("VPS killed and booted", "checkout", strikes.power_cut("checkout"), 1, NOT_ARRIVED, THEN),
    Fault("VPS killed and booted", "upgrade", strikes.power_cut("upgrade"), 1, AS_BEFORE, THEN),
    Fault("VPS killed and booted", "restart", strikes.power_cut("restart"), 0, DONE, NOW),
    Fault(
        "host key damaged",
        "login",
        strikes.login(VPS_KNOWN_HOSTS="elsewhere ssh-ed25519 AAAA"),
        2,
        "VPS_KNOWN_HOSTS",
        THEN,
    ),
    Fault("key refused", "login", strikes.stranger, 2, "refused the SSH key", THEN),
    Fault("host key changed", "login", strikes.other_host_key, 2, "shows another host key", THEN),
)

TOGETHER = (
    *(Fault("another deploy", s, strikes.another_run(s), 1, "has held the deploy lock since", NOW) for s in STEPS),
    Fault("eight deploys at once", "all", strikes.eight_at_once, 0, DONE, NOW),
    Fault(
        "a person's alembic upgrade", "before", strikes.person_first, 1, "Somebody else migrates at this moment", THEN
    ),
    Fault("a person's alembic downgrade", "checkout", during("checkout", TAKEN_BACK, by="bot"), 1, MEANWHILE, BELOW),
    Fault("a person's alembic upgrade", "upgrade", strikes.person_second, 0, DONE, NOW),
    Fault("a person's alembic upgrade", "restart", during("restart", BY_ITSELF, by="bot"), 0, DONE, NOW),
)

DISK = (
    Fault("disk full", "before", strikes.disk_full_before, 2, "No space left on device; make room", THEN),
    Fault("disk full", "restore-point", strikes.disk_full("restore-point"), 1, FULL, THEN),
    Fault("disk full", "checkout", strikes.disk_full("checkout"), 1, FULL, THEN),
    Fault("disk full", "upgrade", strikes.disk_full("upgrade"), 1, FULL, "1b401a54b673"),  # its first needs no room
    Fault("disk full", "restart", strikes.disk_full("restart"), 0, DONE, NOW),
)

SETUP = (
    Fault(
        "sudo refused", "plan", before("rm /etc/sudoers.d/magikal-bot"), 1, "may not run `sudo systemctl restart", THEN
    ),
    Fault("sudo refused", "apply", between("rm /etc/sudoers.d/magikal-bot"), 1, "sudo was ", THEN),
    Fault(
        "sudo refused", "restart", during("upgrade", "rm /etc/sudoers.d/magikal-bot"), 1, "a password is required", NOW
    ),
    Fault(
        "missing variable",
        "plan",
        before("sed -i /^DATABASE_URL/d /etc/magikal-bot.env"),
        1,
        "does not set DATABASE_URL",
        THEN,
    ),
    Fault("missing variable", "apply", between("sed -i /^DATABASE_URL/d /etc/magikal-bot.env"), 1, OUT_OF_DATE, THEN),
    Fault("env file unreadable", "plan", before("chmod 600 /etc/magikal-bot.env"), 1, "Permission denied", THEN),
    Fault(
        "async URL", "plan", before("sed -i s/+psycopg:/+asyncpg:/ /etc/magikal-bot.env"), 1, "needs a sync one", THEN
    ),
    Fault("backup of 0 bytes", "plan", before(f": >{BACKUP}", by="bot"), 1, "has 0 bytes", THEN),
    Fault("backup of 0 bytes", "apply", between(f": >{BACKUP}", by="bot"), 1, "has 0 bytes", THEN),
    Fault(
        "backup of yesterday",
        "plan",
        before(f"cd backups; mv {BACKUP} appdb-2020-01-01.dump", by="bot"),
        1,
        "There is no backup of today",
        THEN,
    ),
    Fault(
        "old backup under today's name",
        "plan",
        before(f"touch -d '2 days ago' {BACKUP}", by="bot"),
        1,
        "more than a day ago",
        THEN,
    ),
    Fault("backup truncated", "apply", between(f"truncate -s -3000 {BACKUP}", by="bot"), 1, "cannot read", THEN),
    Fault(
        "backup truncated", "plan", before(f"truncate -s -3000 {BACKUP}", by="bot"), 1, "pg_restore cannot read", THEN
    ),
    Fault(
        "backup's log without the good signs",
        "plan",
        before(f"sed -i /complete/d {LOG}", by="bot"),
        1,
        "does not say `backup complete`",
        THEN,
    ),
    Fault(
        "dirty tree",
        "plan",
        before(f"echo x >>{PROJECT}/README.md", by="bot"),
        1,
        "differ from what is committed",
        THEN,
    ),
    Fault("hostile path", "plan", before(f"echo >'{PROJECT}/{PATH}'", by="bot"), 1, "differ from what", THEN),
    Fault("dirty tree", "apply", between(f"echo x >>{PROJECT}/README.md", by="bot"), 1, OUT_OF_DATE, THEN),
    Fault("diverged history", "plan", before(COMMIT, by="bot"), 1, "is not in this repository", THEN),
    Fault("plan out of date", "apply", between(COMMIT, by="bot"), 1, OUT_OF_DATE, THEN),
    Fault("plan out of date", "apply", between(TAKEN_BACK, by="bot"), 1, OUT_OF_DATE, BELOW),
    Fault("live schema changed by hand", "plan", before(BY_HAND, by="bot"), 1, "somebody made it by hand", THEN),
    Fault("live schema changed by hand", "apply", between(BY_HAND, by="bot"), 1, OUT_OF_DATE, THEN),
)

CODE = (
    Fault("a migration fails half-way", "upgrade", broken("transaction"), 1, "3 of 4 migrations applied", NOW),
    Fault("it fails in an autocommit block", "upgrade", broken("autocommit"), 1, "3 of 4 migrations applied", NOW),
    Fault("the bot crashes", "restart", broken("crash"), 1, "after the restart", NOW),
    Fault("the bot logs a traceback", "logs", broken("traceback"), 1, "the bot complains since its restart", NOW),
    Fault("hostile text", "all", broken("hostile"), 0, "4 migrations are applied", "a000000000bd"),
)

FAULTS = (*CONNECTION, *TOGETHER, *DISK, *SETUP, *CODE)
