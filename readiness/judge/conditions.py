"""When a gate applies. What is not known about the occasion never keeps a gate from applying."""

from collections.abc import Iterable
from dataclasses import dataclass

from readiness.model import Condition
from readiness.policy.globs import matches


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """On what occasion is judged; None where it is not known.

    ``event`` is GitHub's name, ``base`` the branch that a pull request goes to, ``paths`` are the
    files that the change alters.
    """

    event: str | None = None
    labels: tuple[str, ...] | None = None
    base: str | None = None
    paths: frozenset[str] | None = None


def failing(condition: Condition, occasion: Occasion, component: str | None) -> str:
    """The part of the condition that does not hold, in words, or ''."""
    parts = (
        ("no changed file", condition.paths, occasion.paths),
        ("no label", condition.labels, occasion.labels),
        ("not the base branch", condition.bases, _one(occasion.base)),
        ("not the event", condition.events, _one(occasion.event)),
        ("not the component", condition.components, (component or "",)),
    )
    for words, wanted, found in parts:
        if wanted and found is not None and not _any(wanted, found):
            return f"{words} {', '.join(wanted)}"
    return ""


def _one(value: str | None) -> tuple[str, ...] | None:
    return None if value is None else (value,)


def _any(wanted: tuple[str, ...], found: Iterable[str]) -> bool:
    return any(matches(each, wanted) for each in found)
