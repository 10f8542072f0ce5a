"""What the documents of a repository leave open: boxes that are not ticked, things planned."""

import re
from collections import defaultdict
from dataclasses import dataclass

from readiness.claims import phrases
from readiness.model import Location
from readiness.repository.snapshot import Role, Snapshot

_OPEN = re.compile(r"[ \t>]{0,40}(?:[-*+]|\d{1,4}[.)])[ \t]{1,8}\[ \][ \t]+(.*)$")
_TICKED = re.compile(r"[ \t>]{0,40}(?:[-*+]|\d{1,4}[.)])[ \t]{1,8}\[[xX]\][ \t]+(.*)$")
_PLANNED = re.compile(
    r"\b(?:is |are )?(?:planned|not (?:yet )?(?:started|implemented|done|tested))\b", re.IGNORECASE
)
_PHASE = re.compile(r"(?i)\bphase\s(\d{1,3}(?:\.\d{1,3})?)\b")
_FAILED = re.compile(r"[❌✗✘]")
_ITEM = re.compile(r"[ \t>]{0,40}(?:[-*+]|\d{1,4}[.)])[ \t]{1,8}")
_MARK = re.compile(r"[❌✗✘⚠🔴🟡🟠✅☑✔]+")


def phase_of(text: str) -> str:
    """The number of the phase that a text names, or ""."""
    phase = _PHASE.search(text)
    return phase[1] if phase else ""


def left_open(line: str) -> str | None:
    """What a line leaves open: the text of a box that is not ticked, of a thing planned."""
    box = _OPEN.match(line[:400])
    if box:
        return box[1]
    planned = _PLANNED.search(line[:120])
    item = _ITEM.match(line)
    return line[item.end() : planned.start()] if planned and item else None


@dataclass(frozen=True, slots=True)
class Item:
    """Something left open. ``phase`` is the number of the phase it stands under, if any."""

    place: Location
    text: str
    phase: str = ""
    failed: bool = False


def open_items(snapshot: Snapshot) -> dict[frozenset[str], list[Item]]:
    """What the documents leave open, by its words."""
    found: dict[frozenset[str], list[Item]] = defaultdict(list)
    for file in snapshot.of("markdown", roles=(Role.DOCUMENT,)):
        phase = ""
        for number, line in enumerate((snapshot.text(file.path) or "").split("\n"), 1):
            if line.startswith("#"):
                phase = phase_of(line)
            text = left_open(line)
            if text is not None:
                place = Location(path=file.path, line=number)
                item = Item(place, text, phase, bool(_FAILED.search(line[:400])))
                found[words(text)].append(item)
    return found


def ticked(text: str) -> frozenset[frozenset[str]]:
    """What the ticked boxes of a text are about, each by its words."""
    return _boxes(_TICKED, text) if "[x]" in text.lower() else frozenset()


def unticked(text: str) -> frozenset[frozenset[str]]:
    """What the open boxes of a text are about, each by its words."""
    return _boxes(_OPEN, text) if "[ ]" in text else frozenset()


def _boxes(pattern: re.Pattern[str], text: str) -> frozenset[frozenset[str]]:
    found = (pattern.match(line[:400]) for line in text.split("\n"))
    return frozenset(words(each[1]) for each in found if each)


def words(text: str) -> frozenset[str]:
    """The words by which an item is known again."""
    core = _MARK.split(re.sub(r"[*_`]", "", text).lstrip(" ❌✗✘⚠🔴🟡🟠✅☑✔"), maxsplit=1)[0]
    dropped = {"complete", "completed", "implemented", "done", "is", "are", "the", "a", "an"}
    words = phrases.tokens(phrases.core(core) or core)
    return frozenset(each for each in words if each not in dropped and not each.isdigit())
