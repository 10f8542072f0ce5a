"""What an item that is ticked, or the status cell of a table, says has become of something."""

import re

from readiness.model import Context

_WELL = r"(?:fully\s|now\s|all\s|successfully\s|properly\s){0,2}"
_STATE = (
    r"(?:configured|enabled|in\splace|provided|designed|typed|documented|validated|tested|created|"
    r"integrated|secured|optimi[sz]ed|deployed|installed|established|wired\sup|registered|"
    r"formatted|linted|reviewed|approved|supported|automated|containeri[sz]ed|fixed|resolved|"
    r"answered|migrated|defined|built|set\sup)"
)
_ITEM = re.compile(
    r"^\W{0,8}(?:[A-Za-z][\w /&-]{1,40}:\s\W{0,3})?"
    r"(?P<what>(?:(?!(?:what|how|when|where|as|be|is|are|was|can|that|which|if|must)\b)"
    r"[\w/&.'()`+,-]{1,40}\s){1,6}?)"
    rf"{_WELL}(?P<state>{_STATE})(?:\s(?:and|&)\s\w{{3,14}}|\ssuccessfully)?\W{{0,6}}$",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"\W{0,6}(?:status|state|result)\W{0,6}$", re.IGNORECASE)
_CELL = re.compile(
    r"^\W{0,4}[✅☑✔✓]\W{0,3}(?:fully\s|now\s|all\s|100\s?%\s)?(?P<state>achieved|met|exceeded|"
    rf"pass(?:ed)?|ready|live|active|{_STATE})\W{{0,4}}$",
    re.IGNORECASE,
)
_ALL_IN_PLACE = re.compile(
    r"^\W{0,6}all\s(?P<what>[^.:;?!]{2,80}?)\s(?:is|are)\s(?:now\s)?(?P<state>in\splace)\W{0,4}$",
    re.IGNORECASE,
)
ALL_OF_IT = re.compile(
    r"^\W{0,6}(?P<what>(?:[A-Za-z][\w&-]{1,30}\s){0,4}?)(?:completion|progress)"
    r"(?:\s(?:status|rate))?\s?:\W{0,6}100\s?%\W{0,6}$",
    re.IGNORECASE,
)
"""A label of how far something is, and that this is all the way."""


def of_item(text: str) -> str:
    """ "Path aliases configured": what an item under a tick says of what, or ""."""
    return _said(_ITEM.match(text))


def all_in_place(text: str) -> str:
    """ "All tooling is in place": what is, with every word of it; or ""."""
    return _said(_ALL_IN_PLACE.match(text))


def of_cell(text: str, context: Context) -> str:
    """The row and what its ticked status is: "Backward compatibility achieved"; or ""."""
    found = _CELL.match(text) if _COLUMN.match(context.column) else None
    return f"{context.row} {found['state'].lower()}".strip() if found else ""


def _said(found: re.Match[str] | None) -> str:
    return f"{found['what'].strip()} {found['state'].lower()}" if found else ""
