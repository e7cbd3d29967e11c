"""The page, as text: what it says, and that nothing in it can do harm. How it behaves is in tests/browser."""

import base64
import hashlib
import html
import re
from dataclasses import replace
from html.parser import HTMLParser

from records import (
    again,
    changed,
    column,
    constraint,
    down,
    failure,
    gone,
    index,
    made,
    models,
    record,
    revision,
    table,
    trial,
    up,
)

from migrations_check.finding import Finding, NotJudged
from migrations_check.record import Lock, Statement
from migrations_check.reports.html import render
from migrations_check.reports.html.chain import ROW, chain
from migrations_check.reports.html.schema import DRAWN, schema
from migrations_check.reports.html.stories import CHARACTERS, STATEMENTS, stories
from migrations_check.reports.html.tables import Other, dropped, tables
from migrations_check.reports.html.times import HEIGHT, times
from migrations_check.review import Review, review

FACTS = {"schemas": ["cfg"], "name": "magikal-bot", "since": "what comes after a0", "seconds": 2.41}
TICKETS = table("cfg.tickets")
TOPIC, STATUS = column("cfg.tickets.topic"), column("cfg.tickets.status")
HOSTILE = '</script><img src=x onerror="stolen=1">\u202egnp.exe\x1b[31m'


def judged(*parts, **more):
    return review(record(*parts, **{"head": [], "models": models(), "differences": (), "facts": FACTS, **more}))


def told(**parts):
    return text(render(Review(**{"facts": FACTS, **parts})))


