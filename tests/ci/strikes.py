"""Ways in which a deploy is struck: each lets a person deploy, does the damage, and returns how it ended."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

from tests.ci.deploying import Deployer, Ran
from tests.ci.holding import answer, hold, let_go, psql, until, until_held
from tests.ci.proxy import Proxy

Strike = Callable[[Deployer], Ran]
PLANS: dict[tuple[str, ...], str] = {}
PROJECT = "/home/magikalbot/magikal-bot"
ALEMBIC = (
    f"cd {PROJECT}; set -a; . /etc/magikal-bot.env; set +a; ./.venv/bin/python -m alembic -c migrations/alembic.ini"
)
COMMIT = f"""cd {PROJECT}
git -c user.name=M -c user.email=m@x commit -q --allow-empty -m 'restore point before migration work'"""
BY_HAND = psql("alter table cfg.guilds add column by_hand int")
DROPS_A_COLUMN = "begin; lock table cfg.recruitment_forms in row exclusive mode; select pg_sleep(600)"
SILENCE = 17.0  # seconds: a little more than the connection may be silent


def planned(person: Deployer) -> None:
    """The plan that every such VPS gets, made once: they are all alike."""
    key = (person.vps.then, person.vps.now, person.vps.facts.read_text())
    if key not in PLANS:
        made = person.plan(lock_timeout='"5min"')
        assert made.exit == 0, made.out
        PLANS[key] = person.plan_file.read_text()
    person.plan_file.write_text(PLANS[key])


@contextmanager
def proxied(person: Deployer) -> Iterator[tuple[Deployer, Proxy]]:
    """The same person, with a proxy in front of the VPS."""
    with Proxy(person.vps.port) as proxy:
        pinned = person.vps.known_hosts.replace(f":{person.vps.port} ", f":{proxy.port} ")
        environ = {**person.environ, "VPS_PORT": str(proxy.port), "VPS_KNOWN_HOSTS": pinned}
        yield replace(person, environ=environ), proxy


@contextmanager
def held(person: Deployer, step: str) -> "Iterator[subprocess.Popen[str]]":
    """A deploy that stands in the middle of this step; what it prints is read, so that it never waits for that."""
    planned(person)
    hold(person.vps, step)
    process = person.begin(*person.applying())
    until_held(person.vps, step)
    yield process


def ended(process: "subprocess.Popen[str]", begun: float) -> Ran:
    out, _ = process.communicate(timeout=300)
    return Ran(process.returncode, out, time.monotonic() - begun)


def reset(step: str) -> Strike:
    def strike(person: Deployer) -> Ran:
        with proxied(person) as (behind, proxy), held(behind, step) as process:
            begun = time.monotonic()
            proxy.cut()
            let_go(person.vps, step)
            return ended(process, begun)

    return strike


def black_hole(step: str) -> Strike:
    def strike(person: Deployer) -> Ran:
        with proxied(person) as (behind, proxy), held(behind, step) as process:
            begun = time.monotonic()
            proxy.hang()
            let_go(person.vps, step)
            time.sleep(SILENCE)
            proxy.resume()
            return ended(process, begun)

    return strike


def client_killed(step: str) -> Strike:
    def strike(person: Deployer) -> Ran:
        with held(person, step) as process:
            begun = time.monotonic()
            process.kill()
            process.communicate()
            again = person.begin(*person.applying())
            let_go(person.vps, step)
            return ended(again, begun)

    return strike


def power_cut(step: str) -> Strike:
    def strike(person: Deployer) -> Ran:
        with held(person, step) as process:
            begun = time.monotonic()
            person.vps.power_off()
            person.vps.power_on()
            person.vps.bot("rm -f hold")
            return ended(process, begun)

    return strike


def disk_full(step: str) -> Strike:
    """Not one byte is free while the step does its work."""

    def strike(person: Deployer) -> Ran:
        with held(person, step) as process:
            begun = time.monotonic()
            person.vps.fill_disk()
            let_go(person.vps, step)
            ran = ended(process, begun)
            person.vps.free_disk()
            return ran

    return strike


def disk_full_before(person: Deployer) -> Ran:
    planned(person)
    person.vps.fill_disk()
    ran = person.apply()
    person.vps.free_disk()
    return ran


def another_run(step: str) -> Strike:
    """While one deploy is at work, somebody applies another plan."""

    def strike(person: Deployer) -> Ran:
        other = replace(person, folder=person.folder / "other")
        other.folder.mkdir()
        assert other.plan(run="fault-2").exit == 0
        with held(person, step) as process:
            ran = other.apply()
            let_go(person.vps, step)
            process.communicate(timeout=300)
            assert process.returncode == 0
            return ran

    return strike


def eight_at_once(person: Deployer) -> Ran:
    """Eight clients apply the same plan at the same time."""
    planned(person)
    begun = time.monotonic()
    rans: list[Ran] = []
    clients = [Thread(target=lambda: rans.append(person.apply())) for _ in range(8)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    worst = max(rans, key=lambda ran: ran.exit)
    return Ran(worst.exit, worst.out, time.monotonic() - begun)


def before(command: str, *, by: str = "root") -> Strike:
    """Something is wrong with the VPS before the plan is made."""

    def strike(person: Deployer) -> Ran:
        run = person.vps.root if by == "root" else person.vps.bot
        run(command).check_returncode()
        return person.plan()

    return strike


def between(command: str, *, by: str = "root") -> Strike:
    """Something changes on the VPS between the plan and its application."""

    def strike(person: Deployer) -> Ran:
        planned(person)
        run = person.vps.root if by == "root" else person.vps.bot
        run(command).check_returncode()
        return person.apply()

    return strike


def during(step: str, command: str, *, by: str = "root") -> Strike:
    """Somebody does something on the VPS while the step is at work."""

    def strike(person: Deployer) -> Ran:
        with held(person, step) as process:
            begun = time.monotonic()
            run = person.vps.root if by == "root" else person.vps.bot
            run(command).check_returncode()
            let_go(person.vps, step)
            return ended(process, begun)

    return strike


def login(**environ: str) -> Strike:
    """The person's variables say something else."""

    def strike(person: Deployer) -> Ran:
        return replace(person, environ={**person.environ, **environ}).plan()

    return strike


