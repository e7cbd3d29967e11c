"""Questions to the VPS that change nothing: many in one round trip."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import Any

from ci import commands
from ci.host import Answer, Host
from ci.redact import redact
from ci.vps import Vps

PROBE = Path(__file__).with_name("probe.py")
ASK = """\
ask() {
    out=$(sh -c "$2" 2>&1 </dev/null); code=$?
    printf '%s %s %s\\n' "$1" "$code" "$(printf %s "$out" | base64 | tr -d '\\n')"
}
"""
KILLS = "loginctl show-session -p KillUserProcesses --value 2>/dev/null"


def ask(host: Host, questions: Mapping[str, str], timeout: float = 300) -> dict[str, Answer]:
    """Each question by its name, in the order given; what it printed on both streams, and its exit code."""
    script = ASK + "".join(f"ask {name} {quote(text)}\n" for name, text in questions.items())
    answer = host.ask(script, timeout=timeout)
    lines = (line.split(" ") for line in answer.out.splitlines())
    found = {
        words[0]: Answer(int(words[1]), base64.b64decode(words[2]).decode("utf-8", "replace"))
        for words in lines
        if len(words) == 3 and words[0] in questions
    }
    return {name: found.get(name, Answer(255, answer.out)) for name in questions}


def of_setup(vps: Vps) -> dict[str, str]:
    """Step 1 of the runbook: what must be as the document says."""
    project = f"cd {quote(vps.project)} && "
    return {
        "host": "uname -n",
        "user": "id -un",
        "project": f"{project}pwd -P",
        "commit": f"{project}git rev-parse HEAD",
        "branch": f"{project}git symbolic-ref -q --short HEAD",
        "edits": f"{project}git -c core.quotePath=true status --porcelain --untracked-files=all",
        "remote": f"{project}git remote get-url origin",
        "current": f"set -e\n{commands.environment(vps)}{commands.alembic(vps, 'current')}",
        "heads": f"set -e\n{commands.environment(vps)}{commands.alembic(vps, 'heads')}",
        "disk": f"df -Pk {quote(vps.project)} | tail -n 1",
        "unit": f"systemctl cat {quote(vps.service)}",
        **{f"sudo{n}": f"sudo -n -l {words}" for n, words in enumerate(commands.privileged(vps))},
        **of_bot(vps),
        "migrating": migrating(vps),
        "kills": f"[ -e /var/lib/systemd/linger/$(id -un) ] && echo lingers || {KILLS}",
        "probe": probe(vps, dump=True),
    }


def of_backup(vps: Vps, begun: str = "") -> dict[str, str]:
    """Step 2. Reading the whole dump is what finds a truncated one: its list stands at its beginning.

    A run under way keeps its date: `begun` is a file that says since when it is, or that is not there.
    """
    backup, log = vps.backup, quote(vps.backup_log)
    then = f'since=$(cut -d " " -f 1 "$HOME"/{quote(begun)} 2>/dev/null)\n' if begun else "since=\n"
    day = f'{then}date() {{ command date ${{since:+-d "$since"}} "$@"; }}\n'
    return {
        "now": "date +%s",
        "today": f"{day}date +%F",
        "backup": f"{day}echo {backup}",
        "backup_ls": f"{day}ls -lh {backup}",
        "backup_stat": f"{day}stat -c '%s %Y' {backup}",
        "backup_list": f"{day}pg_restore --list {backup}",
        "backup_read": f"{day}pg_restore -f /dev/null {backup}",
        "backup_log": f"tail -40 {log}",
        "backup_log_stat": f"stat -c %Y {log}",
    }


def migrating(vps: Vps) -> str:
    """Programs that migrate this project; the folder of another user's program cannot be seen, so it counts."""
    return (
        f"cd {quote(vps.project)}\n"
        "for pid in $(pgrep -f '[a]lembic.* (upgrade|downgrade|stamp)'); do\n"
        '    case $(readlink "/proc/$pid/cwd") in "" | "$(pwd -P)") ps -o pid=,args= -p "$pid" ;; esac\n'
        "done; true\n"
    )


def of_bot(vps: Vps) -> dict[str, str]:
    """Whether the bot runs, and as which process."""
    return {"service": commands.status(vps), "process": commands.process(vps)}


def of_chain(vps: Vps) -> dict[str, str]:
    """Where the database and the clone stand now: what settles a step whose fate is not known."""
    wanted = ("commit", "edits", "disk", "migrating")
    return {name: text for name, text in of_setup(vps).items() if name in wanted} | {"probe": probe(vps, chain=True)}


def probe(vps: Vps, *, dump: bool = False, count: Sequence[tuple[str, str | None]] = (), chain: bool = False) -> str:
    """With the lock timeout given as the upgrade will give it.

    `chain` asks for Alembic's current and heads too, in the login's environment as the documented command; else
    there are the variables of the env file alone, since those are told.
    """
    asked = {"variable": vps.url_variable, "schemas": vps.schemas, "dump": dump, "count": count}
    asked |= {"config": vps.config if chain else ""}
    timeout = f'export PGOPTIONS="${{PGOPTIONS-}} -c lock_timeout={vps.lock_timeout}"\n'
    call = f"{commands.PYTHON} - {quote(json.dumps(asked))} <<'END'\n{PROBE.read_text()}END\n"
    script = f"set -e\n{commands.environment(vps)}{timeout}{call}"
    return script if chain else f'env -i HOME="$HOME" PATH="$PATH" LANG=C.UTF-8 sh -c {quote(script)}'


def said(answer: Answer) -> dict[str, Any]:
    """What the probe told; its `error` where it could not."""
    found: dict[str, Any] = {"error": answer.out.strip() or f"it ended with exit code {answer.exit}"}
    for line in answer.out.splitlines():
        if line.startswith("probe {"):
            found = json.loads(line.removeprefix("probe "))
    return found | {name: redact(found[name]) for name in ("error", "dump_error") if name in found}
