"""Where source code does something: outside comments and docstrings, with the place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from readiness.model import Location
from readiness.repository.snapshot import Role, Snapshot

LANGUAGES = (
    "python", "javascript", "typescript", "go", "java", "kotlin", "csharp", "rust", "ruby", "php",
)  # fmt: skip
TABLES = Path(__file__).with_name("traces.yml")
SCRIPTS = ("javascript", "typescript")
HASHED = re.compile(
    r"(?P<noise>#[^\n]*|^[ \t]*[rRbBuU]{0,2}\"\"\"[\s\S]*?(?:\"\"\"|\Z)"
    r"|^[ \t]*[rRbBuU]{0,2}'''[\s\S]*?(?:'''|\Z))"
    r"|\"\"\"[\s\S]*?(?:\"\"\"|\Z)|'''[\s\S]*?(?:'''|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?",
    re.MULTILINE,
)
SLASHED = re.compile(
    r"(?P<noise>//[^\n]*|/\*[\s\S]*?(?:\*/|\Z))"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*(?:`|\Z)"
)
BROWSER = re.compile(r"(^|/)(frontend|front-end|client|webapp|web|ui|static|assets|public)/")
ASIDE = re.compile(r"^(scripts?|hack|tools|www|web-?site)/")
LINE_ENDS = re.compile(r"[^\n]")
Place = tuple[Location, re.Match[str]]


class Trace:
    """What shows something in code: a pattern, and words of which each match holds one."""

    def __init__(self, words: Iterable[str], pattern: str, languages: Iterable[str]) -> None:
        self.words = tuple(words)
        self.pattern = re.compile(pattern, re.MULTILINE)
        self.languages = tuple(languages)


@cache
def _tables() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(TABLES.read_text(encoding="utf-8"))
    return loaded


def traces(name: str) -> tuple[Trace, ...]:
    """The traces of a name in ``traces.yml``."""
    return tuple(
        Trace(each["words"], "|".join(each["any"]), each.get("languages", ()))
        for each in _tables()[name]
    )


class Code:
    """The source files with comments and docstrings blanked; get it by ``snapshot.once(Code)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._blanked: dict[str, str] = {}

    def find(
        self, words: Iterable[str], pattern: re.Pattern[str], *languages: str, bare: bool = False
    ) -> Iterator[Place]:
        """Where the pattern fits, in files that hold one of ``words``, which its matches imply.

        ``bare`` looks past what strings hold, too.
        """
        for path in self.paths(words, *languages):
            text = self.bare(path) if bare else self.text(path)
            for match in pattern.finditer(text):
                yield place(path, text, match.start()), match

    def first(
        self, words: Iterable[str], pattern: re.Pattern[str], *languages: str
    ) -> Location | None:
        """The first place where the pattern fits."""
        return next((at for at, _ in self.find(words, pattern, *languages)), None)

    def traced(self, traces: Iterable[Trace]) -> Location | None:
        """The first place where one of the traces fits."""
        found = (self.first(each.words, each.pattern, *each.languages) for each in traces)
        return next((each for each in found if each), None)

    def paths(self, words: Iterable[str], *languages: str) -> Iterator[str]:
        """The source files that hold one of ``words`` anywhere.

        Scripts of browsers, tools of the repository's own and its website are left out.
        """
        wanted = tuple(words)
        for file in self._snapshot.of(*(languages or LANGUAGES), roles=(Role.SOURCE,)):
            if ASIDE.match(file.path) or (file.language in SCRIPTS and BROWSER.search(file.path)):
                continue
            text = self._snapshot.text(file.path) or ""
            if any(word in text for word in wanted):
                yield file.path

    def text(self, path: str) -> str:
        """A file's text with nothing where a comment or a docstring stands, line for line."""
        if path not in self._blanked:
            text = self._snapshot.text(path) or ""
            self._blanked[path] = self._pattern(path).sub(_blank, text)
        return self._blanked[path]

    def bare(self, path: str) -> str:
        """The same with nothing inside strings but their quotation marks."""
        return self._pattern(path).sub(_empty, self.text(path))

    def _pattern(self, path: str) -> re.Pattern[str]:
        hashed = self._snapshot.files[path].language in {"python", "ruby"}
        return HASHED if hashed else SLASHED


def place(path: str, text: str, offset: int) -> Location:
    """The line of an offset."""
    return Location(path=path, line=text.count("\n", 0, offset) + 1)


def _blank(match: re.Match[str]) -> str:
    return LINE_ENDS.sub(" ", match[0]) if match["noise"] else match[0]


def _empty(match: re.Match[str]) -> str:
    return match[0][:1] + LINE_ENDS.sub(" ", match[0][1:-1]) + match[0][1:][-1:]
