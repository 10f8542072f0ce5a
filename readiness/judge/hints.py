"""What to do first: the smallest set of fixes that reaches the next verdict.

Some fixes the verdict needs whatever the score is: each gate that stops it, each rule with a
finding that does, each such item of a required checklist, each required component. Where the score
is still too low after them, as few others are added as reach it, counted on the losses of the
score.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from readiness.judge.assess import WORST, of_finding, of_gate, of_section
from readiness.judge.score import Loss, losses, name_of, shown, total
from readiness.model import (
    Assessment,
    ComponentReport,
    Finding,
    GateResult,
    Hint,
    Policy,
    Verdict,
)

NEXT = {Verdict.NOT_READY: Verdict.DEGRADED, Verdict.DEGRADED: Verdict.READY}
Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fix:
    """Something to mend. ``keys`` are the losses that go with it."""

    text: str
    keys: frozenset[Key]


def hints(
    policy: Policy,
    assessment: Assessment,
    findings: Sequence[Finding],
    parts: Sequence[ComponentReport],
) -> tuple[Hint, ...]:
    """The fixes, the needed ones first, the others by their points; none where all is ready."""
    towards = NEXT.get(assessment.verdict)
    if towards is None:
        return ()
    own = [each for each in assessment.gates if each.component is None]
    every = losses(own, findings, assessment.sections)
    now = total(policy, every, assessment.sections).exact
    needed = list(_needed(assessment, findings, parts, towards))
    fixed = frozenset(key for fix in needed for key in fix.keys)
    left = [each for each in every if _key(each) not in fixed]
    bound = policy.ready_from if towards is Verdict.READY else policy.degraded_from
    more = _fewest(policy, left, assessment, bound)

    def worth(fix: _Fix) -> Fraction:
        rest = [each for each in every if _key(each) not in fix.keys]
        return total(policy, rest, assessment.sections).exact - now

    others = [
        _of_losses([each for each in more if each.reason == reason], reason)
        for reason in dict.fromkeys(each.reason for each in more)
    ]
    return tuple(
        Hint(text=fix.text, points=shown(worth(fix), ()), towards=towards)
        for fix in (*needed, *sorted(others, key=worth, reverse=True))
    )


def _of_losses(lost: Sequence[Loss], reason: str) -> _Fix:
    """The fix of all that is lost for one reason."""
    names = ", ".join(each.gate or each.rule or each.category for each in lost)
    return _Fix(text=f"{names}: {reason.rstrip('.')}", keys=frozenset(map(_key, lost)))


def _key(loss: Loss) -> Key:
    return loss.category if loss.item else "", loss.item or loss.gate or loss.rule or ""


def _needed(
    assessment: Assessment,
    findings: Sequence[Finding],
    parts: Iterable[ComponentReport],
    towards: Verdict,
) -> Iterator[_Fix]:
    """What keeps the verdict from being ``towards``, whatever the score is."""
    stopped = [each for each in assessment.gates if _stops(of_gate(each), towards)]
    for reason in dict.fromkeys(each.reason for each in stopped):
        yield _of_gates([each for each in stopped if each.reason == reason], reason)
    stopping = [each for each in findings if _stops(of_finding(each), towards)]
    for rule in dict.fromkeys(each.rule for each in stopping):
        number = sum(each.rule == rule for each in stopping)
        text = rule.summary.rstrip(".")
        text = f"{rule.id}: {f'{number} × {text}' if number > 1 else text}"
        yield _Fix(text=text, keys=frozenset({("", rule.id)}))
    for section in assessment.sections:
        if _stops(of_section(section), towards):
            for each in section.items:
                if _stops(each.possible, towards):
                    text = f"{name_of(section)}, {each.item.title}: {each.current.rstrip('.')}"
                    yield _Fix(text=text, keys=frozenset({(name_of(section), each.item.id)}))
    for part in parts:
        verdict = part.assessment.verdict
        named = any(
            _stops(possible, towards)
            for possible in (
                *map(of_gate, part.assessment.gates),
                *(of_section(each) for each in part.assessment.sections),
            )
        )
        if part.component.required and _stops(verdict, towards) and not named:
            score = part.assessment.score
            text = f"component {part.component.name}: {verdict.value}, {score} of 100"
            yield _Fix(text=text, keys=frozenset())


def _of_gates(results: Sequence[GateResult], reason: str) -> _Fix:
    """The fix of all the gates that are not passed for one reason."""
    names = (
        f"{each.gate.id} ({each.component})" if each.component else each.gate.id for each in results
    )
    keys = frozenset(("", each.gate.id) for each in results if not each.component)
    return _Fix(text=f"{', '.join(names)}: {reason}", keys=keys)


def _stops(possible: Verdict, towards: Verdict) -> bool:
    if possible is Verdict.NOT_ASSESSED:
        return True
    return WORST.index(possible) > WORST.index(towards)


def _fewest(
    policy: Policy, left: Sequence[Loss], assessment: Assessment, bound: Fraction
) -> list[Loss]:
    """As few of the losses as have to go for the score to reach ``bound``.

    In one category the largest go first; over the categories the best distribution of 1, 2, … of
    them is built up category by category.
    """

    def score_without(gone: Sequence[Loss]) -> Fraction:
        rest = [each for each in left if not any(each is one for one in gone)]
        return total(policy, rest, assessment.sections).exact

    now = score_without(())
    if now >= bound:
        return []
    best: list[tuple[Fraction, list[Loss]]] = [(Fraction(0), [])]
    for category in dict.fromkeys(each.category for each in left):
        ranked = sorted(
            (each for each in left if each.category == category),
            key=lambda each: each.part,
            reverse=True,
        )
        gains = [score_without(ranked[:number]) - now for number in range(len(ranked) + 1)]
        best = _combined(best, [(gain, ranked[:n]) for n, gain in enumerate(gains)])
    for gain, chosen in best:
        if now + gain >= bound:
            return chosen
    return best[-1][1]


def _combined(
    first: Sequence[tuple[Fraction, list[Loss]]], second: Sequence[tuple[Fraction, list[Loss]]]
) -> list[tuple[Fraction, list[Loss]]]:
    """For each number of losses, the best gain with some from either."""
    most = len(first) + len(second) - 1
    result = []
    for number in range(most):
        pairs = (
            (first[n][0] + second[number - n][0], first[n][1] + second[number - n][1])
            for n in range(len(first))
            if 0 <= number - n < len(second)
        )
        result.append(max(pairs, key=lambda pair: pair[0]))
    return result
