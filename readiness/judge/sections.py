"""Checklists: each item decided by whatever the policy names, in the order of the policy."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fnmatch import fnmatchcase
from fractions import Fraction

from readiness.judge.catalogue import catalogue
from readiness.judge.gates import amount, decide, required, shortfall
from readiness.judge.metrics import Basis
from readiness.judge.score import shown
from readiness.judge.search import search
from readiness.model import (
    Attestation,
    ClaimVerdict,
    Finding,
    Item,
    ItemResult,
    Location,
    Outcome,
    Policy,
    Search,
    Section,
    SectionResult,
    Severity,
    State,
    Verdict,
)

CREDIT = {
    State.PASS: Fraction(1),
    State.ATTESTED: Fraction(1),
    State.WARN: Fraction(1, 2),
    State.FAIL: Fraction(0),
    State.UNKNOWN: Fraction(0),
    State.SKIPPED: Fraction(0),
}
PLACES = 3
NOTHING = "no finding"
LIGHT = (Severity.MINOR, Severity.NOTE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What an item came to. ``credit`` is None where the state says it."""

    state: State
    current: str
    required: str = ""
    credit: Fraction | None = None
    places: tuple[Location, ...] = ()


def checked(policy: Policy, sections: Sequence[Section], basis: Basis) -> Iterator[SectionResult]:
    """Each section with its items decided, as far as anything of it applies."""
    vouched = {each.item: each for each in policy.attestations}
    off = {name for name, severity in policy.rules.items() if severity is None}
    for section in sections:
        items = tuple(_item(each, basis, vouched.get(each.id), off) for each in section.items)
        yield SectionResult(
            section=section,
            items=items,
            verdict=_verdict(items),
            score=_score(items),
            component=basis.component,
        )


def _item(item: Item, basis: Basis, attestation: Attestation | None, off: set[str]) -> ItemResult:
    found = _decided(item, basis, off)
    if found.state is State.UNKNOWN and item.attestable and attestation:
        said = f"{attestation.who} on {attestation.when}, until {attestation.expires}"
        found = _Found(state=State.ATTESTED, current=said)
    if found.state is State.FAIL and item.mild:
        found = replace(found, state=State.WARN)
    credit = CREDIT[found.state] if found.credit is None else found.credit
    return ItemResult(
        item=item,
        state=found.state,
        credit=credit,
        current=found.current,
        required=found.required,
        places=found.places,
    )


def _decided(item: Item, basis: Basis, off: set[str]) -> _Found:
    absent = _absent(item, basis)
    if absent:
        return _Found(state=State.SKIPPED, current=absent)
    if item.gate:
        return _bounded(item, basis)
    if item.rules:
        return _by_rules(item, basis, off)
    if item.search:
        return _by_search(item.search, basis)
    if item.claims:
        return _by_claims(item, basis)
    return _Found(state=State.UNKNOWN, current="nobody has vouched for it")


def _absent(item: Item, basis: Basis) -> str:
    """Why the repository certainly has nothing that the item is about, or ''."""
    said = {
        each.rule.id: each.message
        for each in basis.findings
        if each.outcome is Outcome.NOT_APPLICABLE and not each.excused
    }
    if item.only_with and said.keys() >= set(item.only_with):
        return said[item.only_with[0]]
    snapshot = basis.snapshot
    if item.only_if is None or snapshot is None or not snapshot.complete:
        return ""
    found = search(item.only_if, snapshot, basis.path)
    return "" if found else f"there is no {_sought(item.only_if)}"


def _bounded(item: Item, basis: Basis) -> _Found:
    """A bound that is nearly reached warns where the policy says what nearly is."""
    gate = item.gate
    assert gate is not None  # noqa: S101 - the caller has looked
    result = decide(gate, basis)
    wanted = required(gate)
    if result.outcome is Outcome.UNKNOWN or result.actual is None:
        return _Found(state=State.UNKNOWN, current=result.reason, required=wanted)
    actual = amount(gate, result.actual)
    missing = shortfall(gate, result.actual)
    if not missing:
        return _Found(state=State.PASS, current=actual, required=wanted)
    if item.close is None:
        return _Found(state=State.FAIL, current=actual, required=wanted, credit=1 - missing)
    nearly = replace(
        gate,
        minimum=None if gate.minimum is None else item.close,
        maximum=None if gate.maximum is None else item.close,
    )
    state = State.FAIL if shortfall(nearly, result.actual) else State.WARN
    return _Found(state=state, current=actual, required=wanted)


