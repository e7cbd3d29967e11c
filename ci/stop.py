"""How a deploy ends before its end."""

from __future__ import annotations


class Stop(Exception):
    """The runbook stops here: each sentence says what happened, why it matters and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class Unknown(Exception):
    """The fate of a step could not be learned; the message says where a person must look."""
