"""What the workflows run, run: each job's steps in clean clones, with GitHub's variables set to files."""

import json
import re
from pathlib import Path

import pytest
import yaml
from alembic.script import ScriptDirectory
from workflows import EXPRESSION, ROOT, WORKFLOWS, Runner, clone, environment, git, read, repository

BOT = ROOT / "tests" / "magikal-bot"
REPLAY = "Replay the chain and review what is new"
NOT_FROM_A_FORK = (
    "!cancelled() && strategy.job-index == 0 && (github.event_name != 'pull_request' "
    "|| github.event.pull_request.head.repo.full_name == github.repository)"
)
BAD = '''"""forget what tickets were about"""
import sqlalchemy as sa
from alembic import op

revision = "bad0c0ffee00"
down_revision = "{head}"


def upgrade():
    op.drop_column("tickets", "subject", schema="cfg")


def downgrade():
    op.add_column("tickets", sa.Column("subject", sa.Text()), schema="cfg")
'''


def postgres() -> str:
    """A major that this machine has; where it has none, the one that comes with the package."""
    majors = [path.parts[-3] for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    return max(majors, key=float, default="18")


def values(temp, fork=False, **inputs):
    """The expressions of migrations.yml, as GitHub would evaluate them."""
    return {
        "job.workflow_repository": "magikal/migrations-check",
        "job.workflow_sha": git(ROOT, "rev-parse", "HEAD"),
        "inputs.python || '3.13'": "3.13",
        "inputs.project || 'tests/magikal-bot'": inputs.get("project", "tests/magikal-bot"),
        "inputs.since": inputs.get("since", ""),
        "matrix.postgres": postgres(),
        "runner.temp": str(temp),
        "!cancelled()": True,
        NOT_FROM_A_FORK: not fork,
    }


def add_bad_migration(project):
    versions = project / "migrations" / "versions"
    head = ScriptDirectory(str(project / "migrations")).get_current_head()
    (versions / "bad0c0ffee00_forget_subjects.py").write_text(BAD.format(head=head))
    git(project, "checkout", "-q", "-b", "topic")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Forget what tickets were about")


def test_a_push_to_our_own_main_passes_and_keeps_its_reports(tmp_path):
    workspace, event = tmp_path / "workspace", tmp_path / "event.json"
    clone(workspace)
    event.write_text(json.dumps({"before": git(workspace, "rev-parse", "HEAD")}))
    environ = environment(tmp_path, event_name="push", event_path=str(event))
    done = Runner(workspace, tmp_path, values(tmp_path), environ).job("migrations.yml", "migrations")
    assert {name: ran.output for name, ran in done.items() if ran.code} == {}
    assert "passed: nothing found" in done[REPLAY].output
    assert done[REPLAY].summary.startswith("## ✅ passed: nothing found")
    kept = [file.name for file in done["Keep the page and the reports"].files]
    assert kept == ["index.html", "junit.xml", "report.json", "report.sarif"]
    assert [file.name for file in done["Show the findings under code scanning"].files] == ["report.sarif"]


def test_a_bad_pull_request_from_a_fork_of_a_bot_that_calls_us_shows_everything(tmp_path):
    base, workspace = tmp_path / "bot", tmp_path / "workspace"
    repository(base, BOT)
    git(tmp_path, "clone", "-q", str(base), str(workspace))
    add_bad_migration(workspace)
    environ = environment(tmp_path, event_name="pull_request", base_ref="main")
    done = Runner(workspace, tmp_path, values(tmp_path, fork=True, project="."), environ).job(
        "migrations.yml", "migrations"
    )
    assert [name for name, ran in done.items() if ran.code] == [REPLAY]
    told, summary = done[REPLAY].output, done[REPLAY].summary
    path = "migrations/versions/bad0c0ffee00_forget_subjects.py"
    assert f"::error file={path},line=10,title=drop-column cfg.tickets.subject::cfg.tickets.subject is dropped" in told
    assert "1 of 25 revisions is new: not in origin/main" in told
    assert summary.startswith("## ❌ did not pass: ")
    assert "cfg.tickets.subject" in summary
    assert "```mermaid" in summary
    page, junit, report, _ = done["Keep the page and the reports"].files
    assert "cfg.tickets.subject" in page.read_text()
    assert '<failure message="cfg.tickets.subject is dropped' in junit.read_text()
    assert json.loads(report.read_text())["revisions"]["new"] == ["bad0c0ffee00"]
    assert "Show the findings under code scanning" not in done


def test_a_major_that_the_runner_lacks_is_installed(tmp_path):
    steps = read("migrations.yml")["jobs"]["migrations"]["steps"]
    install = next(step for step in steps if step.get("name", "").startswith("Install Postgres"))
    runner = Runner(tmp_path, tmp_path, {"matrix.postgres": "99"}, environment(tmp_path))
    assert runner.step(install).code == 0
    assert (tmp_path / "sudo").read_text().splitlines() == [
        "/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y",
        "apt-get install -y postgresql-99",
    ]


@pytest.mark.parametrize("job", ["lint", "tests", "browser"])
def test_what_tests_yml_runs(tmp_path, job):
    """The tests are collected and not run: this is one of them."""
    workspace = tmp_path / "workspace"
    clone(workspace)
    environ = {**environment(tmp_path), "PYTEST_ADDOPTS": "--collect-only -q"}
    table = {"matrix.python": "3.13", "matrix.postgres": postgres()}
    done = Runner(workspace, tmp_path, table, environ).job("tests.yml", job)
    assert {name: ran.output for name, ran in done.items() if ran.code} == {}
    assert f"Session {job} was successful" in done[f"nox -s {job}"].output


@pytest.mark.parametrize("workflow", sorted(file.name for file in WORKFLOWS.glob("*.yml")))
def test_a_workflow_is_careful(workflow):
    """Nothing is put into a shell's text, every action is pinned, and no token is left lying about."""
    told = read(workflow)
    assert told["permissions"] == {}
    assert "pull_request_target" not in told["on"]
    for job in told["jobs"].values():
        for step in job.get("steps", []):
            assert not EXPRESSION.search(step.get("run", ""))
            if "uses" in step:
                assert re.search(r"@[0-9a-f]{40}$", step["uses"])
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] == "false"


def test_the_readme_shows_how_to_call_it():
    (shown,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    (call,) = yaml.load(shown, yaml.BaseLoader)["jobs"].values()
    ours = read("migrations.yml")
    assert call["uses"].partition("@")[0].endswith("/migrations-check/.github/workflows/migrations.yml")
    assert call["permissions"] == ours["jobs"]["migrations"]["permissions"]
    assert call["with"].keys() <= ours["on"]["workflow_call"]["inputs"].keys()
    assert json.loads(call["with"]["postgres"])