def stranger(person: Deployer) -> Ran:
    """A key that the VPS does not know."""
    key = person.folder / "stranger"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    return login(VPS_SSH_KEY_FILE=str(key))(person)


def other_host_key(person: Deployer) -> Ran:
    """The VPS shows another host key than the one that was pinned."""
    key = person.folder / "host"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    pinned = f"{person.vps.known_hosts.split()[0]} {key.with_suffix('.pub').read_text()}"
    return login(VPS_KNOWN_HOSTS=pinned)(person)


def person_first(person: Deployer) -> Ran:
    """Somebody's `alembic upgrade` waits for a lock when the plan is made."""
    vps = person.vps
    vps.bot(f"{ALEMBIC} downgrade -1").check_returncode()
    vps.bot(f"nohup setsid sh -c '{psql(DROPS_A_COLUMN)}' >/dev/null 2>&1 &").check_returncode()
    until(lambda: answer(vps, "select count(*) from pg_stat_activity where query like '%pg_sleep(600)%'") == "2")
    vps.bot(f"({ALEMBIC} upgrade head) >/dev/null 2>&1 &").check_returncode()
    until_held(vps, "upgrade")
    ran = person.plan()
    let_go(vps, "upgrade")
    until(lambda: answer(vps, "select version_num from cfg.alembic_version") == "2b77b98f792b")
    return ran


def person_second(person: Deployer) -> Ran:
    """Somebody types `alembic upgrade head` while the deploy's own waits for a lock."""
    with held(person, "upgrade") as process:
        begun = time.monotonic()
        person.vps.bot(f"({ALEMBIC} upgrade head) >by-hand.log 2>&1 &").check_returncode()
        until(lambda: answer(person.vps, "select count(*) from pg_locks where not granted") == "2")
        let_go(person.vps, "upgrade")
        return ended(process, begun)
