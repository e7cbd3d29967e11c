"""Strike deploys with every fault and print the table: `python -m tests.ci.fault_table [WORD ...]`, as root."""

import sys
import tempfile
from pathlib import Path

from tests.ci import evidence
from tests.ci.deploying import deployer
from tests.ci.faults import FAULTS, Fault
from tests.ci.vps import boot, mode

HEAD = "fault | struck at | exit | wanted | database | code | ran twice | lost | secret printed | what it said"


def main(words: list[str]) -> int:
    """The exit code: 1 if a deploy ended otherwise than it must."""
    if mode.lacking():
        print(f"the faults need a VPS in namespaces: {mode.lacking()}", file=sys.stderr)
        return 2
    print(f"| {HEAD} |\n|{' --- |' * len(HEAD.split(' | '))}")
    return max([struck(fault) for fault in FAULTS if all(word in fault.name for word in words)], default=2)


def struck(fault: Fault) -> int:
    with tempfile.TemporaryDirectory() as place, boot(Path(place) / "vps") as vps:
        person = deployer(vps, Path(place) / "person")
        evidence.watch(vps)
        before = evidence.gather(vps)
        ran = fault.strike(person)
        after = evidence.gather(vps)
        code = {vps.then: "of then", vps.now: "of now"}.get(after.commit, "another")
        twice = "yes" if max(after.upgrades, after.starts) > 1 else "no"
        lost = "no" if after.rows == before.rows else "yes"
        told = "yes" if evidence.secrets_in(person, ran) else "no"
    as_wanted = (ran.exit, after.revision) == (fault.exit, fault.revision) and (twice, lost, told) == ("no", "no", "no")
    cells = (
        fault.name,
        fault.step,
        ran.exit,
        fault.exit,
        after.revision,
        code,
        twice,
        lost,
        told,
        said(fault, ran.out),
    )
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return 0 if as_wanted else 1


def said(fault: Fault, out: str) -> str:
    """The line of the output that has the fault's sentence."""
    lines = (" ".join(line.split()).replace("|", "¦") for line in out.replace("\\", "").splitlines())
    return next((line for line in lines if fault.sentence in line), f"not {fault.sentence!r}")[:300]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
