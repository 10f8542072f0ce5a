"""A file or a definition has N lines.

Why: line counts dress up a summary; where they are far off, the summary was not written from the
code.

How: the file that the sentence names, by its path or by the one module, class or function of that
name; its lines are counted as editors do, and one more or less is allowed. A count that is said to
be about that, and off by less than a quarter, decides nothing.

Fix: correct the number, or leave it out: it is out of date with the next change.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from readiness.claims import phrases, scope
from readiness.claims.amounts import Written, amounts, holds, written
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.link import Link, aspects, link
from readiness.claims.paths import look_up, mentioned
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.claims.words import PUT_AWAY
from readiness.model import (
    Amount,
    Claim,
    Comparison,
    Context,
    Judgement,
    Location,
    Proof,
    SourceKind,
    Statement,
)
from readiness.repository.snapshot import File, Role, Snapshot

SIGNS = ("line", "loc")
_LINES = re.compile(
    r"(?:-line\b|\s?(?:total\s)?(?:lines?(?:\sof\s(?:\w{1,20}\s?){1,2})?|loc|sloc)\b"
    r"(?!\s(?:covered|changed|added|removed|deleted|were|per|or less|max|each|above|below|"
    r"analy[sz]\w+|codebase|reviewed|audited|scanned|project|system)))",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"[\w`*]{1,3}\s?[:(–—-]\s?(?:(?!(?:a|an|the|with|of)\b)[A-Za-z]{1,20}\s){0,3}$"
)
"""Between a file and its "400-line guide": only what kind of a guide."""
_CODE = re.compile(r"`|\w\(|\w_\w|[a-z][A-Z]")
_SORT = re.compile(
    r"(?i)(?:(?:total|source|tests?|code|documentation|docs?|project|frontend|backend|examples?|"
    r"config(?:uration)?|scripts?|production|infrastructure|implementation|files?|modules?|"
    r"components?|services?|lines|new|of)\s?)+$"
)
"""Of all that is of a sort, and no one file."""
_WHOLE_LABEL = re.compile(
    r"^\W{0,6}(?P<what>(?:(?:total|source|test|code|documentation|project|overall|python|typescript|javascript"
    r"|rust|go|java)\s){0,3}"
    r"(?:(?:lines(?:\sof\s(?:code|tests?|documentation))?|loc|sloc)|code"
    r"|project\ssize))\s?:\W{0,4}$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?i)\b(?:added|removed|deleted|changed|modified|saved|eliminated|adds|removes|new"
    r"|by)\s\W{0,3}$"
)
"""Lines that came or went, which are not all of a file."""
_MEASURE = re.compile(
    r"(?i)\W{0,6}(?:(?:total\s)?(?:lines(?:\sof\s\w{1,15})?|loc|size|length|content"
    r"|contents)\s?:\W{0,4})?$"
)
"""Below a heading that names a file: what is measured of it."""
_N_LINE = re.compile(r"^\W{0,6}\d[\d,]{0,8}-line\s(?P<what>(?:[\w-]{1,30}\s?){1,4})\W{0,4}$", re.I)
_ALONE = re.compile(r"\W{0,8}(?:total\s)?$", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"\s?(?:lines(?:\sof\s(?P<what>(?:[a-z-]{2,20}\s){0,3}(?:code|tests?|infrastructure|"
    r"documentation|docs|scripts|types)))|loc|sloc)\b(?=\W{0,4}$|\s?[(,.])",
    re.IGNORECASE,
)
"""Lines of all that there is of a sort, which no one file has."""
_EXTREME = re.compile(r"(?i)\W{0,4}(?:longest|shortest|largest|smallest|average|median)\b")
_SIZE_COLUMN = re.compile(
    r"(?i)\W{0,6}(?:(?:total|new|current)\s)?(?:lines?(?: of code)?|loc|sloc|size|length|count|"
    r"notes?|details?|description|status|value|changes?)\W{0,6}$"
)
"""Columns of the row's own size."""
_OF_DEFINITION = re.compile(r"`(?P<name>[A-Za-z_]\w{2,60})(?:\(\))?`\s\(\W{0,2}$")
"""Right before a number in brackets: the definition that it is of."""
_INTO = re.compile(
    r"(?i)\b(?:add|mov|extract|insert|append)\w*\s[^:;]{3,80}\s(?:to|into|in|from)\s"
)
_COLUMN = re.compile(r"(?i)\W*(?:lines(?: of code)?|loc)\W*$")


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    for each in amounts(text):
        if (
            each.amount.unit
            or each.amount.total is not None
            or not _counts_lines(each, text, statement)
        ):
            continue
        subject = _subject(statement, text, each)
        if subject:
            yield stated(
                "line-count", statement, f"{written(each.amount)} lines", subject, each.amount
            )
            return


