"""Running the analysers that come with the program, so that nothing judged configures them.

Each is started by the path that its own installed distribution records, in an empty directory, with
an environment of three variables, on files named one by one and absolutely.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from readiness.repository.snapshot import File, Snapshot

ARGUMENTS = 400_000
TIMEOUT = 300.0
MEMORY = Path("/dev/shm")  # noqa: S108 - only made into directories of our own, by tempfile


class ToolError(Exception):
    """An analyser that is absent, failed or took too long; its text says which and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tool:
    """An analyser: its distribution, its program recorded there, the exit states of success."""

    distribution: str
    program: str
    fine: tuple[int, ...] = (0, 1)

    def path(self) -> Path:
        """The program as the distribution installed it. Raises ToolError where it is absent."""
        try:
            files = distribution(self.distribution).files or []
        except PackageNotFoundError as error:
            raise ToolError(f"{self.distribution} is not installed") from error
        for file in files:
            if file.as_posix().endswith(self.program):
                return Path(str(file.locate())).resolve()
        raise ToolError(f"{self.distribution} is installed without its program {self.program}")

    def run(self, arguments: Sequence[str], scratch: Path, *, timeout: float = TIMEOUT) -> bytes:
        """What the tool prints. ``scratch`` is its working directory and home.

        Raises ToolError where it fails or takes longer than ``timeout`` seconds.
        """
        environment = {"HOME": str(scratch), "LANG": "C.UTF-8", "PATH": ""}
        try:
            done = subprocess.run(
                [str(self.path()), *arguments],
                cwd=scratch,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ToolError(f"{self.program} took longer than {timeout:.0f} seconds") from error
        except OSError as error:
            raise ToolError(f"{self.program} can't be started: {error}") from error
        if done.returncode not in self.fine:
            said = done.stderr.decode(errors="replace").strip()[-300:]
            raise ToolError(f"{self.program} failed with status {done.returncode}: {said}")
        return done.stdout


@contextmanager
def scratch(size: int = 0) -> Iterator[Path]:
    """An empty directory outside the checkout, removed in the end.

    It is in memory where ``size`` bytes are expected in it and four times as many are free there:
    thousands of small files are made several times as quickly.
    """
    place = MEMORY if size and _free(MEMORY) > 4 * size else None
    with tempfile.TemporaryDirectory(prefix="readiness-", dir=place) as directory:
        yield Path(directory).resolve()


def _free(directory: Path) -> int:
    """The bytes that may be written in a directory; 0 where it is none or may not be written."""
    try:
        return shutil.disk_usage(directory).free if os.access(directory, os.W_OK) else 0
    except OSError:
        return 0


def cache(name: str, otherwise: Path) -> Path:
    """A directory of the installation that outlives the run, or ``otherwise``."""
    directory = Path(sys.prefix) / "var" / name
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError:
        return otherwise
    return directory if os.access(directory, os.W_OK) else otherwise


class Targets:
    """Files of a snapshot under the absolute names that tools get and print.

    ``copies`` are read instead of the files of these paths.
    """

    def __init__(
        self, snapshot: Snapshot, files: Sequence[File], copies: Mapping[str, Path] | None = None
    ) -> None:
        root = os.path.realpath(snapshot.directory)
        small = sorted(file.path for file in files if file.readable)
        self._names = {path: os.path.join(root, path) for path in small}
        self._names |= {path: str(copy) for path, copy in (copies or {}).items()}
        self._paths = {_printed(name): path for path, name in self._names.items()}

    def __bool__(self) -> bool:
        return bool(self._names)

    def path(self, printed: str) -> str | None:
        """The snapshot's path of a name that a tool printed; None if it was not given to it."""
        return self._paths.get(printed)

    def chunks(self) -> Iterator[list[str]]:
        """The names, in lists that fit into one command line."""
        chunk: list[str] = []
        length = 0
        for name in self._names.values():
            length += len(os.fsencode(name)) + 9
            if length > ARGUMENTS and chunk:
                yield chunk
                chunk, length = [], len(os.fsencode(name)) + 9
            chunk.append(name)
        if chunk:
            yield chunk


def _printed(name: str) -> str:
    return os.fsencode(name).decode(errors="replace")
