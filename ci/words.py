"""Text from elsewhere, made harmless for a terminal and for Markdown."""

from __future__ import annotations

import re

ERROR = re.compile(r"[\w.]*[A-Z]\w*(Error|Exception|Exit|Interrupt): ")


def clean(text: str) -> str:
    """Without escape sequences, carriage returns and what turns the direction of reading: they are spelled out."""
    return "".join(c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def gist(said: str) -> str:
    """The line in which a program said what went wrong: of a traceback the exception, else the last."""
    lines = [line for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if ERROR.match(line)]
    return (errors or lines)[-1].strip().rstrip(".") if lines else "it said nothing"


def code(text: str) -> str:
    """One line of Markdown that shows the text as it is, in a table too."""
    line = clean(" ".join(text.split())).replace("|", "¦")
    return _ticks(line, 1, "{ticks}{pad}{text}{pad}{ticks}") if line else ""


def block(text: str, language: str = "") -> str:
    """A fenced block that nothing in the text can end."""
    return _ticks(clean(text).rstrip("\n"), 3, f"{{ticks}}{language}\n{{text}}\n{{ticks}}\n")


def _ticks(text: str, least: int, form: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return form.format(ticks="`" * max(least, longest + 1), text=text, pad=pad)
