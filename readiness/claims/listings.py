"""Data files of the repository that list things of one sort: servers.yaml, "plugins" in a JSON."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from readiness import plainyaml
from readiness.claims import phrases
from readiness.repository.snapshot import Role, Snapshot

_DATA = re.compile(r"\.(?P<form>ya?ml|json|toml)(?P<example>\.(?:example|sample|template|dist))?$")
_EXAMPLE = re.compile(r"(?i)example|sample|template|fixture|demo")
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Listing:
    """A list or table in a data file, named ``path``, and how many ``entries`` it has.

    ``is_named`` where the file itself bears the name of what it lists; an example may list less
    than there is.
    """

    path: str
    entries: int
    is_named: bool
    is_example: bool


def listings(noun: str, snapshot: Snapshot) -> tuple[Listing, ...]:
    """The lists of just what ``noun`` says, in the order of their paths."""
    wanted = phrases.tokens(noun)
    if not wanted:
        return ()
    return tuple(found for path in sorted(snapshot.files) for found in _in(path, wanted, snapshot))


def _in(path: str, wanted: tuple[str, ...], snapshot: Snapshot) -> Iterator[Listing]:
    data = _DATA.search(path)
    file = snapshot.files[path]
    if not data or file.role not in (Role.CONFIG, Role.SOURCE, Role.OTHER, Role.EXAMPLE):
        return
    stem = PurePosixPath(path[: data.start()]).name
    is_named = phrases.tokens(stem) == wanted
    text = snapshot.text(path) or ""
    if len(text) > _LARGEST or not (is_named or wanted[-1][:4] in text.lower()):
        return
    content = _parsed(text, data["form"])
    is_example = bool(data["example"] or _EXAMPLE.search(path))
    for entries in _lists(content, wanted, is_named=is_named):
        yield Listing(path, entries, is_named, is_example)


def _lists(content: object, wanted: tuple[str, ...], *, is_named: bool) -> Iterator[int]:
    if isinstance(content, list) and is_named:
        yield len(content)
    if not isinstance(content, dict):
        return
    for key, value in content.items():
        if phrases.tokens(str(key)) == wanted and _is_list(value):
            yield len(value)
    if is_named and len(content) > 1 and all(isinstance(each, dict) for each in content.values()):
        yield len(content)


def _is_list(value: object) -> bool:
    """A list, or a table of tables: entries by their names."""
    if isinstance(value, dict):
        return bool(value) and all(isinstance(each, dict) for each in value.values())
    return isinstance(value, list)


def _parsed(text: str, form: str) -> object:
    """What a data file holds; None where it cannot be read or refers to itself (aliases)."""
    try:
        if form == "toml":
            return tomllib.loads(text)
        if form == "json":
            return json.loads(text)
        return plainyaml.load(text)
    except (ValueError, yaml.YAMLError, RecursionError):
        return None
