"""The sections of documents, and whether they say anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.probes._prose import FENCE
from readiness.repository.snapshot import Role, Snapshot

LANGUAGES = ("markdown", "restructuredtext", "asciidoc")
MARKED = re.compile(r"^(#{1,6}|={2,6})[ \t]+(\S.*)$")
UNDERLINE = re.compile(r"^([=\-~^\"'*+])\1{2,}[ \t]*$")
LEVELS = "=-~^\"'*+"
HOLLOW = re.compile(
    r"^\W*(tbd|todo|tba|n/?a|wip|fixme|xxx|coming soon"
    r"|to be (written|done|added|defined|determined)"
    r"|lorem ipsum|work in progress|under construction|(insert|add|describe|write) .{0,40}here"
    r"|placeholder|traceback \(most|error:|fatal:|404)\b|^\W*[\[<{].{0,60}[\]>}]\W*$",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST = 400
FEW = 12
PLAN = re.compile(
    r"plan|review|roadmap|proposal|\badr\b|archive|audit|todo|summary|analysis|evaluation|progress"
    r"|changelog|history|release[-_ ]?notes|(^|/)(templates?|locales?)/(?!docs?/)",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"not (yet )?(implemented|available|supported)|planned|future|tbd|todo", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading, and the number of words below it, to the next heading of its level.

    Lines that are hollow ("TBD", a blank of a template) count no words; ``code`` are its lines of
    code, and those that quote some.
    """

    path: str
    line: int
    title: str
    words: int
    code: int


def says(section: Section) -> bool:
    """Whether there is more below a heading than a sentence fragment."""
    return section.words >= FEW and not FUTURE.search(section.title)


def sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """The sections of all documents but plans and reviews, those at the root first."""
    files = [
        file.path
        for file in snapshot.of(*LANGUAGES, roles=(Role.DOCUMENT,))
        if not PLAN.search(file.path)
    ]
    files.sort(key=lambda path: (path.count("/"), path))
    return tuple(each for path in files for each in of(path, snapshot.text(path) or ""))


def words(text: str) -> int:
    """The number of words of a document, without its headings and hollow lines."""
    lines = [line[:LONGEST] for line in text.split("\n")]
    titles = {number for number, _, _ in _heads(lines, _fenced(lines))}
    return sum(_said(line) for number, line in enumerate(lines, 1) if number not in titles)


def of(path: str, text: str) -> list[Section]:
    """The sections of one document, in the order of their headings."""
    return sorted(_of(path, text), key=lambda each: each.line)


def _said(line: str) -> int:
    return 0 if HOLLOW.search(line) else len(WORD.findall(line))


def _of(path: str, text: str) -> Iterator[Section]:
    lines = [line[:LONGEST] for line in text.split("\n")]
    fenced = _fenced(lines)
    heads = list(_heads(lines, fenced))
    titles = {number for number, _, _ in heads}
    said, code = [0], [0]
    for number, line in enumerate(lines, 1):
        said.append(said[-1] + (0 if number in titles else _said(line)))
        code.append(code[-1] + (number in fenced or "`" in line))
    for first, end, title in _spans(heads, len(lines)):
        yield Section(
            path=path,
            line=first,
            title=title,
            words=said[end] - said[first],
            code=code[end] - code[first],
        )


def _spans(heads: list[tuple[int, int, str]], end: int) -> Iterator[tuple[int, int, str]]:
    """First line, last line and title of each section; a section contains those below it."""
    above: list[tuple[int, int, str]] = []
    for head in (*heads, (end + 1, 0, "")):
        while above and above[-1][1] >= head[1]:
            first, _, title = above.pop()
            yield first, head[0] - 1, title
        above.append(head)


def _heads(lines: list[str], fenced: set[int]) -> Iterator[tuple[int, int, str]]:
    """Line, level and title of the headings outside fenced code."""
    for number, line in enumerate(lines, 1):
        if number in fenced:
            continue
        if found := MARKED.match(line):
            yield number, len(found[1]), found[2].strip("# ")
        elif number > 1 and UNDERLINE.match(line) and WORD.search(lines[number - 2]):
            yield number - 1, LEVELS.index(line[0]) + 1, lines[number - 2].strip()


def _fenced(lines: list[str]) -> set[int]:
    """The numbers of the lines inside fenced code."""
    found, inside = set(), False
    for number, line in enumerate(lines, 1):
        if FENCE.match(line):
            inside = not inside
        elif inside:
            found.add(number)
    return found
