"""Numbers as people write them: ``85 %``, ``85%+``, ``~85%``, ``12/12``, ``8 of 8``, ``3,834``,
``100+``, ``80-85 %``, ``at least 20``, ``twelve``, ``zero``.

Versions, dates, times, identifiers and numbers in paths are none. Expressions take linear time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from readiness.model import Amount, Comparison

_WORDS = {
    word: value
    for value, word in enumerate(
        """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
""".split()  # noqa: SIM905
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "dozen": 12, "none": 0}

_ANY_WORD = "|".join(_WORDS)
_START = re.compile(rf"\d|(?<![\w-])(?:{_ANY_WORD})\b", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?"
_BEFORE = r"(?<![\w.#/:\\@-])(?<!\d[,.])"
_AFTER = r"(?![\w/\\:-]?\d|[A-Za-z_]|\.\d|,\d)"
_PERCENT = r"(?:\s?%|\s(?:percent|per\scent|pct)\b)"
_QUALIFIER = re.compile(
    r"(?:(?P<least>(?:at\sleast|over|more\sthan|above|no\sless\sthan|not\sless\sthan|minimum\sof|"
    r"well\sover|upwards\sof|exceeds|exceeding|≥|⩾|>=|>)\s?)|"
    r"(?P<most>(?:at\smost|under|less\sthan|fewer\sthan|below|up\sto|no\smore\sthan|≤|⩽|<=|<)\s?)|"
    r"(?P<about>(?:about|around|approximately|approx\.?|roughly|circa|nearly|almost|some|ca\.?|"
    r"~|≈|∼)\s?))$",
    re.IGNORECASE,
)
_LONGEST_QUALIFIER = 16
_AMOUNT = re.compile(
    rf"{_BEFORE}(?P<number>{_NUMBER})(?P<first>{_PERCENT})?"
    rf"(?:(?:\s?[-–—]\s?|\sto\s)(?P<upper>{_NUMBER})(?=(?P<rangeunit>{_PERCENT})|\s[A-Za-z])"
    rf"|(?:\s?/\s?|\s(?:out\s)?of\s(?:the\s|all\s|its\s|our\s)?)(?P<total>{_NUMBER})(?![\d%/]|"
    rf"\.\d|\s%))?"
    rf"{_AFTER}(?P<percent>{_PERCENT})?(?P<plus>\+|\s(?:or\s(?:more|higher|above|better)|plus)\b)?"
    rf"(?P<closing>{_PERCENT})?"
    rf"|(?<![\w-])(?P<word>{_ANY_WORD})\b(?:\s(?:out\s)?of\s(?P<wordtotal>{_ANY_WORD})\b)?"
    rf"(?P<wordpercent>{_PERCENT})?",
    re.IGNORECASE,
)


_ROSE = re.compile(
    r"\b(?:went|goes|gone|now|back|came|climbed|moved|jumped|rose|brings?|brought|pushe[sd]|raised|"
    r"bumped|grew|grown)\s$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s\(?(?:[a-z]{1,12}\s)?from\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """An amount and where in the text it stands."""

    amount: Amount
    start: int
    end: int


@lru_cache(maxsize=16)
def amounts(text: str) -> tuple[Written, ...]:
    """The amounts in ``text``, from left to right."""
    return tuple(_amounts(text))


def _amounts(text: str) -> Iterator[Written]:
    """Each is sought from where its number may begin, which is quicker than everywhere."""
    end = 0
    for start in _START.finditer(text):
        match = _AMOUNT.match(text, start.start()) if start.start() >= end else None
        if match:
            first = max(end, match.start() - _LONGEST_QUALIFIER)
            qualifier = _QUALIFIER.search(text, first, match.start())
            compared = _comparison(match, qualifier)
            amount = _of_word(match, compared) if match["word"] else _of_number(match, compared)
            end = match.end()
            yield Written(amount, (qualifier or match).start(), end)


def written(amount: Amount) -> str:
    """The amount as one writes it shortest; ``amounts`` reads the same back."""
    number = f"{amount.value:,.{amount.places}f}"
    if amount.total is not None:
        number += f"/{amount.total:,}"
    elif amount.upper is not None:
        number += f"-{amount.upper:,.{amount.places}f}"
    mark = {Comparison.AT_LEAST: "≥ ", Comparison.AT_MOST: "≤ ", Comparison.ABOUT: "~"}
    return f"{mark.get(amount.comparison, '')}{number}{amount.unit}"


def holds(amount: Amount, measured: Fraction) -> bool:
    """Whether a measured number is what was written, at the precision of its writing.

    Exactly means: rounds (half up) to it or is cut off to it at the places written. A bound is
    taken exactly, and so are 0 % and 100 %, which leave nothing over. About is a twentieth of
    the number, and at least one unit of its last place.
    """
    value = Fraction(amount.value)
    if amount.upper is not None:
        step = Fraction(1, 10**amount.places) / 2
        return value - step <= measured <= Fraction(amount.upper) + step
    if amount.comparison is Comparison.AT_LEAST:
        return measured >= value
    if amount.comparison is Comparison.AT_MOST:
        return measured <= value
    if amount.comparison is Comparison.ABOUT:
        return abs(measured - value) <= max(value / 20, Fraction(1, 10**amount.places))
    if amount.unit == "%" and value in (0, 100):
        return measured == value
    return _rounded(measured, amount.places) == amount.value or (
        0 <= measured - value < Fraction(1, 10**amount.places)
    )


def _rounded(number: Fraction, places: int) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _of_number(match: re.Match[str], comparison: Comparison) -> Amount:
    number = match["number"].replace(",", "")
    percent = match["percent"] or match["closing"] or match["first"] or match["rangeunit"]
    return Amount(
        value=Decimal(number),
        comparison=comparison,
        total=_decimal(match["total"]),
        upper=_decimal(match["upper"]),
        unit="%" if percent else "",
        places=len(number.partition(".")[2]),
    )


def _of_word(match: re.Match[str], comparison: Comparison) -> Amount:
    total = match["wordtotal"]
    return Amount(
        value=Decimal(_WORDS[match["word"].lower()]),
        comparison=comparison,
        total=Decimal(_WORDS[total.lower()]) if total else None,
        unit="%" if match["wordpercent"] else "",
    )


def _comparison(match: re.Match[str], qualifier: re.Match[str] | None) -> Comparison:
    if match["plus"] or (qualifier and qualifier["least"]):
        return Comparison.AT_LEAST
    if qualifier is None:
        return Comparison.EXACTLY
    if qualifier["most"]:
        return Comparison.EXACTLY if _is_risen(match, qualifier) else Comparison.AT_MOST
    return Comparison.ABOUT


def _is_risen(match: re.Match[str], qualifier: re.Match[str]) -> bool:
    """ "Went up to 85 %", "up to 85 % from 80 %": no bound, but where it now is."""
    if not qualifier["most"].lower().startswith("up"):
        return False
    start = qualifier.start()
    return bool(
        _ROSE.search(match.string, max(0, start - 20), start)
        or _FROM.match(match.string, match.end())
    )


def _decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number.replace(",", ""))
