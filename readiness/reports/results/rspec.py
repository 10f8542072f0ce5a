"""RSpec's JSON formatter: ``rspec --format json``.

``RSpec::Core::Formatters::JsonFormatter`` of rspec-core 3,
https://rspec.info/features/3-13/rspec-core/formatters/json-formatter/.
"""

from typing import Any

from readiness.model import CaseOutcome, Counts, Location, TestRun
from readiness.reports import jsonfile
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._reading import declared
from readiness.reports.shapes import line_number, mapping, mappings, string, strings
from readiness.reports.tally import Tally
from readiness.reports.values import count, seconds

OUTCOMES = {
    "passed": CaseOutcome.PASSED,
    "failed": CaseOutcome.FAILED,
    "pending": CaseOutcome.SKIPPED,
}
MOST_ERRORS = 1000


def recognises(sample: Sample) -> bool:
    keys = sample.keys
    return "examples" in keys and ("version" in keys or "summary_line" in keys)


def read(source: Source) -> TestRun:
    """The report's examples; what failed outside of them is an error. Raises UnreadableError."""
    report = mapping(jsonfile.load(source))
    if not isinstance(report.get("examples"), list):
        raise UnreadableError("no RSpec report: it has no list of examples")
    tally = Tally(retries=False)
    for example in mappings(report["examples"]):
        _add(tally, example)
    summary = mapping(report.get("summary"))
    outside = count(summary.get("errors_outside_of_examples_count")) or 0
    messages = strings(report.get("messages"))
    for nth in range(min(outside, MOST_ERRORS)):
        text = messages[nth] if nth < len(messages) else "an error outside of the examples"
        tally.add(
            name="" if nth == 0 else f"error {nth + 1}", outcome=CaseOutcome.ERRORED, message=text
        )
    return tally.run(
        source.path, "rspec", declared=_declared(summary, tally.counts, min(outside, MOST_ERRORS))
    )


def _add(tally: Tally, example: dict[str, Any]) -> None:
    name, full = string(example.get("description")), string(example.get("full_description"))
    path = string(example.get("file_path")).removeprefix("./")
    line = line_number(example.get("line_number"))
    error = mapping(example.get("exception"))
    trace = "\n".join(strings(error.get("backtrace"))[:20])
    text = f"{string(error.get('class'))}: {string(error.get('message'))}\n{trace}" if error else ""
    tally.add(
        suite=path,
        classname=full.removesuffix(name).strip(),
        name=name,
        outcome=OUTCOMES.get(string(example.get("status")), CaseOutcome.ERRORED),
        time=seconds(example.get("run_time")),
        message=text or string(example.get("pending_message")),
        location=Location(path=path, line=line) if path else None,
    )


def _declared(summary: dict[str, Any], counted: Counts, outside: int) -> Counts | None:
    total, failed = count(summary.get("example_count")), count(summary.get("failure_count"))
    pending = count(summary.get("pending_count")) or 0
    if total is None or failed is None:
        return None
    return declared(
        counted,
        passed=max(total - failed - pending, 0),
        failed=failed,
        skipped=pending,
        errored=outside,
    )
