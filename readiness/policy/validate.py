"""A policy document held against the published JSON Schema, in sentences with line and remedy.

The remedies stand in the schema, as ``x-remedy``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from readiness.policy.metrics import NAMED, Unit, metric, names
from readiness.policy.source import Document, KeyPath, Problem

SHOWN = 60
KINDS = {
    "object": "write keys below it, each with its value",
    "array": "write a list in brackets",
    "string": "write a text",
    "boolean": "write true or false",
    "integer": "write a whole number",
    "number": "write a number",
}
"""What to write, by the type that the schema wants."""


@cache
def schema() -> dict[str, Any]:
    """The policy's JSON Schema (2020-12)."""
    text = files("readiness.policy").joinpath("policy.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def problems(document: Document, rules: Iterable[str]) -> Iterator[Problem]:
    """Everything wrong with the document; ``rules`` are the ids that it may name."""
    known = tuple(rules)
    found = [
        problem
        for error in Draft202012Validator(schema()).iter_errors(document.data)
        for cause in _causes(error)
        for problem in _explain(document, cause)
    ]
    yield from found
    if isinstance(document.data, Mapping):
        yield from _rules(document, known)
        said = {(each.line, each.column) for each in found}
        further = _bounds(document, known)
        yield from (each for each in further if (each.line, each.column) not in said)


def flawed(document: Document) -> set[str]:
    """The keys of the document in which something is not as the schema wants it."""
    errors = Draft202012Validator(schema()).iter_errors(document.data)
    inside = {str(each.absolute_path[0]) for each in errors if each.absolute_path}
    return inside | (set(map(str, document.data)) - set(schema()["properties"]))


def unknown(what: str, word: str, known: Sequence[str]) -> str:
    """That there is no such thing, and the nearest that there is."""
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return f"unknown {what} “{word}”; did you mean “{near[0]}”?"
    listed = ", ".join(known) if len(known) <= 20 else "see readiness rules"
    return f"unknown {what} “{word}”; known here: {listed or 'none'}"


def _causes(error: ValidationError) -> Iterator[ValidationError]:
    """The errors of the alternative that was meant, judging by its type; else the error itself."""
    branches: dict[Any, list[ValidationError]] = {}
    for each in error.context or ():
        branches.setdefault(each.relative_schema_path[0], []).append(each)
    meant = [found for found in branches.values() if not any(map(_is_other, found))]
    if error.validator == "anyOf" and len(meant) == 1:
        for each in meant[0]:
            yield from _causes(each)
    else:
        yield error


def _is_other(error: ValidationError) -> bool:
    """Whether the value is not even of the kind that this alternative is for."""
    if error.relative_path:
        return False
    scalar = not isinstance(error.instance, (dict, list))
    match error.validator:
        case "type" | "const":
            return True
        case "enum":
            return not scalar
        case "anyOf":
            return scalar or all(map(_is_other, error.context or ()))
        case _:
            return scalar and error.validator in ("minimum", "maximum", "pattern")


def _explain(document: Document, error: ValidationError) -> Iterator[Problem]:
    path: KeyPath = tuple(
        each if isinstance(each, int) else str(each) for each in error.absolute_path
    )
    if error.validator == "additionalProperties":
        parent: Any = error.schema
        instance: Any = error.instance
        known = tuple(parent.get("properties", ()))
        for key in instance:
            if str(key) not in known:
                yield document.problem((*path, str(key)), unknown("key", str(key), known))
    else:
        yield document.problem(path, _sentence(path, error))


def _sentence(path: KeyPath, error: ValidationError) -> str:
    name = ".".join(str(each) for each in path) or "the policy"
    shown = json.dumps(error.instance, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 3] + "…"
    wanted: Any = error.validator_value
    instance: Any = error.instance
    holder: Any = error.schema
    other = KINDS.get(str(wanted), error.message) if error.validator == "type" else error.message
    remedy = holder.get("x-remedy", other) if isinstance(holder, Mapping) else other
    match error.validator:
        case "required":
            missing = ", ".join(key for key in wanted if key not in instance)
            return f"{name} lacks {missing}; {remedy}"
        case "minProperties" if not path:
            return f"{name} is empty; {remedy}"
        case "const":
            return f"{name} is {shown}; it must be {json.dumps(wanted)}"
        case "enum":
            return f"{name} is {shown}; {_choose(str(error.instance), wanted)}"
        case "uniqueItems":
            return f"{name} names the same twice; remove one"
        case _:
            return f"{name} is {shown}; {remedy}"


def _choose(word: str, choices: Sequence[str]) -> str:
    near = get_close_matches(word, choices, n=1)
    listed = ", ".join(choices)
    return f"did you mean “{near[0]}”? (one of {listed})" if near else f"write one of {listed}"


def _rules(document: Document, known: Sequence[str]) -> Iterator[Problem]:
    named = document.data.get("rules")
    for each in named if isinstance(named, Mapping) else ():
        if str(each) not in known and not str(each).startswith("custom."):
            yield document.problem(("rules", str(each)), unknown("rule", str(each), known))


def _bounds(document: Document, rules: Sequence[str]) -> Iterator[Problem]:
    """The metrics that gates and items name, and whether their bounds are of the metric's unit."""
    for path, name, value in _gates(document.data):
        found = metric(name) if _exists(name, rules) else None
        if found is None:
            yield document.problem(path, unknown("metric", name, names(rules)))
            continue
        bounds = value if isinstance(value, Mapping) else {"": value}
        for key in ("", "min", "max", "close"):
            if not _fits(bounds.get(key, "off"), found.unit):
                at = (*path, key) if key else path
                yield document.problem(at, f"{name} is {_said(bounds[key])}; {_WANTED[found.unit]}")


_WANTED = {
    Unit.RATE: "it is a rate: write a percentage such as 80 %, or a fraction of 1, such as 0.8",
    Unit.COUNT: "it is a number: write a whole number of at least 0",
}


def _gates(data: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, Any]]:
    """(where, metric, bound or mapping) of every gate and of every item with a metric."""
    yield from _gates_at(data, ())
    for name, component in _mapping(data.get("components")).items():
        yield from _gates_at(_mapping(component), ("components", str(name)))
    for name, section in _mapping(data.get("sections")).items():
        for key, item in _mapping(_mapping(section).get("items")).items():
            if "metric" in _mapping(item):
                path = ("sections", str(name), "items", str(key), "metric")
                yield path, str(item["metric"]), item


def _gates_at(data: Mapping[str, Any], path: KeyPath) -> Iterator[tuple[KeyPath, str, Any]]:
    gates = data.get("gates")
    listed = enumerate(gates) if isinstance(gates, list) else _mapping(gates).items()
    for key, value in listed:
        if isinstance(gates, list) and "metric" not in _mapping(value):
            continue
        name = _mapping(value).get("metric", key)
        at: KeyPath = (*path, "gates", key if isinstance(gates, list) else str(key))
        yield at, str(name), value


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _exists(name: str, rules: Sequence[str]) -> bool:
    named = ("findings.custom.", *(f"{family}." for family in NAMED))
    return name.startswith(named) or name in names(rules)


def _fits(bound: object, unit: Unit) -> bool:
    """Whether a bound is of the unit, as far as the schema lets pass that it is one at all."""
    if unit is Unit.COUNT:
        percentage = isinstance(bound, str) and bound.endswith("%")
        return not (percentage or isinstance(bound, float))
    return not isinstance(bound, int) or bound in (0, 1)


def _said(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
