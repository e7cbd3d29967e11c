"""The page as people use it: with a mouse, with keys alone, with a screen reader, on a phone, without its script."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from migrations_check.finding import Finding
from migrations_check.record import Revision
from migrations_check.reports.html import render
from migrations_check.review import Review

HOSTILE = "</script><script>window.stolen = 1</script><img src=x onerror='window.stolen = 1'>"
MEGABYTE = 1_000_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("name", ["clean", "bad"])
def test_nothing_is_inaccessible(request, opened, screenshots, name, width, scheme):
    page = opened(request.getfixturevalue(name), width, scheme)
    page.screenshot(path=screenshots / f"{name}-{scheme}-{width}.png", full_page=True)
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    assert violations(page) == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("name", ["clean", "bad", "long"])
def test_it_fits_a_phone(request, opened, name):
    page = opened(request.getfixturevalue(name), 360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_click_in_the_chain_opens_the_revision(clean, opened):
    page = opened(clean)
    story = page.locator("#r-ff853eaffcc7")
    expect(story).to_be_hidden()
    page.locator("svg.chain a", has_text="number tickets per guild").click()
    expect(story).to_be_visible()
    expect(story).to_be_in_viewport()
    expect(story.get_by_text("cfg.tickets.number", exact=True)).to_be_visible()


def test_the_arrow_keys_walk_the_chain_and_enter_opens(clean, opened):
    page = opened(clean)
    page.locator("svg.chain a").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("svg.chain a:focus")).to_contain_text("1b401a54b673")
    page.keyboard.press("Enter")
    expect(page.locator("#r-1b401a54b673")).to_be_in_viewport()


def test_the_ends_of_the_chain_are_one_key_away(long, opened):
    page = opened(long)
    page.locator("svg.chain a").first.focus()
    page.keyboard.press("End")
    expect(page.locator("svg.chain a:focus")).to_contain_text(f"{0:012x}")
    expect(page.locator("svg.chain a:focus")).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(page.locator("svg.chain a:focus")).to_contain_text(f"{499:012x}")


def test_with_the_tab_key_a_picture_is_one_stop(clean, opened):
    page = opened(clean)
    page.locator("section:has(#chain) [data-zoom='1']").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="Picture of the chain")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("svg.chain a").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("section:has(#schema) [data-zoom]").first).to_be_focused()


def test_the_first_tab_offers_to_skip_to_the_findings(clean, opened):
    page = opened(clean)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the findings")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_picture_is_dragged_without_opening_what_lies_under_the_mouse(clean, opened):
    page = opened(clean)
    frame = page.get_by_role("region", name="Picture of the schema")
    frame.evaluate("frame => frame.scrollTo(0, 0)")
    frame.scroll_into_view_if_needed()
    page.locator("svg.schema a").first.hover()
    page.mouse.down()
    page.mouse.move(400, 300)
    page.mouse.move(250, 200, steps=3)
    page.mouse.up()
    assert frame.evaluate("frame => frame.scrollLeft + frame.scrollTop") > 0
    assert "#" not in page.url


def test_zoom(clean, opened):
    page = opened(clean)
    drawing = page.locator("svg.schema")
    zoom = page.locator("section:has(#schema) .zoom")
    before = drawing.bounding_box()
    zoom.get_by_role("button", name="Larger").click()
    assert drawing.bounding_box()["width"] == pytest.approx(before["width"] * 1.25, abs=2)
    zoom.get_by_role("button", name="100 %").click()
    assert drawing.bounding_box()["width"] == pytest.approx(before["width"], abs=2)
    zoom.get_by_role("button", name="Fit").click()
    frame = page.get_by_role("region", name="Picture of the schema").bounding_box()
    fitted = drawing.bounding_box()
    assert fitted["width"] <= frame["width"]
    assert fitted["height"] <= frame["height"]


def test_a_click_on_a_table_tells_its_columns_in_words(clean, opened):
    page = opened(clean)
    page.get_by_role("link", name="cfg.panel_buttons, new").click()
    expect(page.get_by_role("region", name="Columns of cfg.panel_buttons")).to_be_in_viewport()


def test_a_table_shows_where_its_foreign_keys_lead(clean, opened):
    page = opened(clean)
    page.get_by_role("link", name="cfg.panel_buttons, new").focus()
    shown = page.locator("svg.schema path.shown title")
    assert shown.all_text_contents() == ["cfg.panel_buttons references cfg.panels"]


def test_the_picture_of_the_schema_begins_at_what_is_new(clean, opened):
    page = opened(clean)
    page.locator("#schema").scroll_into_view_if_needed()
    expect(page.get_by_role("link", name="cfg.panel_buttons, new")).to_be_in_viewport()


def test_the_theme_is_the_systems_until_somebody_chooses(clean, opened):
    page = opened(clean, scheme="dark")
    assert paper(page) == "rgb(21, 24, 27)"
    page.get_by_label("Theme").select_option("Light")
    assert paper(page) == "rgb(253, 252, 250)"
    page.get_by_label("Theme").select_option("Auto")
    assert paper(page) == "rgb(21, 24, 27)"


def paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_what_to_paste_is_copied(bad, opened):
    page = opened(bad)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    accept = page.locator("details.accept", has_text="tidy_tickets.py").first
    accept.locator("summary").click()
    accept.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == accept.locator("pre").text_content()


def test_without_its_script_everything_can_be_read(bad, opened):
    page = opened(bad, script=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Did not pass")
    expect(page.get_by_text("cfg.staff_roles is dropped").first).to_be_visible()
    page.locator("svg.chain a", has_text="create tickets").click()
    expect(page.locator("#r-8c71eb925a07")).to_be_visible()
    page.get_by_label("Theme").select_option("Dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(21, 24, 27)")


def test_what_a_migration_says_is_never_run(tmp_path, opened):
    chain = (Revision(HOSTILE, (), (), HOSTILE, HOSTILE, True, "present", 1, 2, {}, None),)
    found = (Finding(HOSTILE, HOSTILE, HOSTILE, 1, HOSTILE, "drop-table"),)
    file = tmp_path / "page.html"
    file.write_text(render(Review(facts={"name": HOSTILE}, revisions=chain, findings=found)), "utf-8")
    page = opened(file)
    assert page.evaluate("window.stolen") is None
    expect(page.locator("img")).to_have_count(0)
    expect(page.locator("strong.subject").first).to_have_text(HOSTILE)


def test_500_revisions(long, opened, screenshots, capsys):
    """How fast it opens is told, and not judged: that depends on the machine."""
    assert Path(long).stat().st_size < 3 * MEGABYTE
    page = opened(long)
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    with capsys.disabled():
        print(f"\n500 revisions: {Path(long).stat().st_size / MEGABYTE:.1f} MB, interactive after {ready:.0f} ms")
    page.screenshot(path=screenshots / "long-light-1200.png")
    expect(page.locator("svg.chain a")).to_have_count(500)
