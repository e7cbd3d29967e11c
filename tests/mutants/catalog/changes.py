"""Well made changes that several mutants start from: the models as they then are, the way up and the way down."""

from __future__ import annotations

from textwrap import dedent

from tests.mutants.edits import Edit, Replace, Write
from tests.mutants.mutant import Mutation
from tests.mutants.write import HEAD, lines, model, revision, sql

# A ticket has no subject any more.
NO_SUBJECT = model("tickets", "    subject: Mapped[str | None]\n", "")
SUBJECT_BACK = 'op.add_column("tickets", sa.Column("subject", sa.Text()), schema="cfg")'

# Nobody votes on applications any more.
VOTE = dedent("""\


    class ApplicationVote(Base):
        __tablename__ = "application_votes"
        __table_args__ = (CheckConstraint("vote IN (-1, 1)", name="up_or_down"),)

        application_id: Mapped[int] = mapped_column(
            ForeignKey(Application.id, ondelete="CASCADE"), primary_key=True
        )
        reviewer_id: Mapped[Snowflake] = mapped_column(primary_key=True)
        vote: Mapped[int] = mapped_column(SmallInteger)
        voted_at: Mapped[Timestamp]
""")
NO_VOTES = (
    model("recruitment", VOTE, ""),
    Replace("magikal_bot/models/__init__.py", "import Application, ApplicationVote,", "import Application,"),
    Replace("magikal_bot/models/__init__.py", '    "ApplicationVote",\n', ""),
)
VOTES_BACK = """
op.create_table(
    "application_votes",
    sa.Column("application_id", sa.BigInteger(), nullable=False),
    sa.Column("reviewer_id", sa.BigInteger(), nullable=False),
    sa.Column("vote", sa.SmallInteger(), nullable=False),
    sa.Column("voted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    sa.CheckConstraint("vote IN (-1, 1)", name=op.f("ck_application_votes_up_or_down")),
    sa.ForeignKeyConstraint(
        ["application_id"],
        ["cfg.applications.id"],
        name="fk_application_votes_application_id",
        ondelete="CASCADE",
    ),
    sa.PrimaryKeyConstraint("application_id", "reviewer_id", name="pk_application_votes"),
    schema="cfg",
)
"""
DROP_VOTES = 'op.drop_table("application_votes", schema="cfg")'

VOTES_SCRIPT = "migrations/versions/471109a7b3ba_create_application_votes.py"

# A panel gets a note.
NOTE = model("panels", "    layout: Mapped[Json]", "    note: Mapped[str | None]\n    layout: Mapped[Json]")
ADD_NOTE = 'op.add_column("panels", sa.Column("note", sa.Text()), schema="cfg")'
DROP_NOTE = 'op.drop_column("panels", "note", schema="cfg")'


def noted(up: str = "", down: str = "", top: str = "") -> Mutation:
    """A panel gets a note, and the same migration does this besides."""
    return NOTE, revision(lines(ADD_NOTE, up), lines(down, DROP_NOTE), top=top)


def only_up(down: str) -> Mutation:
    """A panel gets a note, and this is what the downgrade does."""
    return NOTE, revision(ADD_NOTE, down)


# A ticket has a lane, with an enum of its own.
LANE = model(
    "tickets",
    "    subject: Mapped",
    '    lane: Mapped[TicketStatus | None] = mapped_column(pg_enum(TicketStatus, "ticket_lane"))\n    subject: Mapped',
)
ADD_LANE = lines(
    sql("CREATE TYPE cfg.ticket_lane AS ENUM ('open', 'waiting', 'closed')"),
    sql("ALTER TABLE cfg.tickets ADD COLUMN lane cfg.ticket_lane"),
)
DROP_LANE = 'op.drop_column("tickets", "lane", schema="cfg")'

VERBS = (("GRANT", "TO"), ("REVOKE", "FROM"))
NOTHING = sql("SELECT 1")


def branch(id: str, parent: str | tuple[str, ...] = HEAD, right: str = "SELECT", top: str = "") -> Write:
    """A migration that gives a right, so that it is not empty."""
    grant, revoke = (f"{verb} {right} ON cfg.xp_members {whom} PUBLIC" for verb, whom in VERBS)
    return revision(sql(grant), sql(revoke), id=id, parent=parent, top=top)


def env(line: str) -> Edit:
    """A line of env.py, after its URL is read."""
    url = 'url = os.environ["ALEMBIC_DATABASE_URL"]\n'
    return Replace("migrations/env.py", url, f"{url}{line}\n")
