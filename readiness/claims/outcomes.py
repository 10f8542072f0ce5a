"""How people write the outcomes of tests: numbers with a state, fields of a summary, rates."""

import re

from readiness.claims import labels, phrases, scope
from readiness.claims.amounts import Written, amounts
from readiness.model import Amount, Context

_AFTER = re.compile(
    r"\s?(?:\(\d{1,3}(?:\.\d{1,2})?\s?%\)\s?)?(?P<noun>(?:of\s)?(?:the\s|our\s|"
    r"all\s)?(?:[\w/-]{1,40}\s){0,4}?(?:(?:doc)?tests?|specs|cases|"
    r"checks)\b(?:\s\([^()]{0,40}\))?\s?)?(?:[–—,(-]\s?(?=all\s))?(?:(?:are|is|were|was|have|has|been|got|all|now|"
    r"currently|still|(?P<in_all>total),?)\s){0,3}[^\w,;:.]{0,2}(?P<state>pass(?:ed|ing|es)?|"
    r"succe(?:eded|eding|eds|ed|ssful)|fail(?:ed|ing|s|ures?)?|green|skipped|skips|pending|"
    r"ignored|errors|errored|(?:ran|run|executed)(?=\W{0,4}$|[,;(.]))\b(?!\s?[:=]\s?\d|\s(?:rate|"
    r"through|criteri)|\s(?:tests?|specs)\s(?:\w+\s)?(?:fixed|resolved|repaired|mended)\b)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\b(?P<name>tests(?: run)?|total|pass(?:ed|es|ing)?|fail(?:ed|ures?|ing)|errors?|errored|"
    r"skipped|ignored|pending)\s?[:=]\s?$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:\btests?(?:\spassed|\spassing)?\s?[:|]\W{0,4}|\btests?\s\(|(?:->|→"
    r"|=>)\s{0,3})$",
    re.IGNORECASE,
)
_MENDED = re.compile(
    r"(?i)\b(?:fix\w*|resolv\w*|repair\w*|mend\w*|remov\w*|skip\w*)\s(?:the\s|all\s)?$"
)
_RATE_AFTER = re.compile(r"\s?(?:test\s)?(?:pass(?:ing)?|success)[- ]rate\b", re.IGNORECASE)
_RATE_BEFORE = re.compile(
    r"\b(?P<noun>(?:[\w-]{1,40}\s){0,3}?)(?:pass(?:ing)?|success)[- ]rate\b(?:\s(?:of|for|"
    r"in)\s(?:the\s|our\s|all\s)?(?P<of>(?:[\w-]{1,30}\s?){1,3}))?\W{0,3}"
    r"(?:(?:is|of|at|now|stands|currently|reached|reaches)\s){0,3}\W{0,3}$",
    re.IGNORECASE,
)
_TESTED = re.compile(r"\b(?:tests?|specs|suites?|cases)\b", re.IGNORECASE)
_NOT_TESTS = re.compile(
    r"\b(?:assertions?|benchmarks?|gates?|checks?|hooks?|rules?|checks passing|requests?|jobs?|"
    r"students?|questions?|quiz|exams?|build(?:s)?|audits?|lint\w*|retries|attempts|tasks?|"
    r"files)\b",
    re.IGNORECASE,
)


def outcomes(text: str) -> list[tuple[Written, str, str]]:
    """Each number with its state (passed, failed, errored, skipped, pending or run) and subject."""
    return _fields(text) or _outcomes(text)


def _fields(text: str) -> list[tuple[Written, str, str]]:
    """ "Tests run: 12, Failures: 0, Skipped: 1", as the runners print it: at least two fields."""
    found = []
    for each in amounts(text):
        name = _FIELD.search(text, max(0, each.start - 16), each.start)
        if name and not each.amount.unit and each.amount.total is None:
            found.append((each, _state(name["name"]), ""))
    return found if len(found) > 1 else []


def _outcomes(text: str) -> list[tuple[Written, str, str]]:
    """Every number with its state; of several, those without a subject share the first's."""
    found: list[tuple[Written, str, str]] = []
    for each in amounts(text):
        outcome = _outcome(each, text) or _rate(each, text)
        if outcome:
            state, subject = outcome
            found.append((each, state, subject or (found[0][2] if found else "")))
    return found


