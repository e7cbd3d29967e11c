"""No password leaves the VPS, also where a URL was written carelessly."""

import pytest

from ci.redact import redact


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("postgresql://bot:hunter2@db/appdb", "postgresql://bot:***@db/appdb"),
        ("to postgresql+psycopg://bot:p%40ss@db failed", "to postgresql+psycopg://bot:***@db failed"),
        ("postgresql://bot:p@ss/wo:rd@db", "postgresql://bot:***@db"),
        ("redis://:hunter2@cache", "redis://:***@cache"),
        ("git@github.com:magikal/bot.git is no URL", "git@github.com:magikal/bot.git is no URL"),
        ("ssh://git@github.com:22/bot", "ssh://git@github.com:22/bot"),
        ("see http://localhost:8000/health", "see http://localhost:8000/health"),
    ],
)
def test_the_password_of_a_url_is_not_shown(said: str, shown: str) -> None:
    assert redact(said) == shown
