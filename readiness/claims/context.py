"""What makes a sentence an assertion: decided here, once, for every kind of claim.

Headings, leads, labels and columns of plans; unticked boxes; quotations; changelogs; future,
conditional, imperative, negated and hedged sentences do not assert. Ticked boxes do.
"""

import re
from functools import lru_cache

from readiness.claims import hedges, words
from readiness.claims.genre import is_of_finished_work
from readiness.claims.headings import is_title
from readiness.model import SourceKind, Statement

_SHORT_QUOTE = re.compile(r"[\"“”«»„]([^\"“”«»„]{0,400})[\"“”«»„]")
_CODE = re.compile(r"`([^`]{0,400})`")
_REACHED = re.compile(r"(?i):\W{0,6}(?:achieved|met|reached|exceeded|satisfied|passed)\b")
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


def by_surroundings(statement: Statement) -> str | None:
    """Why nothing asserts there where the statement stands, if so."""
    context = statement.context
    if context.setting == "exact":
        return None
    return (
        _by_place(statement)
        or _by_list(statement)
        or _by_label(statement)
        or _by_heading(statement)
    )


def _by_place(statement: Statement) -> str | None:
    context = statement.context
    if context.setting == "quotation":
        return "it is quoted, not stated"
    if context.setting == "unreadable":
        return "a readiness block is a YAML list of sentences, and this is none"
    if context.box is False:
        return "its box is not ticked"
    if context.column and words.TARGET_COLUMN.search(context.column):
        return f"the column {context.column!r} holds no fact of now"
    if _is_past(statement):
        return "it is a line of a changelog, about the past"
    if statement.source.kind is SourceKind.DOCUMENT and is_instruction(_path(statement)):
        return "the document is a template, a proposal or instructions"
    return None


def _is_past(statement: Statement) -> bool:
    if is_of_the_past(_path(statement)):
        return not any(words.UNRELEASED.search(each) for each in statement.context.headings)
    return any(words.VERSION_HEADING.match(each) for each in statement.context.headings)


@lru_cache(maxsize=16)
def is_of_the_past(path: str) -> bool:
    """Whether the document is a changelog or put away."""
    return bool(words.CHANGELOG.search(path))


@lru_cache(maxsize=16)
def is_instruction(path: str) -> bool:
    """Whether the document is a template or a proposal, or tells its readers what to do."""
    return bool(words.INSTRUCTIONS.search(path))


def _path(statement: Statement) -> str:
    return statement.location.path if statement.location else ""


def _by_list(statement: Statement) -> str | None:
    context = statement.context
    if context.box:
        return None
    for lead in context.lead.split(" › "):
        if lead and _is_plan(_told(statement, lead)) and not _is_left(statement, lead):
            return f"it is listed under {lead.rstrip(':')!r}"
    return None


def _by_label(statement: Statement) -> str | None:
    context = statement.context
    if not context.label or words.VERDICT.match(statement.text):
        return None
    if words.CLAIMED_LABEL.search(context.label):
        return f"{context.label!r} quotes a claim"
    is_plan = words.PLAN_LABEL.search(context.label) and not words.FACT_LABEL.search(context.label)
    if is_plan and not _REACHED.search(statement.text):
        return f"{context.label!r} is a plan or a bound, no fact of now"
    return None


def _by_heading(statement: Statement) -> str | None:
    """The nearest heading that speaks of plans or of facts decides."""
    context = statement.context
    legend = next((each for each in context.headings if _is_legend(each)), None)
    if legend:
        return f"it stands under the heading {legend!r}"
    if context.box or words.STATUS_LABEL.search(context.label) or _is_of_facts(context.lead):
        return None
    if context.setting == "heading":
        if _is_plan(statement.text):
            return "it is the heading of a plan"
        if not words.STATUS_HEADING.search(statement.text):
            return "it is the title of a section"
        if words.DONE_HEADING.search(statement.text):
            return None
    for heading in reversed(context.headings):
        speaks_of = "" if _is_left(statement, heading) else _speaks_of(_told(statement, heading))
        if speaks_of:
            return f"it stands under the heading {heading!r}" if speaks_of == "plans" else None
    return None


@lru_cache(maxsize=256)
def _is_of_facts(lead: str) -> bool:
    """Whether the nearest lead says that what follows is there: "New files:"."""
    nearest = lead.rpartition(" › ")[2]
    return bool(words.FACT_LEAD.match(nearest))


def _is_left(statement: Statement, above: str) -> bool:
    """Whether a heading or lead decides nothing: a change's title, or the test plan it went by."""
    if is_title(statement, above) or words.ADVICE.match(above):
        return True
    if statement.source.kind is SourceKind.DOCUMENT or not words.TEST_PLAN.search(above):
        return False
    return bool(words.TOLD_DONE.search(statement.text))


def _told(statement: Statement, heading: str) -> str:
    """The heading without the plan in it that the statement says is met."""
    if words.TICKED.search(statement.text) or words.TICKED.match(statement.context.lead):
        return words.AHEAD.sub("", words.CHECKLIST.sub("", heading))
    if is_of_finished_work(statement):
        heading = words.DELIVERED.sub("", heading)
    if " been " in statement.text and words.HAS_BEEN.search(statement.text):
        return words.AHEAD.sub("", heading)
    return words.LEFT.sub("", heading) if words.NOTHING_LEFT.match(statement.text) else heading


@lru_cache(maxsize=256)
def _is_legend(heading: str) -> bool:
    return bool(words.LEGEND_HEADING.search(heading))


@lru_cache(maxsize=256)
def _is_plan(text: str) -> bool:
    return bool(words.PLAN.search(words.PATH.sub(" ", text))) and not words.DONE.search(text)


@lru_cache(maxsize=256)
def _speaks_of(heading: str) -> str:
    text = words.PATH.sub(" ", _CODE.sub(" ", heading))
    if words.FACTS.search(text):
        return "facts"
    return "plans" if words.PLAN.search(text) else ""


def by_words(statement: Statement) -> str | None:
    if statement.context.setting == "exact":
        return None
    text = hedges.BESIDES.sub(" ", _CODE.sub(_blank, reading(statement)))
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


def _is_share(statement: Statement, text: str) -> bool:
    """Whether a status says how many of how many are done, whatever is still ahead."""
    return bool(words.STATUS_LABEL.search(statement.context.label) and _SHARE.search(text))


def _by_form(text: str) -> str | None:
    if text.rstrip(" *_)").endswith("?"):
        return "it is a question"
    if hedges.LEGEND.match(text):
        return "it explains a value"
    return "it tells what to do" if hedges.TITLED_TASK.match(text) else None


def _tells_a_state(statement: Statement, text: str) -> bool:
    """A mark of failure beside a status: the status itself, good or bad, is what is stated."""
    return bool(
        _SHARE.search(text)
        or words.STATUS_LABEL.search(statement.context.label)
        or hedges.NOT_READY.search(text)
    )


def _is_imperative(statement: Statement, text: str) -> bool:
    verb = hedges.IMPERATIVE.match(text)
    if not verb or _is_label(statement.context.label, verb):
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
