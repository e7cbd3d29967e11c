"""The summary below a run on GitHub, read as GitHub reads it: through a Markdown parser, and Mermaid's own."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import mermaidx
import pytest
from markdown_it import MarkdownIt
from records import changed, column, down, index, made, record, revision, rows, table, up
from reviews import HOSTILE, finding, judged

from migrations_check.finding import NotJudged
from migrations_check.record import Lock, Statement
from migrations_check.reports.markdown import LIMIT, render
from migrations_check.reports.mermaid import diagram
from migrations_check.reports.visible import one_line

READER = MarkdownIt("gfm-like", {"html": True})
# GitHub makes no link of `gnp.exe`; of `www.x.y` it does, which has a test of its own.
READER.linkify.set({"fuzzy_link": False})
OURS = {
    *("h2", "h3", "h4", "p", "ul", "li", "strong", "code", "pre", "br", "span", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class Shown(HTMLParser):
    """The tags and the text of what a browser would show."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def shown(text):
    return Shown(READER.render(text))


def test_the_verdict_stands_first():
    assert render(judged()).startswith("## ✅ passed: nothing found; 2.4 s\n")
    assert render(judged(finding("drop-column"))).startswith("## ❌ did not pass: 1 error; 2.4 s\n")


def test_what_the_finding_says_to_do_instead_is_all_that_is_said():
    message = "a statement scans cfg.xp. Instead: CREATE INDEX CONCURRENTLY"
    assert render(judged(finding("blocking-lock", "cfg.xp", message))).count("Instead") == 1


def test_a_finding_says_where_what_why_what_instead_and_what_to_paste():
    text = shown(render(judged(finding("outside-schema", "public.logs", "table public.logs is made")))).text
    assert "error outside-schema: Something outside the managed schemas changed" in text
    assert "migrations/versions/a1.py:18table public.logs is made" in text
    assert "Why: Alembic manages" in text
    assert "Instead: give everything that is made its schema=" in text.replace("`", "")
    assert 'acknowledged = {"outside-schema public.logs": "..."}' in text


def test_what_is_set_aside_stays_visible():
    text = shown(
        render(
            judged(
                finding("drop-column", acknowledged="unread (#41)"),
                NotJudged("no rows for cfg.panels", "lossy-downgrade"),
            )
        )
    ).text
    assert "acknowledged: drop-column cfg.tickets.topic: unread (#41)" in text
    assert "not judged: lossy-downgrade: no rows for cfg.panels" in text


def test_what_could_not_run_says_why():
    assert "Could not run: no Postgres was found" in shown(render(judged(error="no Postgres was found"))).text


def test_each_new_revision_has_its_table_and_its_sql_folded():
    wider = changed(column("cfg.xp.amount", "integer"), 0, type="bigint")
    by_index = made(index("cfg.ix_xp", "cfg.xp", "USING btree (amount)"), 1)
    step = up("a1", wider, by_index, rows("cfg.xp", 0, 3), lines=[18, 19])
    step = replace(step, locks=(Lock("cfg.xp", "ShareLock", 0.25),), rewrites=("cfg.xp",))
    text = render(judged(of=record(revision("a1", message="widen xp"), step, down("a1", lines=[25]))))
    assert "| changed | column | <code>cfg.xp.amount</code> | <code>integer</code> | <code>bigint</code> | 18 |" in text
    assert "| added | index | <code>cfg.ix_xp</code> |  | <code>USING btree (amount)</code> | 19 |" in text
    assert "| rows, on empty tables | <code>cfg.xp</code> 3 updated |" in text
    assert "| locked, on empty tables | cfg.xp ShareLock 0.250 s: nobody can write it |" in text
    assert "| rewritten | <code>cfg.xp</code> |" in text
    assert "| downgrade | restores what was there; tried on empty tables |" in text
    assert "<details><summary>SQL of <code>a1</code> up</summary>\n\n```sql\n-- line 18\nselect 1;" in text
    assert "<details><summary>SQL of <code>a1</code> down</summary>\n\n```sql\n-- line 25\nselect 1;" in text
    assert shown(text).tags <= OURS


def test_the_sql_of_a_revision_stands_under_it():
    text = render(judged(of=record(up("a1", lines=[18]), up("a2", lines=[18]))))
    assert text.index("SQL of <code>a1</code> up") < text.index("#### <code>a2</code>")


