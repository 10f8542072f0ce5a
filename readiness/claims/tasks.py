"""How people write how many of their tasks, or of other things, are done."""

import re

from readiness.claims import phrases
from readiness.claims.amounts import Written, amounts
from readiness.claims.completion import DONE, THINGS

_SO_MANY = re.compile(
    rf"\s(?P<what>(?:[\w-]{{1,30}}\s){{0,3}}?{THINGS})\s(?:(?:are|is|have|been|now|fully)\s){{0,3}}"
    rf"(?:{DONE})\b(?=\W{{0,6}}$|\s?[(,.!–—])",
    re.IGNORECASE,
)
_OF_TASKS = re.compile(
    rf"\s?(?:\(\d{{1,3}}(?:\.\d)?\s?%\)\s?)?(?P<what>(?:[\w-]{{1,30}}\s){{0,3}}?(?:{THINGS}"
    rf"(?<=[sa])|(?:errors|bugs|defects|findings)(?=\s(?:{DONE}|resolved|addressed|"
    rf"closed))))?\b\s?(?P<done>(?:(?:are|is|now|have|been)\s){{0,2}}(?:{DONE}|addressed|"
    rf"resolved|closed))?",
    re.IGNORECASE,
)
_COUNTED_LABEL = re.compile(
    r"\b(?:tasks|items|phases|features|milestones|conditions|steps|components|modules|stories|"
    r"tickets|checkboxes|boxes|endpoints|objectives|sections)\b[\w ]{0,30}[:|]\W{0,6}$|"
    r"\b[a-z][\w-]{2,30}s\s(?:upgraded|completed|fixed|resolved|migrated|implemented|addressed|"
    r"closed|delivered|done|converted|refactored|updated|created)\W{0,3}[:|]\W{0,6}$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b(?:score|rating|readiness|grade)", re.IGNORECASE)
_PERCENT = re.compile(rf"\s?(?:{DONE})\b", re.IGNORECASE)


def counted(text: str) -> tuple[Written, str] | None:
    """How many tasks or the like are said to be done, of how many, and what they are."""
    for each in amounts(text):
        amount = each.amount
        if amount.total is None and amount.unit != "%":
            many = _SO_MANY.match(text, each.end)
            if many and amount.value > 1 and not text[: each.start].strip(" ✅☑✔✓*-"):
                return each, many["what"]
            continue
        if amount.total in (10, 100) and _SCORE.search(text):
            continue
        after = _OF_TASKS.match(text, each.end)
        what = after["what"] if after else None
        label = text[: each.start]
        if amount.unit == "%" and (amount.value == 100 or not _PERCENT.match(text, each.end)):
            continue
        if what or (after and after["done"]) or _COUNTED_LABEL.search(label):
            return each, (what or _thing(label) or "").strip()
    return None


def _thing(label: str) -> str:
    found = re.search(rf"(?i)\b{THINGS}\b", label)
    if found:
        return found[0].lower()
    head = re.sub(r"(?i)\s(?:is|are|at|about)\s*$", "", label.rstrip(" :*-(–—~")).rstrip(" :*(–—")
    return phrases.bare(phrases.before(head, len(head)))
