"""Test Anything Protocol, versions 12 to 14, https://testanything.org/tap-version-14-specification.html.

Subtests are indented by four spaces, their parent's test point follows them and is no case of its
own; Node's runner counts the parent too where it is a test, and so it is here. ``TODO`` that fails
is an expected failure. Of YAML diagnostics plain ``key: value`` lines and block texts are read.
"""

import re
from dataclasses import dataclass, field

from readiness.model import CaseOutcome, Counts, Location, TestRun
from readiness.reports import jsonfile
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.results._reading import Damage, declared, salvage
from readiness.reports.shapes import line_number
from readiness.reports.tally import Tally
from readiness.reports.values import count, seconds

INDENT = 4
DEEPEST = 100
LONGEST_DIAGNOSTIC = 4000
LONGEST_LINE = 1 << 16
BLOCKS = ("|", "|-", "|+", ">", ">-", ">+")

POINT = re.compile(r"(not )?ok\b(?:\s+(\d{1,9})\b)?(?:\s*-(?=\s|$))?\s*(.*)")
PLAN = re.compile(r"1\.\.(\d{1,9})(?:\s*#\s*(.*))?$")
DIRECTIVE = re.compile(r"(?<!\\)(?:\\\\)*#\s*(skip|todo)\w*\b:?\s*(.*)$", re.IGNORECASE)
COMMENTED_TIME = re.compile(r"(?<!\\)# time=(\d{1,9}(?:\.\d{1,6})?)(ms|s)?\s*\{?$")
SUMMARY = re.compile(r"# \{ total: (\d{1,9})(?:, pass: (\d{1,9}))?(?:, fail: (\d{1,9}))?[^}]*\}$")
TRAILER = re.compile(r"# (tests|pass|fail|cancelled|skipped|skip|todo)\s+(\d{1,9})$")
FIELD = re.compile(r"\s*([A-Za-z_]+):\s*(.*)$")
PLACE = re.compile(
    r"(?:file://)?((?:[A-Za-z]:)?[^\s():'\"][^():'\"]{0,500}):(\d{1,7})(?::\d{1,7})?\)?$"
)
OPENING = re.compile(r"(TAP version 1[234]|1\.\.\d+|(not )?ok\b( \d+| -|$)|# Subtest: )")


@dataclass
class _Point:
    ok: bool
    name: str
    directive: str
    reason: str
    time: float | None = None
    parents: list[str] = field(default_factory=list)
    is_parent: bool = False
    child_failed: bool = False
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class _Level:
    """The points of one indentation; those of subtests wait for their parent's name."""

    planned: int | None = None
    points: int = 0
    waiting: list[_Point] = field(default_factory=list)


def recognises(sample: Sample) -> bool:
    if sample.root or sample.keys:
        return False
    for line in sample.text.removeprefix("\ufeff").splitlines()[:200]:
        if OPENING.match(line):
            return True
        if line.strip() and not line.startswith("#"):
            return False
    return False


def read(source: Source) -> TestRun:
    """The report's test points. Raises UnreadableError where there is neither point nor plan."""
    tally = Tally(retries=False)
    with salvage(tally) as damage:
        reading = _Reading(tally, damage)
        try:
            for _, line in jsonfile.lines(source):
                reading.line(line[:LONGEST_LINE])
        finally:
            reading.end()
    return tally.run(
        source.path,
        "tap",
        declared=_declared(reading.trailer, tally.counts, reading.tolerated),
        incomplete=damage.reason,
    )


