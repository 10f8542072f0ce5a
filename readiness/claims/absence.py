"""The sorts of things that are claimed to be absent, and what measures each."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from readiness.claims.parsing import syntax_errors
from readiness.model import Location, Proof
from readiness.repository.snapshot import File, Role, Snapshot

_TODO = re.compile(r"(?:#|//|/\*|\*|<!--|--)\s{0,3}(?:TODO|FIXME|XXX|HACK)\b[:( ]?")
_UNSAFE = re.compile(r"^(?!\s*//)[^\"]*\bunsafe\s*(?:\{|(?:fn|impl|trait|extern)\b)")
_BARE_EXCEPT = re.compile(r"^[ \t]*except[ \t]*:", re.MULTILINE)
_STAR = re.compile(r"^[ \t]*from[ \t]+[\w.]+[ \t]+import[ \t]+\*", re.MULTILINE)
_SCANNER = (
    r"audit|bandit|brakeman|checkov|codeql|dependency|gitleaks|gosec|grype|kics|"
    r"osv|safety|scorecard|secret|security|semgrep|snyk|sonar|terrascan|tfsec|trivy|trufflehog|zap"
)
_SCANNERS = re.compile(rf"(?i){_SCANNER}")
_LINTERS = re.compile(rf"(?i)^(?!.*(?:{_SCANNER}))")
_COPY_FINDERS = re.compile(r"(?i)cpd|duplic|sonar|pmd|simian")
_MOST = 500


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of thing. ``end`` is where its noun ends in the phrase it was found in.

    ``analysers`` matches the names of the tools whose reports count it. What has neither rules, a
    measure nor analysers is not measured.
    """

    rules: frozenset[str] = frozenset()
    measure: Callable[[Snapshot], list[Proof] | None] | None = None
    analysers: re.Pattern[str] | None = None
    levels: tuple[str, ...] = ("error", "warning")
    end: int = 0

    @property
    def is_measured(self) -> bool:
        """Whether anything of ours may count it."""
        return bool(self.rules or self.measure or self.analysers)


def todos(snapshot: Snapshot) -> list[Proof]:
    """TODO and FIXME comments of source code, tests included."""
    return list(_lines(_TODO, snapshot.of(roles=(Role.SOURCE, Role.TEST)), snapshot))


def unsafe_blocks(snapshot: Snapshot) -> list[Proof] | None:
    """Where Rust's source says unsafe; None where none of it is Rust."""
    rust = [file for file in snapshot.of(roles=(Role.SOURCE,)) if file.path.endswith(".rs")]
    return list(_lines(_UNSAFE, rust, snapshot)) if rust else None


def bare_excepts(snapshot: Snapshot) -> list[Proof] | None:
    """``except:`` in Python, tests included; None where none of it is Python."""
    return _in_python(_BARE_EXCEPT, snapshot)


def star_imports(snapshot: Snapshot) -> list[Proof] | None:
    """``from module import *`` in Python, tests included; None where none of it is Python."""
    return _in_python(_STAR, snapshot)


def _in_python(pattern: re.Pattern[str], snapshot: Snapshot) -> list[Proof] | None:
    files = list(snapshot.of("python", roles=(Role.SOURCE, Role.TEST)))
    return list(_lines(pattern, files, snapshot)) if files else None


