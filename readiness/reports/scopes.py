"""Coverage of a part: of a change, of a component, and what no report mentions."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from readiness.model import Coverage, CoverageTotals


def of_change(
    coverage: Coverage,
    diff_added: Mapping[str, frozenset[int]],
    executable: Mapping[str, frozenset[int]] | None = None,
) -> CoverageTotals:
    """The totals of the added lines, by path, that a report knows to be executable.

    ``files`` counts the files that have such lines. Where none is known the rates are None: a
    report without lines (only totals) and files that no report mentions tell nothing of a change,
    unless ``executable`` holds their lines, which then are not covered.
    """
    files = lines = covered = branches = taken = 0
    for path, added in diff_added.items():
        measured = coverage.files.get(path)
        known = added & measured.lines.keys() if measured is not None else frozenset()
        if measured is None or not known:
            continue
        files += 1
        lines += len(known)
        covered += sum(measured.lines[line] > 0 for line in known)
        for line in known & measured.branches.keys():
            taken += measured.branches[line][0]
            branches += measured.branches[line][1]
    found = CoverageTotals(
        files=files,
        lines=lines,
        covered_lines=covered,
        branches=branches,
        covered_branches=taken,
    )
    bare = {
        path: diff_added[path] & lines
        for path, lines in (executable or {}).items()
        if path in diff_added
    }
    return with_unmeasured(found, {path: lines for path, lines in bare.items() if lines})


def missed(
    coverage: Coverage, diff_added: Mapping[str, frozenset[int]]
) -> dict[str, tuple[int, ...]]:
    """The added lines that are executable and were not executed, by path and in order."""
    found = {}
    for path in sorted(diff_added.keys() & coverage.files.keys()):
        lines = coverage.files[path].lines
        if bare := tuple(sorted(line for line in diff_added[path] if lines.get(line) == 0)):
            found[path] = bare
    return found


def of_component(coverage: Coverage, prefix: str) -> CoverageTotals:
    """The totals of the files in a directory; all of them for ``""`` or ``"."``."""
    directory = prefix.strip("/")
    if directory in ("", "."):
        return coverage.totals
    inside = tuple(
        path for path in coverage.files if path == directory or path.startswith(directory + "/")
    )
    return coverage.within(inside)


def unmeasured(coverage: Coverage | None, sources: Iterable[str]) -> tuple[str, ...]:
    """Those of the repository's source files that no report mentions, in order."""
    mentioned: Collection[str] = coverage.files if coverage is not None else ()
    return tuple(sorted(path for path in sources if path not in mentioned))


def comparable(coverage: Coverage, sources: Iterable[str]) -> tuple[str, ...]:
    """Those of the files with an ending that some report measures: it says nothing of others."""
    endings = {PurePosixPath(path).suffix for path in coverage.files}
    return tuple(path for path in sources if PurePosixPath(path).suffix in endings)


def with_unmeasured(
    totals: CoverageTotals, executable: Mapping[str, frozenset[int]]
) -> CoverageTotals:
    """The totals were every file that no report mentions measured with no line covered.

    ``executable`` holds, for each of these files, the lines that could be executed.
    """
    return CoverageTotals(
        files=totals.files + len(executable),
        lines=totals.lines + sum(map(len, executable.values())),
        covered_lines=totals.covered_lines,
        branches=totals.branches,
        covered_branches=totals.covered_branches,
    )
