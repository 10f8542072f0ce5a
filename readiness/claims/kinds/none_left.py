"""There are no TODOs, mocks, secrets, warnings, references to something; or there are N of them.

Why: "zero mocks in production" closes a question that a search answers in a second.

How: TODO comments and names that are said to be gone are searched for in the tree; other things are
counted by the probes and the reports of analysers that measure them. What nothing measures is
unsupported.

Fix: remove what is listed, or write the number that is left.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from readiness.claims.absence import Sort, is_in_text, mentions, occurrences, sort_of
from readiness.claims.amounts import holds, written
from readiness.claims.context import reading
from readiness.claims.currently import amounts_of_now
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects
from readiness.claims.paths import look_up, mentioned, only_named
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import TICKED
from readiness.model import Claim, Judgement, Outcome, Proof, SourceKind, Statement

_NO = re.compile(
    r"\b(?P<no>no|zero|0|without(?!\s\w{1,20}ing\b)(?:\sany)?|"
    r"free\sof)\s(?P<what>(?:[\w/-]{1,30}\s){0,3}[\w/-]{2,30})(?=\W|$)",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"\b(?:no|zero|0)\s(?P<left>(?:remaining\s|more\s|other\s|longer\sany\s|leftover\s){0,2})"
    r"(?:references?|uses|usages?|imports?|traces?|occurrences?)\s(?:to|of)\s"
    r"(?P<old>(?:the\s)?(?:deprecated|old|legacy|removed|obsolete)\s)?(?P<names>[^.;]{2,160})",
    re.IGNORECASE,
)
_LITERAL = re.compile(
    r"\b(?:no|zero|0)\s(?P<left>(?:remaining|more|other|leftover|bare|direct|longer\sany)\s){0,2}"
    r"`(?P<code>[^`\n]{3,60})`(?P<noun>\s(?:decorators?|imports?|calls?|statements?|clauses?|uses?|usages?|"
    r"comments?|markers?|attributes?|references?|blocks?|types?|casts?|annotations?))?"
    r"(?P<rest>\s(?:remain(?:s|ing)?|left|any\s?more|anywhere|found|used|in\s(?:the\s|our\s)?(?:code\w*|source|tests?|"
    r"production|project|repo\w*|tree)))?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"`([\w.:/@-]{3,80})`|\b([A-Z][a-z]+[A-Z]\w{1,40}|[A-Z][a-z]{3,40})\b")
_LABEL = re.compile(
    r"^\W{0,6}(?P<what>[A-Za-z][\w /-]{2,40}?)(?:\s(?:encountered|found|detected|remaining|left|"
    r"reported|introduced))?\s?:\W{0,4}(?=\d|zero|none)",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(
    r"(?i)\b(?:code\s?base|throughout|anywhere|everywhere|(?:whole|entire)\s\w+)\b"
)
"""No heading narrows what is said of all the code."""
_IN = re.compile(r"(?i)\b(?:in|of|inside|within|from)\s(?:the\s)?(?:files?\s)?(?=[`\w./-])")
_COMPATIBLE = re.compile(
    r"^\W{0,8}(?:(?:fully|100\s?%|completely|all|maintains|preserves|keeps|retains|full|complete|"
    r"changes\sare|is)\s){0,3}backwards?[- ]compatib(?:le|ility)"
    r"(?:\s?:?\s(?:(?:is|has been|fully|all|now|100\s?%)\s){0,2}(?:maintained|preserved|retained"
    r"|kept|ensured|intact|yes|100\s?%))?"
    r"(?=\W{0,6}$|\s?[(,–—]|\s-\s)",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\ball\s(?:of\sthe\s|the\s)?[\"“”]?(?P<what>todos?|fixmes?|placeholders?|stubs?|"
    r"mocks?)[\"“”]?(?:\s(?:items?|comments?|markers?))?\sin\s(?:the\s|our\s)?"
    r"(?:code(?:base)?|source(?:\scode)?|repo(?:sitory)?|tree|project)\s(?:have\sbeen|were|are"
    r"|now)\s(?:now\s)?(?:addressed|resolved|removed|fixed|cleared|gone|eliminated|replaced|"
    r"completed|implemented)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(r"(?i)maintain|preserv|retain|kept|keeps|ensured|intact|yes")
_ANY = re.compile(r"\b(?:no|zero|0|without|free|none)\b|:\W{0,4}\d", re.IGNORECASE)
_ONE = re.compile(r"(?i)(?:an?|the|this|that)\s")
_LEADS = re.compile(r"(?i)(?:^\W*|[(:–—]\W*|\b(?:has|have|had|are|is|was|were|and|now)\s)$")
_ENDS = re.compile(
    r"(?i)\s?(?:$|[^\w\s]|(?:remain(?:s|ing)?|left|found|detected|introduced|reported|anywhere|in|"
    r"across|present|or warnings)\b)"
)
_GOOD = re.compile(
    r"(?i)^(?:no|zero|0)\s(?:longer|matter|more than|problem|need|one|way|doubt|idea)\b"
)


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    claim = _compatible(statement, text) or _settled(statement, text)
    if claim is None and _ANY.search(text):
        claim = _none(statement, text)
    if claim:
        yield claim


def _compatible(statement: Statement, text: str) -> Claim | None:
    """ "Backward compatibility maintained": that nothing breaks."""
    if "ompatib" not in text or not _COMPATIBLE.match(text):
        return None
    told = _is_ticked(statement, text) or _KEPT.search(text)
    if not told and statement.source.kind is SourceKind.DOCUMENT:
        return None
    return stated("none-left", statement, "none", "breaking changes")


def _settled(statement: Statement, text: str) -> Claim | None:
    """ "All TODO items have been resolved": that none is left."""
    found = _SETTLED.search(text) if "ll " in text else None
    return stated("none-left", statement, "none", found["what"]) if found else None


def _none(statement: Statement, text: str) -> Claim | None:
    names = _REFERENCES.search(text)
    if names:
        return _unnamed(statement, names)
    literal = _LITERAL.search(statement.text) if "`" in text else None
    if literal and (literal["left"] or literal["rest"]):
        return stated("none-left", statement, "no occurrence", literal["code"])
    label = _LABEL.match(text)
    if label and sort_of(label["what"], plain=True) and not _NO.match(label["what"]):
        return _labelled(statement, text, label)
    places = _IN.search(text)
    named = [path for path, start, _ in mentioned(text) if places and start >= places.start()]
    scope = f" in {' and '.join(named)}" if named else ""
    for match in _NO.finditer(text):
        idle = text[: match.start()].lower().endswith("with or ") or _ONE.match(match["what"])
        sort = sort_of(match["what"], plain=_is_ticked(statement, text))
        if not sort or idle or not (sort.is_measured or _is_terse(text, match, sort)):
            continue
        if not _GOOD.match(match[0]):
            return stated("none-left", statement, "none", _noun(match["what"]) + scope)
    return None


def _unnamed(statement: Statement, names: re.Match[str]) -> Claim | None:
    """ "No references to `old_name`": that nothing names it any more."""
    gone = names["left"] or names["old"]
    found = [code or (word if gone else "") for code, word in _NAMES.findall(names["names"])]
    found = [name for name in found if name]
    return stated("none-left", statement, "no reference", ", ".join(found)) if found else None


def _labelled(statement: Statement, text: str, label: re.Match[str]) -> Claim | None:
    """ "Type errors: 0"."""
    each = next(iter(amounts_of_now(text[label.end() :])), None)
    if each is None or each.amount.unit or each.amount.total is not None:
        return None
    return stated("none-left", statement, written(each.amount), label["what"], each.amount)


def _is_ticked(statement: Statement, text: str) -> bool:
    return bool(statement.context.box or TICKED.match(text))


def _is_terse(text: str, match: re.Match[str], sort: Sort) -> bool:
    """Whether little more is said: an item of a list, a value, a bracket."""
    after = match.start("what") + sort.end
    return not match["what"].lower().startswith("more ") and bool(
        _LEADS.search(text[: match.start()]) and _ENDS.match(text, after)
    )


def _noun(what: str) -> str:
    sort = sort_of(what, plain=True)
    return what[: sort.end].strip() if sort else what


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.value == "no occurrence":
        return _occurrences(claim, evidence)
    if claim.value == "no reference":
        return _references(claim, evidence)
    what, _, scope = claim.subject.partition(" in ")
    sort = sort_of(what)
    if sort is None:
        return unsupported(claim, f"nothing measures {claim.subject!r}")
    proofs = _proofs(sort, evidence)
    if scope and proofs is not None:
        missing = [path for path in scope.split(" and ") if not _resolved(path, claim, evidence)]
        if missing:
            return unsupported(claim, f"no one file of the tree is certain to be {missing[0]!r}")
        inside = {_resolved(path, claim, evidence) for path in scope.split(" and ")}
        proofs = [each for each in proofs if _is_within(each, inside)]
    if proofs is None:
        return unsupported(
            claim,
            f"nothing measured {claim.subject!r}: let an analyser write a SARIF report of them",
        )
    return _counted(claim, proofs, evidence)


def _resolved(wanted: str, claim: Claim, evidence: Evidence) -> str:
    """The path in the tree that the sentence names, by its end where only one ends so; or ""."""
    place = claim.statement.location
    found = look_up(wanted, evidence.snapshot, beside=place.path if place else "").path
    return found or only_named(wanted, evidence.snapshot)


def _is_within(proof: Proof, paths: set[str]) -> bool:
    place = proof.location.path if proof.location else ""
    return any(place == path or place.startswith(f"{path.rstrip('/')}/") for path in paths)


def _counted(claim: Claim, proofs: list[Proof], evidence: Evidence) -> Judgement:
    count = len(proofs)
    says = f"{count or 'none'} found" if count != 1 else "one found"
    fits = holds(claim.amount, Fraction(count)) if claim.amount else count == 0
    if evidence.snapshot.limits and fits:
        return unsupported(claim, f"{says}, but the tree was not read whole")
    if fits:
        return confirmed(claim, says, *proofs)
    if claim.amount is not None and claim.amount.value:
        return unsupported(
            claim, f"{says}; claimed: {claim.value}, perhaps by another tool", *proofs
        )
    if not _EVERYWHERE.search(claim.quote) and aspects(claim.statement, evidence):
        return unsupported(
            claim, f"{says} in the whole; which part is meant is not certain", *proofs
        )
    return contradicted(claim, f"{says}; claimed: {claim.value}", *proofs)


def _proofs(sort: Sort, evidence: Evidence) -> list[Proof] | None:
    """What there is of a sort; None where nothing measures it."""
    if sort.measure:
        return sort.measure(evidence.snapshot)
    if sort.analysers:
        analyses = [
            each
            for each in evidence.measured.analyses
            if each.mutants is None and sort.analysers.search(each.tool)
        ]
        results = [
            Proof(message=f"{each.rule}: {each.message}"[:200], location=each.location)
            for analysis in analyses
            if analysis.complete
            for each in analysis.results
            if each.level in sort.levels
        ]
        return results if analyses else None
    if not sort.is_measured:
        return None
    return [
        Proof(message=each.message, location=each.location)
        for each in evidence.findings
        if each.rule.id in sort.rules and each.outcome is Outcome.FAIL
    ]


def _references(claim: Claim, evidence: Evidence) -> Judgement:
    place = claim.statement.location
    names = claim.subject.split(", ")
    found = mentions(names, evidence.snapshot, besides=place.path if place else "")
    if found:
        return contradicted(claim, f"{len(found)} lines of code still name it", *found)
    if evidence.snapshot.limits:
        return unsupported(claim, "none was found, but the tree was not read whole")
    return confirmed(claim, f"no code or configuration names {claim.subject}")


def _occurrences(claim: Claim, evidence: Evidence) -> Judgement:
    """By the code itself: "no more `@pytest.mark.skip`" in the files it names, or in any."""
    found = occurrences(claim.subject, evidence.snapshot)
    named = [_resolved(path, claim, evidence) for path, *_ in mentioned(claim.quote)]
    inside = {path for path in named if path}
    inside_it = [each for each in found if not inside or _is_within(each, inside)]
    if evidence.snapshot.limits:
        return unsupported(claim, f"{len(inside_it)} found, but the tree was not read whole")
    if not inside_it:
        return confirmed(claim, f"no line of code has {claim.subject!r}")
    says = f"{len(inside_it)} lines of code have {claim.subject!r}"
    if all(is_in_text(each, claim.subject, evidence.snapshot) for each in inside_it):
        return unsupported(claim, f"{says}, in strings alone", *inside_it)
    everywhere = inside or _EVERYWHERE.search(claim.quote)
    if not everywhere and aspects(claim.statement, evidence):
        return unsupported(claim, f"{says}; in which part none is meant is not certain", *inside_it)
    return contradicted(claim, says, *inside_it)
