"""What one Python file declares of itself: script metadata (PEP 723). Nothing is executed."""

import tomllib
from collections.abc import Iterator

from readiness.repository import requirement
from readiness.repository.requirement import Requirement, Use

START, END = "# /// script", "# ///"


def dependencies(text: str, path: str) -> tuple[Requirement, ...] | None:
    """The requirements of a script's metadata; None where it has none.

    Raises ValueError where there are two blocks, or one that can't be read.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    blocks = list(_blocks(lines))
    if not blocks:
        return None
    if len(blocks) > 1:
        raise ValueError(f"{path} has {len(blocks)} blocks of script metadata")
    listed = tomllib.loads(blocks[0]).get("dependencies", [])
    if not isinstance(listed, list):
        raise ValueError(f"{path}: the dependencies of its script metadata are no list")
    found = (
        requirement.read(str(each), use=Use.RUNTIME, path=path, line=_line(lines, str(each)))
        for each in listed
    )
    return tuple(each for each in found if each)


def _blocks(lines: list[str]) -> Iterator[str]:
    """The text of each block up to the last end in its comment, without the comment signs."""
    comment: list[str] | None = None
    for line in (*lines, ""):
        if comment is None:
            comment = [] if line == START else None
        elif line == "#" or line.startswith("# "):
            comment.append(line)
        else:
            ends = [number for number, each in enumerate(comment) if each == END]
            if ends:
                yield "\n".join(each[2:] for each in comment[: ends[-1]])
            comment = None


def _line(lines: list[str], written: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if written in line), 1)
