"""Inline Markdown to plain text: the words, code in its backticks, and what badges say."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from readiness.claims import exact


@cache
def parser() -> MarkdownIt:
    """The one parser, which leaves inline content unread."""
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found.core.ruler.disable("inline")
    return found


def prose(content: str) -> str:
    """The text of inline Markdown; code keeps its backticks, breaks are newlines."""
    if not _NEEDS_PARSING.search(content):
        return content
    tokens: list[Token] = []
    markdown = parser()
    markdown.inline.parse(content, markdown, {}, tokens)
    return _flat(tokens)


_NEEDS_PARSING = re.compile(r"[*_`\\<\[!&~]")


def _flat(tokens: list[Token]) -> str:
    parts: list[str] = []
    struck = 0
    for token in tokens:
        kind = token.type
        struck += (kind == "s_open") - (kind == "s_close")
        if struck:
            continue
        if kind == "text":
            parts.append(token.content)
        elif kind == "code_inline":
            parts.append(f"`{token.content}`")
        elif kind == "softbreak":
            parts.append("\n")
        elif kind == "hardbreak":
            parts.append("  \n")
        elif kind == "image":
            badge = exact.badge(str(token.attrs.get("src", "")))
            parts.append(f"{badge[0].upper()}{badge[1:]}. " if badge else f"![{token.content}]")
    return "".join(parts)
