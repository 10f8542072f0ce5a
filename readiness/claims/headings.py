"""Which headings and leads narrow what stands under them to a part of the project."""

from readiness.claims import phrases
from readiness.model import Statement

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
        if project & set(phrases.tokens(heading)):
            headings = headings[index:]
            break
    leads = [lead for lead in context.lead.split(" › ") if lead and not lead.endswith((".", "!"))]
    return tuple(each for each in (*headings, *leads) if not _is_neutral(each, project))


def _is_readme(statement: Statement) -> bool:
    path = statement.location.path if statement.location else ""
    return path.lower().startswith("readme")


def _is_neutral(phrase: str, project: frozenset[str]) -> bool:
    return all(
        word in _NEUTRAL_TOKENS or word in project or word.isdigit()
        for word in phrases.tokens(phrases.core(phrase))
    )


_NEUTRAL_TOKENS = frozenset(token for word in _NEUTRAL for token in (word, *phrases.tokens(word)))
