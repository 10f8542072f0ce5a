"""Mocha's JSON reporter: ``--reporter json``.

https://mochajs.org/#json; its object of ``stats``, ``tests``, ``pending``, ``failures`` and
``passes`` is documented by the reporter's source, ``lib/reporters/json.js``.
"""

import re
from typing import Any

from readiness.model import CaseOutcome, Counts, Location, TestRun
from readiness.reports import jsonfile
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._reading import declared
from readiness.reports.shapes import mapping, mappings, string
from readiness.reports.tally import Tally
from readiness.reports.values import count, moment, seconds

HOOK = re.compile(r'"(before|after) (all|each)" hook')
LISTS = ("passes", "failures", "pending")


def recognises(sample: Sample) -> bool:
    keys = sample.keys
    return "stats" in keys and not sample.is_array and ("tests" in keys or "passes" in keys)


def read(source: Source) -> TestRun:
    """The report's cases; a hook that failed is an error. Raises UnreadableError."""
    report = mapping(jsonfile.load(source))
    if not any(isinstance(report.get(name), list) for name in LISTS):
        raise UnreadableError("no Mocha report: it lists neither passes nor failures")
    tally = Tally(retries=False)
    for test in mappings(report.get("passes")):
        flaky = bool(count(test.get("currentRetry")))
        _add(tally, test, CaseOutcome.FLAKY if flaky else CaseOutcome.PASSED)
    for test in mappings(report.get("failures")):
        hook = HOOK.match(string(test.get("title")))
        _add(tally, test, CaseOutcome.ERRORED if hook else CaseOutcome.FAILED)
    for test in mappings(report.get("pending")):
        _add(tally, test, CaseOutcome.SKIPPED)
    stats = mapping(report.get("stats"))
    return tally.run(
        source.path,
        "mocha",
        declared=_declared(stats, tally.counts),
        timestamp=moment(stats.get("start")),
    )


def _add(tally: Tally, test: dict[str, Any], outcome: CaseOutcome) -> None:
    title, path = string(test.get("title")), string(test.get("file"))
    error = mapping(test.get("err"))
    milliseconds = seconds(test.get("duration"))
    tally.add(
        suite=path,
        classname=string(test.get("fullTitle")).removesuffix(title).strip(),
        name=title,
        outcome=outcome,
        time=None if milliseconds is None else milliseconds / 1000,
        message=string(error.get("stack")) or string(error.get("message")),
        location=Location(path=path) if path else None,
    )


def _declared(stats: dict[str, Any], counted: Counts) -> Counts | None:
    return declared(
        counted,
        passed=count(stats.get("passes")),
        failed=count(stats.get("failures")),
        skipped=count(stats.get("pending")),
    )