def _by_rules(item: Item, basis: Basis, off: set[str]) -> _Found:
    """What rules named outright fail, fails; of those that a pattern fits, minor ones warn.

    Where one of the rules does not apply or is not decided, a failure of another earns nothing,
    so that no further failure raises the score.
    """
    known = {each.id for each in catalogue()} | {each.rule.id for each in basis.findings}
    wanted = {rule for rule in known if _fits(rule, item.rules)}
    if wanted and wanted <= off:
        return _Found(state=State.SKIPPED, current="its rules are off")
    named = wanted & set(item.rules)
    found = [
        each
        for each in sorted(basis.findings, key=lambda each: _order(each, item.rules))
        if each.rule.id in wanted
        and not each.excused
        and (each.rule.severity is not Severity.NOTE or each.rule.id in named)
    ]
    of = {outcome: [each for each in found if each.outcome is outcome] for outcome in Outcome}
    failed = of[Outcome.FAIL]
    heavy = any(each.rule.severity not in LIGHT or each.rule.id in named for each in failed)
    if failed and (of[Outcome.NOT_APPLICABLE] or (heavy and of[Outcome.UNKNOWN])):
        return replace(_failed(failed, State.FAIL), credit=Fraction(0))
    if heavy:
        return _failed(failed, State.FAIL)
    if of[Outcome.UNKNOWN]:
        return _answered(of[Outcome.UNKNOWN], State.UNKNOWN)
    if failed:
        return _failed(failed, State.WARN)
    if of[Outcome.PASS]:
        return _answered(of[Outcome.PASS], State.PASS)
    if of[Outcome.NOT_APPLICABLE]:
        return _answered(of[Outcome.NOT_APPLICABLE], State.SKIPPED)
    return _Found(state=State.PASS, current=NOTHING, required=NOTHING)


def _order(finding: Finding, patterns: Sequence[str]) -> tuple[int, str, str, int, str]:
    """The findings of the rule that an item names first come first."""
    place, name = finding.location or Location(path=""), finding.rule.id
    rank = next((n for n, each in enumerate(patterns) if fnmatchcase(name, each)), 0)
    return rank, name, place.path, place.line or 0, finding.message


def _answered(found: Sequence[Finding], state: State) -> _Found:
    return _Found(state=state, current=found[0].message, places=_places(found))


def _failed(found: Sequence[Finding], state: State) -> _Found:
    of_rules: dict[str, list[Finding]] = {}
    for each in found:
        of_rules.setdefault(each.rule.id, []).append(each)
    heaviest = sorted(of_rules.values(), key=len, reverse=True)
    said = "; ".join(map(_said, heaviest[:PLACES]))
    return _Found(state=state, current=said, required=NOTHING, places=_places(found))


def _said(found: Sequence[Finding]) -> str:
    """The findings of one rule; a note's summary often says what is wanted, not what is wrong."""
    first, number = found[0], len(found)
    if number == 1:
        return first.message.rstrip(".")
    if first.rule.severity is Severity.NOTE:
        return f"{first.message.rstrip('.')}, and {number - 1} more"
    return f"{number} × {first.rule.summary.rstrip('.')}"


def _fits(rule: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(rule, pattern) for pattern in patterns)


def _places(found: Sequence[Finding]) -> tuple[Location, ...]:
    order = list(Severity)
    ranked = sorted(found, key=lambda each: order.index(each.rule.severity))
    return tuple(dict.fromkeys(each.location for each in ranked if each.location))[:PLACES]


def _by_search(wanted: Search, basis: Basis) -> _Found:
    sought = _sought(wanted)
    if basis.snapshot is None:
        return _Found(state=State.UNKNOWN, current="the repository was not read")
    places = search(wanted, basis.snapshot, basis.path)
    if places:
        return _Found(state=State.PASS, current="found", required=sought, places=places)
    state = State.FAIL if basis.snapshot.complete else State.UNKNOWN
    return _Found(state=state, current="no such file", required=sought)


def _sought(wanted: Search) -> str:
    """What is looked for, in words."""
    files = {each.casefold(): each for each in reversed(wanted.files)}
    shown = list(reversed(files.values()))
    words = " or ".join(shown[:PLACES])
    if wanted.lines:
        words += f" of {wanted.lines} lines or more"
    if wanted.mention:
        words += f" that mentions {' or '.join(wanted.mention[:PLACES])}"
    more = len(wanted.mention) > PLACES or len(shown) > PLACES
    return f"{words} …" if more else words


def _by_claims(item: Item, basis: Basis) -> _Found:
    """Decided once the claims are judged."""
    made = [each for each in basis.judgements or () if each.claim.kind in item.claims]
    if not made:
        return _Found(state=State.SKIPPED, current="nothing of the kind is claimed")
    counts = Counter(each.verdict for each in made)
    said = ", ".join(f"{counts[each]} {each}" for each in ClaimVerdict if counts[each])
    places = tuple(each.claim.statement.location for each in made if each.claim.statement.location)
    state = State.PASS
    open_ = {each.rule.id for each in basis.findings if each.outcome is Outcome.UNKNOWN}
    if counts[ClaimVerdict.CONTRADICTED]:
        state = State.FAIL
    elif not open_.isdisjoint(f"claims.{kind}" for kind in item.claims):
        state = State.UNKNOWN
    elif counts[ClaimVerdict.UNSUPPORTED]:
        state = State.WARN
    return _Found(state=state, current=said, required="none contradicted", places=places[:PLACES])


def _verdict(items: Sequence[ItemResult]) -> Verdict | None:
    found = {each.possible for each in items if each.state is not State.SKIPPED}
    order = (Verdict.NOT_READY, Verdict.DEGRADED, Verdict.READY)
    return next((verdict for verdict in order if verdict in found), None)


def _score(items: Sequence[ItemResult]) -> Decimal | None:
    reached = [each.credit for each in items if each.state is not State.SKIPPED]
    return shown(100 * sum(reached, Fraction(0)) / len(reached), ()) if reached else None
