"""Copies of source files that ast-grep would not read as the language reads them.

It knows UTF-8 and the usual endings, obeys comments that call it off, and quotes lines whole.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from readiness.repository.snapshot import File, Snapshot, read

LONGEST_LINE = 2_000
CALLED_OFF = re.compile(r"ast-grep-ignore", re.IGNORECASE)
ENDINGS = {
    "python": (".py", ".pyi"),
    "typescript": (".ts", ".tsx", ".mts", ".cts"),
    "javascript": (".js", ".jsx", ".mjs", ".cjs"),
    "go": (".go",),
    "java": (".java",),
    "kotlin": (".kt", ".kts"),
    "csharp": (".cs",),
    "rust": (".rs",),
    "ruby": (".rb", ".gemspec"),
    "php": (".php",),
}


def copies(snapshot: Snapshot, files: Iterable[File], folder: Path) -> Iterator[tuple[str, Path]]:
    """The paths of the files that need a copy, with the copy, line for line, in ``folder``.

    Lines longer than LONGEST_LINE are empty there.
    """
    for number, file in enumerate(files):
        text = snapshot.text(file.path)
        if text is None:
            continue
        endings = ENDINGS[file.language]
        ending = PurePosixPath(file.path).suffix
        wanted = _readable(text).encode("utf-8", "replace")
        written = read(snapshot.directory / file.path, file.size) or b""
        usual = ending in endings and file.path.isprintable()
        if not usual or written.replace(b"\r\n", b"\n") != wanted:
            copy = folder / f"{number}{ending if ending in endings else endings[0]}"
            copy.write_bytes(wanted)
            yield file.path, copy


def long_line(text: str) -> int | None:
    """The number of the first line that is left out of a copy."""
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if len(line) > LONGEST_LINE), None)


def _readable(text: str) -> str:
    text = CALLED_OFF.sub("ast-grep_ignore", text)
    if long_line(text) is None:
        return text
    return "\n".join("" if len(line) > LONGEST_LINE else line for line in text.split("\n"))
