"""`plan`: look at everything, change nothing, and write down what a deploy would do."""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ci import check, commit, facts, git, questions, state, vps
from ci.account import Account
from ci.deploy import RUNBOOK, closed, words
from ci.ends import DONE, STOPPED
from ci.gates import Known
from ci.host import Host, connect, login
from ci.output import show, summarize
from ci.plan import Plan, affected, canonical, digest, make
from ci.questions import ask, said
from ci.steps import Deploy
from ci.text import render
from ci.vps import Vps


def main(options: argparse.Namespace, environ: Mapping[str, str]) -> int:
    repository, documented = git.top(options.project), vps.read(options.facts)
    git.commit(repository, options.commit)
    made_up = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    run = state.named("run", options.run or environ.get("GITHUB_RUN_ID") or made_up)
    with connect(login(environ)) as host:
        known = look(host, documented, repository, options, environ)
        risks = count(host, known)
    plan = judge(host, known, repository, run, options.restart, risks)
    options.out.write_text(canonical(plan), "utf-8")
    text = render(plan, [words(step) for step in RUNBOOK])
    show(text)
    summarize(text, environ)
    show(f"Written to {options.out}. {approve(plan, options.out)}")
    return STOPPED if plan.closed else DONE


def look(
    host: Host, documented: Vps, repository: Path, options: argparse.Namespace, environ: Mapping[str, str]
) -> Known:
    """The VPS, the commit, and what the check says of what is pending."""
    found = facts.gather(host, documented)
    there = commit.commit(repository, options.commit, found.text("commit"), documented, environ)
    judged = check.check(repository, there.id, found.current, facts.dump(found), options.python)
    return Known(documented, found, there, judged, options.replace_local_edits)


def count(host: Host, known: Known) -> tuple[Mapping[str, Any], ...]:
    """How much lives in what is dropped or locked; it is asked only where something is."""
    wanted = affected(known)
    if not wanted:
        return ()
    told = said(ask(host, {"probe": questions.probe(known.vps, count=wanted)})["probe"])
    counts = told.get("counts") or [("an unknown number of", "an unknown number")] * len(wanted)
    sizes = dict(known.facts.database["tables"])
    gone = {finding["subject"] for finding in known.check.findings if finding["check"] == "drop-table"}
    return tuple(
        {
            "table": table,
            "column": column,
            "rows": rows,
            "values": values,
            "bytes": sizes[table],
            "lock": "" if column or table in gone else known.check.locks[table],
        }
        for (table, column), (rows, values) in zip(wanted, counts, strict=True)
    )


def judge(
    host: Host, known: Known, repository: Path, run: str, restart: str, risks: tuple[Mapping[str, Any], ...]
) -> Plan:
    """The plan, with every gate that is closed. Where it is known that nothing is to be done, none is asked."""
    draft = make(known, run, restart, risks, ())
    idle = not draft.commands and not known.check.error and known.facts.current == known.check.head
    shut = () if idle else closed(Deploy(host, known, draft, repository, False, show, Account(None, {})))
    gates = tuple({"line": words(step)[0], "why": why} for step, stop in shut for why in stop.sentences)
    return make(known, run, restart, risks, gates)


def approve(plan: Plan, file: Path) -> str:
    if plan.closed:
        return "It cannot be applied: put right what is named above, and plan anew."
    if not plan.commands:
        return "Nothing is to be done."
    if plan.facts.gate == "digest":
        return f"Who has read it applies it with: python -m ci.deploy apply --plan {file} --approve {digest(plan)}"
    return f"The reviewers of the GitHub environment {plan.facts.environment} approve it."
