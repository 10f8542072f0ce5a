"""Lines and branches collected while a coverage report is read, within bounds no source exceeds.

Numbers are the report's, so they are not believed: a line is between 1 and ``LAST_LINE``, hits are
never negative, no more branches are covered than there are, and a number that is none is dropped
and makes the coverage incomplete, which passes no gate.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from readiness.model import Coverage, CoverageTotals, FileCoverage
from readiness.reports.columns import Hits, ascend, packed
from readiness.reports.reader import Source, UnreadableError
from readiness.reports.values import count

LAST_LINE = 10_000_000
MOST_HITS = 2**31 - 1
MOST_BRANCHES = 100_000
MOST_IN_SUMMARY = 10**9
MOST_SPANNED = 5_000_000
REMEMBERED = 1 << 16
SHORT = 32


class LineNumbers(dict[str | bytes, int]):
    """Text → line number, remembered so that equal numbers are one object; 0 where it is none."""

    def __missing__(self, text: str | bytes) -> int:
        value = _integer(text)
        line = value if value is not None and 1 <= value <= LAST_LINE else 0
        if len(self) < REMEMBERED and len(text) < SHORT:
            self[text] = line
        return line


class HitCounts(dict[str | bytes, int]):
    """Text → number of executions; 0 where it is negative or no number."""

    def __missing__(self, text: str | bytes) -> int:
        value = _integer(text)
        hits = min(max(value or 0, 0), MOST_HITS)
        if len(self) < REMEMBERED and len(text) < SHORT:
            self[text] = hits
        return hits


def _integer(text: str | bytes) -> int | None:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


class Taken(dict[tuple[str, str], tuple[int, int]]):
    """(taken, not taken) as text → (taken, all) branches, remembered so that equals are one."""

    def __missing__(self, texts: tuple[str, str]) -> tuple[int, int]:
        taken = HITS[texts[0]]
        pair = (taken, taken + HITS[texts[1]])
        if len(self) < REMEMBERED and len(texts[0]) + len(texts[1]) < SHORT:
            self[texts] = pair
        return pair


LINES = LineNumbers()
HITS = HitCounts()
TAKEN = Taken()


def line_number(value: Any) -> int:
    """A JSON value as a line number; 0 where it is none."""
    return value if type(value) is int and 1 <= value <= LAST_LINE else 0


def hit_count(value: Any) -> int:
    """A JSON value as a number of executions; 0 where it is negative or no number."""
    if isinstance(value, float) and value > 0:
        return int(min(value, MOST_HITS))
    return min(max(value, 0), MOST_HITS) if type(value) is int else 0


class FileMeasures:
    """What is known of one file so far. Line 0 stands for the lines whose number was none.

    Lines that came all at once and in order are ``packed`` instead.
    """

    __slots__ = ("branches", "lines", "packed", "statements", "summary")

    def __init__(self) -> None:
        self.lines: dict[int, int] = {}
        self.packed: Hits | None = None
        self.branches: dict[int, tuple[int, int]] = {}
        self.statements = (0, 0)
        self.summary: CoverageTotals | None = None

    def hit(self, line: int, hits: int) -> None:
        """A line was executed so often; the most of several records counts."""
        if self.packed is not None:
            self.lines, self.packed = dict(self.packed.items()), None
        if line not in self.lines or self.lines[line] < hits:
            self.lines[line] = hits

    def hit_all(self, lines: Sequence[int], hits: Sequence[int]) -> None:
        """The same of many lines at once, which is quicker where each stands once."""
        if lines and lines[0] and ascend(lines) and not self.lines and self.packed is None:
            self.packed = Hits(lines, hits)
        else:
            for line, count in zip(lines, hits, strict=True):
                self.hit(line, count)

    def branch(self, line: int, covered: int, total: int) -> None:
        """Of a line's branches so many were taken; the most of several records counts."""
        if 0 < total <= MOST_BRANCHES:
            taken = (covered if covered < total else total, total)
            before = self.branches.get(line)
            self.branches[line] = taken if before is None else _most(before, taken)

    def branch_all(self, lines: Sequence[int], taken: Sequence[tuple[int, int]]) -> None:
        """The same of many lines at once, each with its (taken, all) branches."""
        pairs = zip(lines, taken, strict=True)
        if self.branches or len(set(lines)) < len(lines):
            for line, (covered, total) in pairs:
                self.branch(line, covered, total)
        else:
            self.branches = {line: each for line, each in pairs if 0 < each[1] <= MOST_BRANCHES}


