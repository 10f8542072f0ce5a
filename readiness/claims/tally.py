"""What the tree has so many of: definitions of a file that is named, files of a sort, entries of a
directory, a class or a constant, numbered headings of a document."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from readiness.claims.amounts import amounts, holds, written
from readiness.claims.context import reading
from readiness.claims.countable import Collection, collections, is_of_just, named
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects
from readiness.claims.paths import mentioned, only_named
from readiness.claims.verdicts import confirmed, contradicted
from readiness.model import Amount, Claim, Comparison, Judgement, Location, Proof
from readiness.repository.snapshot import Role


def counted_in(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """By those, where the claim's number is one of them, or they are certain to be meant."""
    if amount.value < 2:
        return None
    for count in (_in_named_file, _of_named, _of_files, _of_collection):
        found = count(claim, amount, evidence)
        if found:
            return found
    return None


_SO_MANY = re.compile(
    r"[ -](?P<what>(?:(?!of\b)[\w.-]{1,24}\s){0,3}?[A-Za-z][\w-]{2,24}s)\b(?=\W|$|\s)"
)
_NO_MORE = re.compile(
    r"(?i)\b(?:all|the|an?|of|and|with|new|defined|created|implemented|added|registered|available|"
    r"included|supported|now|total|in|is|are|were|have|has|been|comprehensive|successfully)\b"
)
_SAYS_MORE = re.compile(
    r"(?i)\b(?:fully|complete[d]?|finished|working|works|functional|operational|tested|passing|passe[sd]|"
    r"production|ready|covered|coverage|verified|validated|secure[d]?|optimi[sz]ed)\b"
)
"""What is said of the things, and not only how many there are."""
_FEW = 5
"""Words beside a number and its noun that say no more than what it is of."""


def by_number(claim: Claim, evidence: Evidence) -> Judgement | None:
    """By the number of things that the sentence tells of, where it tells little more."""
    text = reading(claim.statement)
    if _SAYS_MORE.search(text):
        return None
    for each in amounts(text):
        found = _SO_MANY.match(text, each.end)
        plain = not each.amount.unit and each.amount.total is None and not each.amount.places
        if not found or not plain:
            continue
        what = found["what"]
        value = f"{written(each.amount)} {what}"
        so_many = replace(claim, subject=what, value=value, amount=each.amount)
        counted = counted_in(so_many, each.amount, evidence)
        rest = text[: each.start] + text[found.end() :]
        if counted and len(_WORD.findall(_NO_MORE.sub(" ", rest))) <= _FEW:
            return replace(counted, claim=claim)
    return None


_WORD = re.compile(r"[A-Za-z]{2,}")
_CLASSES = re.compile(
    r"^[ \t]*(?:export[ \t]+)?(?:default[ \t]+)?(?:abstract[ \t]+)?class[ \t]+\w", re.M
)
_DEFINED = re.compile(r"(?i)\b(?:functions|methods|classes|components|structs|helpers)$")


