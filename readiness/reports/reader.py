"""What a format's file provides, and what it is given.

A format is one module in ``results``, ``coverage`` or ``analysis``. Its name is the format's id,
its docstring names the specification, and it defines two functions::

    def recognises(sample: Sample) -> bool      is this file of my format? by content alone
    def read(source: Source) -> TestRun         (Coverage, Analysis); raises UnreadableError

``read`` returns what could be read of a damaged file with ``complete=False`` where anything could.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO


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
    that it measured; None where there is none.
    """

    path: str
    file: Path
    checkout: Path | None = None

    def open(self) -> IO[bytes]:
        return self.file.open("rb")

    @cached_property
    def size(self) -> int:
        return self.file.stat().st_size
