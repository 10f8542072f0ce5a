"""Which headings and leads narrow what stands under them to a part of the project."""

import re
from collections.abc import Iterator

from readiness.claims import phrases
from readiness.model import SourceKind, Statement

_TITLE = re.compile(
    r"\W{0,4}(?:[A-Z]{2,12}-\d{1,8}\W{1,3}|#\d{1,8}\W{1,3}|\w{2,12}(?:\([\w./-]{1,40}\))?!?:\s)"
    r"|\W{0,4}(?:add|fix|implement|introduce|improve|refactor|remove|drop|rename|move|replace|"
    r"bump|upgrade|migrate|support|allow|make|use|update|simplify|speed up|rewrite|extract|handle)"
    r"(?:s|e?d|ing)?\s\S",
    re.IGNORECASE,
)

_MARKS = re.compile(r"\W+")
_NEUTRAL = frozenset(
    """
test tests testing status summary overview result results current progress report metric
metrics quality coverage code final verification verified check checks what change changes
changed implementation complete completed completion production ready readiness deployment key
achievement achievements executive conclusion introduction about badge badges quick highlight
highlights description detail details motivation context note notes release validation evidence
qa ci build builds checklist done delivered deliverable deliverables success review assessment
state works actually honest plan how tested was is the a an of and for to in this pr pull
request type types screenshot update updates updated fixed fix fixes new main overall total
version unit integration e2e document documentation docs v readme changelog info information
statistics stats health number numbers project platform
assurance goal goals vs standard standards differentiator differentiators glance
feature features capability capabilities why benefit benefits advantages roadmap
""".split()  # noqa: SIM905
)


def narrowing(statement: Statement, project: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The headings and leads above a statement that name a part, and no general matter.

    ``project`` are the words of the project's own name. The title of the root's README is that of
    the project.
    """
    context = statement.context
    headings = list(context.headings)
    if headings and _is_readme(statement):
        headings = headings[1:]
    for index, heading in enumerate(headings):
        if project & set(_words(heading, project)):
            headings = headings[index:]
            break
    leads = [lead for lead in context.lead.split(" › ") if lead and not lead.endswith((".", "!"))]
    return tuple(
        each
        for each in (*headings, *leads)
        if not _is_neutral(each, project) and not is_title(statement, each)
    )


def is_title(statement: Statement, phrase: str) -> bool:
    """Whether a phrase is the title of the change itself: "Add labels", "fix(cart): totals"."""
    told = statement.source.kind is not SourceKind.DOCUMENT
    return told and not phrase.endswith(":") and bool(_TITLE.match(phrase))


def _is_readme(statement: Statement) -> bool:
    path = statement.location.path if statement.location else ""
    return path.lower().startswith("readme")


def _is_neutral(phrase: str, project: frozenset[str]) -> bool:
    return all(
        word in _NEUTRAL_TOKENS or word in project or word.isdigit()
        for word in _words(phrases.core(phrase), project)
    )


def _words(phrase: str, project: frozenset[str]) -> Iterator[str]:
    """The tokens of a phrase; the project's name is one however it is written ("EchoLock")."""
    for word in phrase.split():
        name = _MARKS.sub("", word).lower()
        if name in project:
            yield name
        else:
            yield from phrases.tokens(word)


def particular(phrase: str) -> frozenset[str]:
    """The words of a phrase that name something, and no general matter or work."""
    found = phrases.tokens(phrases.core(phrase) or phrase)
    return frozenset(each for each in found if each not in _NEUTRAL_TOKENS | _WORK)


_WORK = frozenset(
    token
    for word in ("write", "add", "create", "run", "make", "implement", "support", "set", "up")
    for token in phrases.tokens(word)
)
_NEUTRAL_TOKENS = frozenset(token for word in _NEUTRAL for token in (word, *phrases.tokens(word)))
