"""A block of prose, as the readers of the forms hand it over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from readiness.model import Context

Wanted: TypeAlias = Callable[[str], bool] | None
"""Whether a text is worth reading; None where every one is."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, heading or table cell; its lines are joined by newlines."""

    text: str
    line: int
    context: Context


@dataclass(slots=True)
class Headings:
    """The headings above the place that is read now, outermost first."""

    _stack: list[tuple[int, str]]

    def enter(self, level: int, text: str) -> tuple[str, ...]:
        """Go under a heading; returns the headings above it."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
        above = self.path
        self._stack.append((level, text))
        return above

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._stack)
