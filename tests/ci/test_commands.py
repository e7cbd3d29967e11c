"""The commands are the document's, word for word."""

from ci import commands
from ci.vps import read

VPS = read()


def test_the_documented_commands() -> None:
    upgrade = commands.upgrade(VPS)
    assert "cd /home/magikalbot/magikal-bot\nset -a; . /etc/magikal-bot.env; set +a\n" in upgrade
    assert upgrade.endswith(" ./.venv/bin/python -m alembic -c migrations/alembic.ini upgrade head\n")
    assert commands.restart(VPS) == "sudo systemctl restart magikal-bot"
    assert commands.status(VPS) == "sudo systemctl status magikal-bot --no-pager"
    assert commands.log(VPS) == "sudo journalctl -u magikal-bot -n 120 --no-pager"
    assert 'commit --no-verify -m "restore point before migration work"' in commands.set_aside(VPS, "1", "main", "abc")


def test_the_upgrade_waits_for_a_lock_no_longer_than_documented() -> None:
    assert 'PGOPTIONS="${PGOPTIONS-} -c lock_timeout=10s" ./.venv/bin/python' in commands.upgrade(VPS)


def test_sudo_is_asked_for_exactly_the_documented_words() -> None:
    assert commands.privileged(VPS) == (
        "systemctl restart magikal-bot",
        "systemctl status magikal-bot --no-pager",
        "journalctl -u magikal-bot -n 120 --no-pager",
    )


def test_local_edits_go_to_a_branch_of_their_own_and_the_deployed_branch_stays() -> None:
    lines = commands.set_aside(VPS, "77", "main", "abc").splitlines()
    assert lines[3:5] == ["git switch -c restore-point/77", "git add ."]
    assert lines[-1] == "git switch main"
    assert commands.set_aside(VPS, "77", "", "abc").splitlines()[-1] == "git switch --detach abc"


def test_the_reviewed_commit_arrives_fast_forward_or_not_at_all() -> None:
    assert "git merge --ff-only abc\n" in commands.checkout(VPS, "77", "abc")
