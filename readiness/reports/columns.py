"""Numbers by line, in few bytes: a report of 100 MB knows ten million lines."""

from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from operator import lt


class Hits(Mapping[int, int]):
    """Line → hits, in the order of the lines; two to eight bytes each where a dict needs eighty."""

    __slots__ = ("_hits", "_lines")

    def __init__(self, lines: Sequence[int], hits: Sequence[int]) -> None:
        """The lines must ascend; a number is at most 32 bits. Raises OverflowError."""
        self._lines = _narrow(lines)
        self._hits = _narrow(hits)

    def __getitem__(self, line: int) -> int:
        at = bisect_left(self._lines, line)
        if at == len(self._lines) or self._lines[at] != line:
            raise KeyError(line)
        return self._hits[at]

    def __iter__(self) -> Iterator[int]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __repr__(self) -> str:
        return repr(dict(self))

    def values(self) -> ValuesView[int]:
        return _Values(self, self._hits)

    def items(self) -> ItemsView[int, int]:
        return _Items(self, self._lines, self._hits)


def ascend(lines: Sequence[int]) -> bool:
    """Whether each line is after the one before it."""
    return all(map(lt, lines, lines[1:]))


def packed(hits: Mapping[int, int]) -> Mapping[int, int]:
    """The same numbers in few bytes, in the order of their lines."""
    if isinstance(hits, Hits):
        return hits
    lines = sorted(hits)
    return Hits(lines, [hits[line] for line in lines])


def _narrow(numbers: Sequence[int]) -> "array[int]":
    """The numbers in as few bytes each as the largest needs."""
    most = max(numbers, default=0)
    return array("B" if most < 1 << 8 else "H" if most < 1 << 16 else "I", numbers)


class _Values(ValuesView[int]):
    def __init__(self, mapping: Hits, hits: "array[int]") -> None:
        super().__init__(mapping)
        self._hits = hits

    def __iter__(self) -> Iterator[int]:
        return iter(self._hits)


class _Items(ItemsView[int, int]):
    def __init__(self, mapping: Hits, lines: "array[int]", hits: "array[int]") -> None:
        super().__init__(mapping)
        self._columns = lines, hits

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(*self._columns, strict=True)
