"""From texts to claims, each once, with all its places; and how every sentence was read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from readiness.claims import phrases, ticked
from readiness.claims.context import by_words, reason
from readiness.claims.headings import narrowing
from readiness.claims.kind import kinds
from readiness.claims.openitems import unticked, words
from readiness.claims.parallel import side_by_side
from readiness.claims.stated import stated
from readiness.claims.statements import Text, statements
from readiness.claims.surroundings import by_surroundings
from readiness.claims.trigger import around, is_wanted
from readiness.model import Claim, SourceKind, Statement

_NAME = re.compile(r"[./:]\w|`")
"""In the name of a file or a definition, where every letter counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """How one sentence was read: its claims, or why what looks like one is none."""

    statement: Statement
    claims: tuple[Claim, ...]
    reason: str | None


def find(texts: Iterable[Text]) -> tuple[Claim, ...]:
    """The claims of all texts, in the order of their first places.

    The same claim in several places is one: its first statement, the others in ``also``.
    """
    found: dict[tuple[str, ...], list[Claim]] = {}
    left_open: set[frozenset[str]] = set()
    read = list(texts)
    for claims, is_open in side_by_side(_read, read, sum(len(each.text) for each in read)):
        left_open |= is_open
        for claim in claims:
            found.setdefault(_identity(claim), []).append(claim)
    told = [each for each in read if each.source.kind is SourceKind.PULL_REQUEST]
    stated = {each.statement for claims in found.values() for each in claims}
    for claim in (each for text in told for each in _boxes(text, left_open)):
        if claim.statement not in stated:
            found.setdefault(_identity(claim), []).append(claim)
    return tuple(_joined(each) for each in found.values())


def _read(text: Text) -> tuple[list[Claim], frozenset[frozenset[str]]]:
    """The claims of one text, and the boxes that it leaves open where it is a document."""
    is_document = text.source.kind is SourceKind.DOCUMENT
    return list(_claims(text)), unticked(text.text) if is_document else frozenset()


def explain(text: Text) -> Iterator[Explanation]:
    """Every sentence of a text, how it was read, and why a near-miss is no claim."""
    for statement in statements(text):
        claims = tuple(_all_kinds(statement))
        why = reason(statement)
        if claims and why:
            yield Explanation(statement=statement, claims=(), reason=why)
        else:
            yield Explanation(statement=statement, claims=claims, reason=None)


def _claims(text: Text) -> Iterator[Claim]:
    for statement in statements(text, wanted=is_wanted):
        if by_surroundings(statement) is None:
            claims = _all_kinds(statement)
            if claims and by_words(statement) is None:
                yield from claims


def _of_then(claims: list[Claim]) -> list[Claim]:
    """What is told of a former version: only its numbers, and that tests passed."""
    return [each for each in claims if each.amount is not None or each.kind == "tests-pass"]


def _boxes(text: Text, left_open: set[frozenset[str]]) -> Iterator[Claim]:
    """The ticked boxes of a pull request that a document has too, and open."""
    for statement in statements(text) if left_open and "[x]" in text.text.lower() else ():
        is_open = statement.context.box and words(statement.text) in left_open
        if is_open and by_surroundings(statement) is None:
            subject = phrases.core(statement.text) or statement.text
            yield stated("complete", statement, "complete", subject)


def _all_kinds(statement: Statement) -> list[Claim]:
    """The claims of every kind; what is only ticked off gives way to what says more."""
    seen = around(statement)
    asked = [kind for kind in kinds().values() if kind.may_find(seen)]
    found = [claim for kind in asked if not kind.gives_way for claim in kind.find(statement)]
    if not found and statement.context.setting != "history":
        return [claim for kind in asked if kind.gives_way for claim in kind.find(statement)]
    if statement.context.setting == "history":
        return _of_then(found)
    firm = [each for each in found if each.value not in ticked.GENERAL]
    return firm or found


def _identity(claim: Claim) -> tuple[str, ...]:
    subject = claim.subject
    if not _NAME.search(subject):
        subject = " ".join(phrases.tokens(subject)) or subject
    return claim.kind, claim.value.lower(), subject, *narrowing(claim.statement)


def _joined(claims: list[Claim]) -> Claim:
    first, *others = claims
    return replace(first, also=tuple(each.statement for each in others)) if others else first
