"""The chain around the new revisions, as a diagram that GitHub draws."""

from __future__ import annotations

import re
from collections.abc import Iterable

from migrations_check.record import Revision
from migrations_check.reports.visible import one_line
from migrations_check.review import Review
from migrations_check.words import short

# More than these make a picture that nobody can read.
LIMIT = 40
STYLES = ("classDef new stroke-width:3px", "classDef found stroke:#d1242f,stroke-width:3px")


def diagram(review: Review) -> str:
    """The new revisions, the latest where they are many, with their parents; empty where nothing is new."""
    new = [revision for revision in review.revisions if revision.new][-LIMIT:]
    if not new:
        return ""
    shown = _with_parents(review.revisions, new)
    names = {revision.id: f"r{number}" for number, revision in enumerate(shown)}
    found = {finding.revision for finding in review.standing}
    edges = [f"    {names[p]} --> {names[r.id]}" for r in new for p in _parents(r) if p in names]
    nodes = [f"    {names[r.id]}{_node(r, r.id in found)}" for r in shown]
    return "\n".join(["flowchart TB", *nodes, *edges, *(f"    {style}" for style in STYLES)])


def _with_parents(chain: Iterable[Revision], new: list[Revision]) -> list[Revision]:
    wanted = {id for revision in new for id in (revision.id, *_parents(revision))}
    return [revision for revision in chain if revision.id in wanted]


def _parents(revision: Revision) -> tuple[str, ...]:
    return (*revision.parents, *revision.dependencies)


def _node(revision: Revision, found: bool) -> str:
    state = ("new, with findings", ":::found") if found else ("new", ":::new")
    told, style = state if revision.new else ("", "")
    lines = [_label(revision.id), _label(revision.message), *([told] if told else [])]
    return f'["{"<br/>".join(filter(None, lines))}"]{style}'


def _label(text: str) -> str:
    """Mermaid writes a character of its grammar, or of HTML, as `#60;`."""
    return re.sub(r"[^\w .,/-]", lambda found: f"#{ord(found[0])};", short(one_line(text), 60))
