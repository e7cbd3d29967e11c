"""Everything that CI does, so that a person can do it: `nox -l` lists the sessions."""

from __future__ import annotations

import hashlib
import os
import sys
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import nox

nox.needs_version = ">=2026.7.11"
nox.options.sessions = ["lint", "tests", "migrations"]
nox.options.reuse_existing_virtualenvs = True
nox.options.default_venv_backend = "virtualenv"

HERE = Path(__file__).parent
REFERENCE_BOT = HERE / "tests" / "magikal-bot"
LOCK = ("-c", str(HERE / "requirements.lock"))
GROUPS = nox.project.load_toml(HERE / "pyproject.toml")


def install(session: nox.Session, *groups: str, package: str = "-e.") -> None:
    """Our package and the named groups of pyproject.toml, in the versions of the lock file."""
    wanted = [name for group in groups for name in nox.project.dependency_groups(GROUPS, group)]
    session.install(package, *wanted, *LOCK, "-q")


def could_not_run(why: str) -> NoReturn:
    """Say why and what to do, and end nox as the command itself would."""
    print(why, file=sys.stderr)
    raise SystemExit(2)


def hand_on(session: nox.Session, *words: str, **options: Any) -> None:
    """Run our own command; nox ends with its exit code where that says more than that it failed."""
    try:
        session.run(*words, **options)
    except nox.command.CommandFailed as failed:
        if failed.return_code not in (None, 1):
            raise SystemExit(failed.return_code) from failed
        raise


@nox.session
def migrations(session: nox.Session) -> None:
    """Replay a project's chain and review it: [PROJECT] and any option of migrations-check."""
    check(session)


@nox.session
def revision(session: nox.Session) -> None:
    """Write the revision that autogenerate proposes, and review it at once: [PROJECT] -m TEXT."""
    check(session, "revision")


def check(session: nox.Session, *command: str) -> None:
    """Run migrations-check on a project, with an interpreter that has what the project needs."""
    install(session)
    words = list(session.posargs)
    if any(word.partition("=")[0] == "--from-record" for word in words):
        session.chdir(session.invoked_from)
        hand_on(session, "migrations-check", *words)
        return
    project = Path(words.pop(0)) if words and not words[0].startswith("-") else found_project(session)
    project = (Path(session.invoked_from) / project).resolve()
    if "--python" not in words and not (project / ".venv/bin/python").exists():
        words += ["--python", str(environment_of(session, project))]
    session.chdir(session.invoked_from)
    hand_on(session, "migrations-check", *command, str(project), *words)


def found_project(session: nox.Session) -> Path:
    """The folder nox was called from, if it is a project; inside our own clone the reference bot."""
    called_from = Path(session.invoked_from)
    if is_project(called_from):
        return called_from
    if called_from.is_relative_to(HERE):
        return REFERENCE_BOT
    could_not_run(
        f"{called_from} has no migrations/alembic.ini and no [tool.migrations-check]; name the project: "
        "nox -s migrations -- PROJECT"
    )


def is_project(folder: Path) -> bool:
    settings = folder / "pyproject.toml"
    if (folder / "migrations" / "alembic.ini").exists():
        return True
    return settings.exists() and "migrations-check" in tomllib.loads(settings.read_text()).get("tool", {})


def environment_of(session: nox.Session, project: Path) -> Path:
    """An interpreter with what the project says it needs, kept in nox's cache; nothing goes into the bot's own."""
    source = next(
        (project / n for n in ("uv.lock", "requirements.txt", "pyproject.toml") if (project / n).exists()),
        None,
    )
    if not project.is_dir():
        could_not_run(f"{project} is no folder: name the project, nox -s {session.name} -- PROJECT")
    if source is None:
        could_not_run(f"{project} has no .venv, uv.lock, requirements.txt or pyproject.toml: give --python PATH")
    digest = hashlib.sha256(source.read_bytes() + str(session.python).encode()).hexdigest()[:16]
    folder = Path(session.cache_dir).resolve() / "projects" / digest
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        fill(session, folder, source)
        (folder / "complete").touch()
    return python


