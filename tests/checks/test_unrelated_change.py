"""The models of the base on one side, those of now on the other, and what a new migration did."""

from records import (
    anew,
    called,
    changed,
    column,
    constraint,
    enum,
    failure,
    found,
    gone,
    index,
    made,
    models,
    not_judged,
    record,
    revision,
    sequence,
    subjects,
    table,
    thing,
    up,
)

from migrations_check.checks import unrelated_change

XP, LEVEL = table("cfg.xp"), column("cfg.xp.level", "integer")
TICKETS, TOPIC = table("cfg.tickets"), column("cfg.tickets.topic")
INDEX = index("cfg.ix_topic", "cfg.tickets", "USING btree (topic)")
CHECK = constraint("cfg.tickets.ck_topic", "CHECK ((topic <> ''::text))")
REQUIRED = column("cfg.tickets.topic", not_null=True)
BASE = (XP, LEVEL, TICKETS, TOPIC)


def after(*changes, base=BASE, now=BASE, head=()):
    return record(up("a1", *changes, lines=[14, 15]), base=base, models=models(*now), head=head)


def told(*changes, **more):
    return subjects(unrelated_change, after(*changes, **more))


def test_a_column_comes_along_to_a_table_nobody_touched():
    new = column("cfg.tickets.closed_by")
    (finding,) = found(unrelated_change, after(gone(TOPIC, 0), made(column("cfg.xp.rank"), 1), now=(*BASE, new)))
    assert (finding.subject, finding.line, finding.revision) == ("cfg.xp", 15, "a1")
    assert finding.message == "column cfg.xp.rank is made, and the model of cfg.xp did not change since the base"


def test_all_that_is_done_to_a_table_is_one_finding():
    (finding,) = found(unrelated_change, after(changed(XP, comment="points"), gone(LEVEL)))
    assert finding.message == (
        "table cfg.xp is changed and column cfg.xp.level is dropped, and its model did not change since the base"
    )


def test_a_table_is_dropped_with_all_that_is_in_it():
    (finding,) = found(unrelated_change, after(gone(TOPIC), gone(INDEX), gone(CHECK), gone(TICKETS)))
    assert finding.message == "table cfg.tickets is dropped, and its model did not change since the base"


def test_what_no_model_has_now_or_then_is_said_so():
    (finding,) = found(unrelated_change, after(gone(table("cfg.old_votes"))))
    assert finding.message == "table cfg.old_votes is dropped, and no model has it, now or at the base"


def test_what_the_models_touched_is_silent():
    assert not told(made(column("cfg.xp.rank")), changed(LEVEL, type="bigint"), now=(*BASE, column("cfg.xp.rank")))
    assert not told(gone(TICKETS), gone(TOPIC), gone(INDEX), gone(CHECK), now=(XP, LEVEL))
    bigint = column("cfg.xp.level", "bigint")
    assert not told(changed(LEVEL, type="bigint"), now=(XP, bigint, TICKETS, TOPIC))


def test_a_renamed_table_and_its_model():
    cases = (table("cfg.cases"), column("cfg.cases.topic"))
    steps = [*called(TICKETS, "cfg.cases"), *called(TOPIC, "cfg.cases.topic", "cfg.cases")]
    assert not told(*steps, *called(CHECK, "cfg.cases.ck_topic", "cfg.cases"), now=(XP, LEVEL, *cases))


def test_a_table_that_is_renamed_and_then_dropped_with_its_model():
    old = table("cfg.old_tickets")
    first, second = up("a1", *called(TICKETS, old.address)), up("a2", gone(old))
    assert not subjects(unrelated_change, record(first, second, base=BASE, models=models(XP, LEVEL)))


def test_a_table_that_is_moved_to_others_and_what_refers_to_it():
    refers = constraint("cfg.xp.fk", "FOREIGN KEY (ticket) REFERENCES cfg.tickets(id)", "foreign key")
    follows = changed(refers, definition="FOREIGN KEY (ticket) REFERENCES public.tickets(id)")
    moved = (*called(TICKETS, "public.tickets"), *called(TOPIC, "public.tickets.topic", "public.tickets"))
    assert told(*moved, follows) == []
    otherwise = changed(refers, definition="FOREIGN KEY (ticket) REFERENCES public.tickets(id) ON DELETE CASCADE")
    assert told(*moved, otherwise) == ["cfg.xp.fk"]


