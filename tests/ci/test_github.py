"""What GitHub says, told by a server on this machine that answers as its API does."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from ci import github
from ci.approval import refused
from ci.github import GitHub
from ci.plan import Plan, digest
from tests.ci.plans import plan

Answers = dict[str, Any]
Start = Callable[[Answers], dict[str, str]]
REVIEWERS = {"protection_rules": [{"type": "required_reviewers", "reviewers": [{"type": "User"}]}]}
APPROVED = [{"state": "approved", "environments": [{"name": "production"}], "user": {"login": "mika"}}]


@pytest.fixture
def hub() -> Iterator[Start]:
    """Starts a GitHub that knows these answers, by path, and nothing else; returns the variables of a job there."""
    answers: Answers = {}

    class Api(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path in answers and self.headers["Authorization"] == "Bearer t0ken"
            self.send_response(200 if known else 404)
            self.end_headers()
            self.wfile.write(json.dumps(answers.get(self.path, {})).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on stderr."""

    with HTTPServer(("127.0.0.1", 0), Api) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def start(known: Answers) -> dict[str, str]:
            answers.update({f"/repos/magikal/bot/{path}": answer for path, answer in known.items()})
            url = f"http://127.0.0.1:{server.server_port}"
            given = {"GITHUB_TOKEN": "t0ken", "GITHUB_REPOSITORY": "magikal/bot", "GITHUB_RUN_ID": "77"}
            return {**given, "GITHUB_API_URL": url}

        yield start
        server.shutdown()


def at(environ: dict[str, str]) -> GitHub:
    found = github.from_environment(environ)
    assert found is not None
    return found


def test_a_check_is_green_where_all_its_runs_are(hub: Start) -> None:
    runs = {"check_runs": [{"status": "completed", "conclusion": "success"}]}
    two = {"check_runs": [*runs["check_runs"], {"status": "in_progress", "conclusion": None}]}
    told = {"lint": runs, "Python 3.13": two, "new": {"check_runs": []}}
    asked = at(hub({github.check_path("abc", name): answer for name, answer in told.items()}))
    found = github.checks(asked, "abc", ("lint", "Python 3.13", "new"))
    assert found == {"lint": "success", "Python 3.13": "in_progress", "new": "missing"}


def test_a_refused_token_is_no_green(hub: Start) -> None:
    with pytest.raises(github.GitHubError, match="404"):
        github.checks(at(hub({})), "abc", ("lint",))


def approved(environ: dict[str, str], **answers: str) -> str:
    return refused(plan(vps=plan().vps | {"gate": "environment"}), "", environ)


def test_an_environment_with_reviewers_who_approved_this_run_is_a_gate(
    hub: Start,
) -> None:
    answers = {"environments/production": REVIEWERS, "actions/runs/77/approvals": APPROVED}
    assert approved(hub(answers)) == ""


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({}, "the rules of the environment production could not be read"),
        ({"environments/production": {"protection_rules": []}}, "has no required reviewers, so nobody would be asked"),
        ({"environments/production": {"protection_rules": [{"type": "wait_timer"}]}}, "has no required reviewers"),
        ({"environments/production": REVIEWERS}, "the approvals of this run could not be read"),
        (
            {"environments/production": REVIEWERS, "actions/runs/77/approvals": []},
            "nobody approved this run for the environment production",
        ),
        (
            {"environments/production": REVIEWERS, "actions/runs/77/approvals": [APPROVED[0] | {"state": "rejected"}]},
            "nobody approved this run",
        ),
    ],
)
def test_every_other_environment_stays_closed(answers: Answers, why: str, hub: Start) -> None:
    said = approved(hub(answers))
    assert why in said
    assert 'set gate = "digest" in the facts file' in said


def test_outside_of_github_the_environment_is_no_gate() -> None:
    assert "GITHUB_TOKEN is not set" in approved({})


def typed(approve: str) -> str:
    return refused(by_digest(), approve, {})


def by_digest() -> Plan:
    return plan(vps=plan().vps | {"gate": "digest"})


def test_the_digest_that_a_person_typed_is_a_gate() -> None:
    assert typed(digest(by_digest())) == ""
    assert "read the plan, then give its digest with --approve" in typed("")
    assert "'0123456789ab' was approved" in typed("0123456789ab")


def test_another_digest_is_refused_whatever_the_gate_is() -> None:
    assert "'0123456789ab' was approved" in refused(plan(), "0123456789ab", {})


def test_a_plan_with_a_closed_gate_is_never_applied() -> None:
    shut = plan(closed=({"line": "Check.", "why": "No."},), vps=plan().vps | {"gate": "digest"})
    assert "the plan has closed gates" in refused(shut, digest(shut), {})
