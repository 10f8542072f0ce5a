"""A checkout's history, read by git without obeying anything that the checkout configures.

Git runs over a *borrowed* repository: a temporary git directory with a configuration of ours that
points to the checkout's objects, references and index. So no ``.git/config``, hook, file-system
monitor, filter or attributes file of the checkout is ever read, and a workspace owned by another
user is no obstacle.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Timer

from readiness.repository import patch
from readiness.repository.diff import Diff

TIMEOUT_SECONDS = 60.0
OUTPUT_BYTES = 256 * 1024 * 1024
COMMITS = 2000
SMALL_FILE = 4096
CONFIG_FILE = 1024 * 1024
SHARED = ("objects", "refs", "packed-refs", "shallow", "reftable")
DIFF = (
    "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--relative", "--find-renames",
    "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", "--no-indent-heuristic",
)  # fmt: skip


class GitError(Exception):
    """Why git could not answer, and what to do about it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """Where a checkout's repository lies: its work tree, its git directory, the shared one."""

    top: Path
    private: Path
    common: Path


class Git:
    """The repository that holds ``directory``; all paths are relative to ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()

    @cached_property
    def unavailable(self) -> str | None:
        """Why there is no history here, in a sentence; None where there is."""
        if self._program is None:
            return "git is not installed, so neither history nor changes can be read."
        if self._place is None:
            return f"{self.directory.name} is not a git checkout, so it has no history to read."
        return None

    @property
    def top(self) -> Path:
        """The root of the work tree; the directory itself where there is no git checkout."""
        return self.directory if self._place is None else self._place.top

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
        names = self._run([*DIFF, "--raw", "-z", "--abbrev=40", *ends, "--"])
        lines = self._run([*DIFF, "--patch", "--unified=0", *ends, "--"])
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
        log = self._run(["log", "-z", f"--max-count={COMMITS}", "--format=%H%n%B", span, "--"])
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
        if self._place is None or not (self._place.common / "shallow").exists():
            return ""
        return ", which is shallow: check out with `fetch-depth: 0`"

    @cached_property
    def _program(self) -> str | None:
        """Git, but none that the checkout itself puts on the PATH."""
        entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
        top = self._place.top.resolve() if self._place else self.directory
        kept = [
            each
            for each in entries
            if os.path.isabs(each) and not Path(each).resolve().is_relative_to(top)
        ]
        return shutil.which("git", path=os.pathsep.join(kept))

    @cached_property
    def _place(self) -> _Place | None:
        for top in (self.directory, *self.directory.parents):
            dot = top / ".git"
            private = _linked(dot) if dot.is_file() else dot
            if private is not None and (private / "HEAD").is_file():
                common = private / (_small(private / "commondir") or ".").strip()
                return _Place(top=top, private=private, common=common.resolve())
        return None

    @cached_property
    def _borrowed(self) -> tempfile.TemporaryDirectory[str]:
        """A git directory with our configuration over the checkout's objects and references."""
        place = self._place
        if place is None:
            raise GitError(self.unavailable or "There is no git checkout here.")
        holder = tempfile.TemporaryDirectory(prefix="readiness-git-")
        clean = Path(holder.name)
        (clean / "HEAD").write_text(_small(place.private / "HEAD") or "ref: refs/heads/none\n")
        (clean / "config").write_text(_config(place.common / "config"))
        (clean / "info").mkdir()
        for name in (*SHARED, "info/exclude"):
            if (place.common / name).exists():
                (clean / name).symlink_to(place.common / name)
        return holder

    def _try(self, arguments: Sequence[str]) -> bytes | None:
        try:
            return self._run(arguments)
        except GitError:
            return None

    def _run(self, arguments: Sequence[str]) -> bytes:
        place, program = self._place, self._program
        if place is None or program is None:
            raise GitError(self.unavailable or "There is no git checkout here.")
        environment = {
            "GIT_DIR": self._borrowed.name,
            "GIT_WORK_TREE": str(place.top),
            "GIT_INDEX_FILE": str(place.private / "index"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_ALLOW_PROTOCOL": "none",
            "PATH": os.defpath,
            "HOME": self._borrowed.name,
            "LC_ALL": "C",
        }
        command = [program, "--no-pager", *arguments]
        return _output(command, self.directory, environment)


def _output(command: list[str], directory: Path, environment: dict[str, str]) -> bytes:
    """What a command prints. Raises GitError where it fails, takes too long or prints too much."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, cwd=directory, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        timer = Timer(TIMEOUT_SECONDS, process.kill)
        timer.start()
        try:
            with process:
                output = process.stdout.read(OUTPUT_BYTES + 1) if process.stdout else b""
                if len(output) > OUTPUT_BYTES:
                    process.kill()
                    raise GitError(f"git {command[2]} printed more than {OUTPUT_BYTES} bytes.")
        finally:
            timer.cancel()
        if process.returncode != 0:
            errors.seek(0)
            reason = errors.read(SMALL_FILE).decode("utf-8", "replace").strip()
            raise GitError(f"git {command[2]} failed ({process.returncode}): {reason}")
        return output


def _config(original: Path) -> str:
    """Our configuration; of the checkout's only the format of its store is taken over."""
    stored = "".join((_small(original, CONFIG_FILE) or "").lower().split())
    formats = [
        line
        for key, line in (
            ("objectformat=sha256", "objectFormat = sha256"),
            ("refstorage=reftable", "refStorage = reftable"),
        )
        if key in stored
    ]
    lines = [
        "[core]",
        f"repositoryFormatVersion = {1 if formats else 0}",
        "bare = false",
        "fileMode = false",
        "fsmonitor = false",
        f"hooksPath = {os.devnull}",
        f"attributesFile = {os.devnull}",
        "quotePath = false",
        "[protocol]",
        "allow = never",
    ]
    return "\n".join(lines + (["[extensions]", *formats] if formats else [])) + "\n"


def _linked(dot: Path) -> Path | None:
    """The git directory that a ``.git`` file names (of a work tree or a submodule)."""
    kind, _, target = (_small(dot) or "").partition(":")
    return (dot.parent / target.strip()).resolve() if kind == "gitdir" and target.strip() else None


def _small(path: Path, limit: int = SMALL_FILE) -> str | None:
    try:
        if not path.is_file() or path.stat().st_size > limit:
            return None
        return path.read_text("utf-8", "replace")
    except OSError:
        return None
