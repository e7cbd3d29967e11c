"""Models and migrations that do not say the same."""

from __future__ import annotations

from tests.mutants.edits import Append
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import model, revision

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a column stands in the model alone",
        Way.MODELS,
        "stale-models cfg.tickets.topic",
        model("tickets", "    subject: Mapped", "    topic: Mapped[str | None]\n    subject: Mapped"),
    ),
    defect(
        "a whole table stands in the models alone",
        Way.MODELS,
        "stale-models cfg.ticket_notes",
        Append(
            "magikal_bot/models/tickets.py",
            '\n\nclass TicketNote(Base):\n    __tablename__ = "ticket_notes"\n\n    id: Mapped[RowId]\n',
        ),
    ),
    defect(
        "the model needs a value where the table has NULLs",
        Way.MODELS,
        "stale-models cfg.tickets.subject",
        model("tickets", "    subject: Mapped[str | None]", "    subject: Mapped[str]"),
    ),
    defect(
        "the model has another type",
        Way.MODELS,
        "stale-models cfg.tempvc_hubs.bitrate",
        model("tempvc", "mapped_column(Integer,", "mapped_column(SmallInteger,"),
    ),
    defect(
        "the model has an index that nobody made",
        Way.MODELS,
        "stale-models cfg.ix_tickets_opener_id",
        model(
            "tickets",
            "    opener_id: Mapped[Snowflake]\n",
            "    opener_id: Mapped[Snowflake] = mapped_column(index=True)\n",
        ),
    ),
    defect(
        "the model's foreign key forgets what to do on a delete",
        Way.MODELS,
        "stale-models cfg.ticket_messages.fk_ticket_messages_ticket_id",
        model("tickets", 'ForeignKey(Ticket.id, ondelete="CASCADE")', "ForeignKey(Ticket.id)"),
    ),
    defect(
        "the migration adds a column, and no model has it",
        Way.BATCH,
        "stale-models cfg.tickets.topic",
        revision(
            'with op.batch_alter_table("tickets", schema="cfg") as batch:\n'
            '    batch.add_column(sa.Column("topic", sa.Text()))',
            'op.drop_column("tickets", "topic", schema="cfg")',
        ),
        also=["unrelated-change cfg.tickets"],
    ),
    honest(
        "a type is spelled out that was meant anyway",
        Way.MODELS,
        "stale-models",
        model("tickets", "    subject: Mapped[str | None]", "    subject: Mapped[str | None] = mapped_column(Text)"),
        model("tickets", "SmallInteger, UniqueConstraint", "SmallInteger, Text, UniqueConstraint"),
    ),
    honest(
        "columns stand in another order, and one has a default in Python",
        Way.MODELS,
        "stale-models",
        model(
            "tickets",
            "    opener_id: Mapped[Snowflake]\n    subject: Mapped[str | None]\n",
            "    subject: Mapped[str | None] = mapped_column(default='none')\n    opener_id: Mapped[Snowflake]\n",
        ),
    ),
)