def test_a_downgrade_that_does_not_restore_says_what_differs():
    left = finding("downgrade-differs", "cfg.mood", "type cfg.mood is still there")
    text = render(judged(left, of=record(up("a1"), down("a1"))))
    assert "| downgrade | does not restore what was there<br>downgrade-differs: cfg.mood |" in text


@pytest.mark.parametrize(
    "name",
    [
        HOSTILE,
        "a|b",
        "`x`",
        "``` x",
        "<script>",
        "*a*",
        "__init__",
        "a__b__ _c_",
        "[x](y)",
        "![x](y)",
        "http://x.y",
        "www.x.y",
    ],
)
def test_a_hostile_name_is_shown_and_does_nothing(name):
    step = up("a1", made(table(f"cfg.{name}"), 0), made(column(f"cfg.{name}.id", name), 0), lines=[18])
    told = record(revision("a1", message=name), step)
    text = render(judged(finding("drop-column", name, f"{name} is dropped"), NotJudged(name, "rename"), of=told))
    page = shown(text)
    assert page.tags <= OURS
    assert page.text.count(one_line(name)) >= 6
    assert not set("\x1b\u202e") & set(text)


def test_no_mention_no_formula_and_no_emoji():
    text = render(judged(finding("drop-column", "@all", "costs $1$ :smile: at http://x.y and www.x.y")))
    assert not re.search(r"(?<!<span>)[@$]|:smile:|http://|www\.", text.partition("<details>")[0])


def test_sql_cannot_end_its_block():
    step = replace(up("a1"), statements=(Statement("select '\n````\n</details>\n# owned'", 18, 0.1),))
    html = READER.render(render(judged(of=record(step))))
    assert "<h1>" not in html
    assert "&lt;/details&gt;" in html


def test_a_long_report_is_cut_with_a_pointer_and_stays_whole_markdown():
    sql = tuple(Statement(f"insert into cfg.logs values ('{'x' * 3000}')", 18, 0.1) for _ in range(9))
    steps = [replace(up(f"a{number}"), statements=sql) for number in range(60)]
    text = render(judged(finding("drop-column"), of=record(*steps)))
    assert 900_000 < len(text.encode()) < LIMIT + 1_000
    assert "**Cut here**: GitHub shows 1 MiB, and " in text
    assert text.count("<details>") == text.count("</details>")
    assert "drop-column" in text


def test_one_endless_statement_is_cut():
    step = replace(up("a1"), statements=(Statement("x" * 60_000, 18, 0.1),))
    assert "-- 10012 characters more" in render(judged(of=record(step)))


def drawn(text):
    """The texts in Mermaid's drawing."""
    return Shown(re.sub(r"<style.*?</style>", "", mermaidx.render(text).svg(), flags=re.S)).text


def test_mermaid_draws_the_chain_around_what_is_new():
    old, parent, merged = (
        revision("a0", new=False),
        revision("a1", new=False, parents=("a0",)),
        revision("b1", new=False),
    )
    new = revision("a2", parents=("a1", "b1"), message="merge both")
    text = diagram(judged(finding("drop-column", revision="a2"), of=record(old, parent, merged, new)))
    assert text.splitlines()[1:6] == [
        '    r0["a1"]',
        '    r1["b1"]',
        '    r2["a2<br/>merge both<br/>new, with findings"]:::found',
        "    r0 --> r2",
        "    r1 --> r2",
    ]
    assert drawn(text) == "a1b1a2merge bothnew, with findings"


@pytest.mark.parametrize(
    "message", [HOSTILE, "end", "subgraph x", '"]; click r0 "javascript:x"', "a;b%%c", "`md`", "ключ"]
)
def test_mermaid_draws_hostile_messages_as_text(message):
    text = diagram(judged(of=record(revision("a1", message=message))))
    assert one_line(message)[:50] in drawn(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_mermaid_refuses_what_is_no_diagram():
    with pytest.raises(Exception, match=r"(?i)parse error"):
        drawn('flowchart TB\n    r0["a1]')


def test_a_long_chain_is_drawn_from_its_end():
    chain = [revision(f"a{number}", parents=(f"a{number - 1}",)) for number in range(1, 100)]
    text = diagram(judged(of=record(*chain)))
    assert text.count("-->") == 40
    assert '["a59<br/>new"]' in text
    assert '["a58' not in text
    assert diagram(judged(of=record(revision("a1", new=False)))) == ""
