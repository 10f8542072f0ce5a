"""Report files found by globs, never outside their root.

``*`` and ``?`` match within a name, ``**`` any number of directories, ``{a,b}`` either. The walk
does not follow symbolic links to directories; version control and installed packages are entered
only where a glob names them.
"""

import os
import re
import stat
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from readiness.model import Unreadable
from readiness.policy.globs import translate
from readiness.reports.limits import Limits
from readiness.reports.reader import Source

SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", ".venv", "venv", ".tox", ".nox",
                     "site-packages"))  # fmt: skip


@dataclass(kw_only=True)
class Found:
    """What the globs matched: readable files by path, those that are none, and what was left out.

    ``globs`` says for each path which globs matched it, as (kind, glob); ``unmatched`` are those
    that matched none.
    """

    sources: list[Source] = field(default_factory=list)
    globs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    unmatched: list[tuple[str, str]] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> dict[str, set[str]]:
        """For each path the kinds of glob that matched it."""
        return {path: {kind for kind, _ in globs} for path, globs in self.globs.items()}

    def guessed(self, required: Collection[str] | None) -> frozenset[str]:
        """The paths that no glob of ``required`` matched: nobody said that a report is there."""
        if required is None:
            return frozenset()
        return frozenset(
            path
            for path, globs in self.globs.items()
            if not any(text in required for _, text in globs)
        )


@dataclass(kw_only=True)
class _Glob:
    kind: str
    text: str
    regex: re.Pattern[str]
    matched: bool = False


def find(root: Path, globs: Mapping[str, Sequence[str]], limits: Limits, deadline: float) -> Found:
    """The files under ``root`` that the globs of each kind match, in the order of their paths."""
    found = Found()
    root = root.resolve()
    compiled = list(_compile(root, globs, found))
    total = 0
    any_of = re.compile("|".join(glob.regex.pattern for glob in compiled) or "(?!)")
    for path, entry in _walk(root, compiled, limits, deadline, found):
        if not any_of.fullmatch(path):
            continue
        matching = [glob for glob in compiled if glob.regex.fullmatch(path)]
        for glob in matching:
            glob.matched = True
        if len(found.globs) >= limits.files:
            found.limits.append(f"more than {limits.files} report files; the others were not read")
            break
        found.globs[path] = [(glob.kind, glob.text) for glob in matching]
        source, reason = _source(root, path, entry, limits, deadline)
        if source is None:
            found.unreadable.append(Unreadable(path=path, reason=reason))
        elif total + source.size > limits.total_bytes:
            reason = f"not read: the reports are more than {limits.total_bytes >> 20} MB in all"
            found.unreadable.append(Unreadable(path=path, reason=reason))
        else:
            total += source.size
            found.sources.append(source)
    found.unmatched = [(glob.kind, glob.text) for glob in compiled if not glob.matched]
    return found


def _compile(root: Path, globs: Mapping[str, Sequence[str]], found: Found) -> Iterator[_Glob]:
    for kind, texts in globs.items():
        for text in dict.fromkeys(texts):
            inside = _inside(root, text)
            if inside is None:
                found.limits.append(f"the glob {text!r} leads out of the checkout; it is not used")
                continue
            try:
                yield _Glob(kind=kind, text=text, regex=re.compile(translate(inside)))
            except re.error:
                found.limits.append(f"the glob {text!r} can't be understood; it is not used")


def _inside(root: Path, glob: str) -> str | None:
    """The glob relative to root, or None where it is not inside."""
    text = os.path.normpath(glob.strip().replace("\\", "/"))
    if os.path.isabs(text):
        text = os.path.relpath(text, root)
    if text == ".." or text.startswith("../"):
        return None
    return text + "/**" if glob.endswith("/") else text


def _walk(
    root: Path, globs: Sequence[_Glob], limits: Limits, deadline: float, found: Found
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    named = {part for glob in globs for part in glob.text.split("/")}
    skipped = SKIPPED - named
    seen = 0
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        for entry in _entries(root / inside):
            seen += 1
            if seen > limits.entries or time.monotonic() > deadline:
                what = "directory entries" if seen > limits.entries else "seconds"
                most = limits.entries if seen > limits.entries else limits.seconds
                found.limits.append(f"the search for reports stopped after {most:,} {what}")
                return
            path = f"{inside}/{entry.name}" if inside else entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield path, entry
            elif entry.name not in skipped:
                waiting.append(path)
                if "." in entry.name:
                    yield path, entry


def _entries(directory: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(directory) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _source(
    root: Path, path: str, entry: "os.DirEntry[str]", limits: Limits, deadline: float
) -> tuple[Source | None, str]:
    try:
        file = Path(entry.path).resolve()
        mode = file.stat()
    except (OSError, RuntimeError):
        return None, "a symbolic link that leads nowhere"
    if not file.is_relative_to(root):
        return None, "a symbolic link that leads out of the checkout; it is not followed"
    if not stat.S_ISREG(mode.st_mode):
        return None, f"not a file but a {_sort(mode.st_mode)}"
    if mode.st_size > limits.file_bytes:
        return None, f"larger than {limits.file_bytes >> 20} MB, the most that is read of one file"
    return Source(path=path, file=file, checkout=root, deadline=deadline), ""


def _sort(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "directory"), (stat.S_ISSOCK, "socket"), (stat.S_ISFIFO, "named pipe"))
    return next((name for test, name in kinds if test(mode)), "device")
