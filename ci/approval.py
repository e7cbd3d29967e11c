"""Whether a person approved the plan that is to be applied."""

from __future__ import annotations

from collections.abc import Mapping

from ci import github
from ci.plan import Plan, digest


def refused(plan: Plan, approved: str, environ: Mapping[str, str]) -> str:
    """Why the plan may not be applied; empty where it may."""
    if plan.closed:
        return "the plan has closed gates, so it is not applied: put right what it names there, and plan anew"
    by_digest = plan.facts.gate == "digest"
    if (by_digest or approved) and approved != digest(plan):
        given = f"the plan's digest is {digest(plan)}, and {approved!r} was approved"
        return f"{given}: read the plan, then give its digest with --approve"
    return "" if by_digest else unapproved(plan, environ)


def unapproved(plan: Plan, environ: Mapping[str, str]) -> str:
    """Why no reviewer of the GitHub environment stands behind this run; empty where one does."""
    name, other = plan.facts.environment, 'or set gate = "digest" in the facts file, and approve by --approve DIGEST'
    hub = github.from_environment(environ)
    if hub is None:
        return (
            f"the gate is the GitHub environment {name}, and GITHUB_TOKEN is not set: apply it in a workflow, {other}"
        )
    why = github.environment(hub, name) or github.approval(hub, name)
    settings = "set required reviewers in the repository's settings (private ones need Enterprise)"
    return f"{why}: {settings}, {other}" if why else ""
