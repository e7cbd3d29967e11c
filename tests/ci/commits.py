"""Commits that a person may have to deploy, on top of the bot of now, and that end badly or look bad."""

from collections.abc import Callable
from pathlib import Path

from tests.ci.deploying import Deployer, Ran
from tests.ci.strikes import Strike
from tests.ci.vps.repository import Repository

Change = Callable[[Path], None]

REVISION = '''"""{message}"""

from alembic import op

revision = "a000000000bd"
down_revision = "c24c600340de"
branch_labels = None
depends_on = None
REFUSE = """
DO $$ BEGIN IF EXISTS (SELECT FROM cfg.guilds WHERE name = 'Old Harbour')
THEN RAISE EXCEPTION 'Old Harbour has to be merged first'; END IF; END $$
"""


def upgrade() -> None:
{body}

def downgrade() -> None:
    op.execute("UPDATE cfg.guilds SET locale = locale")
'''
TRANSACTION = """\
    op.execute("UPDATE cfg.guilds SET locale = locale")
    op.execute(REFUSE)
"""
AUTOCOMMIT = """\
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY ix_for_a_while ON cfg.guilds (name)")
        op.execute(REFUSE)
        op.execute("DROP INDEX cfg.ix_for_a_while")
"""
PRINTS = """\
    print("::error file=README.md::pwned")
    print("\\x1b[2J::add-mask::3")
"""
PATH = "::error::pwned `x` <b>.py"
HOSTILE = "::error::pwned\x1b[31m `code` <script>alert(1)</script> | [link](https://evil.example)"


def broken(kind: str) -> Strike:
    """Plan and apply a commit of this kind."""

    def strike(person: Deployer) -> Ran:
        origin = Repository(person.vps.origin)
        COMMITS[kind](origin.path)
        subject = HOSTILE if kind == "hostile" else f"The bot of tomorrow: {kind}"
        commit = origin.commit(subject)
        planned = person.plan(commit=commit, lock_timeout='"5min"')
        assert planned.exit == 0, planned.out
        ran = person.apply(GITHUB_ACTIONS="true")
        return Ran(ran.exit, planned.out + ran.out, ran.seconds)

    return strike


def migration(body: str, message: str = "merge the harbour", path: str = "a000000000bd_next.py") -> Change:
    def change(bot: Path) -> None:
        (bot / "migrations/versions" / path).write_text(REVISION.format(message=message, body=body))

    return change


def starting(code: str) -> Change:
    """The bot does this before it runs."""

    def change(bot: Path) -> None:
        main = bot / "magikal_bot/__main__.py"
        main.write_text(main.read_text().replace("\ntry:\n", f"\n{code}\ntry:\n"))

    return change


COMMITS: dict[str, Change] = {
    "transaction": migration(TRANSACTION),
    "autocommit": migration(AUTOCOMMIT),
    "crash": starting('raise RuntimeError("no token")'),
    "traceback": starting('import traceback\n\ntry:\n    {}["panel"]\nexcept KeyError:\n    traceback.print_exc()\n'),
    "hostile": migration(PRINTS, HOSTILE.encode("unicode_escape").decode(), PATH),
}
