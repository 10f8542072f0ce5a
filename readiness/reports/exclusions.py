"""What was told not to count: lines excluded from coverage by a pragma or by configuration.

Only text is looked at. A pragma counts where its tool would see it: in a comment of that tool's
languages. A marked line may exclude more than itself (a whole function, or all to a stop mark); how
much is the tool's to say, so the marks are counted, not the lines they take out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from readiness.model import Location

LONGEST = 400
_SCRIPTS = "js jsx ts tsx mjs cjs mts cts vue svelte"
_NATIVE = "c cc cpp cxx c++ h hh hpp hxx m mm d f f90 rs go swift"

PRAGMAS: tuple[tuple[str, str, str], ...] = (
    ("coverage.py", "py pyx pyw pyi", r"#\s*pragma[:\s]?\s*no\s*(?:cover|branch)\b"),
    ("Istanbul", _SCRIPTS, r"(?:/\*|//)\s*istanbul\s+ignore\s+(?:next|if|else|file|start)\b"),
    ("V8", _SCRIPTS, r"(?:/\*|//)\s*(?:c8|v8)\s+ignore\b(?!\s+stop)"),
    ("Node", _SCRIPTS, r"/\*\s*node:coverage\s+(?:ignore next|disable)\b"),
    ("LCOV", _NATIVE, r"\bLCOV_EXCL_(?:BR_|EXCEPTION_(?:BR_)?)?(?:LINE|START)\b"),
    ("gcovr", _NATIVE, r"\bGCOVR?_EXCL_(?:BR_)?(?:LINE|START)\b"),
    ("PHPUnit", "php", r"@codeCoverageIgnore(?:Start)?\b(?!End)"),
    ("SimpleCov", "rb", r"#\s*:nocov:"),
    ("JaCoCo", "java kt kts groovy scala", r"^[ \t]*@[\w.]*Generated\b"),
    (".NET", "cs vb fs", r"\[(?:assembly:\s*)?(?:\w+\.)*ExcludeFromCodeCoverage\b"),
    ("Rust", "rs", r"#!?\[.*\bcoverage\s*\(\s*off\s*\)|#!?\[.*\bno_coverage\b"),
)

SETTINGS: tuple[tuple[str, str], ...] = (
    (r"\.coveragerc|setup\.cfg|tox\.ini|pyproject\.toml", r"omit|exclude_(?:lines|also)"),
    (r"\.nycrc(?:\.json|\.ya?ml)?|\.c8rc(?:\.json)?", r"[\"']?exclude[\"']?"),
    (
        r"(?:jest|vitest|vite|nyc|karma)(?:\.\w+)*\.config\.\w+|package\.json",
        r"[\"']?coveragePathIgnorePatterns[\"']?",
    ),
    (r"\.simplecov", r"add_filter"),
    (r"codecov\.ya?ml|\.codecov\.ya?ml", r"ignore"),
    (r"gcovr\.cfg", r"exclude(?:-\w+)*"),
    (r"sonar-project\.properties", r"sonar\.(?:coverage\.)?exclusions"),
    (r".*\.runsettings", r"<Exclude\w*>"),
)

_MARKS: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
for _tool, _suffixes, _pattern in PRAGMAS:
    for _suffix in _suffixes.split():
        _mark = re.compile(_pattern, re.IGNORECASE | re.MULTILINE)
        _MARKS.setdefault(_suffix, []).append((_tool, _mark))
_SETTINGS = [
    (re.compile(name), re.compile(rf"^\s*(?:{key})(?=\s*[=:(]|>|$|\s)")) for name, key in SETTINGS
]

_ENDS = re.compile(r"^\s*(?:[\]})]|\[[\w.:\"-]+\]\s*$|[\"']?[\w.-]+[\"']?\s*[=:](?!:)|</|#)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """One mark or setting that takes lines out of coverage, by the tool that obeys it."""

    tool: str
    location: Location
    text: str


def exclusions(texts: Mapping[str, str]) -> tuple[Exclusion, ...]:
    """Every exclusion in these files, by path and line."""
    return tuple(each for path in sorted(texts) for each in _in_file(path, texts[path]))


def is_setting(path: str) -> bool:
    """Whether a file of this name may say what coverage leaves out."""
    return any(name.fullmatch(PurePosixPath(path).name) for name, _ in _SETTINGS)


def added_exclusions(
    texts: Mapping[str, str], diff_added: Mapping[str, frozenset[int]]
) -> tuple[Exclusion, ...]:
    """The exclusions that stand on lines which a change adds."""
    changed = {path: text for path, text in texts.items() if diff_added.get(path)}
    return tuple(
        each for each in exclusions(changed) if each.location.line in diff_added[each.location.path]
    )


def _in_file(path: str, text: str) -> Iterator[Exclusion]:
    pure = PurePosixPath(path)
    known = _MARKS.get(pure.suffix[1:].lower(), ())
    marks = [each for each in known if each[1].search(text)]
    keys = [key for name, key in _SETTINGS if name.fullmatch(pure.name)]
    if not marks and not keys:
        return
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        line = line[:LONGEST]
        if keys:
            begins = any(key.search(line) for key in keys)
            inside = begins or (inside and not _ENDS.match(line))
        tool = next((tool for tool, mark in marks if mark.search(line)), "")
        if tool or (inside and line.strip()):
            yield Exclusion(
                tool=tool or "configuration",
                location=Location(path=path, line=number),
                text=line.strip(),
            )
