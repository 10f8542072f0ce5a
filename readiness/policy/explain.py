"""The effective policy, each value with the place where it was written."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from readiness.policy.chain import Merged
from readiness.policy.source import KeyPath

COLUMN = 48


def explain(policy: Merged) -> str:
    """The policy as YAML that could be committed, with ``# file:line`` after each value."""
    return "\n".join(_lines(policy, policy.data, ())) + "\n"


def _lines(policy: Merged, data: Mapping[str, Any], path: KeyPath) -> Iterator[str]:
    indent = "  " * len(path)
    for key, value in data.items():
        at = (*path, str(key))
        if isinstance(value, Mapping) and value and _is_inner(policy, at):
            yield f"{indent}{_plain(key)}:"
            yield from _lines(policy, value, at)
        else:
            yield f"{f'{indent}{_plain(key)}: {_plain(value)}':<{COLUMN}}  # {policy.place(at)}"


def _is_inner(policy: Merged, path: KeyPath) -> bool:
    """Whether the values below were written one by one."""
    return any(each[: len(path)] == path and len(each) > len(path) for each in policy.origins)


def _plain(value: Any) -> str:
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return text.removesuffix("\n").removesuffix("\n...").strip()
