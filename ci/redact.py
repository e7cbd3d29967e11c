"""Passwords do not leave the VPS."""

import re

# Passwords of careless URLs have slashes and @ in them, so everything goes up to the last @ of the word.
PASSWORD = re.compile(r"(://[^\s:/@]{0,256}:)\S{1,256}@")


def redact(text: str) -> str:
    """The text with `://user:***@` for each `://user:password@`."""
    return PASSWORD.sub(r"\1***@", text)
