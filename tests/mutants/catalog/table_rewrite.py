"""Tables that are rewritten."""

from __future__ import annotations

from tests.mutants.catalog.changes import noted
from tests.mutants.mutant import Mutant, Way, defect, honest
from tests.mutants.write import called, committed, do, model, revision, sql

AMOUNT = "table-rewrite cfg.xp_grants"

BIG_AMOUNT = (model("xp", "    amount: Mapped[int]\n", "    amount: Mapped[int] = mapped_column(BigInteger)\n"),)

SMALL_AGAIN = sql("ALTER TABLE cfg.xp_grants ALTER amount TYPE integer")

MUTANTS: tuple[Mutant, ...] = (
    defect(
        "a number becomes a bigint",
        Way.OPERATION,
        AMOUNT,
        BIG_AMOUNT,
        revision(
            'op.alter_column("xp_grants", "amount", type_=sa.BigInteger(), schema="cfg")',
            'op.alter_column("xp_grants", "amount", type_=sa.Integer(), schema="cfg")',
        ),
    ),
    defect(
        "a function that is called changes a type",
        Way.FUNCTION,
        AMOUNT,
        BIG_AMOUNT,
        revision(called("ALTER TABLE cfg.xp_grants ALTER amount TYPE bigint"), SMALL_AGAIN),
    ),
    defect(
        "a type is changed in an autocommit block",
        Way.AUTOCOMMIT,
        AMOUNT,
        BIG_AMOUNT,
        revision(committed(sql("ALTER TABLE cfg.xp_grants ALTER amount TYPE bigint")), SMALL_AGAIN),
    ),
    defect(
        "a new column has another value in each row",
        Way.SQL,
        "table-rewrite cfg.panels",
        model(
            "panels",
            "    layout: Mapped",
            '    token: Mapped[str] = mapped_column(server_default=text("gen_random_uuid()::text"))\n'
            "    layout: Mapped",
        ),
        revision(
            sql("ALTER TABLE cfg.panels ADD COLUMN token text NOT NULL DEFAULT gen_random_uuid()::text"),
            sql("ALTER TABLE cfg.panels DROP COLUMN token"),
        ),
    ),
    defect(
        "a new column is generated and stored",
        Way.BATCH,
        "table-rewrite cfg.panels",
        model("panels", "import CheckConstraint,", "import CheckConstraint, Computed,"),
        model(
            "panels",
            "    layout: Mapped",
            '    link: Mapped[str | None] = mapped_column(Computed("channel_id::text", persisted=True))\n'
            "    layout: Mapped",
        ),
        revision(
            """
            with op.batch_alter_table("panels", schema="cfg") as batch:
                batch.add_column(sa.Column("link", sa.Text(), sa.Computed("channel_id::text", persisted=True)))
            """,
            'op.drop_column("panels", "link", schema="cfg")',
        ),
    ),
    defect(
        "VACUUM FULL writes a table anew",
        Way.AUTOCOMMIT,
        AMOUNT,
        revision(committed(sql("VACUUM FULL cfg.xp_grants")), sql("SELECT 1")),
    ),
    defect(
        "CLUSTER puts the rows in another order",
        Way.DO_BLOCK,
        AMOUNT,
        revision(do("CLUSTER cfg.xp_grants USING pk_xp_grants"), sql("ALTER TABLE cfg.xp_grants SET WITHOUT CLUSTER")),
    ),
    honest(
        "a text may become longer",
        Way.OPERATION,
        "table-rewrite",
        model("panels", "mapped_column(String(80))", "mapped_column(String(120))"),
        revision(
            'op.alter_column("panel_buttons", "label", type_=sa.String(120), schema="cfg")',
            'op.alter_column("panel_buttons", "label", type_=sa.String(80), schema="cfg")',
        ),
    ),
    honest(
        "the table that is rewritten was made by the same migration",
        Way.SEVERAL,
        "table-rewrite",
        noted(
            sql(
                """
                CREATE TABLE cfg.counts AS SELECT 1 AS one;
                ALTER TABLE cfg.counts ALTER one TYPE bigint;
                DROP TABLE cfg.counts
                """
            )
        ),
    ),
)
