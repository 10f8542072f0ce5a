"""Numbers as people read them, and texts shortened without harm."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.model import Counts, CoverageTotals
from readiness.render import words


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (None, "not measured"),
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.3183, "31.8 %"),
        (0.99999, "99.9 %"),
        (0.00001, "0.1 %"),
    ],
)
def test_percentages_never_round_to_all_or_nothing(rate, shown):
    assert words.percent(rate) == shown


def test_points_are_tenths():
    assert words.points(Decimal("58.70")) == "58.7"
    assert words.points(Decimal(100)) == "100"


@given(text=st.text(alphabet="ab 1,.%/", max_size=80), limit=st.integers(2, 40))
def test_a_shortened_text_keeps_whole_words_and_numbers(text, limit):
    flat = " ".join(text.split())
    cut = words.shorten(text, limit)
    assert len(cut) <= limit
    if cut == flat:
        return
    kept = cut.removesuffix("…")
    assert flat.startswith(kept)
    numbers = re.findall(r"\d[\d.,/]*", flat)
    assert all(each in numbers for each in re.findall(r"\d[\d.,/]*", kept))


def test_a_number_keeps_its_unit_or_goes():
    assert words.shorten("the coverage is 85 % of lines", 19) == "the coverage is…"
    assert words.shorten("the coverage is 85 % of lines", 22) == "the coverage is 85 %…"
    assert words.shorten("1 000 000 tests that pass", 10) == "…"
    assert words.shorten("needs python3 and more", 15) == "needs…"
    assert words.shorten("1" * 50, 10) == "…"


def test_shortening_hostile_texts_takes_no_longer():
    text = ("7" * 4000 + "x ") * 500
    assert words.shorten(text, 1_000_000).endswith("…")


def test_paths_lose_their_middle():
    assert words.shorten_path("a/b.py", 10) == "a/b.py"
    cut = words.shorten_path("src/" + "x" * 100 + "/name.py", 30)
    assert len(cut) == 30
    assert cut.startswith("src/x")
    assert cut.endswith("/name.py")


def test_cases():
    assert words.cases(Counts(passed=82, failed=30)) == "82 of 112 tests passed, 30 failed"
    assert words.cases(Counts()) == "no test was run"
    assert words.cases(Counts(skipped=1)) == "0 of 1 test passed, 1 skipped"


def test_coverage():
    assert words.coverage(None) == "no coverage report"
    assert words.coverage(CoverageTotals(files=1)) == "coverage of no line was measured"
    totals = CoverageTotals(lines=4, covered_lines=1, branches=2, covered_branches=1)
    assert words.coverage(totals) == "25 % of lines covered (1 of 4), 50 % of branches (1 of 2)"
