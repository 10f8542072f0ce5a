"""All that a claim can be held against."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath

from readiness.claims import phrases
from readiness.claims.names import Names
from readiness.claims.openitems import Item, open_items
from readiness.model import Assessment, Finding, Measured, Source
from readiness.reports.repeats import once
from readiness.repository.diff import Diff
from readiness.repository.snapshot import Role, Snapshot


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckRun:
    """A check of the judged commit, by another tool: GitHub's status and conclusion words."""

    name: str
    status: str
    conclusion: str | None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What was measured, what the repository shows and what the policy makes of it.

    ``assessment`` is the verdict before any claim was judged; ``diff`` is None where no base is
    known, ``checks`` where the commit's checks were not asked for; ``texts`` are those that are no
    files (the pull request's); ``unreported`` is how many tests the files define
    of which no report has a case.
    """

    measured: Measured
    snapshot: Snapshot
    findings: tuple[Finding, ...]
    assessment: Assessment
    diff: Diff | None = None
    checks: tuple[CheckRun, ...] | None = None
    texts: Mapping[Source, str] = field(default_factory=dict)
    unreported: int = 0

    @cached_property
    def names(self) -> Names:
        """The names in the repository, to link subjects to."""
        return Names(self.snapshot)

    @cached_property
    def words(self) -> dict[str, str]:
        """Each word of the files that are no documents, with a file that has it."""
        found: dict[str, str] = {}
        for file in self.snapshot.of(roles=_NO_DOCUMENTS):
            for word in _WORD.findall(self.snapshot.text(file.path) or ""):
                found.setdefault(word, file.path)
        return found

    @cached_property
    def once(self) -> "Evidence | None":
        """The same with each test counted once; None where no two reports have the same tests."""
        runs = once(self.measured.runs)
        if runs == self.measured.runs:
            return None
        counted = replace(self, measured=replace(self.measured, runs=runs))
        vars(counted)["names"] = self.names
        return counted

    @cached_property
    def project(self) -> frozenset[str]:
        """The words of the project's own name: its directory's, and its top-level packages'."""
        packages = set()
        for path in self.snapshot.files:
            parts = PurePosixPath(path).parts
            if parts[-1] == "__init__.py" and len(parts) == 2 + (parts[0] == "src"):
                packages.add(parts[-2])
        names = {self.snapshot.directory.resolve().name}
        if len(packages) < _MANY:
            names |= packages
        return frozenset(token for name in names for token in phrases.tokens(name)) - {"test"}

    @cached_property
    def open_items(self) -> dict[frozenset[str], list[Item]]:
        """What the documents leave open, by its words."""
        return open_items(self.snapshot)

    @cached_property
    def title(self) -> frozenset[str]:
        """The words of the project's name and of its README's title."""
        for path in ("README.md", "readme.md", "README.rst", "README"):
            first = _TITLE.search(self.snapshot.text(path) or "")
            if first:
                return self.project | frozenset(phrases.tokens(first[1]))
        return self.project


_NO_DOCUMENTS = tuple(each for each in Role if each is not Role.DOCUMENT)
_WORD = re.compile(r"[A-Za-z_]\w{3,60}")
_MANY = 5
"""Packages at the top of which each is a part, and none the project."""
_TITLE = re.compile(r"^#?\s{0,3}(\S[^\n]{0,200})$", re.MULTILINE)
