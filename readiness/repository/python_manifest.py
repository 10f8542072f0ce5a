"""One Python dependency manifest, and what those who read one have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from readiness.repository import requirement
from readiness.repository.requirement import Requirement, Use

HUGE = 200_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """One manifest. ``directory`` is what it speaks for; ``distribution`` the name it gives itself.

    ``runtime`` whether it declares what the product needs (not only tools); ``open`` where it
    leaves dependencies to be computed; ``extras`` the normalised names of its extras; ``problem``
    the error of syntax for which it cannot be read.
    """

    path: str
    directory: str
    requirements: tuple[Requirement, ...] = ()
    distribution: str = ""
    extras: frozenset[str] = frozenset()
    runtime: bool = False
    open: bool = False
    problem: str = ""


def listed(text: str, path: str, entries: Any, use: Use, group: str = "") -> Iterator[Requirement]:
    """The requirements in a list of entries (PEP 508), each with the line of ``text`` it is on.

    What is no list, and what in it is no requirement, is passed over.
    """
    for entry in entries if isinstance(entries, list | tuple) else ():
        if isinstance(entry, str):
            line = line_of(text, entry)
            found = requirement.read(entry, use=use, path=path, line=line, group=group)
            if found:
                yield found


def line_of(text: str, entry: str) -> int | None:
    """The first line that states an entry and is no comment; none is sought in a huge file."""
    if len(text) > HUGE:
        return None
    for number, line in enumerate(text.split("\n"), 1):
        if entry in line and not line.lstrip().startswith("#"):
            return number
    return None


def directory_of(path: str) -> str:
    """The directory that a manifest lies in; the root is ""."""
    return path.rpartition("/")[0]
