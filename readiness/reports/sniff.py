"""The beginning of a file, looked at once for all formats."""

import html
import re
from collections.abc import Mapping

from readiness.reports import xmlstream
from readiness.reports.reader import Sample, Source, UnreadableError

HEAD = 64 * 1024
COMPRESSED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}

_ATTRIBUTE = re.compile(r"(?<![^\s=\"'<>/])([^\s=\"'<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CHILD = re.compile(r"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|([^\s/>!?]+))", re.DOTALL)
_TOKEN = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|[{}\[\]:]", re.DOTALL)


def sample(source: Source) -> Sample:
    """The beginning of ``source``.

    Raises UnreadableError where it is empty, compressed, or XML that no reader may see.
    """
    with source.open() as file:
        head = file.read(HEAD)
    if not head.strip():
        raise UnreadableError("it is empty")
    for magic, name in COMPRESSED.items():
        if head.startswith(magic):
            raise UnreadableError(f"it is compressed ({name}); unpack it before this step")
    text = xmlstream.decode(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _xml(source.path, head, text)
    if text.startswith(("{", "[")):
        keys = json_keys(text)
        return Sample(
            name=source.path, head=head, text=text, keys=keys, is_array=text.startswith("[")
        )
    return Sample(name=source.path, head=head, text=text)


def json_keys(text: str) -> tuple[str, ...]:
    """The keys of the object that ``text`` begins with, or of the first object of its array."""
    target = 2 if text.startswith("[") else 1
    keys: list[str] = []
    depth, last = 0, ""
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in ("{", "["):
            depth += 1
        elif mark in ("}", "]"):
            depth -= 1
            if depth < target:
                break
        elif mark == ":" and depth == target:
            keys.append(last)
        elif mark != ":":
            last = token[1]
    return tuple(dict.fromkeys(keys))


def _xml(name: str, head: bytes, text: str) -> Sample:
    qualified, written, rest = xmlstream.root(text)
    attributes = {
        found[1]: html.unescape(found[2] if found[2] is not None else found[3])
        for found in _ATTRIBUTE.finditer(written)
    }
    prefix, _, after = qualified.rpartition(":")
    child = "" if written.rstrip().endswith("/") else _first_child(rest)
    return Sample(
        name=name,
        head=head,
        text=text,
        root=after,
        namespace=_namespace(attributes, prefix),
        attributes=attributes,
        child=child,
    )


def _namespace(attributes: Mapping[str, str], prefix: str) -> str:
    return attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")


def _first_child(rest: str) -> str:
    for found in _CHILD.finditer(rest):
        if found[1]:
            return found[1].rpartition(":")[2]
        if found[0].startswith("</"):
            break
    return ""
