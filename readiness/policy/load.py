"""From a policy file to a Policy: the file refines the built-in default, key by key."""

import hashlib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from readiness.model import Gate, Policy, PolicySource, Severity, SourceKind
from readiness.policy.metrics import METRICS, Bound
from readiness.policy.source import Document, PolicyError, read
from readiness.policy.validate import problems

DEFAULT_PATH = ".github/readiness.yml"
BUILT_IN = "built-in"

_SOURCES = {
    "pull-request": SourceKind.PULL_REQUEST,
    "commits": SourceKind.COMMIT,
    "documents": SourceKind.DOCUMENT,
}


def load(path: str, content: bytes, *, ref: str | None, rules: Iterable[str]) -> Policy:
    """The policy in ``content``, a file of ``path`` at the commit ``ref``.

    ``rules`` are the ids of all rules. Raises PolicyError with every problem and its line.
    """
    document = _checked(path, content, rules)
    source = PolicySource(path=path, ref=ref, sha256=hashlib.sha256(content).hexdigest())
    return _policy(_refined(_standard().data, document.data), source, listed=document.data)


def built_in() -> Policy:
    """The policy of a repository that commits none."""
    content = _standard_bytes()
    source = PolicySource(path=BUILT_IN, ref=None, sha256=hashlib.sha256(content).hexdigest())
    return _policy(_standard().data, source, listed={})


def _checked(path: str, content: bytes, rules: Iterable[str]) -> Document:
    document = read(path, content)
    found = tuple(problems(document, rules))
    if found:
        raise PolicyError(path, *found)
    return document


@cache
def _standard() -> Document:
    return _checked("standard.yml", _standard_bytes(), ())


def _standard_bytes() -> bytes:
    return files("readiness.policy").joinpath("profiles/standard.yml").read_bytes()


def _refined(base: Mapping[str, Any], refinement: Mapping[str, Any]) -> dict[str, Any]:
    """``base`` with every mapping merged key by key; lists and plain values are replaced."""
    merged = dict(base)
    for key, value in refinement.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping) and key not in METRICS:
            merged[key] = _refined(below, value)
        else:
            merged[key] = value
    return merged


def _policy(data: Mapping[str, Any], source: PolicySource, listed: Mapping[str, Any]) -> Policy:
    bounds = data["gates"].items()
    reports = data["reports"]
    return Policy(
        source=source,
        weights=data["weights"],
        gates=tuple(_gate(name, value) for name, value in bounds if value != "off"),
        rules={
            name: None if value == "off" else Severity(value)
            for name, value in data.get("rules", {}).items()
        },
        ready_from=Fraction(str(data["verdict"]["ready"])),
        degraded_from=Fraction(str(data["verdict"]["degraded"])),
        tests=tuple(reports["tests"]),
        coverage=tuple(reports["coverage"]),
        required_reports=_listed(listed),
        claim_sources=tuple(_SOURCES[each] for each in data["claims"]["sources"]),
        claim_documents=tuple(data["claims"]["documents"]),
    )


def _listed(data: Mapping[str, Any]) -> tuple[str, ...]:
    reports = data.get("reports", {})
    return tuple(glob for key in ("tests", "coverage") for glob in reports.get(key, ()))


def _gate(name: str, value: Any) -> Gate:
    if not isinstance(value, Mapping):
        side = METRICS[name].bound
        value = {side.value: value}
    return Gate(
        id=name,
        minimum=_bound(value.get(Bound.MINIMUM.value)),
        maximum=_bound(value.get(Bound.MAXIMUM.value)),
    )


def _bound(value: float | str | None) -> Fraction | None:
    if value is None:
        return None
    text = str(value)
    if text.endswith("%"):
        return Fraction(text.removesuffix("%").strip()) / 100
    return Fraction(text)