class Attributes(HTMLParser):
    """The names of all attributes of a page."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def handle_starttag(self, tag, attributes):
        self.names |= {name for name, _ in attributes}


def text(page):
    """What a reader sees: no tags, one space where there are several."""
    body = re.sub(r"<(style|script).*?</\1>", "", page[page.index("<body>") :], flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_it_tells_the_verdict_the_finding_and_what_to_paste():
    found = Finding("public.logs", "table public.logs is made", "a1.py", 18, "a1", "outside-schema")
    shown = told(findings=(found,))
    assert "magikal-bot Theme Auto Light Dark Did not pass 1 error; 2.4 s" in shown
    assert "error outside-schema" in shown
    assert "public.logs a1.py:18 table public.logs is made" in shown
    assert "Why Alembic manages its own schemas only" in shown
    assert "Instead Give everything that is made its `schema=`" in shown
    assert 'say why in a1.py acknowledged = {"outside-schema public.logs": "..."}' in shown


def test_what_the_finding_says_to_do_instead_is_all_that_is_said():
    message = "a statement scans cfg.xp. Instead: CREATE INDEX CONCURRENTLY"
    assert told(findings=(Finding("cfg.xp", message, "a1.py", 18, "a1", "blocking-lock"),)).count("Instead") == 1


def test_an_upgrade_that_fails_on_rows_says_so_with_its_revision():
    on_rows = trial("a1", error=failure("it contains null values", "NotNullViolation"))
    shown = text(render(judged(up("a1"), on_rows)))
    assert "Upgrade failed: where its tables have rows: NotNullViolation: it contains null values" in shown


def test_nothing_found():
    shown = told()
    assert "Passed nothing found; 2.4 s" in shown
    assert "Nothing stands." in shown


def test_what_was_set_aside_stays_visible():
    meant = Finding("public.logs", "is made", check="outside-schema", acknowledged="the website asked for it (#41)")
    shown = told(findings=(meant,), not_judged=(NotJudged("no rows", "destroys-rows"), NotJudged("no rows", "rename")))
    assert "Acknowledged outside-schema public.logs the website asked for it (#41)" in shown
    assert "Not judged destroys-rows, rename no rows" in shown


def test_a_run_that_could_not_begin():
    shown = told(error="ModuleNotFoundError: no module named bot")
    assert "Could not run nothing found; 2.4 s ModuleNotFoundError: no module named bot" in shown
    assert "Nothing was judged." in shown
    assert "The replay did not reach the head, so there is no schema to draw." in shown


def test_a_review_of_nothing_is_a_page_too():
    assert "Nothing stands." in text(render(Review()))


def test_the_policy_lets_only_this_style_and_this_script_in():
    page = render(judged(up("a1")))
    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in page
    assert "default-src &#39;none&#39;" in page


def test_no_address_is_in_it_from_which_anything_could_be_loaded():
    page = render(judged(revision("a1", message="look at https://example.org"), up("a1", made(table("cfg.xp")))))
    assert not re.findall(r'(?:src|href|action)="(?!#)', page)
    assert not re.findall(r"url\((?!#)|@import", page)


def test_hostile_names_are_text():
    bad = table(f'public."{HOSTILE}"')
    page = render(
        judged(
            revision("a1", message=HOSTILE),
            up("a1", made(bad), made(column(f'cfg."{HOSTILE}"."{HOSTILE}"', HOSTILE))),
            head=[table(f'cfg."{HOSTILE}"'), column(f'cfg."{HOSTILE}"."{HOSTILE}"', HOSTILE)],
            facts={**FACTS, "name": HOSTILE, "error": HOSTILE},
        )
    )
    assert "<img" not in page
    assert page.count("</script>") == 1
    parser = Attributes()
    parser.feed(page)
    assert not {name for name in parser.names if name == "style" or name.startswith("on")}
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert '</script><img src=x onerror="stolen=1">\\u202egnp.exe\\x1b[31m' in html.unescape(page)


def test_a_revision_tells_its_changes_statements_locks_and_downgrade():
    xp = column("cfg.xp.amount", "integer", not_null=True)
    way_up = replace(
        up("a1", changed(xp, 0, type="bigint")),
        statements=(Statement("ALTER TABLE cfg.xp ALTER amount TYPE bigint", 18, 0.0042),),
        locks=(Lock("cfg.xp", "AccessExclusiveLock", 0.0031),),
        rewrites=("cfg.xp",),
    )
    shown = text(render(judged(way_up, down("a1", lines=[25]))))
    assert "column changed cfg.xp.amount integer became bigint line 18" in shown
    assert "on empty tables Relation Lock Held cfg.xp AccessExclusiveLock: nobody can read or write it 3.1 ms" in shown
    assert "Rewritten from end to end: cfg.xp" in shown
    assert "line 18, 4.2 ms ALTER TABLE cfg.xp ALTER amount TYPE bigint" in shown
    assert "Downgrade: 1 statement, 0.010 s line 25, 1.0 ms select 1" in shown


def test_of_many_long_statements_the_page_shows_the_beginning():
    way_up = up("a1", lines=range(STATEMENTS + 3))
    long = Statement("x" * (CHARACTERS + 7), 3, 0.001)
    way_up = replace(way_up, statements=(long, *way_up.statements[1:]))
    (story,) = stories(judged(way_up))
    assert (len(story.ways[0].shown), story.ways[0].more) == (STATEMENTS, 3)
    assert story.ways[0].shown[0].sql.endswith("x\n... and 7 characters more")


def test_the_chain_has_a_line_for_each_revision_the_newest_on_top():
    drawn = chain(judged(revision("a0", new=False), up("a0"), revision("a1", parents=("a0",)), up("a1")))
    assert [(dot.id, dot.new) for dot in drawn.dots] == [("a1", True), ("a0", False)]
    assert drawn.dots[1].y - drawn.dots[0].y == ROW
    middle = drawn.dots[0].x
    assert drawn.paths == (f"M{middle:g} {drawn.dots[0].y:g}L{middle:g} {drawn.dots[1].y:g}",)


def test_two_branches_stand_side_by_side_until_they_are_merged():
    drawn = chain(
        judged(
            revision("a0"),
            revision("b1", parents=("a0",)),
            revision("c1", parents=("a0",)),
            revision("d1", parents=("b1", "c1")),
        )
    )
    dots = {dot.id: dot for dot in drawn.dots}
    assert dots["b1"].x != dots["c1"].x
    assert dots["d1"].parents == ("b1", "c1")
    assert dots["a0"].parents == ()
    assert len(drawn.paths) == 4


def test_a_broken_chain_is_drawn_as_far_as_it_goes():
    lost = revision("b1", parents=("nowhere",))
    circle = [revision("c1", parents=("c2",)), revision("c2", parents=("c1",))]
    assert len(chain(judged(lost, *circle)).paths) == 2


def test_findings_are_counted_on_their_revision():
    drawn = chain(judged(up("a1", made(table("public.logs"))), up("a2", made(TICKETS))))
    assert [(dot.id, dot.errors) for dot in drawn.dots] == [("a2", 0), ("a1", 1)]


def marks(head, *changes):
    told = judged(up("a1", *changes), head=head)
    return {
        one.address: (one.mark, {column.name: column.mark for column in one.columns}) for one in tables(told)
    }, dropped(told)


def test_a_new_column_a_changed_one_and_a_dropped_one_are_marked():
    priority = column("cfg.tickets.priority", "smallint")
    what, lost = marks([TICKETS, STATUS, priority], made(priority), gone(TOPIC), changed(STATUS, type="integer"))
    assert what == {"cfg.tickets": ("changed", {"status": "changed", "priority": "new", "topic": "dropped"})}
    assert lost == ()


def test_a_renamed_column_tells_its_old_name():
    new = replace(TOPIC, address="cfg.tickets.subject")
    what, _ = marks([TICKETS, new], gone(TOPIC), made(new))
    assert what == {"cfg.tickets": ("changed", {"subject": "was topic"})}


def test_a_column_that_was_dropped_and_made_again_says_so():
    what, _ = marks([TICKETS, column("cfg.tickets.topic")], gone(TOPIC), made(column("cfg.tickets.topic")))
    assert what == {"cfg.tickets": ("changed", {"topic": "made anew"})}


def test_a_constraint_that_postgres_built_anew_is_nothing():
    key = constraint("cfg.tickets.pk", "PRIMARY KEY (id)", "primary key")
    same = constraint("cfg.tickets.pk", "PRIMARY KEY (id)", "primary key")
    what, lost = marks([TICKETS, same], gone(key), made(same))
    assert what == {"cfg.tickets": ("", {})}
    assert lost == ()


def test_a_new_index_stands_below_the_columns():
    leaderboard = index("cfg.ix_tickets_status", "cfg.tickets", "USING btree (status)")
    (shown,) = tables(judged(up("a1", made(leaderboard)), head=[TICKETS, STATUS, leaderboard]))
    assert shown.mark == "changed"
    assert shown.others == (Other("index", "ix_tickets_status", "new"),)


def test_tables_that_stand_alone_are_set_in_rows():
    drawn = schema(judged(up("a1"), head=[table(f"cfg.t{number}") for number in range(30)]))
    assert drawn.height < drawn.width


def test_of_very_many_tables_the_touched_ones_and_their_neighbours_are_drawn():
    many = [table(f"cfg.t{number:03}") for number in range(DRAWN + 1)]
    key = constraint("cfg.t007.fk", "FOREIGN KEY (id) REFERENCES cfg.t042(id)", "foreign key")
    drawn = schema(judged(up("a1", made(column("cfg.t007.topic"))), head=[*many, column("cfg.t007.topic"), key]))
    assert len(drawn.tables) == DRAWN + 1
    assert [(box.number, box.table.address) for box in drawn.boxes] == [(8, "cfg.t007"), (43, "cfg.t042")]
    assert drawn.arrows[0].ends == (8, 43)


def test_what_came_and_went_again_in_the_new_revisions_is_nothing():
    told = judged(up("a1", made(TOPIC)), up("a2", gone(TOPIC)), head=[TICKETS])
    assert [(one.mark, one.columns) for one in tables(told)] == [("", ())]
    assert dropped(told) == ()


def test_a_dropped_table_is_listed_without_its_columns():
    what, lost = marks([], gone(TICKETS), gone(TOPIC))
    assert what == {}
    assert [thing.address for thing in lost] == ["cfg.tickets"]


def test_old_revisions_mark_nothing():
    told = judged(revision("a0", new=False), up("a0", made(TOPIC)), head=[TICKETS, TOPIC])
    assert [column.mark for column in tables(told)[0].columns] == [""]


def test_tables_outside_the_managed_schemas_are_not_drawn():
    assert tables(judged(up("a1"), head=[table("public.metrics")])) == ()


def test_keys_and_arrows_are_read_from_the_constraints():
    parent = table('cfg."Odd, (name)"')
    drawn = schema(
        judged(
            up("a1"),
            head=[
                TICKETS,
                column("cfg.tickets.guild", "bigint", not_null=True),
                constraint("cfg.tickets.pk", "PRIMARY KEY (guild)", "primary key"),
                constraint("cfg.tickets.fk", 'FOREIGN KEY (guild) REFERENCES cfg."Odd, (name)"(id)', "foreign key"),
                parent,
            ],
        )
    )
    guild = drawn.boxes[1].table.columns[0]
    assert (guild.keys, guild.nullable) == (("PK", "FK"), False)
    assert [arrow.title for arrow in drawn.arrows] == ['cfg.tickets references cfg."Odd, (name)"']
    assert drawn.arrows[0].ends == (2, 1)


def test_the_slowest_revision_is_the_highest_bar():
    slow = replace(up("a2"), seconds=0.04)
    first, second = times(judged(up("a1"), down("a1"), again("a1"), slow))
    assert [part.height for part in second.parts] == [HEIGHT]
    assert [part.height for part in first.parts] == [HEIGHT / 4] * 3
    assert first.seconds == (0.01, 0.01, 0.01)
    assert second.seconds == (0.04, None, None)
