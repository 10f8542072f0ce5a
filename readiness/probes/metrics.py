"""Metrics that are counted and can be read, and a log whose records have fields."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Severity
from readiness.probes._answers import absent, shown, unsuitable
from readiness.probes._evidence import Code, traces
from readiness.probes._files import configured
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Snapshot

COUNTED = traces("metrics.counted")
READ = traces("metrics.read")
WHOLE = traces("metrics.whole")
SPRING = re.compile(
    r"^management\.endpoints\.web\.exposure\.include\s*=.*(?:prometheus|metrics|\*)"
    r"|^[ \t]+include:\s*['\"]?(?:.*\bprometheus\b|.*\bmetrics\b|\*)",
    re.MULTILINE,
)
FIELDS = traces("metrics.fields")
ENCODER = re.compile(
    r"LogstashEncoder|EcsEncoder|JsonEncoder|JsonTemplateLayout|JsonLayout"
    r"|logging\.structured\.format"
    r"|^[ \t]+structured:\s*$|pythonjsonlogger|json_log_formatter|JsonFormatter",
    re.MULTILINE,
)
PLAIN = traces("metrics.plain")
SETTINGS = frozenset({"properties", "yaml", "xml", "ini", "toml", "json"})


@probe("operations.metrics", severity=Severity.NOTE, effort=Effort.HOURS)
def metrics(snapshot: Snapshot) -> Iterator[Observation]:
    """The service counts what it does, and the numbers can be read.

    Why: Nobody sees that it gets slower or fails more often before its users do.

    How: For services: a metric that the code makes (Prometheus, OpenTelemetry, StatsD, Micrometer)
    together with what exposes or exports it; or a middleware that does both. Metrics that nothing
    exposes fail.

    Fix: Count requests, errors and durations, and expose them on an endpoint or export them.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No metrics are needed: {NO_SERVICE}")
        return
    code = snapshot.once(Code)
    whole, counted, read = (code.traced(each) for each in (WHOLE, COUNTED, READ))
    read = read or configured(snapshot, SPRING, SETTINGS)
    if whole:
        yield shown("A middleware counts the requests and exposes the numbers", whole)
    elif counted and read:
        yield shown("Metrics are counted and exposed", read, counted)
    elif counted:
        yield absent(snapshot, "This is counted, and nothing exposes the number", counted)
    elif read:
        yield shown("Metrics are exposed", read)
    else:
        yield absent(snapshot, "Nothing is counted")


@probe("operations.logging", severity=Severity.NOTE, effort=Effort.HOURS)
def logging(snapshot: Snapshot) -> Iterator[Observation]:
    """The log is structured: its records have fields.

    Why: Plain text can't be searched by level, time and request when it matters.

    How: For services: a logging library or a formatter that writes fields or JSON, in code or in
    the configuration of logging. Plain logging and printing fail.

    Fix: Let the root logger write JSON, with a level, a time and the request's id.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No structured log is needed: {NO_SERVICE}")
        return
    code = snapshot.once(Code)
    found = code.traced(FIELDS) or configured(snapshot, ENCODER, SETTINGS)
    if found:
        yield shown("Records are logged with fields", found)
        return
    plain = code.traced(PLAIN)
    message = "Records are plain text here and nothing gives them fields" if plain else None
    yield absent(snapshot, message or "Nothing gives the records of the log fields", plain)
