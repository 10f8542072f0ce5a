"""What makes a sentence an assertion: decided here, once, for every kind of claim.

Not what stands among plans, quotations or the past (see ``surroundings``), nor what is future,
conditional, imperative, negated or hedged by its own words.
"""

import re
from functools import lru_cache

from readiness.claims import hedges, words
from readiness.claims.surroundings import by_surroundings
from readiness.model import SourceKind, Statement

_SHORT_QUOTE = re.compile(r"[\"“”«»„]([^\"“”«»„]{0,400})[\"“”«»„]")
_CODE = re.compile(r"`([^`]{0,400})`")
_SHARE = re.compile(
    r"(?i)\b\d{1,6}(?:/|\s(?:out\s)?of\s)\d{1,6}\s(?:tests?\s|tasks?\s)?(?:pass|fail|green"
    r"|complete|done)"
)
"""So many of so many: a state, whatever is still ahead."""
_BOUND = re.compile(r"\s?(?:>=|<=|[≥≤<>~])\s?\d[\d.,]{0,12}\s?%?\+?|\s?\d[\d.,]{0,12}\s?%?\+")
_NEUTRAL_COLUMN = re.compile(
    r"^\W*(?:actual|current|currently|now|today|value|status|state|result|results|reality|after|"
    r"notes?|details?|description|comments?|evidence|measured|achieved|new|latest)\W*$",
    re.IGNORECASE,
)


def reading(statement: Statement) -> str:
    """The sentence as kinds read it: with its row and column, without what it only quotes."""
    return _reading(statement.text, statement.context.row, statement.context.column)


def whole(statement: Statement) -> str:
    """The sentence with the row and the column of its table cell."""
    return _whole(statement.text, statement.context.row, statement.context.column)


@lru_cache(maxsize=16)
def _reading(text: str, row: str, column: str) -> str:
    return _CODE.sub(_code, _SHORT_QUOTE.sub(_quoted, _whole(text, row, column)))


def _whole(text: str, row: str, column: str) -> str:
    if not column and not row:
        return text
    label = f"{_BOUND.sub('', row)} {'' if _NEUTRAL_COLUMN.match(column) else column}"
    return f"{label.strip()}: {text}"


def asserts(statement: Statement) -> bool:
    """Whether the statement is made as a fact, of now."""
    return reason(statement) is None


def reason(statement: Statement) -> str | None:
    """Why the statement asserts nothing, in the words that an author is shown; else None."""
    return by_surroundings(statement) or by_words(statement)


def by_words(statement: Statement) -> str | None:
    if statement.context.setting == "exact":
        return None
    text = hedges.BESIDES.sub(_kept, _CODE.sub(_blank, reading(statement)))
    text = _main_clause(text)
    if statement.context.box:
        verb = hedges.IMPERATIVE.match(text)
        text = text[verb.end() :] if verb else text
        text = text.removeprefix(f"{statement.context.label}:")
    form = _by_form(text)
    if form:
        return form
    if statement.source.kind is SourceKind.DOCUMENT and hedges.CONSEQUENCE.match(text):
        return "it tells what follows from something else"
    for pattern, why in hedges.HEDGES[_is_share(statement, text) :]:
        found = pattern.search(text)
        if found:
            return f"{why} ({found[0].strip()!r})"
    if hedges.MISSED.search(text) and not _tells_a_state(statement, text):
        return "it is marked as failed, partial or pending"
    if _is_imperative(statement, text):
        return "it tells what to do"
    return None


def _kept(match: re.Match[str]) -> str:
    """Of a status of two, what is done; else nothing of what stands beside the sentence."""
    return match["done"] or " "


def _main_clause(text: str) -> str:
    """A sentence without the conditions that a colon explains it by: "It is wired: when …"."""
    found = _EXPLAINED.match(text)
    return found["main"] if found else text


_EXPLAINED = re.compile(
    r"(?P<main>\W{0,6}(?:(?:[\w`/.()-]{1,40}\s){1,8}(?:is|are)\s(?:now\s|fully\s)?\w{3,14}"
    r"(?:\s[\w`-]{1,20}){0,4}|(?:done|landed|shipped))):\s.{0,200}\bwhen\b",
    re.IGNORECASE,
)


def _is_share(statement: Statement, text: str) -> bool:
    """Whether a status says how many of how many are done, whatever is still ahead."""
    return bool(words.STATUS_LABEL.search(statement.context.label) and _SHARE.search(text))


def _by_form(text: str) -> str | None:
    if text.rstrip(" *_)").endswith("?"):
        return "it is a question"
    if hedges.SCENARIO.match(text):
        return "it is a step of a scenario"
    if hedges.LEGEND.match(text):
        return "it explains a value"
    is_task = hedges.TITLED_TASK.match(text) and not hedges.LICENSED.search(text)
    return "it tells what to do" if is_task else None


def _tells_a_state(statement: Statement, text: str) -> bool:
    """A mark of failure beside a status: the status itself, good or bad, is what is stated."""
    return bool(
        _SHARE.search(text)
        or words.STATUS_LABEL.search(statement.context.label)
        or hedges.NOT_READY.search(text)
    )


def _is_imperative(statement: Statement, text: str) -> bool:
    verb = hedges.IMPERATIVE.match(text)
    if not verb or _is_label(statement.context.label, verb) or hedges.LICENSED.search(text):
        return False
    told_done = statement.context.box or statement.source.kind is not SourceKind.DOCUMENT
    if hedges.INSTRUCTING.fullmatch(verb[1]):
        return not statement.context.box
    return not told_done and not words.DONE.search(text)


def _is_label(label: str, verb: re.Match[str]) -> bool:
    """Whether a word is no verb, but begins a label that names something: "Review notes: …"."""
    words_of = label.split()
    return 1 < len(words_of) < 4 and words_of[0].lower() == verb[1].lower() == "review"


def _quoted(match: re.Match[str]) -> str:
    return match[0] if len(match[1].split()) < 2 else "“…”"


def _blank(match: re.Match[str]) -> str:
    """Code without its words; a short bare value in it stays ("`0`: all tests passed")."""
    return match[0] if re.fullmatch(r"[\w-]{1,12}", match[1]) else "`…`"


def _code(match: re.Match[str]) -> str:
    return match[0] if len(match[1].split()) < 2 else "`…`"
