"""XML read as a stream, hardened: no DTD is loaded, no entity expanded, nothing fetched.

What a report's bytes can't do to us: declare entities with a text (refused) or have external ones
fetched (their names stay as they are written), nest without end (libxml2 stops at 2,048), or put
more than ``SPAN`` bytes between two elements that the reader asks for (refused). What careless
tools write is read all the same: characters that XML 1.0 forbids and bytes that are no UTF-8 are
replaced while reading. Only NUL is not: a file that holds it was damaged.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, Protocol, cast

from lxml import etree

from readiness.reports.reader import Source, UnreadableError

CHUNK = 64 * 1024
SPAN = 64 * 1024 * 1024
PROLOG = 64 * 1024

Element = etree._Element
Event = Literal["start", "end"]

HARDENED: dict[str, Any] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
}

_FORBIDDEN = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\r")
_REPLACE = bytes.maketrans(_FORBIDDEN, b"?" * len(_FORBIDDEN))
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,9}));")
_NARROW = re.compile(r"utf-8|ascii|(iso8859|koi8|mac|cp|gb|big5|shift_jis|euc)[\w-]*")
_MISC = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_DOCTYPE = re.compile(
    rf"<!DOCTYPE(?:[^\[>\"']|{_QUOTED})*(\[(?:[^\]\"']|{_QUOTED})*\]\s*)?>", re.DOTALL
)
_EXTERNAL = re.compile(r"<!ENTITY\s+[^\s%\"'>]+\s+(?:SYSTEM|PUBLIC)\s")
_TAG = re.compile(r"<([A-Za-z_À-￿][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>?", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def events(
    source: Source, *tags: str, kinds: tuple[Event, ...] = ("start", "end"), span: int = SPAN
) -> Iterator[tuple[Event, Element]]:
    """The start and the end of each element whose local name is one of ``tags``, in order.

    Subscribe to the outermost elements that you need as a whole: at an element's ``end`` all its
    content is there, at its ``start`` only its attributes and ancestors are sure to be, and what
    precedes an ended element is freed soon after. Raises UnreadableError, possibly after some
    events, with the line where the XML ends to be well formed.
    """
    # Not collect_ids=False: with it libxml2 asks for the external DTD that Istanbul's XML names.
    parser = etree.XMLPullParser(events=kinds, tag=[f"{{*}}{tag}" for tag in tags], **HARDENED)
    try:
        yield from _pull(parser, source, span)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"not well-formed XML: {_reason(parser, error)}") from None


class Target(Protocol):
    """Told of elements and text as they are read; names are without prefixes but with namespaces.

    Text comes in pieces of any length.
    """

    def start(self, tag: str, attributes: Mapping[str, str], /) -> None: ...
    def end(self, tag: str, /) -> None: ...
    def data(self, text: str, /) -> None: ...
    def close(self) -> None: ...


def parse(source: Source, target: Target) -> None:
    """Tells ``target`` what stands in the file, without building a tree: the quickest way.

    Raises UnreadableError as `events` does, and whatever the target raises.
    """
    parser = etree.XMLParser(target=cast("Any", target), **HARDENED)
    try:
        for chunk in _chunks(source):
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"not well-formed XML: {_reason(parser, error)}") from None


def local(element: Element) -> str:
    """An element's name without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]


def text(element: Element) -> str:
    """All text in an element, stripped."""
    return "".join(part for part in element.itertext() if isinstance(part, str)).strip()


def decode(head: bytes) -> str:
    """The beginning of an XML (or other text) file as text, by its byte-order mark or declaration.

    Bytes that do not decode become replacement characters; raises nothing.
    """
    encoding = encoding_of(head)
    try:
        return codecs.getincrementaldecoder(encoding)("replace").decode(head)
    except (UnicodeError, LookupError):
        return head.decode("utf-8", "replace")