def _counts_lines(each: Written, text: str, statement: Statement) -> bool:
    head = text[: each.start]
    if head.endswith(("+", "-", "−")) or _CHANGED.search(head):
        return False
    if _COLUMN.match(statement.context.column):
        return not text[each.end :].strip()
    return bool(_LINES.match(text, each.end) or _WHOLE_LABEL.match(text[: each.start]))


def _of_row(context: Context) -> str:
    """The file or definition of a row, where the cell is of its size."""
    is_named = mentioned(context.row) or _CODE.search(context.row)
    return context.row if is_named and _SIZE_COLUMN.match(context.column) else ""


def _before(text: str, each: Written) -> str | None:
    """The definition or path that stands before the number; None where none does."""
    head = text[: each.start]
    defined = _OF_DEFINITION.search(head)
    if defined:
        return defined["name"]
    paths = [path for path, start, _ in mentioned(text) if start < each.start]
    if paths:
        return "" if _INTO.search(head) else paths[-1]
    return None


def _subject(statement: Statement, text: str, each: Written) -> str:
    if statement.context.column:
        return _of_row(statement.context)
    titled = _N_LINE.match(text)
    if titled and statement.source.kind is not SourceKind.DOCUMENT:
        return titled["what"]
    if text.startswith("-", each.end) and not _TITLED.search(text[: each.start]):
        return ""
    before = _before(text, each)
    if before is not None:
        return before
    if statement.context.setting == "comment":
        return statement.context.headings[-1] if statement.context.headings else ""
    above = [path for path, *_ in mentioned((statement.context.headings or ("",))[-1])]
    alone = not text[each.end :].strip(" .") or _LINES.match(text, each.end)
    if len(above) == 1 and alone and _MEASURE.match(text[: each.start]):
        return above[0]
    whole = _of_whole(each, text)
    if whole:
        return whole
    head = text[: each.start].rstrip(" (:–—-,")
    if not text[: each.start].rstrip().endswith(("(", ":")):
        return ""
    subject = phrases.bare(phrases.before(head, len(head)))
    return "" if _SORT.match(subject) or _EXTREME.match(subject) else subject


def _of_whole(each: Written, text: str) -> str:
    """What all the lines are of, where they are of no one file: "total code"; or ""."""
    label = _WHOLE_LABEL.match(text[: each.start])
    if label:
        return label["what"].strip()
    after = _OF_WHOLE.match(text, each.end) if _ALONE.match(text[: each.start]) else None
    return f"all {after['what'] or 'code'}" if after else ""


def _is_of_whole(subject: str) -> bool:
    return bool(_WHOLE_LABEL.match(f"{subject}:")) or subject.startswith("all ")


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    amount = claim.amount
    if _is_of_whole(claim.subject):
        return _of_all(claim, evidence)
    sizes = _sizes(claim, evidence)
    if not sizes or amount is None:
        return unsupported(
            claim,
            f"nothing in the tree is certain to be {claim.subject!r}: name the file by its path",
        )
    (path, size), *_ = sizes.items()
    proof = Proof(message=f"{size} lines", location=Location(path=path.partition(":")[0]))
    says = ", ".join(f"{name} has {count} lines" for name, count in sizes.items())
    if any(_fits(amount, count) for count in sizes.values()):
        return confirmed(claim, says, proof)
    if any(_is_about(amount, count) for count in sizes.values()):
        return unsupported(claim, f"{says} by now; claimed: {claim.value}", proof)
    is_common = len(sizes) > 1 and _COMMON.search(path)
    if len(sizes) > _MOST or is_common:
        return unsupported(claim, f"{says}; several files have that name: name it by its path")
    if _is_of_words(claim) or (_is_put_away(claim) and amount.value < size):
        return unsupported(
            claim, f"{says}; claimed: {claim.value}, perhaps of another time or part"
        )
    if amount.value * 10 < size:
        return unsupported(claim, f"{says}; claimed: {claim.value}, perhaps of a part", proof)
    return contradicted(claim, f"{says}; claimed: {claim.value}", proof)


