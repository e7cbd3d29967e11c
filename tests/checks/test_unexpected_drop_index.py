from records import (
    anew,
    called,
    column,
    failure,
    found,
    gone,
    index,
    made,
    models,
    not_judged,
    record,
    subjects,
    table,
    up,
)

from migrations_check.checks import unexpected_drop_index

XP, LEVEL = table("cfg.xp"), column("cfg.xp.level")
INDEX = index("cfg.ix_xp_level", "cfg.xp", "USING btree (level)")
OTHER = index("cfg.ix_other", "cfg.xp", "USING btree (guild_id)")


def after(*changes, base=(XP, LEVEL), now=(XP, LEVEL), head=(XP, LEVEL)):
    return record(up("a1", *changes, lines=[14]), base=base, models=models(*now), head=head)


def test_the_models_keep_it():
    told = after(gone(INDEX, 0), base=(XP, INDEX), now=(XP, LEVEL, INDEX))
    (finding,) = found(unexpected_drop_index, told)
    assert (finding.subject, finding.line) == ("cfg.ix_xp_level", 14)
    assert finding.message == "index cfg.ix_xp_level on cfg.xp is dropped, and the models keep it"


def test_the_models_keep_one_that_is_the_same_but_for_its_name():
    twin = index("cfg.xp_level_idx", "cfg.xp", "USING btree (level)")
    assert subjects(unexpected_drop_index, after(gone(INDEX), now=(XP, LEVEL, twin))) == ["cfg.ix_xp_level"]


def test_what_the_models_keep_is_told_without_a_base_too():
    told = record(up("a1", gone(INDEX)), models=models(XP, INDEX), head=[XP])
    assert subjects(unexpected_drop_index, told) == ["cfg.ix_xp_level"]
    assert not not_judged(unexpected_drop_index, told)


def test_nobody_changed_the_model_of_its_table():
    (finding,) = found(unexpected_drop_index, after(gone(INDEX)))
    assert finding.message == "index cfg.ix_xp_level is dropped, and the model of cfg.xp did not change since the base"


def test_the_model_dropped_it_too():
    assert not subjects(unexpected_drop_index, after(gone(INDEX), base=(XP, LEVEL, INDEX)))


def test_the_model_of_its_table_changed_otherwise():
    assert not subjects(unexpected_drop_index, after(gone(INDEX), base=(XP,)))
    assert not subjects(unexpected_drop_index, after(gone(INDEX), now=(XP, LEVEL, OTHER)))


def test_it_goes_with_its_table_or_with_a_column_it_covers():
    assert not subjects(unexpected_drop_index, after(gone(XP), gone(INDEX)))
    assert not subjects(unexpected_drop_index, after(gone(LEVEL), gone(INDEX)))
    assert subjects(unexpected_drop_index, after(gone(LEVEL), gone(OTHER))) == ["cfg.ix_other"]


def test_a_word_in_a_text_is_no_column():
    partial = index("cfg.ix_open", "cfg.xp", "USING btree (guild_id) WHERE (kind = 'level'::text)")
    assert subjects(unexpected_drop_index, after(gone(LEVEL), gone(partial))) == ["cfg.ix_open"]


def test_it_is_made_again_or_renamed():
    assert not subjects(unexpected_drop_index, after(anew(INDEX), now=(XP, INDEX)))
    assert not subjects(unexpected_drop_index, after(*called(INDEX, "cfg.ix_rank"), now=(XP, INDEX)))


def test_it_comes_back_in_a_later_revision():
    whole = (XP, LEVEL, INDEX)
    told = record(up("a1", gone(INDEX)), up("b2", made(INDEX)), models=models(*whole), head=whole, base=[XP, INDEX])
    assert not subjects(unexpected_drop_index, told)


def test_outside_the_managed_schemas_it_is_told_by_others():
    assert not subjects(unexpected_drop_index, after(gone(index("public.ix", "public.users", "USING btree (id)"))))


def test_not_judged_only_where_an_index_was_dropped():
    without = {"head": [], "base": None, "no_base": "give --since REF", "models": models(XP)}
    assert not_judged(unexpected_drop_index, record(up("a1", gone(INDEX)), **without)) == ["give --since REF"]
    assert not not_judged(unexpected_drop_index, record(up("a1"), **without))
    broken = models(error=failure("no"))
    assert not_judged(unexpected_drop_index, record(up("a1", gone(INDEX)), head=[], models=broken)) == [
        "create_all() of the models fails: ProgrammingError: no"
    ]
