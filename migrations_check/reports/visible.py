"""Text of a database or a migration, made harmless: what cannot be seen is spelled out."""

from __future__ import annotations

import re

# Controls (ANSI begins with one), marks that turn the direction of writing, and what has no width.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
    "|[\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Newlines and tabs stay; `\x1b` and `\u202e` are shown so."""
    return UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    return visible(" ".join(text.split()))
