"""Configuration files, parsed without running anything that they hold."""

import json
import re
from typing import Any

import yaml

from readiness.repository.snapshot import Snapshot

LARGEST = 300_000
BRACKETS = 3000
DEEP = re.compile(r"^[ \t?-]{300}", re.MULTILINE)


class _Loader(yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]
    """YAML without merge keys, of which few can stand for more than fits in memory."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        node.value = [(key, value) for key, value in node.value if key.value != "<<"]


def documents(text: str) -> list[Any] | None:
    """The documents of a YAML text; None where it is none, or too large or deep to be written."""
    if len(text) > LARGEST or text.count("[") + text.count("{") > BRACKETS:
        return None
    if DEEP.search(text):
        return None
    try:
        return list(yaml.load_all(text, Loader=_Loader))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None


def json_of(snapshot: Snapshot, path: str) -> Any:
    """A JSON file's value; None where it is none."""
    try:
        return json.loads(snapshot.text(path) or "")
    except (ValueError, RecursionError):
        return None
