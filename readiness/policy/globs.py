"""Globs over paths, one kind for the whole policy.

``*`` and ``?`` match within a name, ``**`` any number of directories, ``{a,b}`` either. A glob that
ends in "/" is everything below. They are translated to regular expressions without nested
repetitions of the same text.
"""

import re
from collections.abc import Iterable
from functools import cache

_PART = re.compile(r"(?:^|(?<=/))\*\*(?:/|$)|\*+|\?|\[[!^]?\]?[^\]/]*\]|\{[^{}/]*\}|.", re.DOTALL)


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether any of the globs matches the whole path."""
    return any(_compiled(glob).fullmatch(path) for glob in globs)


def translate(glob: str) -> str:
    """A glob as a regular expression for whole paths."""
    return "".join(_piece(found[0]) for found in _PART.finditer(glob))


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    glob = glob + "**" if glob.endswith("/") else glob
    try:
        return re.compile(translate(glob), re.DOTALL)
    except re.error:
        return re.compile(re.escape(glob))


def _piece(part: str) -> str:
    if part == "**/":
        return "(?:[^/]+/)*"
    if part.startswith("*"):
        return ".*" if part == "**" else "[^/]*"
    if part == "?":
        return "[^/]"
    if part.startswith("[") and len(part) > 2:
        inner = part[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        inner = "^/" + inner[1:] if inner[0] in "!^" else inner
        return f"[{inner}]"
    if part.startswith("{") and len(part) > 1:
        return "(?:" + "|".join(translate(each) for each in part[1:-1].split(",")) + ")"
    return re.escape(part)
