"""The check run: conclusion, title within its limit, and every annotation."""

from dataclasses import replace

import pytest
from support import reports

from readiness.model import ClaimVerdict, Finding, Location, Outcome, Verdict
from readiness.render import check


@pytest.mark.parametrize(
    ("verdict", "conclusion"),
    [
        (Verdict.READY, "success"),
        (Verdict.DEGRADED, "neutral"),
        (Verdict.NOT_READY, "failure"),
        (Verdict.NOT_ASSESSED, "failure"),
    ],
)
def test_the_conclusion_follows_the_verdict(verdict, conclusion):
    report = reports.bad()
    report = replace(report, assessment=replace(report.assessment, verdict=verdict))
    assert check.render(report, reports.LINKS).conclusion == conclusion


def test_the_title_carries_verdict_score_and_claims():
    made = check.render(reports.bad(), reports.LINKS)
    assert made.title == (
        "Not ready: 2 gates not met, 3 blockers (41.7 of 100); "
        "3 claims contradicted, 2 confirmed, 2 unsupported"
    )
    assert "Not ready" not in made.summary
    assert "**What blocks**" in made.summary
    assert "Score: 100 − 58.3 = 41.7" in made.text


def test_every_contradiction_and_finding_in_a_file_is_annotated():
    found = check.render(reports.bad(), reports.LINKS).annotations
    assert [(each.path, each.start_line, each.level) for each in found] == [
        ("README.md", 12, "failure"),
        ("docs/PLAN.md", 140, "failure"),
        ("courier/outbox.py", 88, "failure"),
        ("courier/retry.py", 31, "failure"),
        ("courier/cli.py", 14, "failure"),
        ("courier/retry.py", 5, "warning"),
        ("courier/search.py", 3, "warning"),
        ("courier/conf.py", 9, "notice"),
    ]
    assert found[0].title == 'Contradicted: "85 % coverage"'
    assert found[2].title == "Code that says it is not finished."
    assert found[2].message.endswith("\n\nFix: " + reports.UNFINISHED.fix)


def test_annotations_stay_within_their_limits_and_are_never_dropped():
    long = Finding(
        rule=reports.UNFINISHED,
        outcome=Outcome.FAIL,
        message="漢 \x1b[31m" * 30_000,
        location=Location(path="a.py", line=9, end_line=2),
    )
    short = replace(long, message="short")
    report = replace(reports.bad(), findings=(long, *(short,) * 1199), judgements=())
    found = check.render(report, reports.LINKS).annotations
    assert len(found) == 1200
    assert all(len(each.message.encode()) <= 64 * 1024 for each in found)
    assert (found[0].start_line, found[0].end_line) == (9, 9)
    assert "\x1b" not in found[0].message


def test_a_long_claim_makes_no_long_title():
    judgement = reports.judged(
        reports.claim("very " * 200 + "done", document="README.md"),
        ClaimVerdict.CONTRADICTED,
        "no",
    )
    found = check.render(replace(reports.bad(), judgements=(judgement,)), reports.LINKS)
    assert len(found.annotations[0].title) <= 255
    assert found.annotations[0].title.endswith("very…")
