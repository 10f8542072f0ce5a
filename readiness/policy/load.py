"""From policy files to a Policy."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from readiness.model import Policy, PolicySource
from readiness.policy.build import build, contradictions
from readiness.policy.chain import (
    STANDARD,
    Merged,
    Reader,
    documents,
    merged,
    no_reader,
    profiles,
    shipped,
)
from readiness.policy.source import PolicyError, Problem, read
from readiness.policy.validate import flawed

DEFAULT_PATH = ".github/readiness.yml"
BUILT_IN = "built-in"
RESTS_ON = {
    "attestations": ("sections",),
    "gates": ("components",),
    "waivers": ("gates", "components"),
}
"""The keys whose values name what stands under others."""


def load(
    path: str,
    content: bytes,
    *,
    ref: str | None,
    rules: Iterable[str],
    today: date = date.min,
    reader: Reader = no_reader,
) -> Policy:
    """The policy in ``content``, a file of ``path`` at the commit ``ref``.

    ``rules`` are the ids of all rules; no waiver may last longer than 180 days from ``today``;
    ``reader`` reads what the policy extends. Raises PolicyError with every problem and its line.
    """
    known = tuple(rules)
    try:
        below, written = documents(path, content, rules=known, reader=reader)
    except PolicyError as error:
        raise PolicyError(
            error.path, *error.problems, *_further(error, content, known, today)
        ) from None
    source = PolicySource(path=path, ref=ref, sha256=hashlib.sha256(content).hexdigest())
    whole = merged((*below, *written))
    return build(whole, source, merged(written).data, rules=known, today=today)


def _further(
    error: PolicyError, content: bytes, rules: tuple[str, ...], today: date
) -> Iterator[Problem]:
    """What else is wrong with a policy that extends none, of the parts in which nothing is yet."""
    try:
        document = read(error.path, content)
    except PolicyError:
        return
    data = document.data
    if not isinstance(data, Mapping) or "extends" in data:
        return
    bad = flawed(document)
    bad |= {key for key, others in RESTS_ON.items() if not bad.isdisjoint(others)}
    profile = data.get("profile", STANDARD)
    if profile not in profiles():
        profile, bad = STANDARD, bad | RESTS_ON.keys()
    part = replace(document, data={key: data[key] for key in data if key not in bad})
    said = {(each.line, each.column) for each in error.problems}
    found = contradictions(merged((*shipped(profile), part)), error.path, rules, today)
    yield from (each for each in found.get(error.path, ()) if (each.line, each.column) not in said)


def effective(
    path: str, content: bytes, *, rules: Iterable[str], reader: Reader = no_reader
) -> Merged:
    """What the policy in ``content`` comes to, with the place of each value. Raises PolicyError."""
    below, written = documents(path, content, rules=rules, reader=reader)
    return merged((*below, *written))


def built_in(profile: str = STANDARD) -> Policy:
    """A shipped policy; ``standard`` is that of a repository that commits none.

    Raises KeyError for a name that is not among ``chain.profiles()``.
    """
    chain = shipped(profile)
    content = b"".join(each.content for each in chain)
    name = BUILT_IN if profile == STANDARD else f"{BUILT_IN} profile {profile}"
    source = PolicySource(path=name, ref=None, sha256=hashlib.sha256(content).hexdigest())
    return build(merged(chain), source, {}, rules=None, today=date.min)
