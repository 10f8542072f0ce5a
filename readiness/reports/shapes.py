"""JSON values in the shape that a format gives them, whatever a file really holds there."""

from typing import Any


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; what else is in it, or is no list, is left out."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def string(value: Any) -> str:
    """Text as it is, a number as text, anything else as nothing. Half a surrogate pair is "?"."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def strings(value: Any) -> list[str]:
    """The texts of a list."""
    return (
        [string(each) for each in value if isinstance(each, str)] if isinstance(value, list) else []
    )


def line_number(value: Any) -> int | None:
    """A line counted from 1, or None."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 1 <= value <= 10_000_000 else None
