"""What the surroundings of a sentence make of it: headings, leads, labels, columns, documents.

The nearest that speaks of plans or of facts decides; what only names a sort of facts ("metrics")
gives way to a plan further out.
"""

import re
from functools import lru_cache

from readiness.claims import words
from readiness.claims.genre import is_of_finished_work
from readiness.claims.headings import is_title
from readiness.model import SourceKind, Statement

_CODE = re.compile(r"`[^`]{0,400}`")
_REACHED = re.compile(
    r"(?i):\W{0,6}(?:achieved|met|reached|exceeded|satisfied|passed|created|added|implemented|"
    r"introduced|extracted|replaced|rewrote|built|wrote|moved|removed|fixed)\b"
)


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
    if statement.source.kind is SourceKind.DOCUMENT and _is_told_to_readers(statement):
        return "the document is a template, a proposal or instructions"
    return None


def _is_past(statement: Statement) -> bool:
    if statement.context.release:
        return False
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


def _is_told_to_readers(statement: Statement) -> bool:
    """Whether the document instructs, and does not tell just here in what state the project is."""
    path, context = _path(statement), statement.context
    if not is_instruction(path):
        return False
    told = words.STATUS_LABEL.search(context.label) or any(
        words.STATE_OF_THINGS.search(each) for each in context.headings
    )
    return not (told and words.GUIDE.search(path))


def _path(statement: Statement) -> str:
    return statement.location.path if statement.location else ""


def _by_list(statement: Statement) -> str | None:
    context = statement.context
    if context.box:
        return None
    for lead in context.lead.split(" › "):
        kind = _kind_of_lead(lead)
        if not kind or _is_left(statement, lead) or _is_delivered(context.headings, lead):
            continue
        if kind == "former":
            return f"{lead.rstrip(':')!r} tells what was"
        if kind == "example" or _is_plan(_told(statement, lead)):
            return f"it is listed under {lead.rstrip(':')!r}"
    return None


@lru_cache(maxsize=256)
def _kind_of_lead(lead: str) -> str:
    """Of what "was" ("former"), of an example or one way of several, of a "plan", or ""."""
    if not lead:
        return ""
    if words.FORMER_LEAD.search(lead):
        return "former"
    if words.EXAMPLE_LEAD.match(lead) or words.OPTION.match(lead):
        return "example"
    return "plan" if _is_plan(lead) else ""


def _is_delivered(headings: tuple[str, ...], above: str) -> bool:
    """Whether "Deliverables" stands below a heading that is ticked off."""
    if not words.JUST_DELIVERED.match(above):
        return False
    nearest = next((each for each in reversed(headings) if each != above), "")
    return bool(words.TICKED.search(nearest))


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
    context = statement.context
    for heading in context.headings:
        if _is_legend(heading) or (_is_option(heading) and not context.box):
            return f"it stands under the heading {heading!r}"
    if context.box or words.FACT_LABEL.search(context.label) or _is_of_facts(context.lead):
        return None
    if words.STATE_COLUMN.match(context.column) and words.DONE.search(statement.text):
        return None
    if context.setting == "heading":
        if _is_plan(statement.text):
            return "it is the heading of a plan"
        if not words.STATUS_HEADING.search(statement.text):
            return "it is the title of a section"
        if words.DONE_HEADING.search(statement.text):
            return None
    is_shipped = words.SHIPPED.match(statement.text) and not words.ORDER.match(statement.text)
    if is_shipped and not any(map(_is_aim, context.headings)):
        return None
    plan = _planned(statement)
    return f"it stands under the heading {plan!r}" if plan else None


def _planned(statement: Statement) -> str:
    """The heading of a plan that the statement stands under, or ""."""
    headings = statement.context.headings
    is_sorted = False
    for depth in range(len(headings) - 1, -1, -1):
        heading = headings[depth]
        speaks_of = _speaks_of(heading)
        if not speaks_of or _is_left(statement, heading) or _is_delivered(headings, heading):
            continue
        if speaks_of == "plans":
            speaks_of = _speaks_of(_told(statement, heading))
        if speaks_of == "facts" or (speaks_of and is_sorted and depth == 0):
            return ""
        if speaks_of == "plans":
            return heading
        is_sorted = is_sorted or bool(speaks_of)
    return ""


@lru_cache(maxsize=256)
def _is_aim(heading: str) -> bool:
    return bool(words.AIM.search(heading) or words.DEFINED.search(heading))


@lru_cache(maxsize=256)
def _is_of_facts(lead: str) -> bool:
    """Whether the nearest lead says that what follows is there, or so: "All gates passed:"."""
    nearest = lead.rpartition(" › ")[2]
    return bool(words.FACT_LEAD.match(nearest) or words.MET_LEAD.match(nearest))


def _is_left(statement: Statement, above: str) -> bool:
    """Whether a heading or lead decides nothing: a change's title, or the test plan it went by."""
    if is_title(statement, above) or words.ADVICE.match(above):
        return True
    if words.APPROVED.match(statement.text):
        return True
    if statement.source.kind is SourceKind.DOCUMENT or not words.TEST_PLAN.search(above):
        return False
    return bool(words.TOLD_DONE.search(statement.text))


def _told(statement: Statement, heading: str) -> str:
    """The heading without the plan in it that the statement says is met."""
    text = statement.text
    if words.TICKED_LAST.search(text):
        heading = words.METRICS.sub("", heading)
    if is_of_finished_work(statement):
        heading = words.DELIVERED.sub("", heading)
    if words.RESULT.search(text):
        heading = words.TOPIC.sub("", heading)
    if words.TICKED.search(text) or words.TICKED.match(statement.context.lead):
        if words.AHEAD.search(heading) and words.ORDER.match(text):
            return heading
        return words.TOPIC.sub("", words.AHEAD.sub("", words.CHECKLIST.sub("", heading)))
    if words.BY_NOW.search(text):
        for ahead in (words.AHEAD, words.ADVISED, words.LEFT, words.CHECKLIST):
            heading = ahead.sub("", heading)
        return heading
    return words.LEFT.sub("", heading) if words.NOTHING_LEFT.match(text) else heading


@lru_cache(maxsize=256)
def _is_option(heading: str) -> bool:
    return bool(words.OPTION.match(heading))


@lru_cache(maxsize=256)
def _is_legend(heading: str) -> bool:
    return bool(words.LEGEND_HEADING.search(heading))


@lru_cache(maxsize=256)
def _is_plan(text: str) -> bool:
    plain = words.NO_PLAN.sub(" ", words.PATH.sub(" ", text))
    return bool(words.PLAN.search(plain)) and not words.DONE.search(text)


@lru_cache(maxsize=256)
def _speaks_of(heading: str) -> str:
    """Of "facts", of "plans", of a sort of facts ("sort"), or of something else ("")."""
    text = words.NO_PLAN.sub(" ", words.PATH.sub(" ", _CODE.sub(" ", heading)))
    if words.DEFINED.search(text):
        return "plans"
    if words.FACTS.search(text):
        return "facts"
    if words.PLAN.search(text):
        return "plans"
    return "sort" if words.SORT.search(text) else ""
