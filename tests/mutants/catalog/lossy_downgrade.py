"""Downgrades that lose rows or values."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import called, model, revision, sql

GRANTS = "lossy-downgrade cfg.xp_grants"

LONG_LABELS = model("panels", "mapped_column(String(80))", "mapped_column(String(120))")

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "the downgrade deletes rows of another table", Way.SQL, GRANTS, noted(down=sql("DELETE FROM cfg.xp_grants"))
    ),
    defect(
        "a function that the downgrade calls truncates a table",
        Way.FUNCTION,
        GRANTS,
        noted(down=called("TRUNCATE cfg.xp_grants")),
    ),
    defect(
        "the downgrade makes a table anew, and empty",
        Way.OPERATION,
        "lossy-downgrade cfg.xp_rewards",
        noted(
            down=sql(
                """
                CREATE TABLE cfg.rewards (LIKE cfg.xp_rewards INCLUDING ALL);
                DROP TABLE cfg.xp_rewards;
                ALTER TABLE cfg.rewards RENAME TO xp_rewards;
                ALTER TABLE cfg.xp_rewards RENAME CONSTRAINT rewards_pkey TO pk_xp_rewards;
                ALTER TABLE cfg.xp_rewards ADD CONSTRAINT fk_xp_rewards_guild_id
                    FOREIGN KEY (guild_id) REFERENCES cfg.guilds ON DELETE CASCADE
                """
            )
        ),
    ),
    defect(
        "the upgrade renames a column, the downgrade drops it and adds the old one",
        Way.BATCH,
        "lossy-downgrade cfg.tickets.subject",
        model("tickets", "    subject: Mapped[str | None]", "    topic: Mapped[str | None]"),
        revision(
            'op.alter_column("tickets", "subject", new_column_name="topic", schema="cfg")',
            """
            with op.batch_alter_table("tickets", schema="cfg") as batch:
                batch.drop_column("topic")
                batch.add_column(sa.Column("subject", sa.Text()))
            """,
        ),
        also=["rename cfg.tickets.subject"],
    ),
    defect(
        "the downgrade overwrites values that the upgrade never touched",
        Way.CTE,
        "lossy-downgrade cfg.xp_members.xp",
        noted(
            down=sql(
                """
                WITH low AS (SELECT guild_id, user_id FROM cfg.xp_members)
                UPDATE cfg.xp_members AS m SET xp = 1 FROM low
                WHERE (m.guild_id, m.user_id) = (low.guild_id, low.user_id)
                """
            )
        ),
    ),
    defect(
        "the downgrade cuts what the wider column holds",
        Way.OPERATION,
        "lossy-downgrade cfg.panel_buttons.label",
        LONG_LABELS,
        revision(
            'op.alter_column("panel_buttons", "label", type_=sa.String(120), schema="cfg")',
            """
            op.execute("UPDATE cfg.panel_buttons SET label = left(label, 8)")
            op.alter_column("panel_buttons", "label", type_=sa.String(80), schema="cfg")
            """,
        ),
    ),
    honest(
        "the downgrade deletes what the upgrade itself had inserted",
        Way.BULK_INSERT,
        "lossy-downgrade",
        revision(
            """
            guilds = sa.table("guilds", sa.column("guild_id"), sa.column("name"), schema="cfg")
            op.bulk_insert(guilds, [{"guild_id": -77, "name": "a trial"}])
            """,
            sql("DELETE FROM cfg.guilds WHERE guild_id = -77"),
        ),
    ),
    honest(
        "the values move to another column with the upgrade, and back with the downgrade",
        Way.SEVERAL,
        "lossy-downgrade",
        model("tickets", "    subject: Mapped[str | None]", "    topic: Mapped[str | None]"),
        revision(
            sql(
                """
                ALTER TABLE cfg.tickets ADD COLUMN topic text;
                UPDATE cfg.tickets SET topic = subject;
                ALTER TABLE cfg.tickets DROP COLUMN subject
                """
            ),
            sql(
                """
                ALTER TABLE cfg.tickets ADD COLUMN subject text;
                UPDATE cfg.tickets SET subject = topic;
                ALTER TABLE cfg.tickets DROP COLUMN topic
                """
            ),
        ),
        also=["drop-column cfg.tickets.subject", "blocking-lock cfg.tickets"],
    ),
)
