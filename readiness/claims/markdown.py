"""Markdown (CommonMark with GitHub's tables, strikethrough and task lists) to blocks.

Left out: code blocks (but for one of claims, see ``exact``), front matter, HTML comments and tags,
struck-out text. markdown-it-py reads the blocks; their inline content is only read where it is
wanted.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it.token import Token

from readiness.claims import exact
from readiness.claims.blocks import Block, Headings, Wanted
from readiness.claims.inline import parser, prose
from readiness.claims.trigger import lists_names
from readiness.model import Context

_FRONT_MATTER = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n.*?^(?:---|\+\+\+)[ \t]*$", re.M | re.S)
_BOX = re.compile(r"\[([ xX])\](?:\s|$)")
_TICKED = re.compile(r"\s*(?:\*\*|__)(?:done|complete[d]?|finished)(?:\*\*|__):?\s+(?=[\w`])", re.I)
_HTML = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>", re.S)
_IMAGE = re.compile(r"<img\b[^>]{0,200}?\bsrc=[\"']([^\"'>]{1,300})", re.IGNORECASE)
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|[*`]+|(?<!\w)_+|_+(?!\w)|!?\[|\]\([^()\s]*\)")
_ALERT = re.compile(r"\[!\w+\]")
_QUOTING = re.compile(
    r"<(?P<end>/?)(?P<name>blockquote|details)\b|<summary[^>]{0,80}>(?P<summary>[^\n]{0,200})",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"^\W*(?:release notes|change-?log|commits|maintainer changes|most recent ignore\b"
    r"|[\w.-]+/[\w.-]+(?:\s\([^()]*\))?\W*$)",
    re.IGNORECASE,
)
_NAME = 120
"""Characters of an item that may be no more than a name."""
_QUOTED_COLUMNS = re.compile(r"\b(?:reality|in fact|actually)\b", re.IGNORECASE)


def blocks(text: str, wanted: Wanted) -> Iterator[Block]:
    """The blocks of a Markdown text."""
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    reader = _Reader(wanted)
    for token in parser().parse(text):
        yield from reader.read(token)


class _Reader:
    """What has been entered and not yet left, while the tokens of one document go by."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.headings = Headings([])
        self.quotes: list[bool] = []
        self.tags: list[bool] = []
        self.lists: list[str] = []
        self.items: list[_Item] = []
        self.last = ""
        self.level = 0
        self.columns: list[str] = []
        self.cells = 0
        self.row = ""
        self.in_head = False

    def read(self, token: Token) -> Iterator[Block]:
        kind = token.type
        if kind == "inline":
            yield from self._inline(token)
        elif kind == "html_block":
            yield from self._html(token)
        elif kind == "fence" and token.info.strip() == exact.NAME and token.map:
            yield from exact.sentences(token.content, token.map[0] + 2)
        elif kind in _ENTER:
            _ENTER[kind](self, token)

    def enter_heading(self, token: Token) -> None:
        self.level = int(token.tag[1])

    def enter_list(self, _: Token) -> None:
        self.lists.append(self.last)
        self.last = ""

    def leave_list(self, _: Token) -> None:
        self.lists.pop()
        self.last = ""

    def enter_item(self, _: Token) -> None:
        self.items.append(_Item(self.items[-1].box if self.items else None))
        self.last = ""

    def leave_item(self, _: Token) -> None:
        self.items.pop()

    def enter_quote(self, _: Token) -> None:
        self.quotes.append(True)

    def leave_quote(self, _: Token) -> None:
        self.quotes.pop()

    def enter_table(self, _: Token) -> None:
        self.columns = []

    def leave_table(self, _: Token) -> None:
        self.cells = 0

    def enter_head(self, _: Token) -> None:
        self.in_head = True

    def leave_head(self, _: Token) -> None:
        self.in_head = False

    def enter_row(self, _: Token) -> None:
        self.cells, self.row = 0, ""

    def enter_cell(self, _: Token) -> None:
        self.cells += 1

    def interrupt(self, _: Token) -> None:
        self.last = ""

    def _inline(self, token: Token) -> Iterator[Block]:
        line = token.map[0] + 1 if token.map else 1
        if self.level:
            yield from self._heading(token.content, line)
        elif self.cells:
            yield from self._cell(token.content, line)
        else:
            yield from self._paragraph(token.content, line)

    def _heading(self, content: str, line: int) -> Iterator[Block]:
        text = prose(content)
        above = self.headings.enter(self.level, text)
        self.level, self.last = 0, ""
        if self._wants(text):
            yield Block(text, line, self._context(headings=above, setting="heading"))

    def _cell(self, content: str, line: int) -> Iterator[Block]:
        cell = self.cells
        if self.in_head:
            self.columns.append(prose(content))
            return
        if cell == 1:
            self.row = prose(content)
        column = self.columns[cell - 1] if cell <= len(self.columns) else ""
        if cell == 1 and not _is_of_files(column):
            return
        if not self._wants(f"{self.row} {column} {content}"):
            return
        yield Block(
            prose(content).replace("\n", " "),
            line,
            self._context(
                row=self.row if cell > 1 else "", column=column, setting=self._told(column)
            ),
        )

    def _told(self, column: str) -> str:
        """In a table that sets the reality against what is said, the rest is only quoted."""
        real = [each for each in self.columns if _QUOTED_COLUMNS.search(each)]
        return "quotation" if real and column not in real else self._setting()

    def _paragraph(self, content: str, line: int) -> Iterator[Block]:
        if self.quotes and _ALERT.match(content):
            content = _ALERT.sub("", content, count=1)
            self.quotes[-1] = False
        item = self.items[-1] if self.items else None
        if item and not item.text:
            box = _BOX.match(content)
            if box:
                item.box = box[1] != " "
                content = _TICKED.sub("", content[box.end() :], count=1)
            item.text = self.last = _lead(content)
        else:
            self.last = _lead(content)
        if self._wants(content):
            yield Block(prose(content), line, self._context())

    def _html(self, token: Token) -> Iterator[Block]:
        setting = self._setting()
        for tag in _QUOTING.finditer(token.content):
            self._tag(tag)
            setting = setting or self._setting()
        if self._wants(token.content):
            text = _HTML.sub(_without_tag, token.content)
            line = token.map[0] + 1 if token.map else 1
            yield Block(text, line, self._context(setting=setting))

    def _tag(self, tag: re.Match[str]) -> None:
        """Quotations in HTML, and folded notes of another project: a bot's of a dependency."""
        if tag["summary"] is not None:
            if self.tags and _OF_ANOTHER.search(_HTML.sub("", tag["summary"])):
                self.tags[-1] = True
        elif not tag["end"]:
            self.tags.append(tag["name"].lower() == "blockquote")
        elif self.tags:
            self.tags.pop()

    def _wants(self, text: str) -> bool:
        if self.wanted is None or self.wanted(text):
            return True
        if not self.items or len(text) > _NAME:
            return False
        return any(map(lists_names, (*self.headings.path[-1:], *self.lists[-1:])))

    def _setting(self) -> str:
        return "quotation" if any(self.quotes) or any(self.tags) else ""

    def _context(
        self,
        headings: tuple[str, ...] | None = None,
        row: str = "",
        column: str = "",
        setting: str | None = None,
    ) -> Context:
        leads = [*self.lists[:1], *(item.text for item in self.items[:-1]), *self.lists[1:]]
        return Context(
            headings=self.headings.path if headings is None else headings,
            box=self.items[-1].box if self.items else None,
            row=row,
            column=column,
            lead=" › ".join(dict.fromkeys(filter(None, leads))),
            setting=self._setting() if setting is None else setting,
        )


