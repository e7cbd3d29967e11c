from records import failure, models, not_judged, record, subjects, table, up

from migrations_check.checks import unmapped_table

XP = table("cfg.xp")


def beside(*head, **more):
    return record(up("a1"), head=[XP, *head], models=models(XP, **more))


def test_a_table_that_no_model_knows():
    assert subjects(unmapped_table, beside(table("cfg.old_votes"))) == ["cfg.old_votes"]


def test_known_tables_partitions_children_and_other_schemas_are_silent():
    others = [table("public.users"), table("cfg.xp_1", partition="DEFAULT"), table("cfg.xp_2", inherits=["cfg.xp"])]
    assert not subjects(unmapped_table, beside(*others))


def test_a_project_without_models_is_not_accused():
    told = record(up("a1"), head=[XP], autogenerate_error=failure("target_metadata is None", "NoModels"))
    assert not_judged(unmapped_table, told) == ["target_metadata is None"]


def test_not_judged_without_the_models_or_the_head():
    assert not_judged(unmapped_table, beside(error=failure("no"))) == [
        "create_all() of the models fails: ProgrammingError: no"
    ]
    assert not_judged(unmapped_table, record(up("a1", error=failure("no")))) == [
        "the upgrade of a1 failed, and what follows it did not run"
    ]
