"""Whether the code has what a sentence says was made: under just its name, nothing unfinished.

What coverage was measured of, and no test executed, shows nothing.
"""

import re
from collections.abc import Iterator

from readiness.claims import phrases, scope
from readiness.claims.amounts import amounts
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.hard import against_part
from readiness.claims.link import Link, is_whole, link
from readiness.claims.names import significant
from readiness.claims.paths import mentioned
from readiness.claims.verdicts import confirmed
from readiness.model import Claim, Judgement, Location, Proof
from readiness.repository.snapshot import Role

_MADE = re.compile(
    r"(?i)\b(?:implement|add|creat|buil[dt]|introduc|develop|ship|deliver|land|complet|finish|"
    r"wr[io]t|extract|integrat|provid|support|includ|done)\w*\b|[✅☑✔✓]"
)
_NOT_MADE = re.compile(
    r"(?i)\b(?:fix|remov|delet|renam|updat|improv|optimi[sz]|refactor|migrat|replac|simplif|reduc|"
    r"resolv|test|tests|tested|verif|validat|document|docs?|faster|slower|production|deploy)\w*\b"
    r"|\d\s?(?:%|x\b|×)"
)
"""What else was done to something, or is said of it, than that it is there."""
_VERB = re.compile(
    r"(?i)^\W{0,8}(?:\d{1,2}\.\s)?(?:(?:successfully|fully|now|also|we|i)\s){0,2}(?:implement|add|"
    r"creat|build|built|introduc|develop|ship|deliver|complet|finish|wrote|written|extract|"
    r"integrat|provid|includ)\w*\s(?:(?:an?|the|new|full|complete|comprehensive|basic)\s){0,3}"
)
_END = re.compile(
    r"\s[–—-]\s|[:;,(]|\s(?:with|for|using|via|to|in|from|that|which|of|and|is|are|has|have|was|"
    r"were|now|on|by|as)\s|\W*$"
)
_IN_PART = frozenset(
    """
structure setup logic foundation creation definition handling capability functionality support
code file implementation integration
""".split()  # noqa: SIM905
)
_CODE = re.compile(r"[a-z][A-Z]|\w_\w|\(\)")
_LEAST = 5
"""Lines of what is more than a name."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_MORE = 1
"""Words beside what was made that say no more of it."""
_LONGEST = 18
"""Words of a sentence that says no more than what was made."""


def by_code(claim: Claim, evidence: Evidence) -> Judgement | None:
    """Confirmed where one definition, file or directory bears the name of what was made."""
    quote = claim.quote
    if not _MADE.search(quote) or _NOT_MADE.search(quote) or len(quote.split()) > _LONGEST:
        return None
    if amounts(reading(claim.statement)):
        return None
    for subject, rest in _subjects(claim):
        if len(_WORD.findall(rest)) > _MORE:
            continue
        linked = named_so(subject, evidence)
        if linked is None or lines_of(linked, evidence) < _LEAST:
            continue
        if any(evidence.snapshot.files[each].role is Role.DOCUMENT for each in linked.paths):
            continue
        tests = scope.tests_about(subject, evidence)
        if _never_ran(linked, evidence) or against_part(subject, linked, tests, evidence):
            return None
        proof = Proof(message="is in the tree", location=Location(path=linked.paths[0]))
        return confirmed(
            claim, f"{linked.label} is there, and nothing in it is marked unfinished", proof
        )
    return None


def _never_ran(linked: Link, evidence: Evidence) -> bool:
    """Whether coverage was measured, and no test executed a line of it."""
    coverage = evidence.measured.coverage
    if coverage is None:
        return False
    suffixes = {path.rpartition(".")[2] for path in linked.paths}
    is_measured = any(path.rpartition(".")[2] in suffixes for path in coverage.files)
    return is_measured and not coverage.within(linked.paths).covered_lines


def named_so(subject: str, evidence: Evidence) -> Link | None:
    """What bears just the name of a subject, in whatever order of its words; or None."""
    if is_whole(subject, evidence):
        return None
    said = significant(phrases.bare(phrases.core(subject)))
    words = frozenset(each for each in said if each not in evidence.project) - _IN_PART
    linked = link(subject, evidence)
    is_named = len(phrases.tokens(phrases.bare(phrases.core(subject)))) == 1
    is_path = bool(mentioned(f"`{subject}`"))
    is_told = len(words) > 1 or is_path or _CODE.search(subject)
    if linked and linked.certain and (is_told or (is_named and linked.lines is None)):
        return linked
    found = evidence.names.by_set.get(words, []) if len(words) > 1 else []
    paths = tuple(sorted({symbol.path for symbol in found}))
    if not 0 < len(paths) <= _FEW:
        return None
    lines = (found[0].line, found[0].end) if len(found) == 1 else None
    return Link(f"{found[0].name} in {paths[0]}", paths, certain=True, lines=lines)


_FEW = 3
"""Files of one name."""


def lines_of(linked: Link, evidence: Evidence) -> int:
    """The lines of what is linked."""
    if linked.lines:
        return linked.lines[1] - linked.lines[0] + 1
    return sum(len((evidence.snapshot.text(path) or "").splitlines()) for path in linked.paths)


def _subjects(claim: Claim) -> Iterator[tuple[str, str]]:
    """What was made, as the sentence begins with it, and what else the sentence says."""
    text = re.sub(r"\*\*|__", "", claim.quote)
    head = _VERB.sub("", text)
    for part in (head, re.sub(r"^[^:]{1,40}:\s", "", head)):
        end = _END.search(part)
        subject = phrases.bare(part[: end.start()] if end else part).strip(" .✅☑✔✓*-–—")
        yield subject, part[end.end() :] if end else ""
