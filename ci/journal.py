"""Steps that run on the VPS to their end, once, whatever becomes of the connection."""

import codecs
import hashlib
import secrets
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ci.host import Ended, Host, HostError
from ci.redact import redact
from ci.state import named, script, text

OTHER_COMMAND, NO_LOCK, NOT_THERE = 3, 4, 3  # exit codes of the scripts
SPARE = 60  # seconds, for the script to tell how the step stands


class OtherCommand(Exception):
    """This step of this run was started with another command."""


class StillRunning(Exception):
    """The step did not end in time; it was not stopped."""


class NotHeld(Exception):
    """The step was not started, since this run does not hold the deploy lock any more."""


@dataclass(frozen=True)
class Outcome:
    """How a step ended. `exit` is None if that is lost: the VPS was rebooted, or what ran it was killed.

    `out` is without passwords; `started` and `ended` are the VPS's clock, in UTC and ISO 8601, `ended` empty if lost;
    `attached`: another call had started it.
    """

    exit: int | None
    out: str
    sha256: str
    started: str
    ended: str
    attached: bool

    @property
    def told(self) -> str:
        """The end in words."""
        if self.exit is None:
            return "lost: it was started, and no exit code was written"
        if self.exit > 128 and self.exit - 128 in set(signal.Signals):
            return f"exit code {self.exit}: killed by {signal.Signals(self.exit - 128).name}"
        return f"exit code {self.exit}"


@dataclass(frozen=True)
class Running:
    """A step that has not ended."""

    out: str
    sha256: str
    started: str


@dataclass
class Output:
    """What a step wrote: counted in bytes, shown in whole lines without passwords."""

    show: Callable[[str], None]
    size: int = 0
    shown: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    decoder: codecs.IncrementalDecoder = field(default_factory=lambda: codecs.getincrementaldecoder("utf-8")("replace"))

    def add(self, data: bytes) -> None:
        self.size += len(data)
        lines, newline, rest = self.decoder.decode(data).rpartition("\n")
        if newline:
            self._tell("".join([*self.rest, lines, newline]))
            self.rest = []
        self.rest.append(rest)

    def end(self) -> str:
        """The rest is shown too; returns all of it."""
        self._tell("".join([*self.rest, self.decoder.decode(b"", final=True)]))
        return "".join(self.shown)

    def _tell(self, lines: str) -> None:
        if lines:
            self.shown.append(redact(lines))
            self.show(self.shown[-1])


def perform(host: Host, run: str, step: str, command: str, *, show: Callable[[str], None], timeout: float) -> Outcome:
    """Run a command as this step of this run, or attach to it if it was started already; wait for its end.

    Whole lines of its output go to `show`, each once. The command runs in the user's home with an empty stdin, and is
    started only while the run holds the deploy lock. Raises StillRunning after `timeout` seconds; nothing is stopped.
    """
    sha256, client = hashlib.sha256(command.encode()).hexdigest(), secrets.token_hex(8)
    words = {"run": named("run", run), "step": named("step", step), "sha256": sha256, "client": client}
    output, deadline = Output(show), time.monotonic() + timeout

    def follow() -> str:
        left = str(max(1.0, deadline - time.monotonic()))
        return script("status", "perform", **words, offset=str(output.size), seconds=left, runner=text("runner"))

    while True:
        ended = host.follow(follow, output.add, stdin=command.encode(), timeout=timeout + SPARE)
        facts = _facts(ended, run, step)
        if _is_over(facts) and output.size >= int(facts["size"]):
            return _outcome(facts, output.end(), client)
        if time.monotonic() > deadline:
            output.end()
            raise StillRunning(
                f"step {step} of run {run} has not ended after {timeout:g} s; it goes on, and nothing was stopped: "
                "run this again with the same run id to wait for it"
            )


def look(host: Host, run: str, step: str) -> Outcome | Running | None:
    """What is known of a step; None if it was never started."""
    answer = host.ask(script("status", "look", run=named("run", run), step=named("step", step)))
    if answer.exit == NOT_THERE:
        return None
    told, _, out = answer.out.partition("\n\n")
    facts = _parsed(told)
    if _is_over(facts):
        return _outcome(facts, redact(out), client="")
    return Running(redact(out), facts["sha256"], facts["started"].split()[0]) if "started" in facts else None


def _facts(ended: Ended, run: str, step: str) -> dict[str, str]:
    if ended.exit == OTHER_COMMAND:
        raise OtherCommand(f"step {step} of run {run} was started with another command; begin a new run")
    if ended.exit == NO_LOCK:
        raise NotHeld(f"step {step} was not started: run {run} does not hold the deploy lock any more; begin a new run")
    if ended.exit:
        raise HostError(
            f"step {step} of run {run} could not be started, and did not run: {redact(ended.err.strip())}; "
            "make room in ~/.local/state/migrations-check on the VPS, or put right what it says"
        )
    return _parsed(ended.err)


def _parsed(told: str) -> dict[str, str]:
    return {word: value.strip() for word, _, value in (line.partition(" ") for line in told.splitlines())}


def _is_over(facts: dict[str, str]) -> bool:
    return "exit" in facts or ("started" in facts and facts["alive"] == "no")


def _outcome(facts: dict[str, str], out: str, client: str) -> Outcome:
    started, starter = facts["started"].split()
    exit, ended = facts["exit"].split() if "exit" in facts else (None, "")
    return Outcome(None if exit is None else int(exit), out, facts["sha256"], started, ended, starter != client)
