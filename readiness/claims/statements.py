"""What a text states: its sentences, each with its line and the context it stands in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from readiness.claims import code, markdown, plain, words
from readiness.claims.blocks import Block, Wanted
from readiness.claims.sentences import sentences
from readiness.claims.trigger import lists_names
from readiness.model import Context, Location, Source, SourceKind, Statement

LARGEST = 2_000_000
"""Characters of one text that are read; what follows is no prose that people wrote."""

_LABEL = re.compile(r"\W{0,6}([A-Za-z][^:.!?\n`|]{0,60}?)\s?:(?=\s|$)")
_MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".mdown", ".qmd", ""})
_TRAILER = re.compile(r"^[A-Z][A-Za-z]{1,20}(?:-[A-Za-z]{1,20}){1,4}:\s.*$", re.MULTILINE)
_SQUASHED = re.compile(r"^\* (?=\S[^\n]{0,200}\n\n)", re.MULTILINE)
"""Before the subject of each commit that a squash has joined to one message."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text to read claims from. ``path`` is None where it is no file of the repository.

    ``is_asked_for`` where somebody named it, so that what it tells of former versions is read too.
    """

    source: Source
    text: str
    path: str | None = None
    is_asked_for: bool = False


def statements(text: Text, wanted: Wanted = None) -> Iterator[Statement]:
    """The sentences of ``text`` in its order.

    The form follows the path: Markdown, reStructuredText, plain text, or the comments of code.
    Where ``wanted`` is given, what it does not want is left out, as far as possible unread.
    """
    for block in _with_release(_blocks(text, wanted), text):
        for sentence, line in sentences(block.text, block.line):
            if wanted and not (
                block.context.column or wanted(sentence) or _is_named(block.context)
            ):
                continue
            yield Statement(
                source=text.source,
                text=sentence,
                line=line,
                location=Location(path=text.path, line=line) if text.path else None,
                context=_labelled(block.context, sentence),
            )


def _with_release(blocks: Iterable[Block], text: Text) -> Iterable[Block]:
    """The blocks of a changelog, with the version that each tells of, as far as that is read."""
    path = text.path or ""
    if text.source.kind is not SourceKind.DOCUMENT:
        return blocks
    if words.BY_VERSION.search(path):
        return _marked(blocks, _newest(text.text), text.is_asked_for)
    put_away = words.PUT_AWAY.search(path) if text.is_asked_for else None
    return _of_then(blocks, put_away[0]) if put_away else blocks


def _of_then(blocks: Iterable[Block], place: str) -> Iterator[Block]:
    """The blocks of a document that is put away: they tell of the time before that."""
    for block in blocks:
        yield replace(block, context=replace(block.context, release=place.strip("/")))


_HEADING = re.compile(r"^#{1,4}[ \t]+(?=\S)(.{1,200})$", re.MULTILINE)
_NUMBER = re.compile(r"\d[\w.+-]*")


def _newest(text: str) -> str:
    """The number of the first version that a heading of Markdown names, or ""."""
    for heading in _HEADING.finditer(text[:LARGEST]):
        if words.VERSION_HEADING.match(heading[1]):
            return _number(heading[1])
    return ""


def _number(version: str) -> str:
    found = _NUMBER.search(version)
    return found[0] if found else ""


def _marked(blocks: Iterable[Block], newest: str, is_asked_for: bool) -> Iterator[Block]:
    for block in blocks:
        context = block.context
        version = next(filter(words.VERSION_HEADING.match, context.headings), "")
        if version and _number(version) == newest:
            context = replace(context, release=version)
        elif version and is_asked_for and not context.setting:
            context = replace(context, release=version, setting="history")
        yield block if context is block.context else replace(block, context=context)


def _is_named(context: Context) -> bool:
    """Whether it stands in a list of names, of which the words say nothing."""
    return any(map(lists_names, (*context.headings[-1:], context.lead.rpartition(" › ")[2])))


def _labelled(context: Context, sentence: str) -> Context:
    match = _LABEL.match(sentence)
    return replace(context, label=match[1].strip(" *_")) if match else context


def _blocks(text: Text, wanted: Wanted) -> Iterable[Block]:
    content = text.text[:LARGEST]
    if text.source.kind is SourceKind.COMMIT:
        content = _SQUASHED.sub("# ", _TRAILER.sub("", content))
    suffix = PurePosixPath(text.path or "").suffix.lower()
    if suffix in _MARKDOWN:
        return markdown.blocks(content, wanted)
    if suffix in code.SUFFIXES:
        return code.blocks(content, suffix, wanted)
    return plain.blocks(content, suffix, wanted)
