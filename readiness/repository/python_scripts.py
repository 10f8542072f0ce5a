"""What one Python file declares of itself: script metadata (PEP 723). Nothing is executed."""

import tomllib

from readiness.repository import requirement
from readiness.repository.requirement import Requirement, Use

START, END = "# /// script", "# ///"


def dependencies(text: str, path: str) -> tuple[Requirement, ...] | None:
    """The requirements of a script's metadata; None where it has none.

    Raises ValueError where there are two blocks, or one that can't be read.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    starts = [number for number, line in enumerate(lines) if line == START]
    blocks = [block for number in starts if (block := _block(lines[number + 1 :])) is not None]
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


def _block(lines: list[str]) -> str | None:
    """The text of a block up to its last end, without the comment signs; None without an end."""
    comment: list[str] = []
    for line in lines:
        if line != "#" and not line.startswith("# "):
            break
        comment.append(line)
    ends = [number for number, line in enumerate(comment) if line == END]
    return "\n".join(line[2:] for line in comment[: ends[-1]]) if ends else None


def _line(lines: list[str], written: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if written in line), 1)
