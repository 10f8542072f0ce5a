"""A policy file's YAML, with the line and column of every value, read without executing anything.

YAML 1.1 as PyYAML reads it, but only ``true`` and ``false`` are booleans, so that ``off`` is a
word; duplicate keys, aliases, custom tags and files over 256 KiB are errors.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from readiness import plainyaml

MAX_BYTES = 256 * 1024

KeyPath = tuple[str | int, ...]

REMEDIES = {
    "cannot start any token": "indent with spaces, not a tab, and put other signs in quotes",
    "mapping values": "indent keys of one level alike, and put a text with a colon in quotes",
    "alphabetic or numeric": "put a text that begins with * or & in quotes",
    "unexpected end of stream": "close the quotes",
    "',' or '}'": "close the brace",
    "',' or ']'": "close the bracket",
    "expected ':'": "write a colon and a space after each key",
    "expected key": "indent keys of one level alike, and lists with a dash each",
    "another document": "remove the line with ---",
    "for the tag": "remove the tag, which begins with !",
}
"""What to do, by what the YAML parser says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing wrong with a policy: where, what, and what to do. Lines count from 1."""

    message: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


class PolicyError(Exception):
    """A policy that can't be used; ``problems`` holds every reason, in the order of lines."""

    def __init__(self, path: str, *problems: Problem) -> None:
        self.path = path
        self.problems = tuple(sorted(problems, key=lambda each: (each.line, each.column)))
        super().__init__("\n".join(f"{path}: {problem}" for problem in self.problems))


@dataclass(frozen=True, kw_only=True)
class Document:
    """The plain data of a YAML file and the (line, column) of each key path in it."""

    path: str
    data: Any
    marks: Mapping[KeyPath, tuple[int, int]]
    content: bytes = b""

    def problem(self, path: KeyPath, message: str) -> Problem:
        """A problem at a key path, or at its nearest parent that stands in the file."""
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        return Problem(message=message, line=line, column=column)


class _Loader(yaml.SafeLoader):
    """SafeLoader less its timestamps and the words that YAML 1.1 reads as booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0].rpartition(":")[2] not in ("bool", "timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


def read(path: str, content: bytes) -> Document:
    """The document in ``content``. Raises PolicyError where it is no plain YAML mapping."""
    if len(content) > MAX_BYTES:
        raise PolicyError(path, Problem(message=f"larger than {MAX_BYTES // 1024} KiB"))
    try:
        return _compose(path, content)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PolicyError(path, Problem(message="not UTF-8 text", line=line)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = _with_remedy(error.problem or error.context or "")
        raise PolicyError(
            path,
            Problem(
                message=f"not readable as YAML: {said}",
                line=mark.line + 1 if mark else 1,
                column=mark.column + 1 if mark else 1,
            ),
        ) from error
    except yaml.YAMLError as error:
        raise PolicyError(path, Problem(message=f"not readable as YAML: {error}")) from error
    except RecursionError as error:
        raise PolicyError(path, Problem(message="nested too deeply")) from error


def _with_remedy(said: str) -> str:
    remedy = next((remedy for part, remedy in REMEDIES.items() if part in said), "")
    return f"{said}; {remedy}" if remedy else said


def _compose(path: str, content: bytes) -> Document:
    text = content.decode("utf-8-sig")
    plainyaml.check(text, aliases=False)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Document(path=path, data={}, marks={}, content=content)
        marks = dict(_marks(node, ()))
        problems = [Problem(message=m, line=at[0], column=at[1]) for m, at in _repeats(node)]
        if problems:
            raise PolicyError(path, *problems)
        data = loader.construct_document(node)
        return Document(path=path, data=data, marks=marks, content=content)
    finally:
        loader.dispose()


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _marks(node: yaml.Node, path: KeyPath) -> Iterator[tuple[KeyPath, tuple[int, int]]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            yield inner, _at(key)
            yield from _marks(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            inner = (*path, position)
            yield inner, _at(value)
            yield from _marks(value, inner)


def _repeats(node: yaml.Node) -> Iterator[tuple[str, tuple[int, int]]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield f"“{key.value}” stands twice; remove one", _at(key)
            seen.add(str(key.value))
            yield from _repeats(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeats(value)
