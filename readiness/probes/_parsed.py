"""Configuration files, parsed without running anything that they hold."""

import json
from typing import Any

import yaml

from readiness import plainyaml
from readiness.repository.snapshot import Snapshot

LARGEST = 300_000


class _Loader(plainyaml.Loader):  # type: ignore[misc, valid-type]
    """YAML without merge keys, of which few can stand for more than fits in memory."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        node.value = [(key, value) for key, value in node.value if key.value != "<<"]


def documents(text: str) -> list[Any] | None:
    """The documents of a YAML text; None where it is none, or too large or deep to be written."""
    if len(text) > LARGEST:
        return None
    try:
        plainyaml.check(text)
        return list(yaml.load_all(text, Loader=_Loader))
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None


def json_of(snapshot: Snapshot, path: str) -> Any:
    """A JSON file's value; None where it is none."""
    try:
        return json.loads(snapshot.text(path) or "")
    except (ValueError, RecursionError):
        return None
