"""`migrations-check init`: adopt the pipeline in a repository, with the settings and the workflow for pull requests."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from migrations_check.history import git
from migrations_check.project import DEFAULTS, TABLE, ProjectError

USES = re.compile(r"[\w.-]+/[\w.-]+@[\w./-]+")
VARIABLE = re.compile(r"""(?:environ(?:\.get\(|\[)|getenv\()\s*["'](\w*(?:URL|DSN|URI)\w*)["']""")
WORKFLOW = """\
name: migrations
on:
  pull_request:
  push: {{branches: [main, master]}}
permissions: {{}}
jobs:
  migrations:
    uses: {repository}/.github/workflows/migrations.yml@{commit}
    permissions:
      actions: read
      contents: read
      security-events: write
    with:
      project: {project}
"""


def main(arguments: Sequence[str]) -> int:
    """Writes what is missing and says what it wrote; what is there is left as it is. Raises `ProjectError`."""
    options = _parser().parse_args(arguments)
    root = options.project.resolve()
    if not root.is_dir():
        raise ProjectError(f"{root} is not a folder: name the one that holds the bot's alembic.ini")
    ini = _ini(root)
    print(_settings(root, ini, options.schema))
    print(_workflow(root, options.uses))
    print("now look at what was written, and run: migrations-check")
    return 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("migrations-check init", description=__doc__)
    made.add_argument("project", nargs="?", type=Path, default=Path(), metavar="PROJECT", help="its folder")
    made.add_argument(
        "--schema", action="append", metavar="NAME", help="what Alembic manages (default: cfg); repeatable"
    )
    made.add_argument("--uses", type=_uses, metavar="OWNER/REPO@COMMIT", help="where the workflow finds this tool")
    made.add_argument("--debug", action="store_true", help="the traceback of a fault of its own")
    return made


def _uses(written: str) -> str:
    if not USES.fullmatch(written):
        raise argparse.ArgumentTypeError(f"{written!r} is not OWNER/REPO@COMMIT")
    return written


def _ini(root: Path) -> Path:
    """The project's alembic.ini, as it is usually called, or the only one that there is."""
    usual = [path for path in (root / str(DEFAULTS["config"]), root / "alembic.ini") if path.is_file()]
    found = usual or [path for path in sorted(root.rglob("alembic.ini")) if not _installed(path.relative_to(root))]
    if len(found) == 1 or usual:
        return found[0]
    if not found:
        raise ProjectError(f"{root} has no alembic.ini: make one with alembic init, or name the project's folder")
    named = ", ".join(str(path.relative_to(root)) for path in found)
    raise ProjectError(
        f"{root} has several alembic.ini ({named}): name the folder of one, or write config in [{TABLE}]"
    )


def _installed(path: Path) -> bool:
    return any(part.startswith(".") or part in ("site-packages", "node_modules") for part in path.parts)


def _settings(root: Path, ini: Path, schemas: Sequence[str] | None) -> str:
    file = root / "pyproject.toml"
    text = file.read_text("utf-8") if file.exists() else ""
    try:
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{file} cannot be read: {error}") from error
    if "migrations-check" in tool:
        return f"pyproject.toml has [{TABLE}] already, and is left as it is"
    lines = [f"[{TABLE}]", *_given(root, ini, schemas)]
    separator = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    file.write_text(f"{text}{separator}{chr(10).join(lines)}\n", "utf-8")
    return f"pyproject.toml: [{TABLE}] with {len(lines) - 1} settings; the others keep their defaults"


def _given(root: Path, ini: Path, schemas: Sequence[str] | None) -> list[str]:
    settings = {"config": ini.relative_to(root).as_posix(), "schemas": list(schemas or DEFAULTS["schemas"])}
    variables = {name for env in _environments(ini) for name in VARIABLE.findall(env)}
    if len(variables) == 1:
        settings["url-variable"] = variables.pop()
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items()]


def _environments(ini: Path) -> list[str]:
    return [
        path.read_text("utf-8", "replace")
        for path in (ini.parent / "env.py", *ini.parent.glob("*/env.py"))
        if path.is_file()
    ]


def _workflow(root: Path, uses: str | None) -> str:
    top = git.top(root) or root
    file = top / ".github" / "workflows" / "migrations.yml"
    shown = file.relative_to(top).as_posix()
    if file.exists():
        return f"{shown} is there already, and is left as it is"
    source = uses or _installed_from()
    if source is None:
        return f"{shown} was not written: say where it finds this tool with --uses OWNER/REPO@COMMIT"
    repository, _, commit = source.partition("@")
    project = json.dumps(root.relative_to(top.resolve()).as_posix())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(WORKFLOW.format(repository=repository, commit=commit, project=project), "utf-8")
    return f"{shown}: each pull request is checked by {source}"


def _installed_from() -> str | None:
    """The repository and the commit that this package was installed from, if it was from GitHub."""
    try:
        told = json.loads(distribution("migrations-check").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return None
    found = re.search(r"github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?$", str(told.get("url", "")))
    commit = told.get("vcs_info", {}).get("commit_id")
    return f"{found[1]}@{commit}" if found and commit else None