def _in_named_file(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """Functions or classes of the one file that is named, where they are so many."""
    noun = _DEFINED.search(claim.subject)
    for known in _files_named(claim, evidence) if noun else ():
        names = [each.name for each in evidence.names.defined_in(known)]
        public = [each for each in names if not each.startswith("_")]
        counts = {len(names), len(public)}
        if claim.subject.lower().endswith("classes"):
            counts = {len(_CLASSES.findall(evidence.snapshot.text(known) or ""))}
        for size in counts:
            if size and holds(amount, Fraction(size)):
                proof = Proof(message=", ".join(names[:8]), location=Location(path=known))
                return confirmed(claim, f"{known} defines {size}", proof)
    return None


def _files_named(claim: Claim, evidence: Evidence) -> Iterator[str]:
    """The files that the sentence names, or what it stands under."""
    context = claim.statement.context
    for text in (
        claim.quote,
        *reversed(context.lead.split(" › ")),
        *reversed(context.headings[-2:]),
    ):
        known = [only_named(path, evidence.snapshot) for path, *_ in mentioned(text)]
        yield from (each for each in known if each)


def _of_named(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """By the directory, the class or the constant that the sentence names: "`words/` (8 lists)"."""
    meant = [each for each in named(claim.quote, evidence) if _is_right_before(each, claim)]
    for each in meant:
        if holds(amount, Fraction(each.size)):
            return confirmed(claim, f"{each.label} has {each.size}", _proof(each))
    only = [each for each in meant if each.is_closed]
    if len(only) != 1 or not _ENTRIES.search(claim.subject) or evidence.snapshot.limits:
        return None
    says = f"{only[0].label} has {only[0].size}; claimed: {claim.value}"
    return contradicted(claim, says, _proof(only[0]))


def _is_right_before(each: Collection, claim: Claim) -> bool:
    """Whether nothing but a bracket, a mark and a word stands between a name and its number."""
    last = re.escape(each.label.rstrip("/").rpartition("/")[2])
    return bool(re.search(rf"{last}/?\W{{0,4}}(?:\w+\s?)?\W{{0,4}}[(:–—-]\W{{0,4}}\d", claim.quote))


_ENTRIES = re.compile(r"(?i)\b(?:constants|members|values|entries|variants|kinds|types|states)$")
_SUFFIXES = {"markdown": (".md", ".markdown"), "yaml": (".yml", ".yaml"), "python": (".py",)}
_FILES_OF = re.compile(
    r"(?i)^(?:total )?(?P<root>root )?(?P<what>\.?[a-z#+]{2,12})? ?"
    r"(?:source |code )?(?:files|documents|modules)$"
)


def _of_files(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """Files of a language, or of all: those of the source alone, or with the tests."""
    found = _FILES_OF.match(claim.subject)
    is_bound = amount.comparison is not Comparison.EXACTLY
    if not found or evidence.snapshot.limits:
        return None
    if is_bound and (aspects(claim.statement, evidence) or amount.value < _SOME):
        return None
    what = (found["what"] or "").lower()
    ends = (what,) if what.startswith(".") else _SUFFIXES.get(what, ())
    files = [
        file
        for file in evidence.snapshot.files.values()
        if what in (*_ANY_SORT, file.language) or file.path.endswith(ends or ("\n",))
        if not found["root"] or "/" not in file.path
    ]
    source = [file for file in files if file.role is Role.SOURCE]
    counts = [files, source, [file for file in files if file.role is not Role.TEST]]
    for some in counts:
        if some and holds(amount, Fraction(len(some))):
            return confirmed(claim, f"the tree has {len(some)} {claim.subject}")
    is_all = what not in _ANY_SORT and _ALL.search(claim.quote)
    is_certain = found["root"] or (is_all and not aspects(claim.statement, evidence))
    if not files or is_bound or not is_certain:
        return None
    return contradicted(claim, f"the tree has {len(files)} {claim.subject}; claimed: {claim.value}")


_ANY_SORT = ("", "source", "code")
_SOME = 10
"""Of fewer, there are more by chance."""
_ALL = re.compile(r"(?i)\b(?:in total|total files|in all|altogether|throughout)\b|\btotal\W*$")


def _of_collection(claim: Claim, amount: Amount, evidence: Evidence) -> Judgement | None:
    """By the collections of just that name; of one that is closed, a larger number is wrong."""
    found = collections(claim.subject, evidence)
    for each in found:
        if holds(amount, Fraction(each.size)):
            return confirmed(claim, f"{each.label} has {each.size}", _proof(each))
    if len(found) != 1 or evidence.snapshot.limits or amount.comparison is Comparison.ABOUT:
        return None
    (only,) = found
    if not only.is_closed or not is_of_just(claim.subject, only):
        return None
    if amount.value < only.size:
        return None
    return contradicted(
        claim, f"{only.label} has {only.size}; claimed: {claim.value}", _proof(only)
    )


def _proof(each: Collection) -> Proof:
    place = Location(path=each.path, line=each.line)
    return Proof(message=f"{each.size} in {each.label}", location=place)
