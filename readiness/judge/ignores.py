"""Comments that tell a rule to look away where it finds nothing."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from readiness.judge.exceptions import COMMENT, LONGEST, reason_of, rules_of
from readiness.model import Finding, Ignore, Location, Outcome
from readiness.repository.snapshot import File, Role, Snapshot

HINT = re.compile(r"readiness:\s*ignore\[", re.IGNORECASE)
MOST = 1000
ROLES = (Role.SOURCE, Role.TEST, Role.CONFIG, Role.MIGRATION, Role.EXAMPLE)


def unused(
    snapshot: Snapshot,
    rules: Collection[str],
    *,
    found: Iterable[Finding],
    met: Iterable[Ignore],
) -> tuple[Ignore, ...]:
    """The comments in code and configuration that excuse none of ``found``.

    ``met`` are those that a finding met, ``rules`` the names of rules besides custom ones. What
    could not be decided may need its comment, so those of its rule are left out.
    """
    known = {(each.rule, each.location) for each in met}
    open_ = {each.rule.id for each in found if each.outcome is Outcome.UNKNOWN}
    return tuple(
        replace(each, refused=_refused(each.rule, rules))
        for each in snapshot.once(_written)
        if (each.rule, each.location) not in known and each.rule not in open_
    )


def _refused(rule: str, rules: Collection[str]) -> str:
    if rule in rules or rule.startswith("custom."):
        return "it excuses nothing; take it out"
    return "there is no such rule"


def _written(snapshot: Snapshot) -> tuple[Ignore, ...]:
    """The first comments, once for each rule that they name."""
    found = (ignore for file in snapshot.of(roles=ROLES) for ignore in _of_file(file, snapshot))
    return tuple(islice(found, MOST))


def _of_file(file: File, snapshot: Snapshot) -> Iterator[Ignore]:
    text = snapshot.text(file.path) or ""
    if not HINT.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        mark = COMMENT.search(line[:LONGEST])
        if mark:
            place = Location(path=file.path, line=number)
            why = reason_of(mark)
            yield from (Ignore(rule=r, location=place, reason=why) for r in rules_of(mark))
