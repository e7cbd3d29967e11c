"""The review put into the template, with a policy that lets nothing run or load but what stands in the file."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from migrations_check.checks import pages
from migrations_check.reports import accepting, wording
from migrations_check.reports.html.chain import chain
from migrations_check.reports.html.schema import schema
from migrations_check.reports.html.stories import stories
from migrations_check.reports.html.times import times
from migrations_check.reports.visible import visible
from migrations_check.review import Review
from migrations_check.words import meanwhile

TEMPLATES = Path(__file__).parent / "templates"


def render(review: Review) -> str:
    told = stories(review)[::-1]
    known = pages()
    style, script = ((TEMPLATES / name).read_text("utf-8") for name in ("page.css", "page.js"))
    return (
        _environment()
        .get_template("page.html")
        .render(
            review=review,
            groups=[(known[id], findings) for id, findings in wording.by_check(review.standing).items()],
            new=[story for story in told if story.revision.new],
            old=[story for story in told if not story.revision.new],
            accepting=accepting.lines(review),
            chain=chain(review),
            schema=schema(review),
            times=times(review),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"wording": wording, "meanwhile": meanwhile}
    return made


def _harmless(value: Any) -> Any:
    """What a template writes: nothing for None, and text without signs that cannot be seen."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(style: str, script: str) -> str:
    """Content-Security-Policy: this style and this script, and nothing else from anywhere."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
