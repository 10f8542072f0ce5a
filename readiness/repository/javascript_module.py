"""What one JavaScript or TypeScript file imports, read from its text and never executed."""

import re
from dataclasses import dataclass
from enum import StrEnum

from readiness.repository.lines import Lines

INTERESTING = re.compile(r"//|/\*|['\"`/{}]")
BEFORE_REGEX = re.compile(
    r"(?:^|[(,=:\[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|void|delete|await|yield))\s*$"
)
REGEX = re.compile(r"/(?![*/])(?:[^\\/\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,500}\]){1,500}/[a-z]*")
TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
STRING = {quote: re.compile(rf"{quote}((?:[^{quote}\\\n]|\\.)*){quote}") for quote in "'\""}
CLAUSE = r"(?P<clause>[\w$*{][\w$*{}\s,]{0,2000}?)"
HELD = r"\"\x00(?P<held>\d+)\x00\""
START = r"(?:^|[;}\n])(?P<margin>[ \t]*)"
STATEMENTS = {
    "type": re.compile(rf"{START}(?:import|export)\s+type\s+{CLAUSE}\s*from\s*{HELD}"),
    "static": re.compile(rf"{START}(?:import|export)\s+(?!type\s+[\w{{*]){CLAUSE}\s*from\s*{HELD}"),
    "effect": re.compile(rf"{START}import\s*{HELD}"),
    "bound": re.compile(rf"{START}(?:const|let|var)\s+{CLAUSE}\s*=\s*require\s*\(\s*{HELD}\s*\)"),
}
WHOLE = re.compile(
    r"(?P<default>[\w$]+)? ?,? ?(?:(?P<all>\*)(?: ?as [\w$]+)?|\{(?P<names>[^{}]*)\})? ?"
)
CALLS = re.compile(rf"(?<![.\w$])(?:require|import)\s*\(\s*{HELD}\s*[,)]")


class Kind(StrEnum):
    """How an import is made: as the module loads, for types only, or when it is called."""

    STATIC = "static"
    TYPE = "type"
    CALLED = "called"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptImport:
    """An import of a module by its specifier. ``names`` are those that it takes at load, as the
    module calls them; "*" for all of them.
    """

    specifier: str
    kind: Kind
    line: int
    names: tuple[str, ...] = ()


def imports(source: str) -> tuple[ScriptImport, ...] | None:
    """The imports of a file, in the order of lines; None where its text cannot be followed."""
    mask = _Mask(source)
    if not mask.read():
        return None
    text = "".join(mask.parts)
    lines = Lines(text)
    found: dict[tuple[int, str], ScriptImport] = {}
    for name, pattern in STATEMENTS.items():
        for match in pattern.finditer(text):
            kind = Kind.TYPE if name == "type" else Kind.STATIC
            if name == "bound" and match["margin"]:
                kind = Kind.CALLED
            specifier = mask.strings[int(match["held"])]
            names = _names(match["clause"]) if name == "static" else ()
            _add(found, kind, lines.number(match.end("margin")), specifier, names)
    for match in CALLS.finditer(text):
        _add(found, Kind.CALLED, lines.number(match.start()), mask.strings[int(match["held"])])
    return tuple(sorted(found.values(), key=lambda each: (each.line, each.specifier)))


def _add(
    found: dict[tuple[int, str], ScriptImport],
    kind: Kind,
    line: int,
    specifier: str,
    names: tuple[str, ...] = (),
) -> None:
    each = ScriptImport(specifier=specifier, kind=kind, line=line, names=names)
    found.setdefault((line, specifier), each)


def _names(clause: str) -> tuple[str, ...]:
    """The names that a clause takes from a module; none where it spans more than one statement."""
    whole = WHOLE.fullmatch(" ".join(clause.split()))
    if whole is None:
        return ()
    words = [each.split() for each in (whole["names"] or "").split(",")]
    taken = [each[0] for each in words if each and (each[0] != "type" or len(each) == 1)]
    first = ("default",) if whole["default"] else ()
    return (*first, *(("*",) if whole["all"] else ()), *taken)


class _Mask:
    """A text without its comments, templates and patterns, its strings replaced by numbers.

    ``templates`` holds the depth of braces at which each template was left by ``${``.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.strings: list[str] = []
        self._templates: list[int] = []
        self._depth = 0
        self._position = 0

    def read(self) -> bool:
        """Go through the text; whether it could be followed to its end."""
        while match := INTERESTING.search(self.source, self._position):
            self._keep(self.source[self._position : match.start()])
            self._position = match.end()
            mark = match[0]
            if mark in "{}":
                closed = self._brace(mark)
            else:
                closed = self._template() if mark == "`" else self._skip(match.start(), mark)
            if not closed:
                return False
        self._keep(self.source[self._position :])
        return not self._templates

    def _keep(self, text: str) -> None:
        self.parts.append("\n" * text.count("\n") if self._templates else text)

    def _brace(self, mark: str) -> bool:
        if mark == "{":
            self._depth += 1
        else:
            self._depth -= 1
            if self._templates and self._depth == self._templates[-1]:
                self._templates.pop()
                return self._template()
        self._keep(mark)
        return True

    def _template(self) -> bool:
        """Go to the end of a template or into its next ``${``; whether there is one."""
        found = TEMPLATE.match(self.source, self._position)
        if found is None:
            return False
        self.parts.append("\n" * found[0].count("\n"))
        self._position = found.end()
        if found[0].endswith("`"):
            self._keep("0")
        else:
            self._templates.append(self._depth)
            self._depth += 1
        return True

    def _skip(self, start: int, mark: str) -> bool:
        """Go past a comment, a string or a pattern."""
        source, shown = self.source, mark
        if mark == "//":
            end = source.find("\n", start)
            self._position, shown = (end if end >= 0 else len(source)), ""
        elif mark == "/*":
            end = source.find("*/", start + 2)
            self._position = end + 2 if end >= 0 else len(source)
            shown = "\n" * source.count("\n", start, self._position) or " "
        elif mark == "/":
            pattern = REGEX.match(source, start)
            if pattern and BEFORE_REGEX.search(source[max(0, start - 40) : start]):
                self._position, shown = pattern.end(), "0"
        elif string := STRING[mark].match(source, start):
            self.strings.append(string[1])
            self._position, shown = string.end(), f'"\0{len(self.strings) - 1}\0"'
        self._keep(shown)
        return True