def _most(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return max(one[0], other[0]), max(one[1], other[1])


class Measures:
    """The files of one report."""

    def __init__(self) -> None:
        self._files: dict[str, FileMeasures] = {}
        self._spanned = 0

    def file(self, path: str) -> FileMeasures:
        """The measures of one file, the same however often the report names it."""
        found = self._files.get(path)
        if found is None:
            found = self._files[path] = FileMeasures()
        return found

    def span(self, file: FileMeasures, first: int, last: int, hits: int) -> None:
        """All lines from ``first`` to ``last``. Raises UnreadableError at absurdly many."""
        self._spanned += max(last - first, 0) + 1
        if self._spanned > MOST_SPANNED:
            raise UnreadableError(
                f"its ranges cover more than {MOST_SPANNED:,} lines: no source is so long"
            )
        for line in range(first, last + 1):
            file.hit(line, hits)

    def coverage(
        self,
        source: Source,
        format: str,  # noqa: A002
        *,
        roots: Iterable[str] = (),
        commit: str | None = None,
        timestamp: datetime | None = None,
        incomplete: str = "",
    ) -> Coverage:
        """The report. A ``timestamp`` without its zone is left out: it may be hours off.

        ``incomplete`` says why a part could not be read. Raises UnreadableError where that is all.
        """
        if incomplete and not self._files:
            raise UnreadableError(incomplete)
        reasons = [incomplete] if incomplete else []
        nameless = self._files.pop("", None)
        if nameless is not None and (nameless.lines or nameless.packed):
            reasons.append("some of its lines belong to no file")
        unnumbered = sum(file.lines.pop(0, None) is not None for file in self._files.values())
        if unnumbered:
            reasons.append(f"{unnumbered} of its files have lines without a usable number")
        return Coverage(
            sources=(source.path,),
            formats=(format,),
            files={path: _frozen(path, self._files[path]) for path in sorted(self._files)},
            roots=tuple(root for root in roots if root),
            commit=commit,
            timestamp=timestamp if timestamp and timestamp.tzinfo else None,
            complete=not reasons,
            incomplete_reason="; ".join(reasons),
        )


def _frozen(path: str, file: FileMeasures) -> FileCoverage:
    file.branches.pop(0, None)
    return FileCoverage(
        path=path,
        lines=packed(file.lines) if file.packed is None else file.packed,
        branches=file.branches,
        statements=file.statements,
        summary=file.summary,
    )


def summary(
    lines: tuple[Any, Any],
    branches: tuple[Any, Any] = (0, 0),
    statements: tuple[Any, Any] = (0, 0),
) -> CoverageTotals:
    """The totals of one file from a report without lines: each (covered, total), not believed.

    Raises UnreadableError where a number is none, or greater than any file's.
    """
    covered_lines, all_lines = _pair(*lines)
    covered_branches, all_branches = _pair(*branches)
    covered_statements, all_statements = _pair(*statements)
    return CoverageTotals(
        files=1,
        lines=all_lines,
        covered_lines=covered_lines,
        branches=all_branches,
        covered_branches=covered_branches,
        statements=all_statements,
        covered_statements=covered_statements,
    )


def _pair(covered: Any, total: Any) -> tuple[int, int]:
    part, whole = count(covered), count(total)
    if part is None or whole is None or whole > MOST_IN_SUMMARY or part > whole:
        raise UnreadableError(f"its totals make no sense: {covered!s:.40} of {total!s:.40} covered")
    return part, whole
