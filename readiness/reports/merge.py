"""The coverage of one run, whatever number of reports and formats it is spread over."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from readiness.model import Coverage, CoverageTotals, FileCoverage
from readiness.reports.columns import packed
from readiness.reports.paths import beside, mapped, normal

DATA_FILE = "coverage_data"


def merge(
    parts: Sequence[Coverage], files: Collection[str]
) -> tuple[Coverage | None, tuple[str, ...]]:
    """One coverage of the repository's ``files``, and the measured paths that are none of them.

    A line is covered when any part covered it, and its hits are the most that any part saw. Of a
    line's branches, and of statements, each part tells only how many were reached, not which: the
    most is counted, a lower bound. A file whose lines no part knows keeps the largest totals.

    coverage.py's data file knows nothing of the lines that its configuration excludes. Where
    another part tells which lines of a file are executable, only those are taken from it.

    What does not map is code of others, generated or gone. It counts neither way: it can't raise
    the rate of files that were not measured, and the file it may have meant shows as unmeasured.
    Where nothing maps nothing is known, and the coverage is None. Without any ``files`` to map onto
    every path counts as it is written. The order of the parts and repeated parts change nothing.
    """
    grouped: dict[str, list[FileCoverage]] = {}
    unsure: dict[str, list[FileCoverage]] = {}
    strangers: set[str] = set()
    for part in parts:
        places = _places(part, files)
        for path, measured in part.files.items():
            if path in places:
                group = unsure if DATA_FILE in part.formats else grouped
                group.setdefault(places[path], []).append(measured)
            else:
                strangers.add(path)
    for path, found in unsure.items():
        known = {line for each in grouped.get(path, ()) for line in each.lines}
        kept = [_within(each, known) for each in found] if known else found
        grouped.setdefault(path, []).extend(kept)
    unmapped = tuple(sorted(strangers))
    if not grouped:
        return None, unmapped
    merged = {path: _file(path, grouped[path]) for path in sorted(grouped)}
    return _coverage(parts, merged), unmapped


def _within(measured: FileCoverage, known: Collection[int]) -> FileCoverage:
    """What a data file says of the lines that another report calls executable."""
    lines = {line: hits for line, hits in measured.lines.items() if line in known}
    branches = {line: each for line, each in measured.branches.items() if line in known}
    return replace(measured, lines=lines, branches=branches)


def _places(part: Coverage, files: Collection[str]) -> Mapping[str, str]:
    if files:
        roots = part.roots or beside(part.files, files, part.sources)
        return mapped(part.files, files, roots)
    return {path: normal(path) for path in part.files}


def _coverage(parts: Sequence[Coverage], files: Mapping[str, FileCoverage]) -> Coverage:
    commits = {part.commit for part in parts}
    reasons = sorted({part.incomplete_reason for part in parts if part.incomplete_reason})
    return Coverage(
        sources=_distinct(part.sources for part in parts),
        formats=_distinct(part.formats for part in parts),
        files=files,
        commit=commits.pop() if len(commits) == 1 else None,
        timestamp=_oldest(part.timestamp for part in parts),
        complete=all(part.complete for part in parts),
        incomplete_reason="; ".join(reasons),
    )


def _file(path: str, measured: Sequence[FileCoverage]) -> FileCoverage:
    if len(measured) == 1:
        return replace(measured[0], path=path)
    lines: dict[int, int] = {}
    branches: dict[int, tuple[int, int]] = {}
    for each in measured:
        merge_lines(lines, each.lines)
        merge_branches(branches, each.branches)
    return FileCoverage(
        path=path,
        lines=packed(lines),
        branches=dict(sorted(branches.items())),
        statements=(
            max(each.statements[0] for each in measured),
            max(each.statements[1] for each in measured),
        ),
        summary=_summary([each.summary for each in measured if each.summary is not None]),
    )


def merge_lines(into: dict[int, int], more: Mapping[int, int]) -> None:
    """Adds lines to a file's lines; of a line in both the larger number of hits stays."""
    if not into:
        into.update(more)
        return
    for line, hits in more.items():
        if into.get(line, -1) < hits:
            into[line] = hits


def merge_branches(into: dict[int, tuple[int, int]], more: Mapping[int, tuple[int, int]]) -> None:
    """Adds branches to a file's branches; of a line in both the larger numbers stay."""
    for line, (covered, total) in more.items():
        had, of = into.get(line, (0, 0))
        into[line] = (max(had, covered), max(of, total))


def _summary(totals: Sequence[CoverageTotals]) -> CoverageTotals | None:
    if not totals:
        return None
    return CoverageTotals(
        files=1,
        lines=max(each.lines for each in totals),
        covered_lines=max(each.covered_lines for each in totals),
        branches=max(each.branches for each in totals),
        covered_branches=max(each.covered_branches for each in totals),
        statements=max(each.statements for each in totals),
        covered_statements=max(each.covered_statements for each in totals),
    )


def _distinct(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in names for name in group}))


def _oldest(times: Iterable[datetime | None]) -> datetime | None:
    return min((each for each in times if each is not None), default=None)
