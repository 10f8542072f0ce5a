"""A checkout's history: its commits, what they change, and the files that git knows."""

import os
from collections.abc import Sequence
from pathlib import Path

from readiness.repository import patch
from readiness.repository.borrowed import Borrowed, GitError
from readiness.repository.diff import Diff

__all__ = ("Git", "GitError")

COMMITS = 2000
DIFF = (
    "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--relative", "--find-renames",
    "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", "--no-indent-heuristic",
)  # fmt: skip


class Git:
    """The repository that holds ``directory``; all paths are relative to ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self._borrowed = Borrowed(self.directory)

    @property
    def unavailable(self) -> str | None:
        """Why there is no history here, in a sentence; None where there is."""
        return self._borrowed.unavailable

    @property
    def top(self) -> Path:
        """The root of the work tree; the directory itself where there is no git checkout."""
        return self._borrowed.top

    def head(self) -> str | None:
        """The SHA of the commit that is checked out; None without git or before the first."""
        return self.resolve("HEAD")

    def parents(self, sha: str) -> tuple[str, ...]:
        """The SHAs of a commit's parents, whether they were fetched or not; () if it is not here.

        They are read from the commit itself, since a shallow clone hides them from the history.
        """
        commit = self._try(["cat-file", "commit", sha]) or b""
        header = commit.partition(b"\n\n")[0].decode("ascii", "replace")
        lines = (line.split() for line in header.splitlines() if line.startswith("parent "))
        return tuple(line[1] for line in lines)

    def resolve(self, ref: str) -> str | None:
        """The SHA of the commit that ``ref`` names (or ``origin/ref``); None if it is not here."""
        if self.unavailable or not ref or ref.startswith("-") or "\0" in ref:
            return None
        for name in (ref, f"refs/remotes/origin/{ref}"):
            found = self._try(["rev-parse", "--verify", "--quiet", "--end-of-options",
                               f"{name}^{{commit}}"])  # fmt: skip
            if found:
                return found.decode().strip()
        return None

    def merge_base(self, first: str, second: str) -> str | None:
        """The best common ancestor of two refs; None if there is none, or it is not fetched."""
        one, two = self.resolve(first), self.resolve(second)
        if one is None or two is None:
            return None
        found = self._try(["merge-base", one, two])
        return found.decode().split("\n")[0] or None if found else None

    def show(self, commit: str, path: str) -> bytes | None:
        """A file's content at a commit; None if commit or file is not there."""
        sha = self.resolve(commit)
        if sha is None or "\0" in path:
            return None
        return self._try(["cat-file", "blob", f"{sha}:./{path}"])

    def diff(self, base: str, head: str | None = None) -> Diff:
        """What ``head`` (the work tree, if None) changes since it left ``base``.

        Untracked files are no part of it. Raises GitError where ``base``, ``head`` or their
        common ancestor is not in this clone.
        """
        tip = self._commit(head or "HEAD")
        start = self.merge_base(self._commit(base), tip)
        if start is None:
            raise GitError(
                f"{base} and {head or 'HEAD'} have no common ancestor in this clone"
                f"{self._shallow_hint}."
            )
        ends = [start] if head is None else [start, tip]
        names = self._borrowed.run([*DIFF, "--raw", "-z", "--abbrev=40", *ends, "--"])
        lines = self._borrowed.run([*DIFF, "--patch", "--unified=0", *ends, "--"])
        return Diff(
            base=start,
            head=tip,
            files=patch.changes(names, lines),
            commits=self.commits(start, tip),
        )

    def is_clean(self) -> bool:
        """Whether the files that git tracks are those of the commit; false where none is known."""
        try:
            return not self.diff("HEAD").files
        except GitError:
            return False

    def commits(self, base: str, head: str) -> tuple[tuple[str, str], ...]:
        """(SHA, message) of what ``head`` has and ``base`` lacks, oldest first, the newest 2,000.

        Raises GitError where one of them is not in this clone.
        """
        span = f"{self._commit(base)}..{self._commit(head)}"
        log = self._borrowed.run(
            ["log", "-z", f"--max-count={COMMITS}", "--format=%H%n%B", span, "--"]
        )
        entries = [each.partition("\n") for each in log.decode("utf-8", "replace").split("\0")]
        return tuple((sha, message.strip()) for sha, _, message in reversed(entries) if sha)

    def commit_time(self, sha: str) -> int | None:
        """When a commit was made, in seconds since the epoch; None if it is not here."""
        found = self.resolve(sha)
        time = self._try(["show", "--no-patch", "--format=%ct", found, "--"]) if found else None
        return int(time) if time else None

    def tracked(self) -> frozenset[str]:
        """The paths in the index, submodules included; empty without git."""
        return self._listed("--cached")

    def untracked(self) -> frozenset[str]:
        """The paths that are neither in the index nor ignored; empty without git."""
        return self._listed("--others", "--exclude-standard")

    def sparse(self) -> bool:
        """Whether the index leaves tracked files out of the work tree on purpose."""
        return any(entry.startswith("S ") for entry in self._listed("-t"))

    def submodules(self) -> frozenset[str]:
        """The directories that are other repositories, recorded in this one; empty without git."""
        entries = self._listed("--stage")
        return frozenset(
            entry.partition("\t")[2] for entry in entries if entry.startswith("160000 ")
        )

    def _listed(self, *options: str) -> frozenset[str]:
        found = None if self.unavailable else self._try(["ls-files", "-z", *options])
        return frozenset(os.fsdecode(path) for path in (found or b"").split(b"\0") if path)

    def _commit(self, ref: str) -> str:
        if self.unavailable:
            raise GitError(self.unavailable)
        sha = self.resolve(ref)
        if sha is None:
            raise GitError(f"{ref} is not in this clone{self._shallow_hint}.")
        return sha

    @property
    def _shallow_hint(self) -> str:
        shallow = self._borrowed.is_shallow
        return ", which is shallow: check out with `fetch-depth: 0`" if shallow else ""

    def _try(self, arguments: Sequence[str]) -> bytes | None:
        try:
            return self._borrowed.run(arguments)
        except GitError:
            return None
