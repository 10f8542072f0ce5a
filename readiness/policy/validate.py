"""A policy document held against the published JSON Schema, in sentences with line and remedy."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from readiness.policy.source import Document, KeyPath, Problem


@cache
def schema() -> dict[str, Any]:
    """The policy's JSON Schema (2020-12)."""
    text = files("readiness.policy").joinpath("policy.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def problems(document: Document, rules: Iterable[str]) -> Iterator[Problem]:
    """Everything wrong with the document; ``rules`` are the ids that its rules may name."""
    for error in Draft202012Validator(schema()).iter_errors(document.data):
        yield from _explain(document, error)
    named = document.data.get("rules") if isinstance(document.data, Mapping) else None
    if isinstance(named, Mapping):
        known = tuple(rules)
        for each in named:
            if str(each) not in known:
                yield document.problem(("rules", str(each)), _unknown("rule", str(each), known))


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
                yield document.problem((*path, str(key)), _unknown("key", str(key), known))
    else:
        yield document.problem(path, _sentence(path, error))


def _sentence(path: KeyPath, error: ValidationError) -> str:
    name = ".".join(str(each) for each in path) or "the policy"
    shown = json.dumps(error.instance, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    wanted: Any = error.validator_value
    instance: Any = error.instance
    match error.validator:
        case "required":
            missing = [key for key in wanted if key not in instance]
            return f"{name} lacks {', '.join(missing)}; the first line is: version: 1"
        case "const":
            return f"{name} is {shown}; it must be {json.dumps(wanted)}"
        case "enum":
            return f"{name} is {shown}; {_choose(str(error.instance), wanted)}"
        case "anyOf":
            return f"{name} is {shown}; {_expected(error)}"
        case "pattern":
            return f"{name} is {shown}; write a glob relative to the root, without “..”"
        case _:
            return f"{name}: {error.message}"


def _expected(error: ValidationError) -> str:
    if "ratio" in json.dumps(error.validator_value):
        return "write a percentage such as 80 % (or a fraction of 1, such as 0.8), or off"
    return "write a whole number of at least 0, or off"


def _choose(word: str, choices: Sequence[str]) -> str:
    near = get_close_matches(word, choices, n=1)
    listed = ", ".join(choices)
    return f"did you mean “{near[0]}”? (one of {listed})" if near else f"write one of {listed}"


def _unknown(what: str, word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return f"unknown {what} “{word}”; did you mean “{near[0]}”?"
    listed = ", ".join(known) if len(known) <= 12 else "see readiness rules"
    return f"unknown {what} “{word}”; known here: {listed}"
