import pytest
from records import column, constraint, differs, failure, found, models, not_judged, record, subjects, table, up

from migrations_check.checks import stale_models

XP = [
    table("cfg.xp"),
    column("cfg.xp.level", "integer", default="0"),
    constraint("cfg.xp.xp_guild_id_fkey", "foreign key"),
]


def stale(*differences, known=(), **more):
    return record(up("a1"), head=XP, models=models(*XP, *known, **more), differences=differences)


@pytest.mark.parametrize(
    ("difference", "message"),
    [
        (
            differs("add_column", "cfg.xp.color", "cfg.xp"),
            "the model has column cfg.xp.color, and no migration adds it",
        ),
        (
            differs("remove_column", "cfg.xp.level", "cfg.xp"),
            "the migrations add column cfg.xp.level, and the model does not have it",
        ),
        (differs("add_table", "cfg.panels"), "the models have table cfg.panels, and no migration creates it"),
        (
            differs("modify_type", "cfg.xp.level", "cfg.xp", old="INTEGER", new="BIGINT"),
            "the model gives cfg.xp.level type BIGINT, and the migrations type INTEGER: let the model say type "
            "INTEGER, or make it type BIGINT in a migration",
        ),
        (
            differs("modify_nullable", "cfg.xp.level", "cfg.xp", old="true", new="false"),
            "the model says NOT NULL for cfg.xp.level, and the migrations allow NULL",
        ),
        (
            differs("modify_default", "cfg.xp.name", "cfg.xp", old="'a'", new=None),
            "the model gives cfg.xp.name no default, and the migrations default 'a': let the model say default 'a', or "
            "make it no default in a migration",
        ),
        (
            differs("add_fk", "cfg.xp", "cfg.xp", columns="guild_id"),
            "the model has foreign key on cfg.xp over (guild_id), and no migration adds it",
        ),
        (
            differs("ExecuteSQLOp", "chain"),
            "autogenerate would still write ExecuteSQLOp for chain",
        ),
    ],
)
def test_what_autogenerate_would_write_is_said_as_a_sentence(difference, message):
    inside = difference if difference.subject != "chain" else differs("ExecuteSQLOp", "chain", "cfg")
    (finding,) = found(stale_models, stale(inside))
    assert (finding.message, finding.path, finding.revision) == (message, None, None)


def test_several_differences_of_a_column_are_one_finding():
    told = stale(
        differs("modify_type", "cfg.xp.level", "cfg.xp", old="INTEGER", new="BIGINT"),
        differs("modify_nullable", "cfg.xp.level", "cfg.xp", new="true"),
    )
    assert subjects(stale_models, told) == ["cfg.xp.level"]


def test_a_default_is_told_as_postgres_writes_it_on_both_sides():
    ours, theirs = (column("cfg.xp.zone", default=f"'{zone}'::character varying") for zone in ("Etc/UTC", "UTC"))
    written = differs("modify_default", "cfg.xp.zone", "cfg.xp", old="'Etc/UTC'::character varying", new="UTC")
    told = record(up("a1"), head=[*XP, ours], models=models(*XP, theirs), differences=(written,))
    (finding,) = found(stale_models, told)
    assert finding.message.startswith("the model gives cfg.xp.zone default 'UTC', and the migrations default 'Etc/UTC'")


def test_what_belongs_to_a_table_that_no_migration_makes_is_not_told_besides():
    told = stale(differs("add_table", "cfg.panels"), differs("add_index", "cfg.ix_panels", "cfg.panels"))
    assert subjects(stale_models, told) == ["cfg.panels"]


def test_an_index_that_is_defined_otherwise_is_one_sentence():
    told = stale(
        differs("remove_index", "cfg.ix_xp", "cfg.xp", columns="level"),
        differs("add_index", "cfg.ix_xp", "cfg.xp", columns="level, guild_id"),
    )
    (finding,) = found(stale_models, told)
    assert (
        "one thing in the models and another in the migrations: (level, guild_id) there, (level) here"
        in finding.message
    )


def test_a_foreign_key_that_the_models_leave_without_a_name_is_told_once():
    told = stale(
        differs("remove_fk", "cfg.xp.xp_guild_id_fkey", "cfg.xp", columns="guild_id"),
        differs("add_fk", "cfg.xp", "cfg.xp", columns="guild_id", rules="ON DELETE CASCADE"),
        differs("add_fk", "cfg.xp", "cfg.xp", columns="user_id"),
    )
    assert [(finding.subject, finding.message) for finding in found(stale_models, told)] == [
        (
            "cfg.xp.xp_guild_id_fkey",
            "foreign key cfg.xp.xp_guild_id_fkey is one thing in the models and another in the migrations: "
            "(guild_id) ON DELETE CASCADE there, (guild_id) here",
        ),
        ("cfg.xp", "the model has foreign key on cfg.xp over (user_id), and no migration adds it"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        stale(),
        stale(differs("remove_table", "cfg.old")),
        stale(differs("remove_index", "cfg.ix_old", "cfg.old")),
        stale(differs("remove_table", "public.users")),
        stale(differs("modify_default", "cfg.xp.level", "cfg.xp", old="0", new="'0'")),
        stale(differs("modify_default", "cfg.xp.made", "cfg.xp"), equal=["cfg.xp.made"]),
    ],
    ids=["nothing", "unmapped table", "of an unmapped table", "outside", "same in the catalog", "same value"],
)
def test_silent(told):
    assert not found(stale_models, told)


def test_a_table_that_no_model_knows_is_said_here_where_create_all_fails():
    told = stale(differs("remove_table", "cfg.old"), error=failure("no such type"))
    assert subjects(stale_models, told) == ["cfg.old"]


def test_not_judged_after_a_broken_step_or_a_failed_comparison():
    assert not_judged(stale_models, record(up("a1", error=failure("no")))) == [
        "the upgrade of a1 failed, and what follows it did not run"
    ]
    failed = record(up("a1"), head=[], autogenerate_error=failure("no metadata", "CommandError"))
    assert not_judged(stale_models, failed) == ["autogenerate fails: CommandError: no metadata"]