def test_an_index_and_a_constraint_are_told_by_their_own_names():
    new = column("cfg.tickets.closed_by")
    assert told(made(INDEX), made(CHECK), now=(*BASE, new)) == ["cfg.ix_topic", "cfg.tickets.ck_topic"]


def test_an_index_and_a_constraint_that_the_models_touched():
    assert not told(made(INDEX), made(CHECK), now=(*BASE, INDEX, CHECK))
    assert not told(gone(INDEX), gone(CHECK), base=(*BASE, INDEX, CHECK))
    unnamed = constraint("cfg.tickets.tickets_topic_check", "CHECK ((topic <> ''::text))")
    assert not told(made(CHECK), now=(*BASE, unnamed))


def test_an_index_that_unexpected_drop_index_names_is_not_told_twice():
    assert not told(gone(INDEX), base=(*BASE, INDEX), now=(*BASE, INDEX))


def test_what_goes_or_changes_with_a_column():
    assert not told(gone(TOPIC), gone(INDEX), gone(CHECK), now=(XP, LEVEL, TICKETS))
    subject = column("cfg.tickets.subject")
    rewritten = changed(CHECK, definition="CHECK ((subject <> ''::text))")
    assert not told(*called(TOPIC, subject.address), rewritten, now=(XP, LEVEL, TICKETS, subject))


def test_a_constraint_that_only_helps_on_the_way():
    helps, required = constraint("cfg.tickets.ck_help", "CHECK ((topic IS NOT NULL)) NOT VALID"), (*BASE[:3], REQUIRED)
    first, second = up("a1", made(helps)), up("b2", changed(helps, valid=True), changed(TOPIC, not_null=True))
    third = up("c3", gone(helps))
    steps = (first, second, third)
    assert not subjects(unrelated_change, record(*steps, base=BASE, models=models(*required), head=[]))
    untouched = record(first, third, base=BASE, models=models(*BASE), head=[])
    assert subjects(unrelated_change, untouched) == ["cfg.tickets.ck_help", "cfg.tickets.ck_help"]
    stays = record(first, second, base=BASE, models=models(*required), head=[])
    assert subjects(unrelated_change, stays)[0] == "cfg.tickets.ck_help"


def test_a_partition_counts_as_its_parent():
    december = table("cfg.xp_12", inherits=["cfg.xp"], partition="FOR VALUES IN (12)")
    inside = [column("cfg.xp_12.level"), index("cfg.xp_12_ix", "cfg.xp_12", "USING btree (level)", part_of="cfg.ix_xp")]
    steps = [made(december), *map(made, inside)]
    (finding,) = found(unrelated_change, after(*steps))
    assert finding.subject == "cfg.xp"
    assert finding.message == "table cfg.xp_12 is made, and the model of cfg.xp did not change since the base"
    assert not told(*steps, now=(*BASE, column("cfg.xp.month")))


def test_a_column_of_a_partition_that_was_there_before():
    december = table("cfg.xp_12", inherits=["cfg.xp"])
    new = [column("cfg.xp.month"), column("cfg.xp_12.month")]
    assert not told(*map(made, new), now=(*BASE, column("cfg.xp.month")), head=(*BASE, december, *new))


def test_what_is_no_definition():
    trigger = thing("trigger", "cfg.xp.touch", "cfg.xp", definition="...")
    others = [sequence("cfg.numbers"), trigger, enum("cfg.status", "open")]
    assert not told(*map(made, others), changed(XP, grants=["reader=r/bot"]), changed(LEVEL, statistics=500))
    assert not told(anew(LEVEL), changed(CHECK, valid=False))
    assert not told(gone(table("public.logs")))


def test_old_and_failed_upgrades_are_silent():
    bad = gone(TICKETS)
    kept = {"base": BASE, "models": models(*BASE)}
    assert not found(unrelated_change, record(revision("a1", new=False), up("a1", bad), up("b2"), **kept))
    assert not found(unrelated_change, record(up("a1", bad, error=failure("no")), **kept))


def test_not_judged_where_there_is_something_new():
    without = {"head": [], "base": None, "no_base": "give --since REF", "models": models()}
    assert not_judged(unrelated_change, record(up("a1"), **without)) == ["give --since REF"]
    assert not not_judged(unrelated_change, record(revision("a1", new=False), up("a1"), **without))
    broken = models(error=failure("no"))
    assert not_judged(unrelated_change, record(up("a1"), head=[], base=[], models=broken)) == [
        "create_all() of the models fails: ProgrammingError: no"
    ]
