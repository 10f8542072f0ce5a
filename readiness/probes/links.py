"""Links and names in documents that lead to no file."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from readiness.model import Effort, Location, Severity
from readiness.probes._prose import prose
from readiness.probes.probe import Observation, probe
from readiness.repository.classify import TESTS
from readiness.repository.ignore_files import may_ignore
from readiness.repository.snapshot import Snapshot

LINK = re.compile(r"(?<!\!)\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"`(/?[\w.-]+(?:/[\w.-]+)+/?)`")
PLANNED = re.compile(
    r"plan|proposal|roadmap|design|rfc|adr|todo|archive|review|analysis|change|history|release|news|"
    r"upgrad|migrat",
    re.IGNORECASE,
)
FILES = frozenset(
    {
        *(".md", ".mdx", ".rst", ".txt", ".adoc", ".pdf", ".ipynb", ".png", ".jpg", ".svg", ".gif"),
        *(".py", ".ts", ".tsx", ".js", ".jsx", ".go", ".rs", ".java", ".kt", ".cs", ".rb", ".php"),
        *(".yml", ".yaml", ".json", ".toml", ".ini", ".cfg", ".xml", ".csv", ".sql", ".sh", ".ps1"),
    }
)
HISTORY = re.compile(r"(^|/)(change(s|log)|history|news|release)[^/]*$", re.IGNORECASE)
README = re.compile(r"(^|/)readme\b[^/]*$", re.IGNORECASE)
FUTURE = re.compile(
    r"\[ \]|\bnew file\b|\b(create|add|will|would|should|proposed|planned)\b", re.IGNORECASE
)
TO_MAKE = re.compile(
    r"\b(paste|save|put|place|copy|write|make|set up|provide|override)\b[^.`]*`|\byour (own )?\w+"
    r"|\bgenerated?\b|git-?ignored|not committed|\boptional(ly)?\b|\bif (it |this |that )?"
    r"(file )?(exists|is (there|present))",
    re.IGNORECASE,
)


@probe("documentation.broken-link", severity=Severity.MINOR, effort=Effort.MINUTES)
def broken_link(snapshot: Snapshot) -> Iterator[Observation]:
    """A link of a document leads to a file that does not exist.

    Why: The reader who follows it needs what should be there.

    How: Relative links in Markdown documents, outside code blocks, from the document's directory or
    the repository's root. Changelogs, documents among the tests that are no README, addresses,
    anchors, links out of the repository, documents that Writerside makes a site of, and what has no
    extension of a file in a repository (pages of a site, names of an API) are left out.

    Fix: Correct the link, or write what it promises.
    """
    sites = tuple(
        f"{path.rpartition('/')[0]}/" for path in snapshot.files if path.endswith(".tree")
    )
    for path, number, line in prose(snapshot):
        if _set_aside(path) or path.startswith(sites):
            continue
        for target in LINK.findall(line):
            missing = _missing(snapshot, path, target)
            if missing:
                message = f"This link leads to {missing}, which does not exist"
                yield Observation(message=message, location=Location(path=path, line=number))


@probe("documentation.missing-file", severity=Severity.NOTE, effort=Effort.MINUTES)
def missing_file(snapshot: Snapshot) -> Iterator[Observation]:
    """A document names a file of the repository that does not exist.

    Why: What the document says about that file can't be true.

    How: Paths in backticks that begin with a directory of the repository and end in an extension or
    a slash, once for each path. Plans, designs, reviews and changelogs, lines that speak of the
    future or tell the reader to make the file, and paths that the ignore file names are left out.

    Fix: Correct the path, or add the file.
    """
    tops = {path.partition("/")[0] for path in snapshot.files if "/" in path}
    seen: set[str] = set()
    for path, number, line in prose(snapshot):
        if PLANNED.search(path) or FUTURE.search(line) or TO_MAKE.search(line):
            continue
        for named in CODE.findall(line):
            place = named.strip("/")
            if place in seen or place.partition("/")[0] not in tops or _known(snapshot, place):
                continue
            if not (named.endswith("/") or PurePosixPath(place).suffix):
                continue
            if may_ignore(snapshot, place):
                continue
            seen.add(place)
            message = f"{place} is named here and does not exist"
            yield Observation(message=message, location=Location(path=path, line=number))


def _set_aside(path: str) -> bool:
    """Whether a document is what a test is about, or tells what there once was."""
    tested = not TESTS.isdisjoint(path.lower().split("/")[:-1]) and not README.search(path)
    return tested or bool(HISTORY.search(path))


def _missing(snapshot: Snapshot, path: str, target: str) -> str | None:
    """The path that a link leads to, where nothing is there."""
    place = unquote(re.split(r"[#?]", target)[0])
    if not place or re.match(r"[a-z][a-z+.-]*:|//|[{<$]", place, re.IGNORECASE):
        return None
    if PurePosixPath(place).suffix.lower() not in FILES:
        return None
    near = _joined("" if place.startswith("/") else path.rpartition("/")[0], place)
    if near is None or snapshot.exists(near) or _known(snapshot, place.strip("/")):
        return None
    return near


def _known(snapshot: Snapshot, place: str) -> bool:
    """Whether the path, or the end of some path, is there."""
    if snapshot.exists(place):
        return True
    ending = f"/{place.removeprefix('./')}"
    return any(path.endswith(ending) or f"{ending}/" in f"/{path}" for path in snapshot.files)


def _joined(directory: str, place: str) -> str | None:
    parts: list[str] = []
    for part in PurePosixPath(directory, place.lstrip("/")).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
