"""What is on the VPS after a deploy, told by the VPS's own programs and not by the deploy."""

from dataclasses import dataclass

from tests.ci.deploying import Deployer, Ran
from tests.ci.holding import as_postgres
from tests.ci.vps import Vps

SECRETS = ("secret-of-the-database", "secret-of-discord")
ROWS = """
select sum((xpath('/row/c/text()', counted))[1]::text::int)
from pg_tables, format('select count(*) c from %I.%I', schemaname, tablename) query,
query_to_xml(query, false, true, '') counted
where schemaname = 'cfg' and tablename not in ('alembic_version', 'panel_buttons')
"""
CREATED = "grep -c 'CREATE TABLE cfg.panel_buttons' /var/log/postgresql/appdb.log"
STARTED = "grep -c 'starting commit {commit}' /var/log/journal/magikal-bot.journal"


@dataclass(frozen=True)
class Evidence:
    """`upgrades`: how often Postgres was told to make the last table; `starts`: how often the new code began."""

    revision: str
    commit: str
    rows: str
    upgrades: int
    starts: int


def watch(vps: Vps) -> None:
    """Let Postgres write down every change of the schema from now on."""
    as_postgres(vps, "alter role magikalbot set log_statement = 'ddl'").check_returncode()


def gather(vps: Vps) -> Evidence:
    return Evidence(
        revision=_told(vps, "select version_num from cfg.alembic_version"),
        commit=vps.bot("git -C magikal-bot rev-parse HEAD").stdout.strip(),
        rows=_told(vps, " ".join(ROWS.split())),
        upgrades=int(vps.root(CREATED).stdout or 0),
        starts=int(vps.root(STARTED.format(commit=vps.now)).stdout or 0),
    )


def _told(vps: Vps, query: str) -> str:
    return as_postgres(vps, query).stdout.strip()


def secrets_in(person: Deployer, ran: Ran) -> list[str]:
    """The secrets that were printed, or that stand in the plan or the journal."""
    files = (person.plan_file, person.journal_file)
    text = ran.out + "".join(file.read_text() for file in files if file.exists())
    return [secret for secret in SECRETS if secret in text]
