"""What does not count: waivers of the policy, and comments that tell a rule to look away.

A waived finding or gate becomes *not applicable* and stays in the report; nothing else changes.
What could not be decided is never waived.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from readiness.model import (
    AttestationUse,
    Finding,
    GateResult,
    Ignore,
    Location,
    Outcome,
    Policy,
    Waiver,
    WaiverUse,
)
from readiness.policy.globs import matches
from readiness.repository.snapshot import Snapshot

COMMENT = re.compile(
    r"(?:#|//|--|;|%|/\*|<!--)\s*readiness:\s*ignore\[([\w., -]+)\]([^\r\n]*)", re.IGNORECASE
)
END = re.compile(r"(?:\*/|-->)$")
TOLD = "told to look away: "
LONGEST = 1000
WHOLE = "."

BaseText = Callable[[str], str | None]
"""A file's text in the base; None where the base has no such file, or is not known."""


def uses(
    policy: Policy, today: date, found: Sequence[Finding], gates: Sequence[GateResult]
) -> tuple[WaiverUse, ...]:
    """Every waiver of the policy, with the days left and how many results it covers.

    ``found`` are the findings before any was waived, ``gates`` the results after.
    """
    return tuple(
        WaiverUse(
            waiver=each,
            days_left=(each.expires - today).days,
            used=sum(_covers(each, finding) for finding in found)
            + sum(_is_waived(result, each) for result in gates),
        )
        for each in policy.waivers
    )


def attested(policy: Policy, today: date) -> tuple[AttestationUse, ...]:
    """Every attestation of the policy, with the days left."""
    return tuple(
        AttestationUse(attestation=each, days_left=(each.expires - today).days)
        for each in policy.attestations
    )


def in_force(policy: Policy, today: date) -> Policy:
    """The policy without its expired waivers and attestations."""
    return replace(
        policy,
        waivers=tuple(each for each in policy.waivers if each.expires >= today),
        attestations=tuple(each for each in policy.attestations if each.expires >= today),
    )


def waived(found: Iterable[Finding], waivers: Sequence[Waiver]) -> Iterator[Finding]:
    """The findings, those that a waiver covers as not applicable."""
    for each in found:
        waiver = next((w for w in waivers if _covers(w, each)), None)
        yield _excused(each, f"waived by {waiver.owner}: {waiver.reason}") if waiver else each


def waived_gate(result: GateResult, waivers: Iterable[Waiver]) -> GateResult:
    """The result, not applicable where a waiver covers it."""
    waiver = next((each for each in waivers if _covers_gate(each, result)), None)
    if waiver is None:
        return result
    reason = f"{result.reason}; waived by {waiver.owner}: {waiver.reason}"
    return replace(result, outcome=Outcome.NOT_APPLICABLE, reason=reason, waived=True)


def _is_waived(result: GateResult, waiver: Waiver) -> bool:
    path = result.component or WHOLE
    return result.waived and result.gate.id == waiver.gate and matches(path, waiver.paths)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    path = finding.location.path if finding.location else WHOLE
    failed = finding.outcome is Outcome.FAIL
    return failed and finding.rule.id == waiver.rule and matches(path, waiver.paths)


def _covers_gate(waiver: Waiver, result: GateResult) -> bool:
    path = result.component or WHOLE
    failed = result.outcome is Outcome.FAIL
    return failed and result.gate.id == waiver.gate and matches(path, waiver.paths)


def _excused(finding: Finding, reason: str) -> Finding:
    return replace(finding, outcome=Outcome.NOT_APPLICABLE, excused=reason)


def _unexcused(finding: Finding) -> Finding:
    return replace(finding, outcome=Outcome.FAIL, excused="") if finding.excused else finding


def ignored(
    found: Iterable[Finding],
    snapshot: Snapshot,
    *,
    base: BaseText | None,
    allow_new: bool,
) -> tuple[tuple[Finding, ...], tuple[Ignore, ...]]:
    """The findings, those that a comment excuses as not applicable, and all such comments.

    A comment stands in the line of the finding or in the one above. It counts with a reason, and
    where it and the line of the finding stood in the ``base`` already, which is None where there
    is none to compare with. So does a linter's comment, for which its rule excused the finding.
    """
    kept: list[Finding] = []
    comments: dict[tuple[str, str, int | None], Ignore] = {}
    for each in found:
        comment = _comment(each, snapshot)
        if comment is None:
            kept.append(each)
            continue
        ignore, lines = comment
        if not ignore.refused and base is not None and not allow_new:
            ignore = replace(ignore, refused=_novelty(ignore.location.path, lines, snapshot, base))
        comments[(ignore.rule, ignore.location.path, ignore.location.line)] = ignore
        kept.append(_unexcused(each) if ignore.refused else _excused(each, TOLD + ignore.reason))
    return tuple(kept), tuple(comments[key] for key in sorted(comments, key=str))


def rules_of(mark: re.Match[str]) -> list[str]:
    """The rules that a comment names."""
    return list(filter(None, re.split(r"[,\s]+", mark[1])))


def reason_of(mark: re.Match[str]) -> str:
    """The reason that a comment gives, or ''."""
    return END.sub("", mark[2].rstrip()).strip()


def _comment(finding: Finding, snapshot: Snapshot) -> tuple[Ignore, tuple[str, ...]] | None:
    """The comment that names the finding's rule, and the lines from it to the finding."""
    place = finding.location
    if place is None or place.line is None:
        return None
    lines = (snapshot.text(place.path) or "").split("\n")
    if finding.excused:
        reason = finding.excused.removeprefix(TOLD)
        ignore = Ignore(rule=finding.rule.id, location=place, reason=reason)
        return ignore, tuple(lines[place.line - 1 : place.line])
    if finding.outcome is not Outcome.FAIL:
        return None
    for number in (place.line, place.line - 1):
        if not 1 <= number <= len(lines) or place.line > len(lines):
            continue
        mark = COMMENT.search(lines[number - 1][:LONGEST])
        if mark and finding.rule.id in rules_of(mark):
            why = reason_of(mark)
            ignore = Ignore(
                rule=finding.rule.id,
                location=Location(path=place.path, line=number),
                reason=why,
                refused="" if why else "it gives no reason",
            )
            return ignore, tuple(lines[number - 1 : place.line])
    return None


def _novelty(path: str, lines: tuple[str, ...], snapshot: Snapshot, base: BaseText) -> str:
    """Why the lines are not the base's, or ''."""
    before = base(path)
    if before is None:
        return "its file is not in the base"
    now = snapshot.text(path) or ""
    if _times(lines, before.split("\n")) < _times(lines, now.split("\n")):
        return "this change adds it, or the line that it excuses"
    return ""


def _times(lines: tuple[str, ...], text: Sequence[str]) -> int:
    wanted = [line.rstrip("\r") for line in lines]
    clean = [line.rstrip("\r") for line in text]
    spans = (clean[n : n + len(wanted)] for n in range(len(clean) - len(wanted) + 1))
    return sum(span == wanted for span in spans)
