"""The values of a policy file: bounds, gates, conditions, severities."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from readiness.model import Condition, Gate, Search, Severity
from readiness.policy.metrics import Bound, metric

OFF = "off"


def bound(value: float | str | None) -> Fraction | None:
    """A rate as a fraction of one, or a number; None where there is none."""
    if value is None:
        return None
    text = str(value)
    if text.endswith("%"):
        return Fraction(text.removesuffix("%").strip()) / 100
    return Fraction(text)


def gate(name: str, value: Any) -> Gate:
    """The gate of this name. Its metric has to exist."""
    if not isinstance(value, Mapping):
        found = metric(name)
        value = {found.bound.value if found else Bound.MINIMUM.value: value}
    of = str(value.get("metric", name))
    return Gate(
        id=name,
        of="" if of == name else of,
        minimum=bound(value.get(Bound.MINIMUM.value)),
        maximum=bound(value.get(Bound.MAXIMUM.value)),
        when=condition(value.get("when", {})),
        warns=value.get("when-unknown") == "warn",
    )


def gates(data: Mapping[str, Any]) -> tuple[Gate, ...]:
    """The gates of a mapping by name, less those that are off."""
    return tuple(gate(name, value) for name, value in data.items() if value != OFF)


def condition(data: Mapping[str, Any]) -> Condition:
    """What a ``when`` says."""
    return Condition(
        paths=tuple(data.get("paths", ())),
        labels=tuple(data.get("labels", ())),
        bases=tuple(data.get("base", ())),
        events=tuple(data.get("event", ())),
        components=tuple(data.get("component", ())),
    )


def severity(value: str) -> Severity | None:
    """A severity; None for off."""
    return None if value == OFF else Severity(value)


def search(data: Mapping[str, Any] | None) -> Search | None:
    """What files are looked for, and what in them."""
    if data is None:
        return None
    return Search(
        files=tuple(data["files"]),
        mention=tuple(data.get("mention", ())),
        lines=data.get("lines", 0),
    )
