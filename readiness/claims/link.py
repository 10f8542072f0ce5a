"""From a claim's subject to what it names in the repository: files, directories and symbols."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readiness.claims import phrases
from readiness.claims.evidence import Evidence
from readiness.claims.headings import narrowing
from readiness.claims.names import GENERIC, Symbol, significant
from readiness.claims.paths import only_named
from readiness.model import Finding, Outcome, Severity, Statement
from readiness.repository.snapshot import Snapshot

_WHOLE = frozenset(
    """
platform system project application app product codebase code repository repo software
everything implementation work solution package release version all it this pr branch change
changes pull request feature features tool library service overall
""".split()  # noqa: SIM905
)
_BESIDES = frozenset({"test", "example", "demo", "sample"})
"""Words of what stands beside the code, which name no one part."""
_EXTENSION = re.compile(r"\.\w{1,5}$")
_IDENTIFIER = re.compile(r"[A-Za-z]\w{0,120}?(?:_\w{1,120}|[a-z][A-Z]\w{0,120})")
_PATH = re.compile(
    r"(?<![\w@./-])(?:[\w@.-]{0,80}(?:/[\w@.-]{1,80}){1,12}/?|[\w-]{1,80}\.[A-Za-z]\w{0,4})"
)


@dataclass(frozen=True, slots=True)
class Link:
    """What a subject names. Only a certain link may carry a contradiction.

    ``lines`` are the first and the last where it is one definition in a file.
    """

    label: str
    paths: tuple[str, ...]
    certain: bool
    lines: tuple[int, int] | None = None


def link(subject: str, evidence: Evidence) -> Link | None:
    """What ``subject`` names, or None. Certain: one path, module or symbol has just this name."""
    mentioned = _PATH.search(subject)
    if mentioned and evidence.snapshot.exists(mentioned[0].rstrip("/")):
        path = mentioned[0].rstrip("/")
        return Link(path, tuple(_below(path, evidence.snapshot)), certain=True)
    if mentioned:
        path = only_named(mentioned[0], evidence.snapshot)
        if path:
            return Link(path, (path,), certain=True)
    names = evidence.names
    identifier = subject.strip("`() ")
    if _IDENTIFIER.fullmatch(identifier) and identifier in names.identifiers:
        return _to_symbols(names.identifiers[identifier])
    wanted = named(subject, evidence)
    if not any(len(word) > 1 and word.isalpha() for word in wanted):
        return None
    found = names.paths.get(wanted) or names.joined.get("".join(wanted))
    if found:
        certain = _is_one(found) and not set(wanted) <= GENERIC | _BESIDES
        return Link(_listed(found), tuple(_all_below(found, evidence)), certain)
    short = _by_initials(subject, evidence)
    if short:
        return short
    symbols = names.symbols.get(wanted)
    if symbols:
        return _to_symbols(symbols)
    near = sorted(
        path
        for tokens, paths in names.paths.items()
        if tokens[: len(wanted)] == wanted or wanted[: len(tokens)] == tokens
        for path in paths
    )
    return Link(_listed(near), tuple(_all_below(near, evidence)), certain=False) if near else None


def _to_symbols(symbols: list[Symbol]) -> Link:
    paths = sorted({symbol.path for symbol in symbols})
    if len(symbols) > 1:
        return Link(_listed(paths), tuple(paths), certain=False)
    (symbol,) = symbols
    label = f"{symbol.name} in {symbol.path}"
    return Link(label, (symbol.path,), certain=True, lines=(symbol.line, symbol.end))


def named(subject: str, evidence: Evidence) -> tuple[str, ...]:
    """The words of a subject that name it, without the project's own."""
    words = significant(phrases.bare(phrases.core(subject)))
    return tuple(word for word in words if word not in evidence.project) or words


def is_whole(subject: str, evidence: Evidence) -> bool:
    """Whether the subject is the project as a whole, by a general word or by its own name."""
    words = phrases.tokens(phrases.bare(subject))
    if any(each.isalpha() and not each.isascii() for each in subject):
        return False
    if not all(each in _WHOLE_TOKENS or each in evidence.title for each in words):
        return False
    return not words or any(each in _WHOLE_TOKENS or each in evidence.project for each in words)


def aspects(statement: Statement, evidence: Evidence) -> tuple[str, ...]:
    """The headings and leads above a statement that narrow it to a part of the project."""
    return narrowing(statement, evidence.project)


def findings_in(
    link_: Link, evidence: Evidence, severities: Iterable[Severity] = (Severity.BLOCKER,)
) -> tuple[Finding, ...]:
    """What fails inside the linked paths, of these severities."""
    paths, heavy = set(link_.paths), set(severities)
    return tuple(
        finding
        for finding in evidence.findings
        if finding.outcome is Outcome.FAIL
        and finding.rule.severity in heavy
        and finding.location
        and finding.location.path in paths
        and _within(finding.location.line, link_.lines)
    )


def _within(line: int | None, lines: tuple[int, int] | None) -> bool:
    return lines is None or (line is not None and lines[0] <= line <= lines[1])


def _by_initials(subject: str, evidence: Evidence) -> Link | None:
    """ "Quality control" is the one directory or module qc that names it in full."""
    words = [word for word in phrases.core(subject).split() if significant(word) != ()]
    words = [word for word in words if not set(phrases.tokens(word)) & (GENERIC | evidence.project)]
    initials = "".join(word[0].lower() for word in words)
    paths = evidence.names.paths.get((initials,), []) if 1 < len(words) < 5 else []
    full = re.compile(r"[\s_-]{1,3}".join(map(re.escape, words)), re.IGNORECASE)
    below = _all_below(paths, evidence)
    if not below or not any(full.search(evidence.snapshot.text(path) or "") for path in below):
        return None
    return Link(_listed(paths), tuple(below), _is_one(paths))


def _is_one(paths: list[str]) -> bool:
    """One path, or a package and what stands in it."""
    shortest = min((_EXTENSION.sub("", path) for path in paths), key=len)
    return all(f"{_EXTENSION.sub('', path)}/".startswith(f"{shortest}/") for path in paths)


def _below(path: str, snapshot: Snapshot) -> Iterator[str]:
    for each in snapshot.files:
        if each == path or each.startswith(f"{path}/"):
            yield each


def _all_below(paths: list[str], evidence: Evidence) -> list[str]:
    return sorted({each for path in paths for each in _below(path, evidence.snapshot)})


def _listed(paths: list[str]) -> str:
    more = f" and {len(paths) - 2} more" if len(paths) > 2 else ""
    return ", ".join(paths[:2]) + more


_WHOLE_TOKENS = frozenset(token for word in _WHOLE for token in (word, *phrases.tokens(word)))
