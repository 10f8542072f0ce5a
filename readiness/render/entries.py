"""The entries of the lists that a report is shown as: plain texts, shortened, not escaped."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something stands: a path or another text, and its address where there is one."""

    text: str
    url: str | None = None
    path: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimRow:
    """A claim as stated, what the evidence says, and where both stand."""

    verdict: str
    quote: str
    reason: str
    stated: Place
    also: int
    proofs: tuple[Place, ...]

    @property
    def group(self) -> str:
        """What several claims that nothing decides may have in common."""
        return self.reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A gate or findings: ``label`` names it, ``detail`` is its weight or outcome.

    ``more`` counts the places that are not among ``places``.
    """

    group: str
    label: str
    detail: str
    message: str
    places: tuple[Place, ...] = ()
    more: int = 0


def alike(gates: Iterable[Entry]) -> Iterator[Entry]:
    """The gates, as one ``gates`` those of which the same is to be said."""
    said: dict[str, list[Entry]] = defaultdict(list)
    for each in gates:
        said[each.message].append(each)
    for first, *more in said.values():
        labels = ", ".join(each.label for each in (first, *more))
        yield replace(first, group="gates", label=labels) if more else first