class _Reading:
    def __init__(self, tally: Tally, damage: Damage) -> None:
        self.tally = tally
        self.damage = damage
        self.levels = [_Level()]
        self.trailer: dict[str, int] = {}
        self.tolerated = 0
        self.last: _Point | None = None
        self.depth = 0
        self.diagnostic = ""
        self.key = ""
        self.block = 0

    def line(self, line: str) -> None:
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        if self.diagnostic:
            self._diagnose(line, indent, body)
        elif body == "---" and self.last is not None:
            self.diagnostic, self.key, self.block = line, "", 0
        elif indent % INDENT == 0:
            self._at(min(indent // INDENT, DEEPEST), body)

    def end(self) -> None:
        """Counts what waits and checks the plan. Raises UnreadableError where nothing was."""
        self._flush()
        while len(self.levels) > 1:
            self._orphans(self.levels.pop())
        top = self.levels[0]
        for point in top.waiting:
            self._count(point)
        if top.planned is None and not top.points:
            if not self.damage.reason:
                raise UnreadableError("no TAP: it has neither test points nor a plan")
        elif top.planned is None:
            self.damage.note("its plan is missing: the run may have ended early")
        elif top.points < top.planned:
            self.damage.note(f"{top.points} test points of {top.planned} planned")

    def _at(self, depth: int, body: str) -> None:
        point = POINT.match(body)
        if point:
            self._point(depth, point)
        elif plan := PLAN.match(body):
            self._level(depth).planned = int(plan[1])
        elif body.startswith("Bail out!"):
            self.damage.note(f"the run bailed out: {body.removeprefix('Bail out!').strip()}")
        elif depth == 0 and (total := TRAILER.match(body)):
            self.trailer[total[1]] = int(total[2])
        elif depth == 0 and (total := SUMMARY.match(body)):
            self.trailer = {"tests": int(total[1]), "fail": int(total[3] or 0)}

    def _level(self, depth: int) -> _Level:
        while len(self.levels) <= depth:
            self.levels.append(_Level())
        return self.levels[depth]

    def _point(self, depth: int, found: re.Match[str]) -> None:
        self._flush()
        rest, time = found[3], None
        if timed := COMMENTED_TIME.search(rest):
            rest = rest[: timed.start()]
            time = seconds(float(timed[1]) / (1000 if timed[2] == "ms" else 1))
        directive = DIRECTIVE.search(rest)
        name = rest[: directive.start()] if directive else rest
        level = self._level(depth)
        level.points += 1
        point = _Point(
            ok=not found[1],
            name=_unescaped(name) or f"test {found[2] or level.points}",
            directive=directive[1].lower() if directive else "",
            reason=directive[2] if directive else "",
            time=time,
        )
        for deeper in reversed(self.levels[depth + 1 :]):
            point.is_parent = point.is_parent or bool(deeper.points)
            point.child_failed = point.child_failed or any(not each.ok for each in deeper.waiting)
            level.waiting += _adopted(deeper.waiting, point.name)
        del self.levels[depth + 1 :]
        self.last, self.depth = point, depth

    def _flush(self) -> None:
        """Counts the last point, whose diagnostics are over now."""
        point, self.last, self.diagnostic = self.last, None, ""
        if point is None:
            return
        level = self.levels[self.depth]
        if not point.is_parent or _is_case(point):
            level.waiting.append(point)
        if self.depth == 0:
            for each in level.waiting:
                self._count(each)
            level.waiting = []

    def _orphans(self, level: _Level) -> None:
        """Subtests whose parent never came."""
        self.damage.note("a subtest has no end")
        self.levels[-1].waiting += level.waiting

    def _diagnose(self, line: str, indent: int, body: str) -> None:
        if body == "..." and indent <= self.diagnostic.index("-"):
            self.diagnostic = ""
            return
        if self.last is None:
            return
        fields = self.last.fields
        if self.block and indent >= self.block:
            text = fields[self.key]
            if len(text) < LONGEST_DIAGNOSTIC:
                fields[self.key] = f"{text}\n{body}".strip()
        elif found := FIELD.match(line):
            self.key, value = found[1], found[2]
            self.block = indent + 1 if value in BLOCKS else 0
            fields[self.key] = "" if self.block else value.strip("'\"")

    def _count(self, point: _Point) -> None:
        fields = point.fields
        duration = seconds(fields.get("duration_ms"))
        location = _place(fields)
        outcome = _outcome(point)
        self.tolerated += outcome is CaseOutcome.EXPECTED_FAILURE
        self.tally.add(
            classname=" > ".join(reversed(point.parents)),
            name=point.name,
            outcome=outcome,
            time=point.time if duration is None else duration / 1000,
            message=point.reason or _message(fields),
            location=location,
        )


def _adopted(points: list[_Point], parent: str) -> list[_Point]:
    for point in points:
        point.parents.append(parent[:200])
    return points


def _is_case(parent: _Point) -> bool:
    """Of a point with subtests: whether it counts by itself, beside them."""
    if parent.fields.get("type") == "suite":
        own = parent.fields.get("failureType", "subtestsFailed") != "subtestsFailed"
        return not parent.ok and own
    if "duration_ms" in parent.fields:
        return True
    return not parent.ok and not parent.child_failed


def _outcome(point: _Point) -> CaseOutcome:
    if point.directive == "skip":
        return CaseOutcome.SKIPPED
    if point.ok:
        return CaseOutcome.PASSED
    if point.directive == "todo":
        return CaseOutcome.EXPECTED_FAILURE
    return CaseOutcome.FAILED


def _message(fields: dict[str, str]) -> str:
    parts = (fields.get(key, "") for key in ("message", "error", "stack"))
    return "\n".join(part for part in parts if part)


def _place(fields: dict[str, str]) -> Location | None:
    for file, number in (("file", "line"), ("fileName", "lineNumber")):
        if fields.get(file):
            line = line_number(count(fields.get(number)))
            return Location(path=fields[file].removeprefix("file://"), line=line)
    for key in ("location", "at"):
        found = PLACE.search(fields.get(key, "")[:1000])
        if found:
            return Location(path=found[1], line=line_number(int(found[2])))
    return None


def _unescaped(name: str) -> str:
    return name.replace("\\#", "#").replace("\\\\", "\\").strip()


def _declared(trailer: dict[str, int], counted: Counts, tolerated: int) -> Counts | None:
    """The totals in comments at the end. What they call passed and skipped differs by tool.

    AVA counts a ``TODO`` that fails as failed, and as no test.
    """
    if "tests" not in trailer or not {"pass", "fail"}.intersection(trailer):
        return None
    tests = trailer["tests"]
    failed = trailer.get("fail", tests - trailer.get("pass", tests)) + trailer.get("cancelled", 0)
    if tolerated and failed == counted.failed + tolerated:
        failed = counted.failed
        tests += tolerated if tests + tolerated == counted.total else 0
    idle = min(counted.skipped, max(tests - failed, 0))
    return declared(
        counted, passed=max(tests - failed - idle, 0), failed=max(failed, 0), skipped=idle
    )
