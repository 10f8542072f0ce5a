"""How the sentences of a text were read, for its author before pushing."""

from collections.abc import Iterable, Iterator

from readiness.claims.find import Explanation
from readiness.render import escape


def render(name: str, explanations: Iterable[Explanation]) -> str:
    """A line for each claim of a text, and for each sentence that looks like one and is none."""
    lines = [line for each in explanations for line in _lines(name, each)]
    return "".join(lines) or f"{escape.log(name)}: no sentence reads as a claim\n"


def _lines(name: str, explanation: Explanation) -> Iterator[str]:
    statement = explanation.statement
    place = f"{name}:{statement.line}"
    for claim in explanation.claims:
        read = " of ".join(filter(None, (claim.value, claim.subject)))
        yield escape.log(f"{place}: {claim.kind} ({read}): “{claim.quote}”") + "\n"
    if explanation.reason:
        yield escape.log(f"{place}: no claim, {explanation.reason}: “{statement.text}”") + "\n"
