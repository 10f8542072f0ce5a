"""What a coverage rate is said to be of: the change, a file, a package or another part."""

import re

from readiness.claims import phrases
from readiness.claims.amounts import Written
from readiness.claims.paths import mentioned

CHANGE = "the change"
ALL_BUT = "all but some"
"""The subjects that no name in the repository answers to."""

_CHANGE = re.compile(
    r"\b(?:patch|diff|new code|new lines|changed|this (?:pr|change)|lines (?:that )?(?:i|we) "
    r"(?:added|changed)|(?:added|changed) (?:lines|code)|the (?:change|diff|"
    r"new code))\b",
    re.I,
)
_OF = re.compile(
    r"\s?(?:of|for|in|on|across)\s(?:the\s|our\s|"
    r"all\s)?(?P<what>(?:[A-Za-z`][\w`./-]{0,60}(?:\s|\b)){1,3})"
)
_HAS = re.compile(
    r"\s(?:now\s)?(?:has|have|reach(?:es)?|gets?)\s(?:about\s|over\s|~)?$", re.IGNORECASE
)
_PACKAGE = re.compile(r"`([A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){1,10})`")
_STATED = re.compile(r"(?i)\s(?:package|module)?\s?(?:is|are|was|were|has|have|stands)\b.{0,80}$")
_EXCEPTION = re.compile(
    r"(?i)\b(?:except(?:ing)?|excluding|apart from|aside from|other than|besides|all but)\b"
)
_STATE = re.compile(
    r"(?i)\s(?:is\s|was\s)?(?:fully\s)?(?:implemented|complete[d]?|done|added|ready)$"
)
_OUTCOME = re.compile(r"(?i)\s\d[\d,/]{0,12}\s(?:tests?\s)?pass\w{0,3}$")
_PRONOUN = re.compile(r"(?i)(?:we|it|i|they|this|that|and|which)\b")
_GENERIC = re.compile(
    r"\b(?:test|tests|code|line|lines|branch|branches|statement|statements|overall|total|unit|"
    r"functions?|methods?|instructions?|conditions?|jacoco|cobertura|lcov|istanbul|nyc|c8|codecov|"
    r"coveralls|gcov|llvm-cov|simplecov|tarpaulin|vitest|jest|surefire|up|down|back|went|goes|"
    r"project|codebase|full|now|reach(?:es|ed)?|increased|improved|achieved|maintained|raised|"
    r"we|coverage|python|combined|global|source|repository|repo|high|measured|reported|"
    r"integration|result|report|metric|metrics|status|pytest|cov|actual|bring|brings|brought|"
    r"with|hit|hits|at|about|ci)\b",
    re.IGNORECASE,
)


def subject(text: str, word: re.Match[str], each: Written) -> str:
    """What a rate beside the word of coverage is of, or "" for the whole.

    A path, "of the parser", "85 % parser coverage", "parser coverage: 85 %".
    """
    if _CHANGE.search(text):
        return CHANGE
    if _EXCEPTION.search(text):
        return ALL_BUT
    named_file = _path(text, each)
    if named_file:
        return named_file
    owner = _owner(text, min(word.start(), each.start))
    if owner:
        return owner
    head = text[: word.start()].rstrip(" :-–—|*")
    between = text[each.end : word.start()] if each.end <= word.start() else ""
    before = phrases.before(head, len(head)) if each.start > word.start() else ""
    named = (_OF.match(text, word.end()), _OF.match(text, each.end))
    for found in (*(match["what"] for match in named if match), between, before):
        found = _STATED.sub("", found)
        cleaned = phrases.bare(_GENERIC.sub("", re.sub(r"[\d.,]{1,12}\s?%\+?", "", found)))
        if cleaned.strip(" :.,()*|–—-"):
            return cleaned.strip(" :.,()*|–—-")
    return ""


def _path(text: str, each: Written) -> str:
    """The one path of the sentence, or the last before this rate, or the dotted package in code."""
    paths = mentioned(text)
    if len(paths) == 1:
        return paths[0][0]
    before = [path for path, start, _ in paths if start < each.start]
    if before:
        return before[-1]
    package = _PACKAGE.search(text)
    return package[1] if package else ""


def _owner(text: str, start: int) -> str:
    """Whose coverage it is: "The core has 99 % …", "The parser (…, 81 % coverage)"."""
    bracket = text.rfind("(", 0, start)
    if bracket > 0 and ")" not in text[bracket:start]:
        head = _OUTCOME.sub("", _STATE.sub("", text[:bracket].rstrip()))
        found = phrases.before(head, len(head))
        whole = not _GENERIC.sub("", found).strip(" :.,*|✅–—-")
        return "" if whole else phrases.bare(found)
    verb = _HAS.search(text, 0, start)
    found = phrases.before(text, verb.start()) if verb else ""
    return "" if _PRONOUN.match(found) else phrases.bare(_GENERIC.sub("", found)).strip(" :.,")
