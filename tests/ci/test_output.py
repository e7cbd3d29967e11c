"""What is printed commands nothing of GitHub's, whatever it quotes."""

import subprocess
import sys

from tests.ci.deploying import ROOT


def test_an_error_is_printed_where_no_line_is_a_command() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ci.deploy", "apply", "--plan", "plan\n::error::pwned"],
        cwd=ROOT,
        env={"GITHUB_ACTIONS": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert ran.returncode == 2
    first, *between, last = ran.stdout.splitlines()
    assert first == f"::stop-commands::{last.strip(':')}"
    assert between[0] == "deploy: plan"
    assert between[1].startswith("::error::pwned is no plan that can be read")