def fill(session: nox.Session, folder: Path, source: Path) -> None:
    """Install what the lock file, the requirements or the pyproject.toml of a project names."""
    session.run("python", "-m", "venv", "--clear", str(folder))
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check")
    if source.name == "uv.lock":
        session.run(*pip, "uv", external=True)
        sync = (
            str(folder / "bin" / "uv"),
            "sync",
            "--frozen",
            "--inexact",
            "--compile-bytecode",
            "--no-install-project",
        )
        env = {"UV_PROJECT_ENVIRONMENT": str(folder)}
        session.run(*sync, "--project", str(source.parent), external=True, env=env)
    elif source.name == "requirements.txt":
        session.run(*pip, "-r", str(source), external=True)
    else:
        needed = tomllib.loads(source.read_text()).get("project", {}).get("dependencies", [])
        session.run(*pip, *needed, external=True)


@nox.session
def tests(session: nox.Session) -> None:
    """Every test, on a real Postgres: any option of pytest."""
    install(session, "tests")
    session.run("pytest", *(session.posargs or ["-n", str(os.cpu_count() or 2)]))


@nox.session
def lint(session: nox.Session) -> None:
    """Formatting, types, the layers of the code, and the workflows."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")
    workflows = sorted(map(str, (HERE / ".github" / "workflows").glob("*.yml")))
    session.run("actionlint", *workflows)
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    session.run("zizmor", "--offline", "--no-progress", *workflows)


@nox.session
def plan(session: nox.Session) -> None:
    """Find out what a deploy to the VPS would do: --commit SHA, and any option of `python -m ci.deploy plan`."""
    words = list(session.posargs)
    project = option(words, "--project", session.invoked_from)
    if "--python" not in words and not (project / ".venv/bin/python").exists():
        words += ["--python", str(environment_of(session, project))]
    run_deploy(session, "plan", *words)


@nox.session
def deploy(session: nox.Session) -> None:
    """Do what a plan says: --plan plan.json, and any option of `python -m ci.deploy apply`."""
    run_deploy(session, "apply", *session.posargs)


@nox.session
def status(session: nox.Session) -> None:
    """Check the current migration state on the VPS: any option of `python -m ci.deploy status`."""
    run_deploy(session, "status", *session.posargs)


def option(words: list[str], name: str, default: str) -> Path:
    """The folder that an option names, from where nox was called."""
    given = words[words.index(name) + 1] if name in words[:-1] else default
    return Path(default) / given


def run_deploy(session: nox.Session, *words: str) -> None:
    install(session, package="-e.[deploy]")
    session.chdir(session.invoked_from)
    hand_on(session, "python", "-m", "ci.deploy", *words, env={"PYTHONPATH": str(HERE)})


@nox.session
def faults(session: nox.Session) -> None:
    """Strike deploys to a test VPS with every fault, and print how each ended: words of the faults' names."""
    install(session, "tests")
    session.run("python", "-m", "tests.ci.fault_table", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """The HTML page in a real Chromium, the one on PATH or else playwright's own: any option of pytest."""
    install(session, "tests", "browser")
    pictures = Path(session.create_tmp()).resolve() / "screenshots"
    session.run("pytest", "tests/browser", "--screenshots", str(pictures), *session.posargs)
    session.log(f"pictures of the pages are in {pictures}")


@nox.session
def mutants(session: nox.Session) -> None:
    """Plant defects and near misses in the reference bot, and count what is caught: [CHECK ...] [--jobs N]."""
    install(session)
    session.run("python", "-m", "tests.mutants", *session.posargs)


@nox.session
def benchmark(session: nox.Session) -> None:
    """Time ours beside psql, a bare replay, four alembic commands and pytest-alembic: [LENGTH ...]."""
    install(session, "benchmark")
    session.run("python", "-m", "tests.benchmark", *session.posargs)
