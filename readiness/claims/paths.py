"""Paths that a sentence mentions, and what they are in the tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from readiness.repository.ignore_files import may_ignore
from readiness.repository.snapshot import Snapshot

_IN_CODE = re.compile(r"`([^`\s]{2,240}|/[^`\n]{2,240})`")
_BARE = re.compile(
    r"(?<![\w`./:@-])/?(?:[\w.@+-]{1,80}/){1,12}[\w.@+-]{1,80}(?<=[\w])(?![\w`/(])|"
    r"(?<![\w`./:@-])\.?[\w-]{1,80}(?:\.[a-z]{2,12}){0,2}\.(?:py|pyi|js|jsx|mjs|ts|tsx|go|rs|java|kt|rb|cs|php|swift|md|"
    r"rst|txt|ya?ml|toml|json|cfg|ini|sh|sql|html|css|lock|ipynb|xml)\b(?![\w`/(-]|\.\w)"
)
_PATHLIKE = re.compile(
    r"(?:\.{0,2}/)?(?:[\w.@+ -]{1,80}/){0,12}[\w.@+-]{1,80}/?(?::\d{1,6}(?:-\d{1,6})?)?$"
)
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
_PRODUCED = frozenset(
    """
build dist node_modules target out .venv venv __pycache__ htmlcov coverage tmp temp logs .git
site _build bin obj .cache .tox .next gen generated output outputs results
""".split()  # noqa: SIM905
)
_SYSTEM = frozenset(["opt", "var", "etc", "usr", "srv", "mnt", "data", "app", "run", "tmp"])
"""Where a server keeps what is deployed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a path. ``decides`` where its absence is certain."""

    wanted: str
    path: str = ""
    decides: bool = False
    reason: str = ""


@lru_cache(maxsize=16)
def mentioned(text: str) -> tuple[tuple[str, int, int], ...]:
    """Each path in ``text`` with where it begins and ends; URLs, versions and globs are none."""
    return tuple(_mentioned(text)) if "." in text or "/" in text or "`" in text else ()


def _mentioned(text: str) -> Iterator[tuple[str, int, int]]:
    spans = []
    for match in _IN_CODE.finditer(text):
        spans.append(match.span())
        path = _clean(match[1])
        if _is_path(path):
            yield path, *match.span()
    for match in _BARE.finditer(text):
        inside = any(begin <= match.start() < end for begin, end in spans)
        if not inside and _is_path(match[0]) and _EXTENSION.search(match[0]):
            yield _clean(match[0]), *match.span()


def _clean(path: str) -> str:
    return re.sub(r":\d+(?:-\d+)?$", "", path).removeprefix("./")


def _is_path(path: str) -> bool:
    if "://" in path or "path/to/" in path or not _PATHLIKE.match(path):
        return False
    if path.startswith("@") or ".." in path or re.match(r"[\d.]+$", path):
        return False
    name = path.rstrip("/").rpartition("/")[2]
    if re.match(r"\d+$", name):
        return False
    return bool(_FILE.search(name)) or (path.endswith("/") and len(path) > 2)


_FILE = re.compile(
    r"(?:^|\w)\.(?:py|pyi|js|jsx|mjs|cjs|tsx?|go|rs|java|kt|kts|rb|cs|php|swift|c|h|cc|cpp|hpp|"
    r"scala|md|rst|txt|ya?ml|toml|json|cfg|ini|sh|bash|sql|html|css|scss|lock|ipynb|xml|proto|tf|"
    r"vue|svelte|dart|ex|exs|lua|r|jl|example|env|template|j2|csv|svg|png)$|^(?:Dockerfile|"
    r"Makefile|LICENSE|CHANGELOG|README|Procfile|Justfile|Jenkinsfile)$"
)


def look_up(wanted: str, snapshot: Snapshot, *, beside: str = "") -> Found:
    """What ``wanted`` is in the tree, seen from the root and from the document ``beside``."""
    name = wanted.rstrip("/")
    directory = str(PurePosixPath(beside).parent) if beside else "."
    candidates = [name] if not name.startswith("/") else []
    if directory != "." and not name.startswith("/"):
        candidates.append(f"{directory}/{name}")
    for each in candidates:
        if snapshot.exists(each):
            return Found(wanted, path=each)
    ending = _by_ending(name, snapshot)
    if ending:
        return Found(wanted, path=ending)
    return _absent(wanted, name, snapshot)


def only_named(wanted: str, snapshot: Snapshot) -> str:
    """The one file of the tree whose path ends as ``wanted``, or ""."""
    found = [path for path in snapshot.files if path == wanted or path.endswith(f"/{wanted}")]
    return found[0] if len(found) == 1 else ""


def _by_ending(name: str, snapshot: Snapshot) -> str:
    """The one path that ends as ``name`` does; of a path of another machine, its longest end."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "~")]
    shortest = 1 if not name.startswith(("/", "~")) else min(2, len(parts))
    roots = range(1) if not name.startswith(("/", "~")) else range(len(parts) - shortest + 1)
    for start in roots:
        end = "/".join(parts[start:])
        if end in snapshot.files or end in snapshot.directories:
            return end
        if start or not name.startswith(("/", "~")):
            places = (*snapshot.files, *snapshot.directories)
            found = [path for path in places if path.endswith(f"/{end}")]
            if found:
                return min(found, key=len)
    return ""


def _absent(wanted: str, name: str, snapshot: Snapshot) -> Found:
    parts = PurePosixPath(name).parts
    if snapshot.limits:
        return Found(wanted, reason=f"the tree was not read whole: {snapshot.limits[0]}")
    if name.startswith(("/", "~")):
        root = snapshot.directory.resolve().name
        if root not in parts[:-1]:
            return Found(wanted, reason=f"{wanted!r} is a path of another machine")
        last = len(parts) - 1 - parts[::-1].index(root, 1)
        parts = parts[last + 1 :]
        if not parts or PurePosixPath(name).parts[1] in _SYSTEM:
            return Found(wanted, reason=f"{wanted!r} is a path of another machine")
        if snapshot.exists("/".join(parts)):
            return Found(wanted, path="/".join(parts))
    if _PRODUCED & set(parts) or may_ignore(snapshot, "/".join(parts)):
        return Found(wanted, reason=f"{wanted!r} is ignored by git or produced by a build")
    same = [path for path in snapshot.files if path.rpartition("/")[2] == parts[-1]]
    if same:
        return Found(wanted, reason=f"there is no {wanted!r}, but there is {same[0]}")
    return Found(wanted, decides=True)
