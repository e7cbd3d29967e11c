"""Text of a database or a migration within GitHub's Markdown: shown as it is, never as markup."""

from __future__ import annotations

import re

from migrations_check.reports.visible import one_line, visible

MARKUP = re.compile(r"[\\`*{}\[\]|~^<>&\"]|(?<![^\W_])_|_(?![^\W_])|(?<=:)/(?=/)|(?<=\bwww)\.")
# GitHub looks for mentions, formulas and emoji in what the markup left.
APART = re.compile(r"[@$]|:(?=[\w+-]+:)")


def plain(text: str) -> str:
    """One line of text, to stand behind something of ours."""
    spelled = MARKUP.sub(lambda found: f"&#{ord(found[0])};", one_line(text))
    return APART.sub(r"<span>\g<0></span>", spelled)


def code(text: str) -> str:
    """A name, a path or a definition."""
    return f"<code>{plain(text)}</code>"


def block(text: str, language: str = "") -> str:
    """Several lines, in a fence longer than any within."""
    shown = visible(text).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    return f"{fence}{language}\n{shown}\n{fence}"


def folded(title: str, content: str) -> str:
    """`title` is Markdown of ours."""
    return f"<details><summary>{title}</summary>\n\n{content}\n\n</details>"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Cells are Markdown of ours."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
