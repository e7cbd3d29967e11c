"""Access lists as a person reads them."""

import pytest

from migrations_check.grants import granted


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (None, "no grants"),
        (["=r/postgres", "postgres=arwdDxt/postgres"], "grants SELECT to everybody"),
        (["metrics=ra*/bot", "bot=arwdDxt/bot"], "grants SELECT, INSERT to metrics"),
        (["=U/bot", '"a=b"=X/bot'], 'grants USAGE to everybody; EXECUTE to "a=b"'),
        (["bot=X/bot"], "grants to its owner alone"),
    ],
)
def test_who_gets_what(entries, told):
    assert granted(entries) == told
