"""Pages of real replays, opened in a real Chromium that complains about anything out of order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmark.chains import write
from playwright.sync_api import Browser, Error, Page, sync_playwright

HERE = Path(__file__).parent
BOT = HERE.parent / "magikal-bot"
LAST = "c24c600340de"
NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", type=Path, help="the folder for pictures of the pages")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium on PATH, else playwright's own."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        try:
            own = playwright.chromium.launch(executable_path=found, args=sandbox)
        except Error as error:
            pytest.exit(f"no Chromium: install the package chromium, or run `playwright install chromium` ({error})", 1)
        yield own
        own.close()


@pytest.fixture(scope="session")
def screenshots(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = pytestconfig.getoption("--screenshots") or tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference bot's last migration as a pull request."""
    return replayed(BOT, "a59569bd4735", tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="session")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference bot with a migration that drops, forgets and meddles."""
    folder = tmp_path_factory.mktemp("bad")
    bot = shutil.copytree(BOT, folder / "bot", ignore=shutil.ignore_patterns(".venv", "__pycache__"))
    shutil.copy(HERE / "tidy_tickets.py", bot / "migrations" / "versions")
    return replayed(bot, LAST, folder)


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """500 revisions, of which the last three are new."""
    folder = tmp_path_factory.mktemp("long")
    return replayed(write(folder, 500), f"{496:012x}", folder)


def replayed(project: Path, since: str, folder: Path) -> Path:
    page = folder / "page.html"
    command = [sys.executable, "-m", "migrations_check", str(project), "--python", sys.executable, "--since", since]
    subprocess.run([*command, "--report", f"html={page}"], check=False, cwd=folder)
    return page


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page; it may say nothing on the console, raise nothing, and ask for nothing but itself."""
    complaints: list[str] = []
    contexts = []

    def open_page(file: Path, width: int = 1200, scheme: str = "light", script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda wanted: wanted.url == file.as_uri() or complaints.append(wanted.url))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
