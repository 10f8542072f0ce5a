"""A borrowed repository: git, run without obeying anything that a checkout configures.

Git runs over a temporary git directory with a configuration of ours that points to the checkout's
objects, references and index. So no ``.git/config``, hook, file-system monitor, filter or
attributes file of the checkout is ever read, and a workspace owned by another user is no obstacle.
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

TIMEOUT_SECONDS = 60.0
OUTPUT_BYTES = 256 * 1024 * 1024
SMALL_FILE = 4096
CONFIG_FILE = 1024 * 1024
SHARED = ("objects", "refs", "packed-refs", "shallow", "reftable")


class GitError(Exception):
    """Why git could not answer, and what to do about it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """Where a checkout's repository lies: its work tree, its git directory, the shared one."""

    top: Path
    private: Path
    common: Path


class Borrowed:
    """Git over the objects, references and index of the checkout that holds ``directory``."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @cached_property
    def unavailable(self) -> str | None:
        """Why there is no history here, in a sentence; None where there is."""
        if self._program is None:
            return "git is not installed, so neither history nor changes can be read."
        if self._place is None:
            return f"{self.directory.name} is not a git checkout, so it has no history to read."
        return None

    @property
    def is_shallow(self) -> bool:
        """Whether a part of the history was not fetched."""
        return self._place is not None and (self._place.common / "shallow").exists()

    @property
    def top(self) -> Path:
        """The root of the work tree; the directory itself where there is no git checkout."""
        return self.directory if self._place is None else self._place.top

    def run(self, arguments: Sequence[str]) -> bytes:
        """What git prints. Raises GitError where it can't run, fails or prints too much."""
        place, program = self._place, self._program
        if place is None or program is None:
            raise GitError(self.unavailable or "There is no git checkout here.")
        environment = {
            "GIT_DIR": self._clean.name,
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
            "HOME": self._clean.name,
            "LC_ALL": "C",
        }
        command = [program, "--no-pager", *arguments]
        return _output(command, self.directory, environment)

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
    def _clean(self) -> tempfile.TemporaryDirectory[str]:
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
