"""RSpec and Robot Framework."""

from datetime import datetime
from pathlib import Path

import pytest
from support.results import case, numbers, sample, written

from readiness.model import CaseOutcome, Location
from readiness.reports.case_checks import is_uncollected


def test_rspec() -> None:
    run = sample("rspec/by-hand.json")
    assert numbers(run) == (1, 1, 1, 1, 0)
    assert run.declared == run.counts
    found = case(run, "refuses")
    assert (found.suite, found.classname) == ("spec/shop_spec.rb", "Shop")
    assert found.location == Location(path="spec/shop_spec.rb", line=6)
    assert found.message.startswith("RSpec::Expectations::ExpectationNotMetError")
    assert "spec/broken_spec.rb" in case(run, "").message


def test_what_rspec_wrote() -> None:
    run = sample("rspec/rspec.json")
    assert numbers(run) == (1, 3, 0, 3, 0)
    assert run.declared == run.counts
    assert case(run, "fails as expected").message == "known"
    (broken,) = sample("rspec/rspec-not-loaded.json").cases
    assert is_uncollected(broken)


@pytest.mark.parametrize("name", ["output.xml", "output.json", "legacy.xml"])
def test_robot(name: str) -> None:
    run = sample(f"robot/{name}")
    assert numbers(run) == (2, 2, 0, 1, 0)
    assert run.declared == run.counts
    assert run.timestamp is not None
    found = case(run, "Never Runs")
    assert found.classname == "Shop.Locked"
    assert found.message == "Parent suite setup failed:\nno key"
    assert found.location is not None
    assert found.location.line == 5
    assert case(run, "Left Out").message == "not here"


def test_robot_3_tolerates_what_is_not_critical() -> None:
    run = sample("robot/by-hand-3.xml")
    assert numbers(run) == (1, 1, 0, 1, 0)
    assert run.declared == run.counts
    assert run.timestamp == datetime(2019, 5, 1, 12, 30)
    assert case(run, "Tolerated").outcome is CaseOutcome.EXPECTED_FAILURE
    assert run.suites[0].time == pytest.approx(0.35)


def test_robot_3_time_with_a_zone_at_one_end_only(tmp_path: Path) -> None:
    status = "<status status='PASS' starttime='20190501 12:30:00.100' endtime='20190501 12-10:00'/>"
    run = written(
        tmp_path, f"<robot><suite name='a'><test name='b'>{status}</test></suite></robot>"
    )
    assert run.suites[0].time is None
