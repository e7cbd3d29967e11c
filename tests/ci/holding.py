"""Hold a step of the deploy in the middle of what it does, on the VPS itself, until it is let go."""

import subprocess
import time
from collections.abc import Callable

from tests.ci.vps import Vps

HOME = "/home/magikalbot"
HOLDER = f"""#!/bin/sh
step=$(cat {HOME}/hold 2>/dev/null) || exit 0
ls -d {HOME}/.local/state/migrations-check/runs/*/"$step" >/dev/null 2>&1 || exit 0
touch {HOME}/held
while [ -e {HOME}/hold ]; do sleep 0.05; done
"""
LOCK = "begin; lock table cfg.xp_rewards in row exclusive mode; select pg_sleep(600)"
WAITS = "select count(*) from pg_locks where not granted"
LET_GO = "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(600)%'"


def hold(vps: Vps, step: str) -> None:
    """From now on: git waits before it moves a name, systemctl before it restarts, Alembic for a lock."""
    if step == "upgrade":
        lock = vps.bot(f"nohup setsid sh -c '{psql(LOCK)}' >/dev/null 2>&1 &")
        lock.check_returncode()
        return
    vps.bot(f"cat >hold-step <<'END'\n{HOLDER}END\nchmod +x hold-step; echo {step} >hold").check_returncode()
    vps.bot("ln -s ~/hold-step magikal-bot/.git/hooks/reference-transaction").check_returncode()
    vps.root(f"sed -i '2i [ \"$1\" != restart ] || {HOME}/hold-step' /usr/bin/systemctl").check_returncode()


def until_held(vps: Vps, step: str) -> None:
    if step == "upgrade":
        until(lambda: answer(vps, WAITS) not in ("", "0"))
    else:
        until(lambda: vps.bot("ls held").returncode == 0)


def let_go(vps: Vps, step: str) -> None:
    if step == "upgrade":
        answer(vps, LET_GO)
    else:
        vps.bot("rm -f hold").check_returncode()


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not true():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.1)


def answer(vps: Vps, query: str) -> str:
    """What the bot's database says, in psql's bare form; empty where it does not answer."""
    return vps.bot(psql(query)).stdout.strip()


def psql(statement: str) -> str:
    url = '$(. /etc/magikal-bot.env; echo "$ALEMBIC_DATABASE_URL" | sed s/+psycopg//)'
    return f'psql -AtqX "{url}" -c "{statement}"'


def as_postgres(vps: Vps, statement: str) -> "subprocess.CompletedProcess[str]":
    """As the superuser."""
    return vps.root(f'setpriv --reuid=postgres --regid=postgres --init-groups psql -AtqX -d appdb -c "{statement}"')
