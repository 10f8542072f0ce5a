"""What a sentence itself names in code marks, and whether the tree has it.

A path is looked up; a name that is shaped as only code is ("load_all", "OrderBook", "retry()",
"MAX_SIZE") is sought among the definitions, then in all files that are no documents.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.claims.evidence import Evidence
from readiness.claims.hard import unfinished
from readiness.claims.link import link
from readiness.claims.paths import look_up, mentioned
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Location, Proof, SourceKind, Statement

_CODE = re.compile(r"`([^`\n]{3,120})`")
_NAME = re.compile(r"(?:[\w$]{1,60}\.){0,4}(?P<name>[A-Za-z_]\w{3,60})(?P<call>\([^()]{0,60}\))?")
_SHAPED = re.compile(r"\w{1,30}_\w|\w{0,30}[a-z][A-Z]")
_GONE = re.compile(
    r"(?i)\b(?:remov|delet|drop|replac|renam|deprecat|eliminat|obsolet|legacy|former|old|instead|"
    r"no longer|without|clean|unused|dead|migrat|convert|upgrad|switch|extern|upstream|mov|avoid|"
    r"gone|never|not|no|previous|was|were)\w*\b|→|->"
)
"""What is named may be gone, or of another project."""
_MADE = re.compile(
    r"(?i)^\W{0,8}(?:[A-Za-z][\w /&()-]{1,40}:\s\W{0,3})?(?:\w{4,14}ly\s)?(?:add|creat|implement"
    r"|introduc|extract|defin|regist|expos|export|provid|built|wrote)\w*\s"
    r"|\b(?:has|have|is|are|was|were)\s(?:been\s)?(?:added|created|implemented|introduced|defined)\b"
    r"|\bfixed\smissing\b|\b(?:created|added|implemented)\W*$"
)
_OF_TEXT = re.compile(
    r"(?i)\b(?:docs?|document\w*|readme|changelog|guides?|examples?|snippets?|tutorials?|comments?|"
    r"notes?|links?|references?|mention\w*|describ\w+|explain\w*|support)\b"
)
"""What is named may stand in documents alone, or be of another project that is supported."""
_BEGINS = re.compile(r"^\W{0,6}(?:\[[xX]\]\s)?\W{0,4}$")


@dataclass(frozen=True, slots=True)
class Witness:
    """Proofs of what is there, and the names of what is not."""

    there: tuple[Proof, ...]
    missing: tuple[str, ...]

    @property
    def says(self) -> str:
        return "; ".join(f"{each.message} ({each.location})" for each in self.there[:3])


def witness(statement: Statement, evidence: Evidence) -> Witness | None:
    """What is named of what the sentence says was made; None where it says no such thing."""
    text = statement.text
    if "`" not in text and "/" not in text:
        return None
    names = list(_named(text))
    first = names[0][1] if names else 0
    if not names or not (_MADE.search(text) or _BEGINS.match(text[:first])):
        return None
    there: list[Proof] = []
    missing: list[str] = []
    for name, _ in names:
        proof = _found(name, statement, evidence)
        if isinstance(proof, Proof):
            there.append(proof)
        elif proof is None:
            missing.append(name)
    if missing and _GONE.search(text):
        return None
    return Witness(tuple(there), tuple(missing)) if there or missing else None


def _named(text: str) -> Iterator[tuple[str, int]]:
    """Paths and names, with where they begin."""
    paths = mentioned(text)
    for path, start, _ in paths:
        if "/" in path:
            yield path, start
    begun = {start for _, start, _ in paths}
    for match in _CODE.finditer(text):
        name = _NAME.fullmatch(match[1])
        if match.start() not in begun and name and (name["call"] or _SHAPED.match(name["name"])):
            owner = _OWNER.search(match[1])
            yield (f"{owner['owner']}.{name['name']}" if owner else name["name"]), match.start()


def _found(name: str, statement: Statement, evidence: Evidence) -> Proof | bool | None:
    """The proof that a name is there, None where it certainly is not, False where that is open."""
    if "/" in name:
        place = statement.location
        found = look_up(name, evidence.snapshot, beside=place.path if place else "")
        if found.path:
            return Proof(message=f"{found.path} is in the tree", location=Location(path=found.path))
        return None if found.decides else False
    owner, _, name = name.rpartition(".")
    defined = evidence.names.identifiers.get(name)
    if owner:
        return _member(owner, name, evidence)
    if defined:
        place = Location(path=defined[0].path, line=defined[0].line)
        return Proof(message=f"{name} is defined", location=place)
    path = evidence.words.get(name)
    if path:
        return Proof(message=f"{name} is named", location=Location(path=path))
    return False if evidence.snapshot.limits else None


_OWNER = re.compile(r"(?:^|\.)(?P<owner>[A-Z]\w{1,60})\.[A-Za-z_]\w*(?:\(|$)")
"""A class before the name of what it has."""


def _member(owner: str, name: str, evidence: Evidence) -> Proof | bool:
    """The proof that a class has a member of that name; False where that is open."""
    for each in evidence.names.identifiers.get(owner, []):
        for member in evidence.names.identifiers.get(name, []):
            if member.path == each.path and each.line <= member.line <= each.end:
                place = Location(path=member.path, line=member.line)
                return Proof(message=f"{owner}.{name} is defined", location=place)
    return False


def _is_code(name: str, text: str) -> bool:
    """Whether it is certain to be a definition or a path, and no secret, label or column."""
    if "/" in name:
        return True
    noun = r"\s(?:function|method|class|component|hook|module|interface|struct|tool|command)\b"
    return bool(re.search(rf"{re.escape(name)}(?:\(|`{noun})", text))


def by_witness(claim: Claim, evidence: Evidence) -> Judgement | None:
    """The judgement by what the sentence names, where it names anything that it says was made."""
    seen = witness(claim.statement, evidence)
    if seen is None:
        return None
    if seen.missing:
        names = " and ".join(map(repr, seen.missing))
        reason = f"no file of the tree but documents has {names}"
        is_document = claim.statement.source.kind is SourceKind.DOCUMENT
        is_code = all(_is_code(each, claim.quote) for each in seen.missing)
        if seen.there or is_document or not is_code or _OF_TEXT.search(claim.quote):
            return unsupported(claim, f"{seen.says or UNMEASURED}; {reason}", *seen.there)
        return contradicted(claim, reason)
    for proof in seen.there:
        linked = link(proof.message.partition(" is ")[0], evidence)
        against = unfinished(linked, evidence) if linked and linked.certain else ()
        if against:
            reason = f"{seen.says}, but has {against[0].message!r} against it"
            return unsupported(claim, reason, *seen.there)
    if _says_more(claim.quote):
        reason = f"{seen.says}; what else is said of it was not looked at"
        return unsupported(claim, reason, *seen.there)
    return confirmed(claim, seen.says, *seen.there)


_NO_MORE = re.compile(
    r"(?i)`[^`]{0,120}`|\b(?:add|creat|implement|introduc|extract|defin|regist|expos|export|provid|"
    r"built|wrote|fix|updat)\w*|\b(?:the|an?|new|and|or|in|to|is|are|was|were|has|have|been|now|file|"
    r"function|method|class|helper|module|component|script|hook|type|missing|both|successfully)s?\b"
    r"|[\w.-]{1,80}/\S{1,160}"
)
_FEW = 2
"""Words beside the names that add nothing to them."""


def _says_more(quote: str) -> bool:
    """Whether it tells more of what it names than that it was made."""
    return len(re.findall(r"\w+", _NO_MORE.sub(" ", quote))) > _FEW


UNMEASURED = "nothing measures that: name the file, test or report that shows it"
