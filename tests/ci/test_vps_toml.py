"""The facts file is held to its keys."""

from pathlib import Path

import pytest
import yaml

from ci.vps import DEFAULT, FactsError, read
from tests.ci.deploying import ROOT


def test_the_documented_facts_can_be_read() -> None:
    assert read().project == "/home/magikalbot/magikal-bot"
    assert read().schemas == ("cfg",)


def test_the_check_that_must_be_green_is_the_job_that_a_bot_calls() -> None:
    (name,) = read().checks
    called = yaml.safe_load((ROOT / ".github/workflows/migrations.yml").read_text())["jobs"]["migrations"]["name"]
    assert name == f"migrations / {called.replace('${{ matrix.postgres }}', '16')}"


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ('user = "magikalbot"', "", "user is missing"),
        ('user = "magikalbot"', 'user = "magikalbot"\nsudo = "yes"', "sudo is no key that is known"),
        ('user = "magikalbot"', "user = 7", "user = 7 must be text"),
        ('schemas = ["cfg"]', 'schemas = "cfg"', "schemas = 'cfg' must be a list of texts"),
        ('gate = "environment"', 'gate = "nobody"', "gate = 'nobody' must be one of environment and digest"),
        ('lock-timeout = "10s"', 'lock-timeout = "10s; drop"', "lock-timeout = '10s; drop' must be a time such as 10s"),
        ('"cannot start"', '"("', "'(' is no regular expression"),
        ('user = "magikalbot"', "user = ", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(line: str, instead: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    text = DEFAULT.read_text()
    assert line in text
    file.write_text(text.replace(line, instead))
    with pytest.raises(FactsError) as error:
        read(file)
    assert said in str(error.value)
    assert str(file) in str(error.value)
