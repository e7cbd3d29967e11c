"""What was found on the VPS. Binding facts must be the same when the plan is applied; shown ones may move."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from shlex import quote
from typing import Any

from ci import questions, state
from ci.host import Answer, Host
from ci.redact import redact
from ci.vps import Vps

FULL = "the disk of the VPS is full: make room there (`df -h` shows where)"
REVISION = re.compile(r"([^\s@+:-]+)((?: \([a-z ]+\))*)")
SHELL = {"HOME", "LANG", "LC_CTYPE", "OLDPWD", "PATH", "PGOPTIONS", "PWD", "SHLVL", "_"}


@dataclass(frozen=True)
class Facts:
    """The answers by the names of their questions, and what the bot's interpreter told of the database."""

    answers: Mapping[str, Answer]
    database: Mapping[str, Any]

    def text(self, name: str) -> str:
        """What the VPS said; empty where the question failed."""
        answer = self.answers[name]
        return redact(answer.out.strip()) if answer.exit == 0 else ""

    def failure(self, name: str) -> str:
        """Why a question has no answer; empty where it has one."""
        answer = self.answers[name]
        return "" if answer.exit == 0 else redact(answer.out.strip()) or f"exit code {answer.exit}"

    @property
    def current(self) -> tuple[str, ...]:
        return revisions(self.text("current"))

    @property
    def heads(self) -> tuple[str, ...]:
        return revisions(self.text("heads"))

    @property
    def begun(self) -> bool:
        """Whether a step of the run was started before."""
        return "begun" in self.answers and self.answers["begun"].exit == 0

    @property
    def edits(self) -> tuple[str, ...]:
        """The lines of git's short status."""
        return tuple(self.text("edits").splitlines())

    @property
    def variables(self) -> tuple[str, ...]:
        """The names that the environment file sets."""
        return tuple(name for name in self.database.get("variables", ()) if name not in SHELL)

    @property
    def migrating(self) -> tuple[str, ...]:
        """Who migrates at this moment, besides us."""
        programs = self.text("migrating").splitlines()
        sessions = [
            f"database session {pid} of {user} ({name or 'no application name'}, {state} since {since})"
            for pid, user, name, state, since in self.database.get("migrators", ())
        ]
        return (*(f"process {program.strip()}" for program in programs), *sessions)


def revisions(out: str) -> tuple[str, ...]:
    """The ids that `alembic current` or `heads` printed; other lines are logging."""
    found = (REVISION.fullmatch(line.strip()) for line in out.splitlines())
    return tuple(sorted({match[1] for match in found if match}))


def gather(host: Host, vps: Vps, begun: str = "") -> Facts:
    """Ask for everything, in one round trip; nothing is changed. `begun` is the file that the run's first step makes.

    It is asked for last: where it is not there, nothing of the rest was the run's own doing.
    """
    own = {"begun": f'[ -e "$HOME"/{quote(begun)} ]'} if begun else {}
    return _facts(host, questions.of_setup(vps) | questions.of_backup(vps, begun) | own)


def chain(host: Host, vps: Vps) -> Facts:
    """Only where the database and the clone stand."""
    return _facts(host, questions.of_chain(vps))


def after(host: Host, vps: Vps, run: str) -> Facts:
    """Where they stand, and which steps of the run were started."""
    steps = f"cd {quote(state.folder(run))} && ls -d */started | cut -d / -f 1"
    return _facts(host, questions.of_chain(vps) | {"steps": steps})


def silent(found: Facts) -> str:
    """Why the database cannot be asked; empty where it can."""
    return found.failure("current") or str(found.database.get("error", ""))


def _facts(host: Host, asked: Mapping[str, str]) -> Facts:
    answers = questions.ask(host, asked)
    told = questions.said(answers["probe"])
    ran = {word: Answer(*told.get(word, (1, told.get("error", "")))) for word in ("current", "heads")}
    return Facts(ran | answers, told)


def binding(facts: Facts) -> dict[str, str]:
    """By name, in words; what a plan is only good for as long as it stays."""
    words = ("host", "user", "project", "commit", "branch", "remote")
    database = ("python", "alembic", "sqlalchemy", "database", "server")
    return {
        **{name: facts.text(name) for name in words},
        "edits": "\n".join(facts.edits),
        **{name: str(facts.database.get(name, "")) for name in database},
        "variables": " ".join(facts.variables),
        "current": " ".join(facts.current),
        "heads": " ".join(facts.heads),
        "unit": sha256(facts.text("unit")),
        "sudo": "\n".join(facts.text(name) for name in facts.answers if name.startswith("sudo")),
        "schema": sha256(dump(facts)),
    }


def shown(facts: Facts) -> dict[str, str]:
    """By name, in words."""
    return {
        "today": facts.text("today"),
        "backup": facts.text("backup_ls") or facts.failure("backup_ls"),
        "free disk space": f"{free_mb(facts)} MB",
        "lock timeout": str(facts.database.get("lock_timeout", "")),
        "bot": active(facts) or facts.failure("service"),
        "process": process(facts),
        "migrating": "\n".join(facts.migrating),
    }


def dump(facts: Facts) -> str:
    """The live schema as SQL, without the lines that differ from one dump to the next."""
    lines = str(facts.database.get("dump", "")).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("\\restrict", "\\unrestrict")))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def full(facts: Facts) -> str:
    """The sentence that the disk is full; empty where it is not, or nobody knows."""
    known = facts.failure("disk") == "" and facts.text("disk")
    return FULL if known and not free_mb(facts) else ""


def free_mb(facts: Facts) -> int:
    words = facts.text("disk").split()
    return int(words[3]) // 1024 if len(words) > 3 and words[3].isdigit() else 0


def active(facts: Facts) -> str:
    """systemd's words for the bot's state, such as `active (running)`; a stopped bot makes `status` fail."""
    found = re.search(r"^\s*Active: (\w+ \(\w+\))", facts.answers["service"].out, re.MULTILINE)
    return found[1] if found else ""


def process(facts: Facts) -> str:
    """The bot's main process by its number and when it began; empty where there is none."""
    return started(facts.text("process"))


def started(out: str) -> str:
    found = re.search(r"^MainPID=([1-9]\d* \S.*)$", out, re.MULTILINE)
    return found[1] if found else ""