class _Item:
    """A list item that is being read: its own or inherited box, and its first paragraph."""

    __slots__ = ("box", "text")

    def __init__(self, box: bool | None) -> None:
        self.box = box
        self.text = ""


def _without_tag(tag: re.Match[str]) -> str:
    """What stands for a tag: a badge's own words, and the lines that it takes."""
    image = _IMAGE.match(tag[0])
    return (exact.badge(image[1]) if image else "") + "\n" * tag[0].count("\n")


def _lead(content: str) -> str:
    """The last line of a paragraph, without its markup: what may introduce a list."""
    return _MARKUP.sub("", content[-400:].rpartition("\n")[2]).strip()[:200]


_FILES = re.compile(r"(?i)\W{0,3}(?:file|path|document|module|script)(?:s| name| path)?\W{0,3}")


@lru_cache(maxsize=64)
def _is_of_files(column: str) -> bool:
    """Whether a first column says what is there, and is no mere label of its row."""
    return bool(_FILES.fullmatch(column))


_ENTER = {
    "heading_open": _Reader.enter_heading,
    "bullet_list_open": _Reader.enter_list,
    "ordered_list_open": _Reader.enter_list,
    "bullet_list_close": _Reader.leave_list,
    "ordered_list_close": _Reader.leave_list,
    "list_item_open": _Reader.enter_item,
    "list_item_close": _Reader.leave_item,
    "blockquote_open": _Reader.enter_quote,
    "blockquote_close": _Reader.leave_quote,
    "table_open": _Reader.enter_table,
    "table_close": _Reader.leave_table,
    "thead_open": _Reader.enter_head,
    "thead_close": _Reader.leave_head,
    "tr_open": _Reader.enter_row,
    "th_open": _Reader.enter_cell,
    "td_open": _Reader.enter_cell,
    "hr": _Reader.interrupt,
    "fence": _Reader.interrupt,
    "code_block": _Reader.interrupt,
}