def encoding_of(head: bytes) -> str:
    """The encoding of a file that begins with ``head``: UTF-8 where nothing says otherwise.

    A declaration that can be read as ASCII is no UTF-16, whatever it says; .NET writes such files.
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    declared = _ENCODING.match(head[:1024].lstrip())
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
    except LookupError:
        name = "utf-8"
    return name if _NARROW.fullmatch(name) else "utf-8"


def root(head: str) -> tuple[str, str, str]:
    """Of XML's beginning: the root's qualified name, its attributes' text, and what follows it.

    Raises UnreadableError where there is no element, or a document type that declares entities.
    """
    rest = skip_prolog(head.lstrip("\ufeff"))
    found = _TAG.match(rest)
    if not found:
        raise UnreadableError("not XML: no element at its beginning")
    return found[1], found[2], rest[found.end() :]


def skip_prolog(head: str) -> str:
    """What follows the declaration, comments and document type that ``head`` begins with."""
    at = 0
    while at < len(head):
        found = _MISC.match(head, at)
        if not found:
            if not head.startswith("<!DOCTYPE", at):
                break
            found = _DOCTYPE.match(head, at)
            declared = _EXTERNAL.sub("", found[0]) if found else "<!ENTITY"
            if not found or any(each in declared for each in ("<!ENTITY", "<!--", "<?")):
                raise UnreadableError(
                    "its document type declares entities or more, which a report has no need of"
                )
        at = found.end()
    return head[at:]


def _pull(
    parser: "etree.XMLPullParser", source: Source, span: int
) -> Iterator[tuple[Event, Element]]:
    waiting = 0
    for chunk in _chunks(source):
        parser.feed(chunk)
        waiting += len(chunk)
        last = None
        for event, element in _found(parser):
            yield event, element
            if event == "end":
                last = element
        if last is not None:
            waiting = 0
            _free(last)
        elif waiting > span:
            raise UnreadableError(f"more than {span >> 20} MB of one element")
    parser.close()
    yield from _found(parser)


def _chunks(source: Source) -> Iterator[bytes]:
    """The file, piece by piece, as UTF-8 without what XML forbids; its prolog is harmless.

    So is white space before it, which makes no difference to people.
    """
    with source.open() as file:
        chunk = file.read(CHUNK)
        root(decode(chunk))
        clean, begun = _cleaner(encoding_of(chunk)), False
        while chunk:
            cleaned = clean(chunk)
            if not begun:
                cleaned = cleaned.lstrip()
            if cleaned:
                begun = True
                yield cleaned
            chunk = file.read(CHUNK)
        if rest := clean(b""):
            yield rest


def _found(parser: "etree.XMLPullParser") -> Iterator[tuple[Event, Element]]:
    return cast("Iterator[tuple[Event, Element]]", parser.read_events())


def _free(ended: Element) -> None:
    ended.clear(keep_tail=True)  # type: ignore[call-arg]  # the parser may still write its tail
    node, parent = ended, ended.getparent()
    while parent is not None:
        del parent[: parent.index(node)]
        node, parent = parent, parent.getparent()


def _cleaner(encoding: str) -> Callable[[bytes], bytes]:
    """Makes clean UTF-8 of a stream of ``encoding``; an empty chunk ends the stream."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    narrow = encoding in ("utf-8", "ascii")
    fresh, held = decoder.getstate(), b""

    def clean(chunk: bytes) -> bytes:
        nonlocal held
        last = not chunk
        if not (narrow and chunk.isascii() and decoder.getstate() == fresh):
            chunk = decoder.decode(chunk, final=last).encode(errors="replace")
        data = held + chunk.translate(_REPLACE)
        held = b""
        at = data.rfind(b"&", len(data) - 12) if not last else -1
        if at >= 0 and b";" not in data[at:]:
            data, held = data[:at], data[at:]
        return _REFERENCE.sub(_reference, data) if b"&#" in data else data

    return clean


def _reference(found: re.Match[bytes]) -> bytes:
    code = int(found[1], 16) if found[1] else int(found[2])
    allowed = code in (9, 10, 13) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0x10FFFF
    return found[0] if allowed and code not in (0xFFFE, 0xFFFF) else b"?"


def _reason(parser: etree.XMLParser, error: etree.XMLSyntaxError) -> str:
    log = list(parser.feed_error_log)
    said = f"{_said(log[0])}, line {log[0].line}" if log else error.msg or "it is empty"
    return " ".join(said.split())[:200]


def _said(entry: "etree._LogEntry") -> str:
    """The parser's message, or where it has none the name of what is wrong."""
    message = str(entry.message)
    if message == "Unregistered error message":
        return str(entry.type_name).removeprefix("ERR_").replace("_", " ").lower()
    return message
