"""From policy files to a Policy."""

import hashlib
from collections.abc import Iterable
from datetime import date

from readiness.model import Policy, PolicySource
from readiness.policy.build import build
from readiness.policy.chain import STANDARD, Merged, Reader, documents, merged, no_reader, shipped

DEFAULT_PATH = ".github/readiness.yml"
BUILT_IN = "built-in"


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
    below, written = documents(path, content, rules=known, reader=reader)
    source = PolicySource(path=path, ref=ref, sha256=hashlib.sha256(content).hexdigest())
    whole = merged((*below, *written))
    return build(whole, source, merged(written).data, rules=known, today=today)


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
