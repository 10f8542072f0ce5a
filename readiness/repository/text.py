"""Bytes to text: byte order marks, PEP 263 coding lines, and what is not text at all."""

import codecs
import re

BINARY_WINDOW = 8192
CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
CHARACTER_SETS = re.compile(
    r"(?:latin|iso|cp\d|windows|koi8|gb|big5|euc|shift|sjis|mac|ascii|us-ascii|utf-?(?:8|16|32))"
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes, language: str = "") -> str | None:
    """The text of a file, its line ends "\\n" and its byte order mark gone; None if binary."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _text(content[len(mark) :], encoding)
    if b"\0" in content[:BINARY_WINDOW]:
        return None
    return _text(content, _declared(content) if language == "python" else "utf-8")


def _text(content: bytes, encoding: str) -> str:
    return content.decode(encoding, "replace").replace("\r\n", "\n")


def _declared(content: bytes) -> str:
    for line in content.split(b"\n", 2)[:2]:
        if match := CODING.match(line):
            return _character_set(match[1].decode("ascii", "replace").lower())
        if line.strip() and not line.lstrip().startswith(b"#"):
            break
    return "utf-8"


def _character_set(name: str) -> str:
    """Only plain character sets: other codecs may be slow, or no text at all."""
    if not CHARACTER_SETS.match(name):
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"
