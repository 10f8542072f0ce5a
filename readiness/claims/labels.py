"""What a number is of, where a label before it says so: "`test_cart.py`: 12 tests"."""

import re
from itertools import pairwise

from readiness.claims import phrases
from readiness.claims.headings import particular
from readiness.claims.paths import mentioned

_JOINT = re.compile(r"\W{0,3}\s?(?::|–|—|\s-)\s?\W{0,2}$")
_AND = re.compile(r"\s?(?:[+,&]|,?\sand)\s")
_COMMAND = re.compile(
    r"\W{0,6}?`(?P<command>[a-z][\w./-]{0,40}\s[^`\n]{1,200})`\W{0,4}(?=\d|all\b)"
)
_LIMITS = frozenset({"-p", "--package", "-k", "-m", "-w", "--workspace", "--filter", "-run", "-t"})
_PLACE = re.compile(r"/|::|\.(?:py|[cm]?[jt]sx?|rs|go|rb|java|kt|php|cs)$")
_CODE = re.compile(r"`[\w./-]+`")
_ADVERB = re.compile(r"(?i)(?:now|today|still|so|that is|in short|here|there|then|finally)$")
_OF_NUMBERS = re.compile(r"(?i)(?:(?:test|total|case|overall)s?\s)*(?:count|number|total|size)s?$")
"""Labels of the number itself, and of nothing that it is of."""
_LABEL = re.compile(
    r"(?:^|[·•;:,|(]\s?)\W{0,4}(?P<label>[A-Za-z`][\w`./&+-]{0,40}(?:\s[\w`./&+-]{1,40}){0,3})"
    r"\W{0,2}:\s\W{0,3}$"
)


def before(text: str, end: int) -> str:
    """The paths or the particular name that a colon or dash sets right before ``end``, or ""."""
    near = text[max(0, end - 200) : end]
    paths = mentioned(near)
    if paths and _JOINT.fullmatch(near, paths[-1][2]):
        return " and ".join(_joined(near, paths))
    found = _LABEL.search(near)
    label = found["label"] if found else ""
    if "`" in label:
        label = label.strip("`") if _CODE.fullmatch(label) else ""
    if _OF_NUMBERS.match(label):
        return ""
    return label if "/" in label or (particular(label) and not _ADVERB.match(label)) else ""


def of_command(text: str) -> str:
    """What the command that a sentence begins with is limited to: a path, a package, a filter."""
    found = _COMMAND.match(text)
    words: list[str] = found["command"].split()[1:] if found else []
    for option, value in pairwise(words):
        if option in _LIMITS:
            return value
    places = (each for each in words if _PLACE.search(each) and each[0] not in "-@")
    return next(places, "").rstrip("/")


def _joined(text: str, paths: tuple[tuple[str, int, int], ...]) -> list[str]:
    """The last path and those before it that are joined to it: "a.py + b.py"."""
    found = [paths[-1][0]]
    for (path, _, end), (_, start, _) in reversed(list(pairwise(paths))):
        if not _AND.fullmatch(text, end, start):
            break
        found.insert(0, path)
    return found


_TITLE = re.compile(
    r"^\W{0,6}(?:\d{1,2}\.\s)?(?P<what>[A-Z]\w{0,60}[a-z][A-Z]\w{0,60}|"
    r"[A-Z][\w./& -]{1,60}\s[Tt]ests)\s\(\W{0,2}$"
)


def titled(head: str) -> str:
    """What stands before the bracket that the number begins: "TestLabels (12 tests)"."""
    paths = mentioned(head)
    if paths and re.fullmatch(r"\W{1,4}", head[paths[-1][2] :]) and head.rstrip(" *").endswith("("):
        return paths[-1][0]
    found = _TITLE.match(head)
    return phrases.bare(found["what"]) if found else ""
