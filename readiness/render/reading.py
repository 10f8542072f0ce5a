"""How the sentences of a text were read, for its author before pushing."""

from collections.abc import Iterable, Iterator

from readiness.claims.find import Explanation
from readiness.model import Claim
from readiness.render import escape
from readiness.render.words import count, shorten

LONGEST = 160
"""Characters of a sentence that are shown."""


def render(name: str, explanations: Iterable[Explanation], *, everything: bool = False) -> str:
    """A line for each claim of a text and for each sentence that looks like one, and their counts.

    With ``everything``, a line for each other sentence too.
    """
    read = list(explanations)
    lines = [line for each in read for line in _lines(each, everything)]
    shown = [f"{name}:{line}" for line in lines] + [f"{name}: {_counted(read)}"]
    return "".join(f"{escape.log(line)}\n" for line in shown)


def _lines(explanation: Explanation, everything: bool) -> Iterator[str]:
    statement = explanation.statement
    sentence = f"“{shorten(statement.text, LONGEST)}”"
    for claim in explanation.claims:
        yield f"{statement.line}: claim: {sentence} is read as {_read_as(claim)}"
    if explanation.reason:
        yield f"{statement.line}: no claim: {sentence}: {explanation.reason}"
    elif everything and not explanation.claims:
        yield f"{statement.line}: no claim: {sentence}: no kind of claim is in its words"


def _read_as(claim: Claim) -> str:
    subject = f" of {claim.subject}" if claim.subject and claim.subject not in claim.value else ""
    return f"{claim.kind}{subject}: {claim.value}"


def _counted(read: list[Explanation]) -> str:
    claims = sum(len(each.claims) for each in read)
    near = sum(each.reason is not None for each in read)
    others = sum(not each.claims and each.reason is None for each in read)
    like = "that look like claims and are none" if near != 1 else "that looks like one and is none"
    return f"{count(claims, 'claim')}, {count(near, 'sentence')} {like}, {count(others, 'other')}"
