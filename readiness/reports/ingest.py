"""Everything that the reports under a directory say: found, read, merged and checked."""

import hashlib
import time as clock
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from readiness.model import Analysis, Coverage, Measured, TestRun, Unreadable
from readiness.policy.globs import matches
from readiness.reports import checks, discover
from readiness.reports.analyses import located
from readiness.reports.check import Evidence
from readiness.reports.file_checks import is_other, is_stale
from readiness.reports.limits import Limits
from readiness.reports.merge import merge
from readiness.reports.places import placed
from readiness.reports.pool import read_all
from readiness.reports.read import Content, is_report
from readiness.reports.reader import Source
from readiness.reports.repeats import settled

HEAD = 4096

Dated = TypeVar("Dated", TestRun, Coverage)


def measure(
    root: Path,
    *,
    tests: Sequence[str],
    coverage: Sequence[str],
    analysis: Sequence[str] = (),
    files: Collection[str] = (),
    limits: Limits | None = None,
    expected_commit: str | None = None,
    commit_time: datetime | None = None,
    committed: Collection[str] = (),
    required: Collection[str] | None = None,
    aside: Sequence[str] = (),
) -> Measured:
    """What the files say that the globs match under ``root``, whichever of the globs it is.

    ``files`` are the repository's, onto which measured paths are mapped. ``expected_commit`` and
    ``commit_time`` are what the reports should measure. ``committed`` are the tracked files whose
    content is the commit's: reports among them are no evidence. A glob of ``required`` (of all,
    where it is None) that matches nothing is a finding, and so is a file that it matches and that
    is of no known format. What is wrong with a report is in the findings; raises nothing but
    PluginError.
    """
    limits = limits or Limits()
    files = frozenset(files)
    deadline = clock.monotonic() + limits.seconds
    globs = {"tests": tests, "coverage": coverage, "analysis": analysis}
    found = discover.find(root, globs, limits, deadline)
    guessed = found.guessed(required)
    sources = [each for each in found.sources if not matches(each.path, aside)]
    claims = [
        each.path
        for each in sources
        if each.path in committed and (each.path not in guessed or is_report(each))
    ]
    distinct, copies = _distinct([each for each in sources if each.path not in committed])
    contents, others = _sorted(read_all(distinct, deadline), guessed)
    copies = {path: first for path, first in copies.items() if first not in others}
    runs = [placed(each, files) for each in contents if isinstance(each, TestRun)]
    parts = [each for each in contents if isinstance(each, Coverage)]
    expected = (expected_commit, commit_time)
    merged, unmapped = merge([_of_commit(each, *expected) for each in parts], files)
    tries, repeats = settled(_of_commit(each, *expected) for each in runs)
    evidence = Evidence(
        runs=tuple(runs),
        parts=tuple(parts),
        analyses=tuple(located(each, files) for each in contents if isinstance(each, Analysis)),
        unreadable=tuple(found.unreadable)
        + tuple(each for each in contents if isinstance(each, Unreadable)),
        kinds=found.kinds,
        unmatched=tuple(
            each for each in found.unmatched if required is None or each[1] in required
        ),
        committed=tuple(claims),
        copies=copies,
        repeats=repeats,
        unmapped=unmapped,
        limits=tuple(found.limits),
        commit=expected_commit,
        commit_time=commit_time,
    )
    return Measured(
        runs=tries,
        coverage=merged,
        analyses=evidence.analyses,
        unreadable=tuple(sorted(evidence.unreadable, key=lambda each: each.path)),
        findings=checks.findings(evidence),
    )


def _sorted(
    contents: Sequence[Content | Unreadable], guessed: Collection[str]
) -> tuple[list[Content | Unreadable], set[str]]:
    """The reports, and the paths of what is no report where nobody expected one."""
    reports: list[Content | Unreadable] = []
    others = set()
    for each in contents:
        if isinstance(each, Unreadable) and not each.recognised and each.path in guessed:
            others.add(each.path)
        else:
            reports.append(each)
    return reports, others


def _of_commit(content: Dated, commit: str | None, time: datetime | None) -> Dated:
    """The content, incomplete where it measured something other than the commit."""
    if is_other(content.commit, commit):
        return replace(content, complete=False, incomplete_reason="it measured another commit")
    if is_stale(content.timestamp, time):
        return replace(content, complete=False, incomplete_reason="it is older than the commit")
    return content


def _distinct(sources: Sequence[Source]) -> tuple[list[Source], dict[str, str]]:
    """The files without those that repeat another byte for byte, and which those repeat."""
    copies: dict[str, str] = {}
    for alike in _alike(sources, lambda each: each.size):
        for closer in _alike(alike, lambda each: _digest(each, HEAD)):
            for same in _alike(closer, _digest):
                copies |= {each.path: same[0].path for each in same[1:]}
    return [each for each in sources if each.path not in copies], copies


def _alike(
    sources: Sequence[Source], feature: Callable[[Source], int | bytes]
) -> Iterator[list[Source]]:
    """Those of the files that share a feature, where more than one has it."""
    groups: dict[int | bytes, list[Source]] = defaultdict(list)
    for each in sources:
        groups[feature(each)].append(each)
    yield from (group for group in groups.values() if len(group) > 1)


def _digest(source: Source, most: int = -1) -> bytes:
    try:
        with source.file.open("rb") as file:
            if most < 0:
                return hashlib.file_digest(file, "sha256").digest()
            return file.read(most)
    except OSError:
        return source.path.encode(errors="surrogateescape")
