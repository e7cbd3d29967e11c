"""The bot after its restart: its process and its log."""

from __future__ import annotations

import re
import time

from ci import commands, facts, questions
from ci.facts import Facts
from ci.host import Host
from ci.stop import Stop
from ci.vps import Vps

SHOWN = 30  # lines of the log, where the bot does not run


def confirm(host: Host, vps: Vps, before: str) -> str:
    """The documented status, once the bot is active twice, as one new process. Raises `Stop`."""
    first = look(host, vps)
    time.sleep(vps.settle_seconds)
    second = look(host, vps)
    if not facts.active(second).startswith("active"):
        state = facts.active(second) or "nothing"
        raise Stop(f"The bot does not run after the restart: systemd calls it {state}.", *lines(host, vps))
    if not facts.process(second):
        raise Stop("systemd calls the bot active, and tells no main process of it that runs.", *lines(host, vps))
    if facts.process(first) != facts.process(second):
        raise Stop(
            f"The bot does not stay up: its process changed within {vps.settle_seconds} s of the restart.",
            *lines(host, vps),
        )
    if facts.process(second) == facts.started(before):
        raise Stop(f"The bot was not restarted: its process is still {facts.process(second)}.", *lines(host, vps))
    return f"{second.text('service')}\n"


def look(host: Host, vps: Vps) -> Facts:
    return Facts(questions.ask(host, questions.of_bot(vps)), {})


def log(host: Host, vps: Vps) -> str:
    """The last 120 lines, as the document asks for them."""
    answer = host.ask(commands.log(vps))
    if answer.exit:
        raise Stop(f"The bot's log could not be read: {answer.out.strip()}")
    return Facts({"log": answer}, {}).text("log")


def lines(host: Host, vps: Vps) -> tuple[str, ...]:
    """The end of the log, for one who reads why the bot does not run."""
    answer = Facts({"log": host.ask(commands.log(vps))}, {})
    end = (answer.text("log") or answer.failure("log")).splitlines()[-SHOWN:]
    return ("Its log ends with:\n" + "\n".join(end),)


def news(before: str, after: str) -> list[str]:
    """The lines of a log that came after the first look at it.

    Both are the last lines of one growing log, so the first ends with the longest run that the second begins with.
    """
    old, new = ([line for line in log.splitlines() if not line.startswith("-- ")] for log in (before, after))
    common = next((size for size in range(min(len(old), len(new)), 0, -1) if old[-size:] == new[:size]), 0)
    return new[common:]


def alarms(lines: list[str], vps: Vps) -> list[str]:
    """Why the log since the restart is a reason to stop, with the lines themselves."""
    found = [line for line in lines if any(re.search(pattern, line) for pattern in vps.log_stop)]
    if not found:
        return []
    return [
        "The migration is applied, and the bot complains since its restart:",
        "\n".join(lines),
    ]
