"""The comments and docstrings of source code to blocks; nothing else of it is prose."""

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from readiness.claims.blocks import Block, Wanted
from readiness.model import Context

_SLASHES = frozenset(
    {".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".go", ".java", ".rs", ".c", ".h", ".cc"}
    | {".cpp", ".hpp", ".cs", ".kt", ".kts", ".swift", ".scala", ".php", ".dart", ".m"}
)
_HASHES = frozenset({".rb", ".sh", ".bash", ".pl", ".r", ".jl", ".ex", ".exs", ".tf"})
SUFFIXES = _SLASHES | _HASHES | {".py", ".pyi"}

_DEFINITION = re.compile(r"\s{0,80}(?:async\s{1,9})?(?:def|class)\s{1,9}(\w{1,200})")
_NAMED = re.compile(r"""["']?([A-Za-z_]\w{2,})""")
_STRING = re.compile(r"(?i)[rbu]{0,2}(\"\"\"|'''|\"|')")
_LINE_COMMENT = {"//": re.compile(r"(?:^|\s)//+!?\s?(.*)$"), "#": re.compile(r"(?:^|\s)#+\s?(.*)$")}
_STARRED = re.compile(r"^\s*/?\*+/?\s?(.*?)(?:\*/)?\s*$")


def has_comments(path: str) -> bool:
    """Whether the file's comments can be told from its code."""
    return PurePosixPath(path).suffix.lower() in SUFFIXES


def blocks(text: str, suffix: str, wanted: Wanted) -> Iterator[Block]:
    """The comments of a source file. What a comment stands beside is its heading."""
    found: Iterable[tuple[int, str, str]]
    if suffix in (".py", ".pyi"):
        found = _python(text)
    else:
        found = _by_lines(text, "#" if suffix in _HASHES else "//")
    for line, owner, comment in found:
        if comment.strip() and (wanted is None or wanted(comment)):
            headings = (owner,) if owner else ()
            yield Block(comment, line, Context(headings=headings, setting="comment"))


def _python(text: str) -> Iterator[tuple[int, str, str]]:
    lines = text.split("\n")
    owner, fresh = "", True
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            line = token.start[0]
            if token.type == tokenize.COMMENT:
                before = lines[line - 1][: token.start[1]]
                named = _NAMED.search(before)
                yield line, named[1] if named else owner, token.string.lstrip("#! ")
            elif token.type == tokenize.STRING and fresh:
                yield line, owner, _unquoted(token.string)
                fresh = False
            elif token.type == tokenize.NAME and token.string in ("def", "class"):
                definition = _DEFINITION.match(lines[line - 1])
                owner, fresh = definition[1] if definition else owner, False
            elif token.type == tokenize.INDENT or token.type == tokenize.NL:
                fresh = fresh or token.type == tokenize.INDENT
            elif token.type not in _LAYOUT:
                fresh = False
    except (tokenize.TokenError, SyntaxError, ValueError):
        return


_LAYOUT = frozenset({tokenize.NEWLINE, tokenize.ENCODING, tokenize.COMMENT, tokenize.DEDENT})


def _unquoted(literal: str) -> str:
    match = _STRING.match(literal)
    if not match:
        return ""
    return literal[match.end() : -len(match[1])]


def _by_lines(text: str, mark: str) -> Iterator[tuple[int, str, str]]:
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if inside or (mark == "//" and stripped.startswith("/*")):
            starred = _STARRED.match(line[:1000])
            yield number, "", starred[1] if starred else stripped[:1000]
            inside = "*/" not in stripped
            continue
        comment = _LINE_COMMENT[mark].search(line[:1000])
        if comment and not (mark == "#" and stripped.startswith("#!")):
            yield number, "", comment[1]
