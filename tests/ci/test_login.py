"""Who logs in where is read from the environment; what is wrong is said before anything is tried."""

from pathlib import Path

import pytest

from ci.host import HostError, Login, login

GOOD = {"VPS_HOST": "bot.example.org", "VPS_SSH_KEY": "the key", "VPS_KNOWN_HOSTS": "bot.example.org ssh-ed25519 AAAA"}


def test_port_and_user_have_the_documented_defaults() -> None:
    assert login(GOOD) == Login("bot.example.org", 22, "magikalbot", "the key", "bot.example.org ssh-ed25519 AAAA")


def test_the_key_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("the key of the file\n")
    assert login({**GOOD, "VPS_SSH_KEY": "", "VPS_SSH_KEY_FILE": str(file)}).key == "the key of the file\n"


def test_the_key_is_not_shown_with_the_login() -> None:
    assert "the key" not in repr(login(GOOD))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"VPS_HOST": ""}, "VPS_HOST is not set"),
        (
            {"VPS_HOST": "magikalbot@bot.example.org"},
            "VPS_HOST is 'magikalbot@bot.example.org': give the name or address",
        ),
        ({"VPS_PORT": "ssh"}, "VPS_PORT is 'ssh': set it to a number from 1 to 65535"),
        ({"VPS_PORT": "70000"}, "VPS_PORT is '70000'"),
        ({"VPS_SSH_KEY": ""}, "neither is set: set one"),
        ({"VPS_SSH_KEY_FILE": "/key"}, "both are set: set one"),
        ({"VPS_SSH_KEY": "", "VPS_SSH_KEY_FILE": "/no/key"}, "VPS_SSH_KEY_FILE, /no/key, cannot be read"),
        ({"VPS_KNOWN_HOSTS": " \n"}, "VPS_KNOWN_HOSTS is not set"),
    ],
)
def test_a_wrong_variable_is_named(changed: dict[str, str], said: str) -> None:
    with pytest.raises(HostError) as error:
        login({**GOOD, **changed})
    assert said in str(error.value)
