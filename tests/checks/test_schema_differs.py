import pytest
from records import (
    column,
    constraint,
    differs,
    enum,
    failure,
    found,
    index,
    models,
    not_judged,
    record,
    sequence,
    subjects,
    table,
    thing,
    up,
)

from migrations_check.checks import schema_differs

XP = table("cfg.xp")


def beside(head, theirs, differences=(), **more):
    """A head and models that both have the table cfg.xp, and these."""
    return record(up("a1"), head=[XP, *head], models=models(XP, *theirs, **more), differences=differences)


def test_a_check_constraint_that_only_the_model_has():
    (finding,) = found(schema_differs, beside([], [constraint("cfg.xp.ck_level", "CHECK ((level > 0))")]))
    assert finding.subject == "cfg.xp.ck_level"
    assert finding.message == (
        "the models make constraint cfg.xp.ck_level (CHECK ((level > 0))), and no migration does"
    )


def test_a_server_default_that_only_the_migrations_have():
    told = beside([column("cfg.xp.level", default="0")], [column("cfg.xp.level")])
    assert "with default 0, and the models with no default" in found(schema_differs, told)[0].message


def test_an_enum_value_that_no_migration_adds():
    told = beside([enum("cfg.rank", "low")], [enum("cfg.rank", "low", "high")])
    assert "values low, and the models with values low, high" in found(schema_differs, told)[0].message


def test_a_predicate_that_differs():
    head = index("cfg.ix_xp", "cfg.xp", "USING btree (level) WHERE (level > 0)")
    theirs = index("cfg.ix_xp", "cfg.xp", "USING btree (level) WHERE (level > 5)")
    assert subjects(schema_differs, beside([head], [theirs], named=["cfg.ix_xp"])) == ["cfg.ix_xp"]


def test_a_name_that_the_model_gives_matters():
    head = constraint("cfg.xp.xp_level_key", "UNIQUE (level)", "unique")
    theirs = constraint("cfg.xp.uq_xp_level", "UNIQUE (level)", "unique")
    told = beside([head], [theirs], named=["cfg.xp.uq_xp_level"])
    assert subjects(schema_differs, told) == ["cfg.xp.uq_xp_level", "cfg.xp.xp_level_key"]


def test_a_leftover_enum_that_no_model_uses():
    assert subjects(schema_differs, beside([enum("cfg.old_rank", "low")], [])) == ["cfg.old_rank"]


def test_a_trigger_that_create_all_made_and_no_migration():
    told = beside([], [thing("trigger", "cfg.xp.stamp", "cfg.xp", definition="...")])
    assert subjects(schema_differs, told) == ["cfg.xp.stamp"]


def test_a_sequence_that_stayed_too_small():
    head = [column("cfg.xp.id", default="own"), sequence("cfg.old_id_seq", "cfg.xp.id", type="integer")]
    theirs = [column("cfg.xp.id", default="own"), sequence("cfg.xp_id_seq", "cfg.xp.id", type="bigint")]
    assert subjects(schema_differs, beside(head, theirs)) == ["cfg.xp_id_seq"]


CASTS = (
    "CHECK (((rank)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))",
    "CHECK ((rank = ANY (ARRAY['a'::text, 'b'::text])))",
)


@pytest.mark.parametrize(
    "told",
    [
        beside([column("cfg.xp.a"), column("cfg.xp.b")], [column("cfg.xp.b"), column("cfg.xp.a")]),
        beside([column("cfg.xp.at", default="now()")], [column("cfg.xp.at", default="X")], equal=["cfg.xp.at"]),
        beside([column("cfg.xp.n", default="'0'::bigint")], [column("cfg.xp.n", default="0")]),
        beside([sequence("cfg.old_seq", "cfg.xp.id")], [sequence("cfg.xp_id_seq", "cfg.xp.id")]),
        beside([constraint("cfg.xp.ck", CASTS[0])], [constraint("cfg.xp.ck", CASTS[1])], named=["cfg.xp.ck"]),
        beside([constraint("cfg.xp.xp_check", "CHECK ((a > 0))")], [constraint("cfg.xp.ck", "CHECK ((a > 0))")]),
        beside([thing("trigger", "cfg.xp.t", "cfg.xp"), thing("view", "cfg.v"), thing("function", "cfg.f()")], []),
        beside([thing("type", "cfg.pair", type="composite")], []),
        beside([column("cfg.xp.a", storage="x", grants=["r"], statistics=5)], [column("cfg.xp.a")]),
        beside([constraint("cfg.xp.ck", "CHECK ((a > 0))", valid=False)], [constraint("cfg.xp.ck", "CHECK ((a > 0))")]),
        beside([table("cfg.old"), column("cfg.old.rank", "cfg.old_rank"), enum("cfg.old_rank", "low")], []),
        beside([table("cfg.xp_1", partition="FOR VALUES"), index("cfg.xp_1_ix", "cfg.xp_1", "...")], []),
        beside([table("public.users"), column("public.users.id")], []),
    ],
    ids=[
        "order of columns",
        "a default of the same value",
        "a cast of a constant",
        "a sequence that kept its name",
        "casts left by a change of type",
        "a name that no model gives",
        "what no model can say",
        "a composite type",
        "storage, grants, statistics",
        "not validated",
        "an unmapped table and its type",
        "a partition",
        "outside",
    ],
)
def test_silent(told):
    assert not found(schema_differs, told)


def test_a_partitioned_table_whose_model_says_nothing_of_it():
    told = record(
        up("a1"),
        head=[table("cfg.log", kind="partitioned table", partitioned_by="RANGE (at)")],
        models=models(table("cfg.log")),
        differences=(),
    )
    assert not found(schema_differs, told)


def test_a_view_that_a_model_maps_as_a_table():
    told = record(
        up("a1"), head=[thing("view", "cfg.top")], models=models(table("cfg.top"), column("cfg.top.id")), differences=()
    )
    assert not found(schema_differs, told)


def test_a_constraint_of_a_column_that_stale_models_names_goes_without_saying():
    level = column("cfg.xp.level", "integer")
    checked, other = (constraint(f"cfg.xp.ck_{name}", f"CHECK (({name} > 0))") for name in ("level", "rank"))
    told = beside([], [level, checked, other], [differs("add_column", "cfg.xp.level", "cfg.xp")])
    assert subjects(schema_differs, told) == ["cfg.xp.ck_rank"]


def test_what_stale_models_names_is_not_named_again():
    theirs = [table("cfg.new"), column("cfg.new.id"), column("cfg.xp.color")]
    fk = constraint("cfg.xp.xp_guild_fkey", "FOREIGN KEY (guild) REFERENCES cfg.guilds(id)", "foreign key")
    differences = (
        differs("add_table", "cfg.new"),
        differs("add_column", "cfg.xp.color", "cfg.xp"),
        differs("add_fk", "cfg.xp", "cfg.xp"),
    )
    told = beside([], [*theirs, fk, constraint("cfg.xp.ck", "CHECK ((a > 0))")], differences)
    assert subjects(schema_differs, told) == ["cfg.xp.ck"]


def test_not_judged():
    assert not_judged(schema_differs, record(up("a1", error=failure("no")))) == [
        "the upgrade of a1 failed, and what follows it did not run"
    ]
    failed = record(up("a1"), head=[], models=models(error=failure("no such type", "UndefinedObject")))
    assert not_judged(schema_differs, failed) == ["create_all() of the models fails: UndefinedObject: no such type"]
