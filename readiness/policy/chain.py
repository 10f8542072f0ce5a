"""The documents that a policy is made of, and what they come to: each refines the one it names.

At the end of every chain stands ``profiles/standard.yml``. A mapping is refined key by key, a list
or a value is replaced, and each value remembers where it stands.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from readiness.policy.source import Document, KeyPath, PolicyError, Problem, read
from readiness.policy.validate import problems, unknown

DEEPEST = 8
STANDARD = "standard"
ELSEWHERE = re.compile(
    r"(?P<repository>[A-Za-z0-9][\w.-]*/[\w.-]+)/(?P<path>[^@\s]+)@(?P<commit>[0-9a-f]{40})"
)
LOOKS_ELSEWHERE = re.compile(r"[^\s]*@[^\s/]*|https?://.*")


class UnreadableError(Exception):
    """A file that a policy names and that can't be read: why."""


Reader = Callable[[str | None, str, str | None], bytes]
"""(repository, path, commit) → content; of the judged repository at the policy's own commit where
repository and commit are None. Raises UnreadableError."""


def no_reader(repository: str | None, path: str, commit: str | None) -> bytes:  # noqa: ARG001
    """A reader of nothing."""
    raise UnreadableError("no other file can be read here")


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What a chain of documents comes to, and the document and key path each value is from."""

    data: Mapping[str, Any]
    origins: Mapping[KeyPath, tuple[Document, KeyPath]] = field(default_factory=dict)

    def origin(self, path: KeyPath) -> tuple[Document, KeyPath] | None:
        """Where the value, or what it stands in, was written."""
        while path and path not in self.origins:
            path = path[:-1]
        return self.origins.get(path)

    def place(self, path: KeyPath) -> str:
        """The same in words: ``.github/readiness.yml:12``."""
        found = self.origin(path)
        if found is None:
            return ""
        document, inner = found
        return f"{document.path}:{document.problem(inner, '').line}"


@cache
def profiles() -> tuple[str, ...]:
    """The names of the shipped policies."""
    found = files("readiness.policy").joinpath("profiles").iterdir()
    return tuple(sorted(each.name.removesuffix(".yml") for each in found))


@cache
def shipped(name: str) -> tuple[Document, ...]:
    """A shipped policy and what it refines, the last first."""
    content = files("readiness.policy").joinpath(f"profiles/{name}.yml").read_bytes()
    document = read(f"profiles/{name}.yml", content)
    if name == STANDARD:
        return (document,)
    return (*shipped(document.data.get("profile", STANDARD)), document)


def documents(
    path: str, content: bytes, *, rules: Iterable[str], reader: Reader
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """(shipped, written) documents of the policy in ``content``, each the base of the next.

    Raises PolicyError with every problem of the first document that has any.
    """
    known = tuple(rules)
    written: list[Document] = []
    here: tuple[str | None, str, str | None] = (None, path, None)
    seen = [here]
    while True:
        document = _checked(path, content, known)
        written.append(document)
        if "extends" not in document.data:
            break
        here = _target(document, here)
        if here in seen or len(seen) > DEEPEST:
            what = "leads back to itself" if here in seen else f"is more than {DEEPEST} files deep"
            raise _wrong(document, f"{_shown(here)} {what}; remove one extends")
        seen.append(here)
        path, content = _shown(here), _content(document, here, reader)
    base = written[-1].data.get("profile", STANDARD)
    return shipped(base), tuple(reversed(written))


def merged(chain: Sequence[Document]) -> Merged:
    """What the documents come to, the first refined by each after it."""
    data: dict[str, Any] = {}
    origins: dict[KeyPath, tuple[Document, KeyPath]] = {}
    for document in chain:
        plain = {
            key: value
            for key, value in document.data.items()
            if key not in ("version", "profile", "extends")
        }
        _refine(data, plain, (), (), document, origins)
    return Merged(data=data, origins=origins)


def _refine(
    data: dict[str, Any],
    refinement: Mapping[str, Any],
    path: KeyPath,
    written: KeyPath,
    document: Document,
    origins: dict[KeyPath, tuple[Document, KeyPath]],
) -> None:
    for key, value in refinement.items():
        name, at, inner = str(key), (*path, str(key)), (*written, str(key))
        origins[at] = (document, inner)
        if name == "gates" and isinstance(value, list):
            below = data.setdefault(name, {})
            for position, gate in enumerate(value):
                called = gate.get("name", gate["metric"])
                below[called] = {k: v for k, v in gate.items() if k != "name"}
                origins[(*at, called)] = (document, (*inner, position))
        elif isinstance(value, Mapping) and not _is_whole(at):
            below = data.get(name)
            data[name] = dict(below) if isinstance(below, Mapping) else {}
            _refine(data[name], value, at, inner, document, origins)
        else:
            data[name] = value


def _is_whole(path: KeyPath) -> bool:
    """Whether a value at this path is replaced as a whole: a gate, a rule, a live check."""
    parent = path[-2] if len(path) > 1 else ""
    return parent in ("gates", "rules", "attestations", "items", "live") or path[-1] == "when"


def _checked(path: str, content: bytes, rules: Sequence[str]) -> Document:
    document = read(path, content)
    found = list(problems(document, rules))
    data = document.data if isinstance(document.data, Mapping) else {}
    if "profile" in data and "extends" in data:
        message = "profile and extends exclude each other; name the profile in the extended file"
        found.append(document.problem(("profile",), message))
    name = data.get("profile", STANDARD)
    if isinstance(name, str) and name not in profiles():
        found.append(document.problem(("profile",), unknown("profile", name, profiles())))
    found += _repeated(document, data)
    if found:
        raise PolicyError(path, *found)
    return document


def _repeated(document: Document, data: Mapping[str, Any]) -> list[Problem]:
    gates = data.get("gates")
    seen: set[str] = set()
    found = []
    for position, gate in enumerate(gates if isinstance(gates, list) else ()):
        called = gate.get("name", gate.get("metric", "")) if isinstance(gate, Mapping) else ""
        if called in seen:
            message = f"two gates are called “{called}”; give one of them another name"
            found.append(document.problem(("gates", position), message))
        seen.add(called)
    return found


def _target(
    document: Document, here: tuple[str | None, str, str | None]
) -> tuple[str | None, str, str | None]:
    """The file that a document extends; a plain path is of the repository it stands in itself."""
    text = str(document.data["extends"])
    if found := ELSEWHERE.fullmatch(text):
        target = (found["repository"], found["path"], found["commit"])
    elif LOOKS_ELSEWHERE.fullmatch(text):
        raise _wrong(
            document,
            f"{text} is not pinned; write owner/repository/path@ and the 40 digits of a commit",
        )
    else:
        target = (here[0], text, here[2])
    if ".." in target[1].split("/") or target[1].startswith("/"):
        raise _wrong(document, f"{text} leads out of the repository; write a path inside it")
    return target


def _content(
    document: Document, target: tuple[str | None, str, str | None], reader: Reader
) -> bytes:
    try:
        return reader(*target)
    except UnreadableError as error:
        raise _wrong(document, f"{_shown(target)} can't be read: {error}") from error


def _shown(target: tuple[str | None, str, str | None]) -> str:
    repository, path, commit = target
    return path if repository is None else f"{repository}/{path}@{commit}"


def _wrong(document: Document, message: str) -> PolicyError:
    return PolicyError(document.path, document.problem(("extends",), message))
