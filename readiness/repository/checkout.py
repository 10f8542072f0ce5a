"""One walk over a checkout: which of its files are the project's, and what each is.

What git ignores does not count where git knows; without git, what tools leave behind does not.
Symbolic links are followed one step, after everything else, and only inside the checkout.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from readiness.repository import classify, languages, text
from readiness.repository.git import Git
from readiness.repository.snapshot import File, Role, Snapshot, read

LEFT_OUT = frozenset(
    {
        *(".git", ".hg", ".svn", ".bzr", ".jj", ".idea", ".vs"),
        *("__pycache__", ".tox", ".nox", ".venv", ".eggs", "__pypackages__", ".hypothesis"),
        *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".parcel-cache", ".turbo"),
        *("node_modules", "bower_components", ".next", ".nuxt", ".svelte-kit"),
        *(".gradle", ".terraform"),
    }
)
BUILT = frozenset({"build/lib", "target/debug", "target/release", "target/classes"})
MARKS = ("pyvenv.cfg", "CACHEDIR.TAG")
NAMED_LIMIT = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much of a checkout is looked at: number of files, depth, and bytes."""

    files: int = 50_000
    depth: int = 60
    file_bytes: int = 2 * 1024 * 1024
    total_bytes: int = 512 * 1024 * 1024


@dataclass
class _Walk:
    """The state of one walk: real files with their sizes, links for later, limits that were hit."""

    root: Path
    limits: Limits
    sizes: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)
    hit: set[str] = field(default_factory=set)
    tracked: frozenset[str] = frozenset()


def snapshot(directory: Path, *, limits: Limits = Limits()) -> Snapshot:
    """The checkout at ``directory``. Raises NotADirectoryError where that is no directory."""
    root = directory.resolve()
    if not root.is_dir():
        raise NotADirectoryError(f"{directory} is not a directory: name a checkout to judge.")
    git = Git(root)
    walk = _Walk(root=root, limits=limits, tracked=git.tracked())
    submodules = tuple(f"{path}/" for path in git.submodules())
    known = walk.tracked | git.untracked()
    _directory(walk, "", 0)
    mine = {path for path in walk.sizes if path in known or path.startswith(submodules)}
    if not mine.isdisjoint(known):
        walk.sizes = {path: size for path, size in walk.sizes.items() if path in mine}
        walk.links = [path for path in walk.links if path in known]
    if git.sparse():
        walk.hit.add("This is a sparse checkout: the files that it leaves out were not looked at.")
    _links(walk)
    complete = not walk.hit
    files = _files(walk, submodules)
    return Snapshot(
        directory=root,
        files=files,
        commit=git.head(),
        limits=tuple(sorted(walk.hit)) + _unread(files, limits),
        complete=complete,
    )


def _directory(walk: _Walk, path: str, depth: int) -> None:
    """Collect what is below ``path``, in the order of names, up to the limits."""
    if depth > walk.limits.depth:
        walk.hit.add(f"Directories deeper than {walk.limits.depth} were not looked into.")
        return
    for entry in _entries(walk.root / path):
        child = f"{path}/{entry.name}" if path else entry.name
        if entry.is_symlink():
            walk.links.append(child)
        elif entry.is_dir(follow_symlinks=False):
            if not _left_out(walk, child):
                _directory(walk, child, depth + 1)
        elif entry.is_file(follow_symlinks=False):
            _add(walk, child, entry.stat(follow_symlinks=False).st_size)


def _entries(directory: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def _left_out(walk: _Walk, path: str) -> bool:
    """Whether tools made the directory; a mark of theirs that is tracked is none."""
    parent, _, name = path.rpartition("/")
    if name in LEFT_OUT or f"{parent.rpartition('/')[2]}/{name}" in BUILT:
        return True
    marks = (f"{path}/{mark}" for mark in MARKS)
    return any((walk.root / mark).is_file() and mark not in walk.tracked for mark in marks)


def _add(walk: _Walk, path: str, size: int) -> None:
    if len(walk.sizes) >= walk.limits.files:
        walk.hit.add(f"Only the first {walk.limits.files} files were looked at.")
    else:
        walk.sizes[path] = size


def _links(walk: _Walk) -> None:
    """Files that links inside the checkout lead to, under the links' own names; no link's link.

    What is looked at under its real name counts there; what is not, under the link's.
    """
    real = dict(walk.sizes)
    for path in walk.links:
        target = _inside(walk.root, path)
        if target is None:
            continue
        if target in real:
            if languages.language(target):
                walk.linked.add(path)
            _add(walk, path, real[target])
        elif target and (walk.root / target).is_file():
            if LEFT_OUT.isdisjoint(target.split("/")):
                _add(walk, path, (walk.root / target).stat().st_size)
        elif target:
            for each, size in _below(real, target):
                walk.linked.add(path + each)
                _add(walk, path + each, size)


def _below(real: dict[str, int], directory: str) -> Iterator[tuple[str, int]]:
    for path, size in real.items():
        if path.startswith(f"{directory}/"):
            yield path[len(directory) :], size


def _inside(root: Path, path: str) -> str | None:
    """Where a link leads, relative to the root; None if out of it, in a circle or nowhere."""
    try:
        target = (root / path).resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    if not target.is_relative_to(root) or ".git" in target.parts:
        return None
    return "" if target == root else target.relative_to(root).as_posix()


def _files(walk: _Walk, submodules: tuple[str, ...]) -> dict[str, File]:
    layout = classify.Layout.of(walk.sizes)
    total = 0
    found = {}
    for path in sorted(walk.sizes):
        file = _file(walk, path, layout)
        if path.startswith(submodules):
            file = replace(file, role=Role.VENDORED)
        elif path in walk.linked and file.role is not Role.DOCUMENT:
            file = replace(file, role=Role.OTHER)
        total += file.size if file.readable and file.language else 0
        if total > walk.limits.total_bytes:
            walk.hit.add(f"Only the first {walk.limits.total_bytes} bytes of text were read.")
            file = replace(file, readable=False)
        found[path] = file
    return found


def _file(walk: _Walk, path: str, layout: classify.Layout) -> File:
    size = walk.sizes[path]
    language = languages.language(path)
    head = ""
    if language in languages.CODE or language in {"yaml", "json"} or "." not in path:
        content = read(walk.root / path, classify.HEAD_BYTES) or b""
        head = text.decode(content, language) or ""
        language = language or languages.language(path, head)
    return File(
        path=path,
        size=size,
        language=language,
        role=classify.role(path, language, head, layout),
        readable=size <= walk.limits.file_bytes,
    )


def _unread(files: dict[str, File], limits: Limits) -> tuple[str, ...]:
    large = [
        file.path
        for file in files.values()
        if file.role in (Role.SOURCE, Role.TEST) and file.size > limits.file_bytes
    ]
    if not large:
        return ()
    more = f" and {len(large) - NAMED_LIMIT} more" if len(large) > NAMED_LIMIT else ""
    names = ", ".join(large[:NAMED_LIMIT])
    return (f"Larger than {limits.file_bytes} bytes, so not read: {names}{more}.",)
