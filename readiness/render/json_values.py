"""The values of a JSON report: numbers, texts and places, and how they are written."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from readiness.model import Location

Number = float | int | None


def dump(value: object) -> str:
    """Indented JSON in ASCII in which no string reads as a workflow command."""
    text = json.dumps(value, indent=2, allow_nan=False)
    return text.replace("##[", "\\u0023#[") + "\n"


def number(value: Decimal | Fraction | None) -> Number:
    """The number whose shortest decimal notation is the value."""
    if value is None:
        return None
    whole = int(value)
    return whole if value == whole else float(value)


def text_of(text: str) -> str:
    """The text without lone surrogates, which JSON readers refuse."""
    return text.encode(errors="surrogatepass").decode(errors="replace")


def place(location: Location | None) -> dict[str, Any]:
    """The path and line of a place; null where there is none."""
    if location is None:
        return {"path": None, "line": None}
    return {"path": text_of(location.path), "line": location.line}
