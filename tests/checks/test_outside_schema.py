from records import (
    called,
    changed,
    column,
    down,
    enum,
    found,
    gone,
    made,
    record,
    revision,
    rows,
    sequence,
    subjects,
    table,
    thing,
    up,
)

from migrations_check.checks import outside_schema
from migrations_check.snapshot import Thing


def test_an_enum_without_a_schema_lands_in_public():
    (finding,) = found(outside_schema, record(up("a1", made(enum("public.status", "open"), 0), lines=[14])))
    assert (finding.subject, finding.line, finding.revision) == ("public.status", 14, "a1")
    assert 'lands in public: give it schema="cfg"' in finding.message


def test_a_table_outside_is_named_without_what_is_in_it():
    id = column("public.logs.id")
    steps = up("a1", made(table("public.logs")), made(id), made(sequence("public.logs_id_seq", "public.logs.id")))
    assert subjects(outside_schema, record(steps)) == ["public.logs"]


def test_a_schema_that_is_made_is_told_without_what_is_in_it():
    audit = Thing("schema", "audit", "audit", "", {}, "2615:1:0")
    steps = up("a1", made(audit), made(table("audit.activity")), made(column("audit.activity.id")))
    assert subjects(outside_schema, record(steps)) == ["audit"]
    (finding,) = found(outside_schema, record(up("a1", made(table("audit.activity")))))
    assert "lands in" not in finding.message


def test_an_extension_is_where_its_functions_are():
    outside = Thing("extension", "", "citext", "", {"schema": "public"}, "3079:1:0")
    inside = Thing("extension", "", "pg_trgm", "", {"schema": "cfg"}, "3079:2:0")
    assert subjects(outside_schema, record(up("a1", made(outside), made(inside)))) == ["citext"]


def test_a_column_of_somebody_elses_table():
    (finding,) = found(outside_schema, record(up("a1", made(column("public.users.locale")))))
    assert finding.subject == "public.users.locale"


def test_grants_are_a_change():
    (finding,) = found(outside_schema, record(up("a1", changed(table("public.users"), grants=["bot=r/postgres"]))))
    assert finding.message == (
        "table public.users is changed (no grants became grants SELECT to bot); Alembic manages cfg only"
    )


def test_what_belongs_to_the_whole_database_or_server():
    told = record(
        up(
            "a1",
            *(made(thing(kind, name, schema="")) for kind, name in [("extension", "pgcrypto"), ("role", "reader")]),
        )
    )
    messages = [finding.message for finding in found(outside_schema, told)]
    assert "extension pgcrypto is made; it belongs to the whole database" in messages[0]
    assert "role reader is made; it belongs to the whole server" in messages[1]


def test_rows_outside():
    (finding,) = found(outside_schema, record(up("a1", rows("public.users", updated=2, deleted=1))))
    assert finding.message.startswith("2 rows are updated in and 1 row is deleted from public.users")


def test_rows_are_told_without_the_sequence_that_counts_them():
    numbers = sequence("public.logs_id_seq", "public.logs.id")
    steps = up("a1", rows("public.logs_id_seq", updated=1), rows("public.logs", inserted=1))
    assert subjects(outside_schema, record(steps, head=[column("public.logs.id"), numbers])) == ["public.logs"]
    alone = up("a1", rows("public.logs_id_seq", updated=1))
    assert subjects(outside_schema, record(alone, head=[column("public.logs.id"), numbers])) == ["public.logs_id_seq"]


def test_a_table_that_is_moved_away_from_us():
    xp = table("cfg.xp")
    there = called(xp, "public.xp"), called(column("cfg.xp.id"), "public.xp.id", "public.xp")
    back = called(table("public.xp"), "cfg.xp")
    told = record(up("a1", *there[0], *there[1]), down("a1", *back))
    (finding,) = found(outside_schema, told)
    assert finding.subject == "public.xp"
    assert finding.message == "table cfg.xp is moved out of cfg, to public.xp; Alembic manages cfg only"


def test_a_table_that_is_taken_from_others():
    (finding,) = found(outside_schema, record(up("a1", *called(table("public.users"), "cfg.users"))))
    assert finding.message == "table public.users is moved from public, to cfg.users; Alembic manages cfg only"


def test_what_is_made_and_taken_away_again_is_said_once():
    status = enum("public.status", "open")
    assert subjects(outside_schema, record(up("a1", made(status)), down("a1", gone(status)))) == ["public.status"]


def test_a_downgrade_that_reaches_outside():
    (finding,) = found(outside_schema, record(up("a1"), down("a1", gone(table("public.users")))))
    assert "is dropped by the downgrade" in finding.message


def test_what_env_py_makes_by_itself():
    told = record(up("a1"), preamble=(made(thing("schema", "stats")),))
    (finding,) = found(outside_schema, told)
    assert (finding.subject, finding.revision) == ("stats", None)
    assert "by env.py itself" in finding.message


def test_silent():
    inside = up("a1", made(table("cfg.xp")), made(enum("cfg.status", "open")), rows("cfg.xp", inserted=1))
    cfg = made(thing("schema", "cfg"))
    assert not found(outside_schema, record(inside, preamble=(cfg,)))
    assert not found(outside_schema, record(revision("a1", trusted=True), up("a1", made(table("public.logs")))))
    versions = record(preamble=(made(thing("schema", "alembic")),), facts={"version_tables": ["alembic.version"]})
    assert not found(outside_schema, versions)
