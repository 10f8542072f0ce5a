"""Numbers in one sentence that cannot all be true.

Why: "from 100 to 15 is 96 % fewer" shows that a number was made up, whatever was measured.

How: a share beside its parts ("72/120 (59 %)"), a change beside its ends ("from 100 to 15, 96 %
fewer"), a number beside summands that make more ("24 tasks (API: 11, CLI: 15)") and a number
beside a longer list of names ("3 roles (Admin, Editor, Author, Reader)") are worked out; rounding
and cutting off are allowed at the precision written, and a number that is only a bound or about
decides nothing.

Fix: correct the number.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from readiness.claims.amounts import Written, amounts, holds, written
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.stated import stated
from readiness.claims.verdicts import contradicted
from readiness.model import Claim, Comparison, Judgement, Statement

SIGNS = ("%", "percent", "(")
_LESS = re.compile(
    r"(?i)\b(?:fewer|less|reduction|reduced|decrease[d]?|drop(?:ped)?|lower|smaller|improvement)\b"
)
_MORE = re.compile(
    r"(?i)\s?(?:more|faster|better|higher|larger|improvements?|increases?|gains?|growth|up)\b"
)
_FROM = re.compile(r"(?i)\bfrom\s$")
_BESIDE = re.compile(r"(?:\s[\w/-]{1,20}){0,3}\s?[(=:]\s?[=~]?\s?$")


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    found = amounts(text)
    if not found:
        return
    wrong = _share(found, text) or _change(found, text) or _sum(found, text) or _list(found, text)
    if wrong:
        yield stated("arithmetic", statement, written(wrong[0].amount), wrong[1], wrong[0].amount)


def _share(found: Sequence[Written], text: str) -> tuple[Written, str] | None:
    for part, rate in pairwise(found):
        total = part.amount.total
        if not total or rate.amount.unit != "%" or not _exact(part, rate):
            continue
        is_share = _BESIDE.match(text[part.end : rate.start]) and not _MORE.match(text, rate.end)
        if rate.amount.total is None and is_share:
            true = Fraction(part.amount.value) / Fraction(total) * 100
            if not holds(rate.amount, true) and abs(true - Fraction(rate.amount.value)) > _slack(
                rate
            ):
                return rate, f"{part.amount.value} of {total} is {float(true):.1f} %"
    return None


def _change(found: Sequence[Written], text: str) -> tuple[Written, str] | None:
    ends = [each for each in found if each.amount.unit != "%" and each.amount.total is None]
    rates = [each for each in found if each.amount.unit == "%" and each.amount.upper is None]
    pairs = [each for each in ends if each.amount.upper and _FROM.search(text[: each.start])]
    if len(rates) != 1 or not _LESS.search(text) or not _exact(*rates):
        return None
    if pairs and pairs[0].amount.upper is not None:
        before, after = pairs[0].amount.value, pairs[0].amount.upper
    elif (
        len(ends) == 2
        and _exact(*ends)
        and re.fullmatch(r"(?:\s[\w-]{1,20}){0,3}\sto\s", text[ends[0].end : ends[1].start])
    ):
        if not _FROM.search(text[: ends[0].start]):
            return None
        before, after = ends[0].amount.value, ends[1].amount.value
    else:
        return None
    if not before or after >= before:
        return None
    true = Fraction(before - after) / Fraction(before) * 100
    if holds(rates[0].amount, true) or abs(true - Fraction(rates[0].amount.value)) <= _slack(
        rates[0]
    ):
        return None
    return rates[0], f"from {before} to {after} is {float(true):.1f} % less"


_SUMMANDS = re.compile(
    r"(?:\s[a-z-]{2,20}){0,3}\s\((?P<parts>"
    r"(?:[A-Za-z][\w /&-]{0,30}:\s\d[\d,]{0,8}(?:,\s|(?=\)))){2,12}|"
    r"\d[\d,]{0,8}\s[a-z][\w /-]{1,30}(?:\s\+\s\d[\d,]{0,8}\s[a-z][\w /-]{1,30}){1,8})\)"
)
"""After a number: "tasks (API: 11, CLI: 15)", "(60 unit + 62 integration)"."""
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*")
_SETTING = re.compile(
    r"(?i)\b(?:port|timeout|retries|retry|ttl|limit|max|min|size|depth|level|priority|weight|score|"
    r"version|batch|cpu|memory|ram|disk|cores?|threads?|workers?|replicas|concurrency|interval|"
    r"delay|rate|budget|line|page|id|slow|flaky|new|async|skipped|failed|failing)\w{0,2}\b"
)
"""What is no part of a number: a setting, or a sort that goes across its parts."""


def _sum(found: Sequence[Written], text: str) -> tuple[Written, str] | None:
    for each in found:
        parts = _SUMMANDS.match(text, each.end)
        if not parts or each.amount.unit or each.amount.total is not None or not _exact(each):
            continue
        pieces = re.split(r",\s(?=[A-Za-z])|\s\+\s", parts["parts"])
        summands = [_last_number(piece) for piece in pieces]
        if _SETTING.search(parts["parts"]) or max(summands) > each.amount.value:
            continue
        if sum(summands) > each.amount.value:
            return each, f"{' + '.join(map(str, summands))} is {sum(summands)}"
    return None


def _last_number(piece: str) -> int:
    """The summand of "Phase 1: 11" or of "60 unit"."""
    numbers = _NUMBER.findall(piece)
    return int((numbers[-1] if ":" in piece else numbers[0]).replace(",", ""))


_MEMBERS = (
    r"(?:roles|services|modules|components|adapters|tools|providers|backends|agents|languages|"
    r"formats|types|states|stages|phases|levels|models|classes|commands|endpoints|plugins|"
    r"categories|dimensions|frameworks|databases|layers|steps|methods|tables|pages|packages)"
)
"""What is listed by its names, and not by where it happened, as tests and bugs are."""
_NOT_ALL = re.compile(r"(?i)\b(?:optional|planned|soon|later|deprecated|disabled|beta|or|etc)\b")
_NAMES = re.compile(
    rf"\s(?:[a-z-]{{2,20}}\s){{0,2}}{_MEMBERS}\s\("
    r"(?P<names>[A-Z`][\w`-]{0,30}(?:\s[\w`-]{1,20})?"
    r"(?:,\s(?:and\s)?[A-Z`][\w`-]{0,30}(?:\s[\w`-]{1,20})?){2,20})\)"
)
"""After a number: "roles (Admin, Editor, Author, Reader)"."""


def _list(found: Sequence[Written], text: str) -> tuple[Written, str] | None:
    """Only a longer list than the number: a shorter one may be of some."""
    for each in found:
        listed = _NAMES.match(text, each.end)
        if listed and not each.amount.unit and each.amount.total is None and _exact(each):
            count = listed["names"].count(",") + 1
            is_of_all = each.amount.value > 1 and not _NOT_ALL.search(listed["names"])
            if is_of_all and count > each.amount.value:
                return each, f"the sentence itself lists {count}"
    return None


def _exact(*each: Written) -> bool:
    return all(one.amount.comparison is Comparison.EXACTLY for one in each)


def _slack(rate: Written) -> Fraction:
    return Fraction(1, 10**rate.amount.places)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    del evidence
    return contradicted(claim, f"{claim.subject}, not {claim.value}")
