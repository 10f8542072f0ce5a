"""The first line of every rendering: the verdict, what it is for, and the score."""

from dataclasses import replace
from decimal import Decimal

import pytest
from support import reports

from readiness.model import (
    Component,
    ComponentReport,
    Finding,
    Outcome,
    Severity,
    Verdict,
)
from readiness.render import check, comment, html, summary, terminal
from readiness.render.simulation import simulation
from readiness.render.view import View

UNSURE = Finding(
    rule=reports.rule("operations.ci-tests", Severity.MINOR),
    outcome=Outcome.UNKNOWN,
    message="There are no workflows",
)


def said(report, **changes):
    report = replace(report, assessment=replace(report.assessment, **changes))
    return View(report=report, links=reports.LINKS).headline


def test_a_full_score_never_stands_alone_beside_a_gate_that_failed():
    bad = reports.bad()
    gates = bad.assessment.gates[:1]
    full = {"gates": gates, "score": Decimal(100)}
    assert said(replace(bad, findings=()), **full) == (
        "Not ready: gate tests.pass-rate not met (100 of 100)"
    )
    assert said(bad, **full) == "Not ready: gate tests.pass-rate not met, 3 blockers (100 of 100)"


def test_where_the_score_is_what_it_is_for_the_bound_is_said():
    good = reports.good()
    low = {"verdict": Verdict.DEGRADED, "score": Decimal("78.5")}
    assert said(good, **low) == "Degraded: 78.5 of 100, below 80"
    low = {"verdict": Verdict.NOT_READY, "score": Decimal("31.2")}
    assert said(good, **low) == "Not ready: 31.2 of 100, below 50"
    assert said(good) == "Ready: 100 of 100"


def test_what_only_keeps_it_from_ready_is_said_of_a_degraded_one():
    claim = reports.bad().judgements[0]
    good = replace(reports.good(), findings=(UNSURE,), judgements=(claim,))
    assert said(good, verdict=Verdict.DEGRADED) == (
        "Degraded: 1 check undecided, contradicted claims (100 of 100)"
    )


def test_a_component_that_is_not_ready_is_named_and_several_are_counted():
    good = reports.good()
    worse = replace(good.assessment, verdict=Verdict.NOT_READY)
    parts = tuple(
        ComponentReport(component=Component(name=each, path=each), assessment=worse)
        for each in ("api", "web")
    )
    one, both = (replace(good, components=each) for each in (parts[:1], parts))
    assert said(one, verdict=Verdict.NOT_READY) == "Not ready: component api not ready (100 of 100)"
    assert said(both, verdict=Verdict.NOT_READY) == (
        "Not ready: 2 requirements not met (100 of 100)"
    )


@pytest.mark.parametrize("make", [reports.bad, reports.good, reports.empty])
def test_every_rendering_begins_with_it(make):
    report = make()
    headline = View(report=report, links=reports.LINKS).headline
    assert comment.render(report, reports.LINKS).partition("\n")[0].endswith(f" {headline}")
    assert summary.render(report, reports.LINKS).partition("\n")[0].endswith(f" {headline}")
    assert terminal.render(report, reports.LINKS).partition("\n")[0] == headline
    assert check.render(report, reports.LINKS).title.startswith(f"{headline}; ")
    page = html.render(report, reports.LINKS)
    assert f"<title>{headline} · Readiness</title>" in page
    assert f">{headline}</h1>" in page
    assert f"now:  {headline} · " in simulation(report, report)
