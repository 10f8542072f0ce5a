"""What a format's file provides, and what it is given.

A format is one module in ``results``, ``coverage`` or ``analysis``. Its name is the format's id,
its docstring names the specification, and it defines two functions::

    def recognises(sample: Sample) -> bool      is this file of my format? by content alone
    def read(source: Source) -> TestRun         (Coverage, Analysis); raises UnreadableError

``read`` returns what could be read of a damaged file with ``complete=False`` where anything could.
"""

import io
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

BUFFER = 64 * 1024


class UnreadableError(Exception):
    """A report that can't be read; its text is the reason that people see."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """The beginning of a file, looked at once for all formats.

    ``head`` is at most 64 KiB, decoded to ``text`` with replacement characters. For XML, ``root``
    is the root element's local name, ``namespace`` its namespace, ``attributes`` its attributes and
    ``child`` the local name of the first element in it; for JSON, ``keys`` are the top-level
    object's keys seen in the head (of the first object of an array or of JSON lines).
    """

    name: str
    head: bytes
    text: str = ""
    root: str = ""
    namespace: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    child: str = ""
    keys: tuple[str, ...] = ()
    is_array: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """A report file to read. ``path`` is what people see, ``file`` where it is.

    ``checkout`` is the repository's directory, for a format that means nothing without the source
    that it measured; None where there is none. Reading raises UnreadableError once the monotonic
    clock has passed ``deadline``.
    """

    path: str
    file: Path
    checkout: Path | None = None
    deadline: float | None = None

    def open(self) -> IO[bytes]:
        if self.deadline is None:
            return self.file.open("rb")
        return io.BufferedReader(_Timed(self.file, self.deadline), BUFFER)

    @cached_property
    def size(self) -> int:
        return self.file.stat().st_size


class _Timed(io.FileIO):
    def __init__(self, file: Path, deadline: float) -> None:
        super().__init__(file, "rb")
        self.deadline = deadline

    def readinto(self, buffer: "Buffer", /) -> int | None:
        self._check()
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._check()
        return super().readall()

    def _check(self) -> None:
        if time.monotonic() > self.deadline:
            raise UnreadableError("not read to its end: the seconds for all reports were over")
