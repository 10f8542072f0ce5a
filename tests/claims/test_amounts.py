"""Numbers as they are written."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.claims.amounts import amounts, holds, written
from readiness.claims.currently import amounts_of_now
from readiness.model import Amount, Comparison

FORMS = {
    "85 %": "85%",
    "85%+": "≥ 85%",
    "~85%": "~85%",
    "≥ 85%": "≥ 85%",
    ">=85 %": "≥ 85%",
    "over 9,000": "≥ 9,000",
    "12/12": "12/12",
    "8 of 8": "8/8",
    "8 out of the 10": "8/10",
    "3,834": "3,834",
    "100+": "≥ 100",
    "80–85 %": "80-85%",
    "80 to 85 percent": "80-85%",
    "about 14.44 percent": "~14.44%",
    "90 per cent or more": "≥ 90%",
    "at most 5": "≤ 5",
    "fewer than 5": "≤ 5",
    "twelve": "12",
    "two of three": "2/3",
    "zero": "0",
    "none": "0",
}


@pytest.mark.parametrize(("form", "short"), FORMS.items())
def test_every_common_form_is_read(form, short):
    (found,) = amounts(f"we have {form} here")
    assert written(found.amount) == short


@pytest.mark.parametrize(
    "form", ["v1.2.3", "2025-01-25", "10:30", "#123", "abc12", "1.2.3", "test_1", "a/3", "3/4/5"]
)
def test_versions_dates_times_and_identifiers_are_no_amounts(form):
    assert list(amounts(f"on {form} it was")) == []


numbers = st.integers(0, 10**9)


@st.composite
def written_amounts(draw: st.DrawFn) -> Amount:
    places = draw(st.integers(0, 3))
    value = Decimal(draw(st.integers(0, 10**9))).scaleb(-places)
    comparison = draw(st.sampled_from(list(Comparison)))
    unit = draw(st.sampled_from(["", "%"]))
    if draw(st.booleans()):
        return Amount(value=value, comparison=comparison, unit=unit, places=places)
    total = Decimal(draw(numbers))
    return Amount(value=value, comparison=comparison, total=total, places=places)


@given(written_amounts())
def test_what_is_written_is_read_back(amount):
    (found,) = amounts(f"x {written(amount)} y")
    assert found.amount == amount


@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(content):
    for each in amounts(content):
        assert content[each.start : each.end]


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_rate_written_at_any_precision_holds_for_itself(part, whole):
    rate = Fraction(100 * part, whole)
    for places in range(3):
        rounded = round(Decimal(rate.numerator) / Decimal(rate.denominator), places)
        shown = Amount(value=rounded, unit="%", places=places)
        step = Fraction(1, 10**places)
        if holds(shown, rate):
            assert abs(Fraction(rounded) - rate) <= step
        assert not holds(shown, rate + 2 * step)


def amount(content: str) -> Amount:
    (found,) = amounts(content)
    return found.amount


@pytest.mark.parametrize(
    ("form", "measured", "true"),
    [
        ("85 %", "84.6", True),
        ("85 %", "85.9", True),
        ("85 %", "84.4", False),
        ("85.0 %", "84.6", False),
        ("85%+", "84.9", False),
        ("85%+", "85", True),
        ("~85%", "82", True),
        ("~85%", "79", False),
        ("up to 5", "6", False),
        ("80-85 %", "82", True),
        ("80-85 %", "86", False),
        ("100 %", "99.6", False),
        ("100 %", "100", True),
    ],
)
def test_a_number_is_held_at_the_precision_of_its_writing(form, measured, true):
    assert holds(amount(form), Fraction(measured)) is true


@pytest.mark.parametrize(
    ("sentence", "now"),
    [
        ("coverage was 80 %, now 85 %", ["85%"]),
        ("coverage rose from 80 % to 85 %", ["85%"]),
        ("coverage 80 % → 85 %", ["85%"]),
        ("85 % coverage (up from 80 %)", ["85%"]),
        ("14 % actual vs 80 % required", ["14%"]),
    ],
)
def test_of_a_history_the_current_side_counts(sentence, now):
    assert [written(each.amount) for each in amounts_of_now(sentence)] == now
