"""Shell text, in the document's words; runs nothing."""

from __future__ import annotations

from shlex import quote

from ci.vps import Vps

PYTHON = "./.venv/bin/python"
IDENTITY = "-c user.name=migrations-check -c user.email=migrations-check@localhost"
BUNDLES = ".local/state/migrations-check/bundles"


def environment(vps: Vps) -> str:
    """The project's folder and the bot's environment file, before every Alembic command."""
    return f"cd {quote(vps.project)}\nset -a; . {quote(vps.env_file)}; set +a\n"


def alembic(vps: Vps, words: str) -> str:
    return f"{PYTHON} -m alembic -c {quote(vps.config)} {words}"


def current(vps: Vps) -> str:
    return f"{environment(vps)}{alembic(vps, 'current')}\n"


def upgrade(vps: Vps) -> str:
    timeout = f'PGOPTIONS="${{PGOPTIONS-}} -c lock_timeout={vps.lock_timeout}"'
    return f"set -e\n{environment(vps)}{timeout} {alembic(vps, 'upgrade head')}\n"


def restore_point(run: str) -> str:
    return f"restore-point/{run}"


def tag(vps: Vps, run: str, commit: str) -> str:
    """The restore point of a clean tree."""
    return f"set -e\ncd {quote(vps.project)}\ngit status\ngit tag {restore_point(run)} {commit}\n"


def set_aside(vps: Vps, run: str, branch: str, commit: str) -> str:
    """The restore point of a tree with local edits; the deployed branch is then at its commit again.

    The commit takes whatever is there, so no hook of the clone is asked.
    """
    back = f"git switch {quote(branch)}" if branch else f"git switch --detach {commit}"
    return (
        f"set -e\ncd {quote(vps.project)}\ngit status\ngit switch -c {restore_point(run)}\ngit add .\n"
        f'git {IDENTITY} commit --no-verify -m "restore point before migration work"\n{back}\n'
    )


def bundle(run: str) -> str:
    """Where the reviewed commit is put, from the home folder."""
    return f"{BUNDLES}/{run}.bundle"


def checkout(vps: Vps, run: str, commit: str) -> str:
    """Bring the reviewed commit, fast-forward or not at all."""
    return (
        f'set -e\ncd {quote(vps.project)}\ngit fetch --no-tags "$HOME/{bundle(run)}" HEAD\n'
        f'git merge --ff-only {commit}\nrm -f "$HOME/{bundle(run)}"\n'
    )


def install(vps: Vps) -> str:
    return f"set -e\ncd {quote(vps.project)}\n{vps.install}\n"


def restart(vps: Vps) -> str:
    return f"sudo systemctl restart {quote(vps.service)}"


def status(vps: Vps) -> str:
    return f"sudo systemctl status {quote(vps.service)} --no-pager"


def process(vps: Vps) -> str:
    """Prints `MainPID=`, the number of the bot's main process, and when it began: numbers come again."""
    return f'pid=$(systemctl show -p MainPID {quote(vps.service)})\necho "$pid $(ps -o lstart= -p "${{pid#MainPID=}}")"'


def log(vps: Vps) -> str:
    return f"sudo journalctl -u {quote(vps.service)} -n 120 --no-pager"


def before_restart(vps: Vps) -> str:
    """Keeps the bot's process and log of before, so that what is new afterwards can be told."""
    return f"{status(vps)} || true\n{process(vps)}\n{log(vps)}\n"


def privileged(vps: Vps) -> tuple[str, ...]:
    """What the sudoers file must permit: each is matched as a whole."""
    return tuple(command.removeprefix("sudo ") for command in (restart(vps), status(vps), log(vps)))


def downgrade(vps: Vps, revision: str) -> str:
    return f"{environment(vps)}{alembic(vps, f'downgrade {revision}')}\n"


def back_to_restore_point(vps: Vps, run: str) -> str:
    return f"cd {quote(vps.project)}\ngit reset --hard {restore_point(run)}\n"


def restore_backup(vps: Vps, backup: str) -> str:
    """The schemas as the backup has them: what was written since the backup is lost.

    libpq wants the URL without SQLAlchemy's driver.
    """
    url = f"url=$(printf %s \"${vps.url_variable}\" | sed 's/+[a-z0-9]*:/:/')\n"
    schemas = " ".join(f"drop schema {schema} cascade; create schema {schema};" for schema in vps.schemas)
    wanted = " ".join(f"--schema={schema}" for schema in vps.schemas)
    return (
        f'{environment(vps)}{url}psql --dbname="$url" -c {quote(schemas)}\n'
        f'pg_restore {wanted} --single-transaction --dbname="$url" {quote(backup)}\n'
    )
