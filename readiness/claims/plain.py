"""Plain text and reStructuredText to blocks.

Sections by their underlines, paragraphs, list items and field lists; literal and code blocks,
comments, tables drawn with lines and directives that hold no prose are left out. What is plainly
Markdown under another name is read as Markdown.
"""

import re
from collections.abc import Iterable, Iterator

from readiness.claims import markdown
from readiness.claims.blocks import Block, Headings, Wanted
from readiness.model import Context

_MARKDOWN = re.compile(r"^(?:#{1,6} \S|```|\|[-: |]+\|$|[-*] \[[ xX]\])", re.MULTILINE)
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}\s*$")
_ITEM = re.compile(r"(?:[-*+•]|\(?\d{1,3}[.)]|#\.)\s+")
_BOX = re.compile(r"\[([ xX])\]\s+")
_DIRECTIVE = re.compile(r"\.\.(?:\s|$)")
_PROSE = re.compile(
    r"\.\.\s+(?:note|warning|important|tip|hint|attention|caution|admonition)::(.*)", re.I
)
_ROLE = re.compile(r":[\w:+-]{1,40}:(?=`)")
_LINK = re.compile(r"`([^`<]{1,200}?)(?:\s*<[^`>]{1,500}>)?`__?(?!\w)")


def blocks(text: str, suffix: str, wanted: Wanted) -> Iterable[Block]:
    """The blocks of a plain text; ``suffix`` is its file's."""
    if suffix != ".rst" and _MARKDOWN.search(text):
        return markdown.blocks(text, wanted)
    return _blocks(text, wanted)


def _blocks(text: str, wanted: Wanted) -> Iterator[Block]:
    headings = Headings([])
    levels: list[str] = []
    lead = ""
    for number, lines in _paragraphs(text.expandtabs(4).split("\n")):
        title = _title(lines)
        if title:
            mark, content = title
            if mark not in levels:
                levels.append(mark)
            above = headings.enter(levels.index(mark), content)
            lead = ""
            yield Block(content, number, Context(headings=above, setting="heading"))
            continue
        items = list(_items(lines, number))
        for line, box, content in items:
            if wanted is None or wanted(content):
                is_item = box is not _NO_ITEM
                yield Block(
                    _LINK.sub(r"\1", _ROLE.sub("", content)).replace("``", "`").replace("**", ""),
                    line,
                    Context(
                        headings=headings.path,
                        box=box if isinstance(box, bool) else None,
                        lead=lead if is_item else "",
                    ),
                )
        if items and items[-1][1] is _NO_ITEM:
            lead = items[-1][2].rpartition("\n")[2].strip()[:200]


_NO_ITEM = "no item"


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between blank ones, without literal blocks and directives."""
    gathered: list[str] = []
    begin = 0
    literal: int | None = None
    for number, line in enumerate([*lines, ""], 1):
        indent = len(line) - len(line.lstrip())
        if line.strip() and literal is not None:
            if indent > literal:
                continue
            literal = None
        if not line.strip():
            if gathered:
                literal = _literal(gathered)
                yield begin, gathered
                gathered = []
            continue
        if _DIRECTIVE.match(line.lstrip()) and not gathered:
            prose = _PROSE.match(line.lstrip())
            if not prose:
                literal = indent
                continue
            line = prose[1]
            if not line.strip():
                continue
        if not gathered:
            begin = number
        gathered.append(line)


def _literal(paragraph: list[str]) -> int | None:
    """The indentation under which a literal block follows, if one does."""
    last = paragraph[-1]
    return len(last) - len(last.lstrip()) if last.rstrip().endswith("::") else None


def _title(lines: list[str]) -> tuple[str, str] | None:
    marks = [bool(_UNDERLINE.match(line)) for line in lines]
    if marks in ([False, True], [True, False, True]):
        return "".join(lines[-1][0] if mark else "t" for mark in marks), lines[-2].strip()
    return None


def _items(lines: list[str], number: int) -> Iterator[tuple[int, bool | str | None, str]]:
    """List items and paragraphs: first line, state of the box, text."""
    gathered: list[str] = []
    begin = number
    box: bool | str | None = _NO_ITEM
    for line_number, line in enumerate(lines, number):
        item = _ITEM.match(line.lstrip())
        if item:
            if gathered:
                yield begin, box, "\n".join(gathered)
            content = line.lstrip()[item.end() :]
            checked = _BOX.match(content)
            box = checked[1] != " " if checked else None
            gathered, begin = [content[checked.end() :] if checked else content], line_number
        elif not _UNDERLINE.match(line) and not line.lstrip().startswith(("|", "+-", "+=")):
            gathered.append(line.strip())
        elif not gathered:
            begin = line_number + 1
    if gathered:
        yield begin, box, "\n".join(gathered)
