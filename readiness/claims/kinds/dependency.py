"""A dependency was added, removed or upgraded.

Why: what is said to be installed and is not declared fails on the first other machine.

How: the name is looked up in the manifests and lock files of every ecosystem that has them. Added
and in no manifest contradicts; removed and still declared does; a version that no manifest or lock
file has beside the name does. That none is new is confirmed by a change that adds no line to a
manifest. A name that is not written as code, or no manifest at all, decides
nothing.

Fix: declare it, remove it, or correct the version.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from readiness.claims.context import whole
from readiness.claims.evidence import Evidence
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Location, Proof, SourceKind, Statement
from readiness.repository.snapshot import Role, Snapshot

_NAME = r"(?:`(?P<code>@?[\w./:-]{2,80})`|(?P<bare>@?[a-z][\w./-]{1,60}))"
_ACT = re.compile(
    r"\b(?P<act>add(?:ed|s)?|remove[ds]?|drop(?:ped|s)?|install(?:ed|s)?|upgrade[ds]?|bump(?:ed|"
    r"s)?|update[ds]?|pin(?:ned|s)?)\s(?:the\s|a\s|an\s|new\s|our\s){0,2}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"{_NAME}\s(?:as\s(?:a\s|an\s)?)?(?:dependency|dependencies|package|library|"
    rf"to (?:the\s)?(?:dependencies|"
    rf"requirements|`?(?:pyproject\.toml|package\.json|requirements\.txt|Cargo\.toml|go\.mod)`?))",
)
_OF_MANIFEST = re.compile(
    r"`(?P<code>@?[\w./-]{2,80})(?:[=<>~^!]=?[\w.*]{1,20})?`(?P<bare>)\s(?:to|from|"
    r"in)\s(?:the\s)?`?(?:[\w-]{1,30}/){0,4}(?:pyproject\.toml|package\.json|requirements\.txt|"
    r"Cargo\.toml|go\.mod|composer\.json|Gemfile)`?"
)
_NEW_COLUMN = re.compile(r"(?i)\W{0,4}(?:to|new|new version|after|upgraded to|updated to)\W{0,4}$")
_NEW_VERSION = re.compile(r"^\W{0,4}[\^~>=v]{0,3}(?P<version>\d{1,5}(?:\.\d{1,5}){1,3})\W{0,3}$")
_BEFORE = re.compile(rf"(?:dependency|package|library)\s(?:on\s|of\s|:\s)?{_NAME}")
_VERSION = re.compile(
    rf"{_NAME}\s(?:from\s`?v?[\w.-]{{1,20}}`?\s)?to\s(?:version\s)?`?v?(?P<version>\d{{1,5}}"
    rf"(?:\.\d{{1,5}}){{1,3}})`?"
)
_ARROW = re.compile(
    r"^\W{0,4}?`?(?P<name>@?[A-Za-z][\w./-]{1,60})`?\W{0,3}:?\s?`?"
    r"v?\d{1,5}(?P<former>(?:\.\w{1,20}){0,4})`?\s?(?:→|->|=>|➜|⇒)\s?`?"
    r"v?(?P<version>\d{1,5}(?:\.\d{1,5}){1,3})`?(?=\W{0,4}$|\s?[,;(]|\s\w)"
    r"(?!\s?(?:%|[kKMG]?B\b|m?s\b|sec|min|hours|x\b|lines|tests|files|points))"
)
_OF_VERSIONS = re.compile(
    r"(?i)\b(?:dependenc(?:y|ies)|deps|packages?|librar(?:y|ies)|versions?|upgrade[sd]?|"
    r"updates?|bump(?:s|ed)?|pre-?commit|hooks|requirements|tool(?:s|ing|chain))\b"
)
"""Above a list of names with a former and a new number: those are versions."""
_MANIFEST = re.compile(
    r"(?:^|/)(?:pyproject\.toml|setup\.(?:py|cfg)|requirements[\w.-]*\.(?:txt|in)|"
    r"requirements/[\w.-]+\.(?:txt|in)|Pipfile|package\.json|Cargo\.toml|go\.mod|pom\.xml|"
    r"build\.gradle(?:\.kts)?|Gemfile|composer\.json|environment\.ya?ml|[\w.-]+\.csproj|"
    r"Directory\.Packages\.props|libs\.versions\.toml)$"
)
_PINS = re.compile(r"(?:^|/)\.pre-commit-config\.ya?ml$|^\.github/(?:workflows|actions)/.*\.ya?ml$")
"""Files that pin the versions of tools and actions, and declare nothing."""
_LOCK = re.compile(
    r"(?:^|/)(?:uv\.lock|poetry\.lock|Pipfile\.lock|package-lock\.json|yarn\.lock|"
    r"pnpm-lock\.yaml|Cargo\.lock|"
    r"go\.sum|Gemfile\.lock|composer\.lock)$"
)
_NONE = re.compile(
    r"\b(?:no|zero|without(?:\sany)?|doesn't add any|does not add any)\s(?:new|additional|extra|"
    r"added|further)\s(?:(?:external|runtime|third[- ]party|npm|pip|python|direct)\s){0,2}"
    r"(?:dependency|dependencies|deps)\b"
    r"|\b(?:no|zero)\s(?:(?:external|runtime|third[- ]party)\s){0,2}(?:dependency|dependencies|"
    r"deps)\s(?:(?:is|are|was|were|has been|have been)\s)?added\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?i)\b(?:librar(?:y|ies)|dependenc(?:y|ies)|packages)\b")
"""Headings under which a product that was added or removed is a dependency."""
_PRODUCT = re.compile(
    r"^\W{0,4}(?P<name>[A-Z@a-z][\w.@/-]{1,40}(?:\s[A-Z][\w.-]{1,30}){0,3})"
    r"(?:\sv?\d{1,5}(?:\.\d{1,5}){0,3})?\s"
    r"(?:(?:is|was|has been)\s)?(?P<act>added|removed|installed|dropped)(?=\W{0,4}$|\s?[(,])"
)
_UPDATES = re.compile(
    r"(?i)\b(?:dependency|dependencies|package|library)\s(?:updates|upgrades|changes)\b"
)
_LIST = re.compile(
    r"^\W{0,6}(?:(?:new|added|npm|python|dev|production|rust|go|runtime|external|core)\s){0,2}"
    r"(?:dependencies|packages|deps)\s?(?:added|installed)?\W{0,6}$",
    re.IGNORECASE,
)
_NEW = re.compile(r"(?i)\b(?:new|added|installed)\b")
"""A heading or lead over the dependencies that a change brings."""
_LISTED = re.compile(
    r"^\W{0,4}`?(?P<name>@?[A-Za-z][\w.-]{1,40}(?:/[\w.-]{1,40})?)`?"
    r"(?:\s?[@^~]?\s?v?\d{1,5}(?:\.\d{1,5}){1,3})?(?=`?\W{0,4}$|\s?[,(]|\s?:\s|\s[–—-]\s)"
)
_COMMON = frozenset(
    [
        "this",
        "that",
        "it",
        "the",
        "a",
        "an",
        "new",
        "old",
        "all",
        "some",
        "any",
        "version",
        "dependency",
    ]
)


def find(statement: Statement) -> Iterator[Claim]:
    text = whole(statement)
    product = _PRODUCT.match(text)
    if product and any(_ABOVE.search(each) for each in statement.context.headings[-2:]):
        yield stated("dependency", statement, _word(product["act"]), product["name"])
        return
    listed = _of_row(statement) or _of_list(statement, text) or _of_pin(statement, text)
    if listed:
        yield listed
        return
    is_document = statement.source.kind is SourceKind.DOCUMENT and not statement.context.box
    if is_document and not any(_UPDATES.search(each) for each in statement.context.headings[-1:]):
        return
    if _NONE.search(text):
        yield stated("dependency", statement, "none added")
        return
    arrow = _ARROW.match(text)
    if arrow and _is_version(arrow, statement):
        yield _upgrade(statement, arrow["name"], arrow["version"])
        return
    act = _ACT.search(text)
    if not act:
        return
    for pattern in (_VERSION, _AFTER, _OF_MANIFEST, _BEFORE):
        match = pattern.match(text, act.end())
        if match and (match["code"] or match["bare"]) not in _COMMON:
            version = match["version"] if pattern is _VERSION else ""
            if pattern is _VERSION and not re.match(r"(?i)upgrad|bump|updat|pin", act["act"]):
                continue
            yield stated(
                "dependency",
                statement,
                f"upgraded to {version}" if version else _word(act["act"]),
                match["code"] or match["bare"],
            )
            return


_PINNED = re.compile(
    r"^\W{0,6}?`(?P<name>@?[A-Za-z][\w./-]{1,60})\s?(?:@|==|>=|~=|\^)\s?[\^~v]{0,2}"
    r"(?P<version>\d{1,5}(?:\.\d{1,5}){1,3})`(?=\W{0,4}$|\s?[(:,–—]|\s-\s)"
)
"""An item that names a dependency as a manifest would."""


def _of_pin(statement: Statement, text: str) -> Claim | None:
    found = _PINNED.match(text) if "`" in text and not statement.context.column else None
    return _upgrade(statement, found["name"], found["version"]) if found else None


def _of_row(statement: Statement) -> Claim | None:
    """The new version in a table of upgrades: its row is the dependency."""
    context = statement.context
    if not (context.column and _NEW_COLUMN.match(context.column)):
        return None
    found = _NEW_VERSION.match(statement.text)
    name = context.row.strip(" *`")
    if not found or not re.fullmatch(r"@?[\w./-]{2,80}", name):
        return None
    return _upgrade(statement, name, found["version"])


def _of_list(statement: Statement, text: str) -> Claim | None:
    """An item of a list of new dependencies: its name comes first."""
    context = statement.context
    above = (context.headings[-1] if context.headings else "", context.lead.rpartition(" › ")[2])
    if context.column or context.setting or not any(_is_of_new(each) for each in above):
        return None
    found = _LISTED.match(text)
    return stated("dependency", statement, "added", found["name"]) if found else None


@lru_cache(maxsize=256)
def _is_of_new(above: str) -> bool:
    return bool(_LIST.match(above) and _NEW.search(above))


def _is_version(arrow: re.Match[str], statement: Statement) -> bool:
    """Whether the numbers beside an arrow are versions: by three parts, or by what stands above."""
    if arrow["name"].lower() in _COMMON or arrow["name"].isupper():
        return False
    if min(arrow["former"].count("."), arrow["version"].count(".")) > 1:
        return True
    context = statement.context
    return any(_OF_VERSIONS.search(each) for each in (*context.headings[-1:], context.lead))


def _upgrade(statement: Statement, name: str, version: str) -> Claim:
    return stated("dependency", statement, f"upgraded to {version}", name)


def _word(act: str) -> str:
    return "removed" if act.lower().startswith(("rem", "drop")) else "added"


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    manifests = [path for path in evidence.snapshot.files if _MANIFEST.search(path)]
    if not manifests and not claim.value.startswith("upgraded"):
        return unsupported(claim, "the tree has no manifest of dependencies that we know")
    if evidence.snapshot.limits:
        return unsupported(claim, "the tree was not read whole")
    if claim.value == "none added":
        return _none_added(claim, evidence)
    locks = [path for path in evidence.snapshot.files if _LOCK.search(path)]
    declared = _lines(claim.subject, manifests, evidence)
    if claim.value == "removed":
        return _removed(claim, declared)
    if claim.value == "added":
        return _added(claim, declared, _lines(claim.subject, locks, evidence), evidence.snapshot)
    version = claim.value.rpartition(" ")[2]
    pins = [path for path in evidence.snapshot.files if _PINS.search(path)]
    locked = _lines(claim.subject, [*locks, *pins], evidence, 3)
    return _upgraded(claim, version, [*declared, *locked])


def _none_added(claim: Claim, evidence: Evidence) -> Judgement:
    """Confirmed where no line of a manifest is new; what a new line is, is not certain."""
    if evidence.diff is None:
        return unsupported(claim, "what the change adds is not known: no base to compare with")
    changed = {
        path: change.added
        for path, change in evidence.diff.files.items()
        if _MANIFEST.search(path) and change.added
    }
    if not changed:
        return confirmed(claim, "the change adds no line to a manifest of dependencies")
    proofs = [
        Proof(message="is added to", location=Location(path=path, line=min(added)))
        for path, added in changed.items()
    ]
    return unsupported(
        claim,
        f"the change adds lines to {next(iter(changed))}, perhaps dependencies",
        *proofs,
    )


def _added(
    claim: Claim, declared: list[Proof], locked: list[Proof], snapshot: Snapshot
) -> Judgement:
    if declared:
        return confirmed(claim, f"{claim.subject} is declared", *declared)
    if locked or "`" not in claim.quote:
        return unsupported(claim, f"no manifest declares {claim.subject!r} by just this name")
    others = [each.path for each in snapshot.files.values() if each.role is not Role.DOCUMENT]
    if any(claim.subject in (snapshot.text(path) or "") for path in others):
        return unsupported(claim, f"no manifest declares {claim.subject!r}, but the tree names it")
    return contradicted(claim, f"no manifest declares {claim.subject!r}")


def _removed(claim: Claim, declared: list[Proof]) -> Judgement:
    if not declared:
        return confirmed(claim, f"no manifest declares {claim.subject!r}")
    return unsupported(
        claim, f"{claim.subject!r} still stands in a manifest, perhaps for another use", *declared
    )


def _upgraded(claim: Claim, version: str, lines: list[Proof]) -> Judgement:
    if not lines:
        return unsupported(claim, f"no manifest names {claim.subject!r}")
    if any(version in each.message for each in lines):
        found = [each for each in lines if version in each.message]
        return confirmed(claim, f"{claim.subject} {version} is declared", *found)
    return unsupported(claim, f"no manifest has {claim.subject} {version}", *lines)


def _lines(name: str, paths: list[str], evidence: Evidence, after: int = 0) -> list[Proof]:
    """The lines that name it; a product ("Redis") also as a part of a longer name."""
    words = re.sub(r"\\[ -]|_", "[-_. ]", re.escape(name))
    edge = r"[^\W_]" if name[:1].isupper() else r"[\w-]"
    pattern = re.compile(rf"(?<!{edge}){words}(?!{edge})", re.IGNORECASE)
    found = []
    for path in paths:
        lines = (evidence.snapshot.text(path) or "").split("\n")
        for number, line in enumerate(lines, 1):
            if pattern.search(line[:2000]) and not line.lstrip().startswith(("#", "//")):
                shown = " ".join(lines[number - 1 : number + after])
                place = Location(path=path, line=number)
                found.append(Proof(message=shown.strip()[:200], location=place))
    return found