def _outcome(each: Written, text: str) -> tuple[str, str] | None:
    after = _AFTER.match(text, each.end)
    if each.amount.value == 1 and text[each.end - 3 : each.end].lower() == "one":
        return None
    if _MENDED.search(text, max(0, each.start - 30), each.start):
        return None
    if not after:
        return _labelled(each, text)
    if _NOT_TESTS.search(after["noun"] or ""):
        return None
    if each.amount.unit == "%" and each.amount.total is not None:
        return None
    if not each.amount.value and _state(after["state"]) == "failed" and after["noun"]:
        return None
    noun = re.sub(r"^(?:of\s)?(?:the\s|our\s|all\s)?", "", after["noun"] or "")
    if after["in_all"]:
        return _state(after["state"]), ""
    what = phrases.bare(noun)
    if scope.is_whole(what):
        what = labels.before(text, each.start) or labels.titled(text[: each.start]) or what
    return _state(after["state"]), what or _label(text, each.start)


def _labelled(each: Written, text: str) -> tuple[str, str] | None:
    """ "Tests: 12/12" and nothing more."""
    label = _LABELLED.search(text, max(0, each.start - 20), each.start)
    if (
        label is None
        or each.amount.total is None
        or not re.match(r"\W{0,4}$|[.,;]\s|\s{1,3}\(|\)\s?:", text[each.end :])
    ):
        return None
    return "passed", phrases.bare(phrases.before(text, label.start()))


def _rate(each: Written, text: str) -> tuple[str, str] | None:
    if each.amount.unit != "%" and each.amount.total is None:
        return None
    before = _RATE_BEFORE.search(text, max(0, each.start - 100), each.start)
    if before:
        if "success" in before[0].lower() and not _TESTED.search(text):
            return None
        return "passed", phrases.bare(before["noun"] or before["of"] or "")
    if _RATE_AFTER.match(text, each.end):
        return "passed", _label(text, each.start)
    return None


def _label(text: str, end: int) -> str:
    """What stands before the number: "Unit tests: 59/108"."""
    head = text[:end].rstrip(" :–—-|*✅")
    if "(" in head[-3:]:
        head = head[: head.rindex("(")].rstrip()
    phrase = phrases.bare(phrases.before(head, len(head)))
    words = [
        word for word in phrase.split() if not re.fullmatch(r"(?i)coverage|passing|pass|rate", word)
    ]
    if re.fullmatch(r"(?i)(?:errors?|failures?|failed|passed|skipped|total)", " ".join(words)):
        return ""
    return (
        " ".join(words) if re.search(r"(?i)\btests?|specs?\b", phrase) or ":" in text[:end] else ""
    )


def _state(word: str) -> str:
    if re.match(r"fail", word, re.IGNORECASE):
        return "failed"
    if re.match(r"error", word, re.IGNORECASE):
        return "errored"
    if re.match(r"skip|ignored", word, re.IGNORECASE):
        return "skipped"
    if re.match(r"tests|total|ran|run|executed", word, re.IGNORECASE):
        return "run"
    return "pending" if word.lower() == "pending" else "passed"


_STATES = {
    "pass": "passed", "passed": "passed", "passing": "passed", "fail": "failed", "failed": "failed",
    "failing": "failed", "skip": "skipped", "skipped": "skipped", "total": "run", "tests": "run",
}  # fmt: skip
"""Columns of a table of test files or suites."""
_IS_TEST = re.compile(r"(?i)(?:^|[/_.\s`])(?:tests?|spec)(?:[/_.\s`]|$)")


def of_cell(text: str, context: Context) -> tuple[Amount, str, str] | None:
    """ "| test_cart.py | 12 |" below "Passed": a number of the row's tests, its state, the row."""
    state = _STATES.get(context.column.strip(" *#✅❌").lower())
    number = text.strip(" *✅❌")
    if state is None or not number.isdigit() or not _IS_TEST.search(context.row):
        return None
    found = amounts(number)
    return (found[0].amount, state, context.row) if found else None