def _of_all(claim: Claim, evidence: Evidence) -> Judgement:
    """Lines of all that is of a sort; more than all that is text has are wrong of any."""
    open_ = unsupported(
        claim, f"which files are counted as {claim.subject!r} is not certain: name them"
    )
    snapshot, amount = evidence.snapshot, claim.amount
    if amount is None or snapshot.limits or aspects(claim.statement, evidence):
        return open_
    language = _LANGUAGE.search(claim.subject)
    named = (language[0].lower(),) if language else ()
    for says, roles in _sorts(claim.subject).items():
        count = sum(_lines(each, snapshot) for each in snapshot.of(*named, roles=roles))
        if count and holds(amount, Fraction(count)):
            return confirmed(claim, f"{says} has {count} lines")
    most = sum(_lines(each, snapshot) for each in snapshot.files.values())
    is_read = all(snapshot.text(each.path) is not None for each in snapshot.of(roles=_CODE_ROLES))
    if amount.comparison is Comparison.AT_MOST or not is_read or not 0 < most < amount.value:
        return open_
    return contradicted(claim, f"all that is text has {most} lines; claimed: {claim.value}")


_LANGUAGE = re.compile(r"(?i)\b(?:python|typescript|javascript|rust|go|java)\b")
_CODE_ROLES = (Role.SOURCE, Role.TEST)


def _sorts(subject: str) -> dict[str, tuple[Role, ...]]:
    """What may be counted by the subject's words, and how that is called."""
    if re.search(r"(?i)\btests?\b", subject):
        return {"the code of the tests": (Role.TEST,)}
    if re.search(r"(?i)\bdoc", subject):
        return {"the documentation": (Role.DOCUMENT,)}
    return {"the source": (Role.SOURCE,), "the source with its tests": _CODE_ROLES}


def _lines(file: File, snapshot: Snapshot) -> int:
    return len((snapshot.text(file.path) or "").splitlines())


def _is_of_words(claim: Claim) -> bool:
    """Whether the subject is no path, and only the end of what the number stands beside."""
    if _CODE.search(claim.subject) or mentioned(claim.subject):
        return False
    head = re.split(r"\d", claim.quote, maxsplit=1)[0]
    return len(re.findall(r"\w+", head)) > len(re.findall(r"\w+", claim.subject))


def _is_put_away(claim: Claim) -> bool:
    return bool(PUT_AWAY.search(f"{claim.statement.context.release}/"))


_COMMON = re.compile(
    r"(?i)(?:^|/)(?:readme|index|main|__init__|mod|setup|config|utils|types|lib)\.\w+$"
)
"""Names that every other directory has."""
_MOST = 3
"""Files of one name, each of which is held against the number."""


def _sizes(claim: Claim, evidence: Evidence) -> dict[str, int]:
    place = claim.statement.location
    found = look_up(claim.subject.strip("`"), evidence.snapshot, beside=place.path if place else "")
    linked = None if scope.is_whole(claim.subject) else link(claim.subject, evidence)
    path = found.path or (linked.paths[0] if linked and _is_one_file(linked) else "")
    text = evidence.snapshot.text(path) if path in evidence.snapshot.files else None
    if text is None:
        return {}
    sizes = {path: len(text.splitlines())} | _namesakes(claim.subject.strip("`"), evidence)
    if linked and linked.lines and not found.path:
        first, last = linked.lines
        sizes[f"{path}:{first}"] = last - first + 1
    return sizes


def _namesakes(name: str, evidence: Evidence) -> dict[str, int]:
    """The lines of each file of that name, where it is named without its directory."""
    snapshot = evidence.snapshot
    same = [] if "/" in name else [each for each in snapshot.files if each.endswith(f"/{name}")]
    texts = ((each, snapshot.text(each)) for each in islice(same, _MOST + 1))
    return {each: len(text.splitlines()) for each, text in texts if text is not None}


def _is_one_file(linked: Link) -> bool:
    return linked.certain and len(linked.paths) == 1


def _fits(amount: Amount, count: int) -> bool:
    """Within one, of the lines or of the line feeds, of which there may be one less."""
    return any(holds(amount, Fraction(count + more)) for more in (-2, -1, 0, 1))


def _is_about(amount: Amount, count: int) -> bool:
    off = abs(Fraction(amount.value) - count) * 4
    return amount.comparison is Comparison.ABOUT and off <= max(count, int(amount.value))
