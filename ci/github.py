"""What GitHub says of a commit, a branch and an environment; reading only, with the job's token."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

GREEN = ("success", "neutral", "skipped")


class GitHubError(Exception):
    """GitHub gave no answer, or refused."""


@dataclass(frozen=True)
class GitHub:
    api: str
    repository: str
    token: str = field(repr=False)
    run: str


def from_environment(environ: Mapping[str, str]) -> GitHub | None:
    """None where no token or repository is given."""
    token, repository = environ.get("GITHUB_TOKEN", ""), environ.get("GITHUB_REPOSITORY", "")
    if not token or not repository:
        return None
    api = environ.get("GITHUB_API_URL", "https://api.github.com")
    return GitHub(api, repository, token, environ.get("GITHUB_RUN_ID", ""))


def get(github: GitHub, path: str) -> Any:
    """The answer to `/repos/OWNER/NAME/path`. Raises `GitHubError`."""
    url = f"{github.api}/repos/{github.repository}/{path}"
    headers = {"Authorization": f"Bearer {github.token}", "Accept": "application/vnd.github+json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise GitHubError(f"{path}: {error.code} {error.reason}") from error
    except (OSError, ValueError) as error:
        raise GitHubError(f"{path}: {error}") from error


def checks(github: GitHub, commit: str, names: tuple[str, ...]) -> dict[str, str]:
    """How the latest run of each named check ended; `missing` where there is none. Raises `GitHubError`."""
    return {name: conclusion(get(github, check_path(commit, name))) for name in names}


def check_path(commit: str, name: str) -> str:
    return f"commits/{commit}/check-runs?filter=latest&check_name={quote(name)}"


def conclusion(answer: Mapping[str, Any]) -> str:
    """Of several runs of one name, the worst: all of them must be green."""
    found = [run.get("conclusion") or run.get("status") or "unknown" for run in answer.get("check_runs", ())]
    return next((word for word in found if word not in GREEN), found[0] if found else "missing")


def environment(github: GitHub, name: str) -> str:
    """Why the environment is no gate; empty where its reviewers must approve."""
    try:
        return weakness(name, get(github, f"environments/{quote(name, safe='')}"))
    except GitHubError as error:
        return f"the rules of the environment {name} could not be read ({error}); the token needs `actions: read`"


def weakness(name: str, answer: Mapping[str, Any]) -> str:
    rules = [rule for rule in answer.get("protection_rules", ()) if rule.get("type") == "required_reviewers"]
    if not any(rule.get("reviewers") for rule in rules):
        return f"the environment {name} has no required reviewers, so nobody would be asked"
    return ""


def approval(github: GitHub, name: str) -> str:
    """Why this workflow run is not approved; empty where a person approved it."""
    try:
        found = get(github, f"actions/runs/{github.run}/approvals")
    except GitHubError as error:
        return f"the approvals of this run could not be read ({error}); the token needs `actions: read`"
    names = [entry["name"] for one in found if one.get("state") == "approved" for entry in one.get("environments", ())]
    return "" if name in names else f"nobody approved this run for the environment {name}"
