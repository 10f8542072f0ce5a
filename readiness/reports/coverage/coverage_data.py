"""coverage.py's data file, the SQLite database named ``.coverage``.

https://coverage.readthedocs.io/en/latest/dbschema.html

It holds the lines that were executed, not those that could have been: these come from the source in
the checkout, by coverage.py's own parser with its default exclusions. The repository's coverage
configuration is not read, so exclusions that only it names count as missed.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from readiness.model import Coverage
from readiness.reports.measures import Measures
from readiness.reports.paths import mapped
from readiness.reports.reader import Sample, Source, UnreadableError
from readiness.reports.statements import analysed, measured_paths

MAGIC = b"SQLite format 3\0"
MOST_FILES = 200_000
WITHOUT = frozenset({".git", ".hg", ".tox", ".nox", ".venv", "venv", "node_modules", "__pycache__"})


def recognises(sample: Sample) -> bool:
    return sample.head.startswith(MAGIC) and b"coverage_schema" in sample.head


def read(source: Source) -> Coverage:
    paths = measured_paths(source)
    if source.checkout is None:
        raise UnreadableError(
            "it holds only which lines were executed, and there is no checkout to see the others"
            " in: let the tests also write `coverage xml`"
        )
    places = mapped(paths, frozenset(_python_files(source.checkout)))
    if paths and not places:
        raise UnreadableError(
            "none of the files that it measured is in the checkout:"
            " set `relative_files = true` for coverage.py, or write `coverage xml`"
        )
    sources = {path: source.checkout / place for path, place in places.items()}
    measures = Measures()
    problems = []
    for path, found in analysed(source, sources).items():
        if found.problem:
            problems.append(f"{places[path]}: {found.problem}")
            continue
        file = measures.file(places[path])
        for line, hits in found.lines.items():
            file.hit(line, hits)
        for line, (covered, every) in found.branches.items():
            file.branch(line, covered, every)
    for path in paths:
        if path not in places:
            measures.file(path)
    return measures.coverage(source, "coverage_data", incomplete="; ".join(problems[:5]))


def _python_files(checkout: Path) -> Iterator[str]:
    """The Python files of a checkout, relative to it, without following symbolic links."""
    left = MOST_FILES
    for directory, names, files in os.walk(checkout):
        names[:] = sorted(name for name in names if name not in WITHOUT)
        for name in files:
            path = Path(directory, name)
            if name.endswith((".py", ".pyw")) and not path.is_symlink():
                yield path.relative_to(checkout).as_posix()
                left -= 1
        if left <= 0:
            return
