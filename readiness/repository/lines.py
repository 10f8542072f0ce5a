"""Line numbers of positions in a text."""

import re
from bisect import bisect_right


class Lines:
    """The lines of a text, which is gone through once."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def number(self, position: int) -> int:
        """The number, from 1, of the line that a position lies in."""
        return bisect_right(self._ends, position - 1) + 1
