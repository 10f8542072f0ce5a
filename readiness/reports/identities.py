"""Which cases have come before, among millions of them."""

from array import array

FEW = 1 << 17
PARTS = 64


class Identities:
    """How many identities came again, in eight bytes each: a set of millions needs ten times that.

    What comes is kept in one array, and from time to time spread over many by what it is.
    """

    def __init__(self) -> None:
        self._fresh = array("q")
        self._parts = [array("q") for _ in range(PARTS)]
        self._spread = 0

    def __len__(self) -> int:
        return self._spread + len(self._fresh)

    def append(self, identity: int) -> None:
        self._fresh.append(identity)

    def extend(self, identities: list[int]) -> None:
        self._fresh.extend(identities)
        if len(self._fresh) > FEW:
            self._divide()

    def repeated(self) -> int:
        if len(self) <= FEW and not self._spread:
            return len(self._fresh) - len(set(self._fresh))
        self._divide()
        return sum(len(part) - len(set(part)) for part in self._parts)

    def _divide(self) -> None:
        parts = self._parts
        for identity in self._fresh:
            parts[identity % PARTS].append(identity)
        self._spread += len(self._fresh)
        self._fresh = array("q")
