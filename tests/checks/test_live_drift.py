"""Where the live schema could not be held against the chain, and where nobody gave one."""

from records import column, found, index, lock, not_judged, record, subjects, table, up

from migrations_check.checks import live_drift
from migrations_check.review import review
from migrations_check.snapshot import snapshot

UPGRADE = up("a1", lock("cfg.guilds", "RowExclusiveLock"))
GIVEN = {"live": "a1"}
BY_HAND = {"acknowledged": {"live-drift cfg.ix_guilds": "the DBA's (#9)"}}
AT = snapshot([table("cfg.guilds"), column("cfg.guilds.name", default="'x'::text")])


def drift(*things, **facts):
    return record(UPGRADE, at=AT, live=snapshot([*AT.values(), *things]), facts={**GIVEN, **facts})


def test_without_a_live_schema_nothing_is_said():
    assert list(live_drift.findings(record(up("a1")))) == []


def test_a_chain_that_did_not_come_so_far_is_not_judged():
    assert not_judged(live_drift, record(up("a1"), facts=GIVEN)) == [
        "the chain did not come to a1, where the live database is"
    ]


def test_the_expressions_of_a_dump_are_the_same_expressions():
    dumped = snapshot([table("cfg.guilds", owner="magikalbot"), column("cfg.guilds.name", default="'x'")])
    assert found(live_drift, record(at=AT, live=dumped, facts=GIVEN)) == []


def test_what_is_outside_the_managed_schemas_is_nobodys_business():
    assert subjects(live_drift, drift(table("public.carts"))) == []


def test_an_acknowledgement_in_the_settings_sets_it_aside():
    judged = review(drift(index("cfg.ix_guilds", "cfg.guilds", "USING btree (name)"), **BY_HAND))
    assert [finding.acknowledged for finding in judged.findings] == ["the DBA's (#9)"]


def test_it_is_not_unused_where_no_live_schema_was_given():
    assert review(record(UPGRADE, facts=BY_HAND)).findings == ()


def test_it_is_unused_where_the_live_schema_has_no_such_index_any_more():
    judged = review(drift(**BY_HAND))
    assert [(finding.check, finding.subject) for finding in judged.findings] == [
        ("unused-acknowledgement", "cfg.ix_guilds")
    ]
