"""The project is at this version.

Why: who installs or reports something goes by the version that the documents name.

How: a README or a document says "Version: 1.2.0", or a badge does. It is held against the versions
that the manifests of the tree declare, of a part where there are several. One that a manifest
declares is confirmed. Another contradicts only in a README that says it of the project, where the
manifest of the root declares a release: other documents have versions of their own, what is
published last may be older than the tree, and 0.0.0 or a version before a release is filled in
later.

Fix: write the version of the manifest, or let a badge read it from the registry.
"""

import json
import re
import tomllib
from collections.abc import Iterator

from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Location, Proof, SourceKind, Statement
from readiness.repository.snapshot import Snapshot

SIGNS = ("version", "npm", "pypi", "release")
_VERSION = r"v?(?P<version>\d{1,4}(?:\.\d{1,4}){1,3}(?:[-.]?(?:rc|alpha|beta|a|b|dev)[\w.]{0,12})?)"
_LABELLED = re.compile(
    r"^\W{0,6}(?P<what>(?:(?:current|latest|project|package|app|application|release|platform|npm|"
    rf"pypi)\s){{0,2}})version\s?:\W{{0,4}}{_VERSION}(?=\W{{0,4}}$|\s?[(,|–—]|\s-\s)",
    re.IGNORECASE,
)
_BADGE = re.compile(
    rf"^\W{{0,4}}(?:(?P<what>npm|pypi|version|release)(?:\sversion)?\s?:\s){_VERSION}\W{{0,4}}$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"(?i)\b(?:document|schema|api|protocol|spec|node|python|template|report|policy|file|format)\b"
)
_RELEASE = re.compile(r"(?!0(?:\.0)+$)\d{1,9}(?:\.\d{1,9}){1,3}")
_PUBLISHED = re.compile(r"\b(?:latest|release|npm|pypi)\b")
_SIGNS = re.compile(r"(?<=\d)[-.]?(?=[a-z])|(?<=[a-z])[-.](?=\d)|^v", re.IGNORECASE)
_README = re.compile(r"(?i)readme\.\w{2,8}$")


def find(statement: Statement) -> Iterator[Claim]:
    if statement.source.kind is not SourceKind.DOCUMENT or statement.context.column:
        return
    text = reading(statement)
    found = _LABELLED.match(text) or _BADGE.match(text)
    if found and not _OF_ANOTHER.search(statement.context.label):
        yield stated("version", statement, found["version"], found["what"].strip().lower())


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    declared = dict(_declared(evidence.snapshot))
    for path, version in declared.items():
        if _is_same(version, claim.value):
            proof = Proof(message=f"version {version}", location=Location(path=path))
            return confirmed(claim, f"{path} declares version {version}", proof)
    if not declared:
        return unsupported(claim, "no manifest of the tree declares a version")
    proofs = [
        Proof(message=f"version {version}", location=Location(path=path))
        for path, version in declared.items()
    ]
    path, version = next(iter(declared.items()))
    says = f"{path} declares version {version}; claimed: {claim.value}"
    place = claim.statement.location
    of_root = len(set(declared.values())) == 1 and "/" not in path and _RELEASE.fullmatch(version)
    in_readme = place and _README.fullmatch(place.path) and not _PUBLISHED.search(claim.subject)
    if of_root and in_readme and (claim.subject or claim.statement.context.setting != "heading"):
        return contradicted(claim, says, *proofs)
    return unsupported(claim, f"{says}, perhaps of the document", *proofs)


def _is_same(declared: str, said: str) -> bool:
    """Whether they are one version: "2.0" is said of 2.0.0, and "2.0.0rc1" of 2.0.0-rc.1."""
    one, other = _SIGNS.sub("", declared), _SIGNS.sub("", said)
    return one == other or declared.startswith(f"{said}.")


def _declared(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Each manifest of the root and of the first level below, with the version it declares."""
    for path in sorted(snapshot.files, key=lambda each: (each.count("/"), each)):
        name = path.rpartition("/")[2]
        if path.count("/") > 1 or name not in _READERS:
            continue
        version = _READERS[name](snapshot.text(path) or "")
        if version:
            yield path, version


def _of_json(text: str) -> str:
    try:
        content = json.loads(text)
    except ValueError:
        return ""
    version = content.get("version") if isinstance(content, dict) else None
    return version if isinstance(version, str) else ""


def _of_toml(text: str) -> str:
    try:
        content = tomllib.loads(text)
    except ValueError:
        return ""
    poetry = _table(_table(content, "tool"), "poetry")
    for table in (_table(content, "project"), _table(content, "package"), poetry):
        version = table.get("version")
        if isinstance(version, str):
            return version
    return ""


def _table(content: dict[str, object], name: str) -> dict[str, object]:
    found = content.get(name)
    return found if isinstance(found, dict) else {}


_READERS = {"package.json": _of_json, "pyproject.toml": _of_toml, "Cargo.toml": _of_toml}
