from records import differs, failure, found, not_judged, record, subjects, up

from migrations_check.checks import unprotected_public


def test_planted_tables_that_autogenerate_would_drop():
    told = record(up("a1"), head=[], differences=(), unprotected=("public.migrations_check_canary",))
    (finding,) = found(unprotected_public, told)
    assert finding.subject == "public.migrations_check_canary"
    assert "autogenerate would drop" in finding.message


def test_a_table_outside_that_autogenerate_would_touch_is_said_once():
    told = (differs("add_column", "public.users.a", "public.users"), differs("remove_table", "public.users"))
    assert subjects(unprotected_public, record(up("a1"), head=[], differences=told)) == ["public.users"]


def test_differences_inside_are_silent():
    assert not found(unprotected_public, record(up("a1"), head=[], differences=(differs("add_table", "cfg.xp"),)))


def test_not_judged():
    assert not_judged(unprotected_public, record(up("a1", error=failure("no")))) == [
        "the upgrade of a1 failed, and what follows it did not run"
    ]