_MOCKS = (
    "implementation.mock-for-missing-import",
    "implementation.test-double",
)
_STUBS = (
    "implementation.stub-body",
    "implementation.not-implemented",
    "implementation.confessed-simulation",
)
_SORTS: tuple[tuple[str, Sort], ...] = (
    (
        r"(?:(?-i:TODO'?s?|Todos?|todos(?! (?:l[ao]s?|[ao]s)\b)|todo(?= (?:item|comment|marker)))|"
        r"fixmes?)(?: items?| comments?| markers?)?",
        Sort(measure=todos),
    ),
    (r"unsafe (?:code|blocks?|rust)", Sort(measure=unsafe_blocks)),
    (r"(?:syntax|compil(?:ation|e))(?:-time)? errors?", Sort(measure=syntax_errors)),
    (
        r"(?:bare|blanket) `?excepts?:?`?(?: clauses?| statements?| blocks?| handlers?)?",
        Sort(measure=bare_excepts),
    ),
    (r"(?:star|wildcard) imports?", Sort(measure=star_imports)),
    (
        r"(?:technical|tech) debt|regressions?|memory leaks|data races|race conditions|dead code|"
        r"breaking changes|circular (?:dependencies|imports)|merge conflicts|flaky tests|"
        r"(?:build|typescript|javac|rustc|runtime|console|browser|"
        r"eslint/typescript)(?:-time)? (?:errors?|warnings?|issues)(?: or warnings)?|"
        r"unused (?:code|imports|variables|dependencies|functions)|deprecated (?:\w+ )?(?:code|"
        r"imports|librar(?:y|ies)|apis?|dependencies|calls|functions|packages|features|usages?)|"
        r"hard-?coded (?:values|strings|urls|data)",
        Sort(),
    ),
    (
        r"mocks?(?: (?:in|implementations?|data|code))?|fakes|test doubles",
        Sort(rules=frozenset(_MOCKS)),
    ),
    (
        r"stubs?|stubbed (?:code|methods|functions)|unimplemented (?:methods|functions)|"
        r"simulat(?:ions?|ed code)",
        Sort(rules=frozenset(_STUBS)),
    ),
    (
        r"placeholders?(?: values?| code| data)?",
        Sort(
            rules=frozenset(
                {
                    "implementation.placeholder-value",
                    "implementation.placeholder-answer",
                    "implementation.placeholder-contact",
                }
            )
        ),
    ),
    (
        r"(?:hard-?coded )?(?:secrets|credentials|passwords|api keys)",
        Sort(rules=frozenset({"security.hard-coded-credential", "security.secret"})),
    ),
    (r"undefined (?:names|variables)", Sort(rules=frozenset({"implementation.undefined-name"}))),
    (
        r"(?:broken|unresolved|missing|failing) imports|import errors",
        Sort(rules=frozenset({"integration.unresolved-import"})),
    ),
    (r"broken links|dead links", Sort(rules=frozenset({"documentation.broken-link"}))),
    (
        r"(?:machine|absolute|hard-?coded|machine-specific) paths",
        Sort(rules=frozenset({"security.machine-path"})),
    ),
    (
        r"security (?:warnings|issues|violations|errors|problems|findings)|"
        r"(?:known |security )?vulnerabilities|cves",
        Sort(analysers=_SCANNERS),
    ),
    (
        r"(?:compiler |lint(?:er|ing)? |ruff |eslint |mypy |type |typing |flake8 |pylint )?"
        r"(?:warnings|issues|violations|errors|problems|findings)",
        Sort(analysers=_LINTERS),
    ),
    (r"(?:code )?duplication|duplicate code|duplicated code", Sort(analysers=_COPY_FINDERS)),
)
_COMPILED = tuple(
    (re.compile(rf"(?:^|\s)(?:{words})(?=\W|$)", re.IGNORECASE), sort) for words, sort in _SORTS
)
_PLAIN = re.compile(r"(?i)^(?:\w+ )?(?:issues|errors|problems|findings)(?: or warnings)?$")
_TOOL = re.compile(r"(?i)\b(?:type|typing|security|compiler|bandit|sonar)\b")
_LINTER = re.compile(r"(?i)\b(?:lint\w*|ruff|eslint|mypy|flake8|pylint|pyright|clippy)\b")
"""What these report is the kind "checks-green"."""


def sort_of(phrase: str, *, plain: bool = False) -> Sort | None:
    """The sort that a phrase names ("remaining TODO comments"), if it is one we know.

    Errors and issues of no certain sort are one only where ``plain`` ones are meant.
    """
    if _LINTER.search(phrase):
        return None
    for pattern, sort in _COMPILED:
        found = pattern.search(phrase)
        if found:
            if sort.analysers and _PLAIN.match(found[0].strip()) and not _TOOL.search(phrase):
                return Sort(end=found.end()) if plain else None
            return replace(sort, end=found.end())
    return None


def mentions(names: list[str], snapshot: Snapshot, *, besides: str) -> list[Proof]:
    """Lines of source code and configuration that name one of ``names``."""
    words = "|".join(re.escape(name) for name in names)
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    found = _lines(pattern, snapshot.of(roles=(Role.SOURCE, Role.CONFIG)), snapshot)
    return [each for each in found if each.location and each.location.path != besides]


_TEXT = re.compile(
    r"\"{3}.*?\"{3}|'{3}.*?'{3}|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`", re.DOTALL
)


def is_in_text(proof: Proof, code: str, snapshot: Snapshot) -> bool:
    """Whether a line has ``code`` only in a string or a docstring."""
    place = proof.location
    text = (snapshot.text(place.path) or "") if place else ""
    bare = _TEXT.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")
    line = bare[place.line - 1] if place and place.line and place.line <= len(bare) else ""
    return "".join(code.split()) not in "".join(line.split())


def occurrences(code: str, snapshot: Snapshot) -> list[Proof]:
    """Lines of source code and tests, no comments, that have ``code`` as it stands."""
    spaced = r"\s+".join(map(re.escape, code.split()))
    pattern = re.compile(rf"^(?!\s*(?:#|//|/?\*)).*(?<!\w){spaced}(?!\w)", re.MULTILINE)
    if not code[0].isalnum():
        pattern = re.compile(rf"^(?!\s*(?:#|//|/?\*)).*{spaced}(?!\w)", re.MULTILINE)
    return list(_lines(pattern, snapshot.of(roles=(Role.SOURCE, Role.TEST)), snapshot))


def _lines(pattern: re.Pattern[str], files: Iterable[File], snapshot: Snapshot) -> Iterable[Proof]:
    count = 0
    for file in files:
        text = snapshot.text(file.path)
        if not text or not pattern.search(text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if pattern.search(line[:2000]):
                count += 1
                yield Proof(
                    message=line.strip()[:160], location=Location(path=file.path, line=number)
                )
                if count >= _MOST:
                    return
