"""Values that reports write, and those that they should not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.reports import values


@pytest.mark.parametrize(
    ("written", "read"),
    [("0.5", 0.5), ("1,234.5", 1234.5), (3, 3.0), ("NaN", None), ("-1", None), ("1e30", None),
     ("soon", None), ("", None), (None, None), ("inf", None), ([], None)],
)  # fmt: skip
def test_seconds(written: object, read: float | None) -> None:
    assert values.seconds(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [("12", 12), (" 12 ", 12), ("12.0", 12), (12.0, 12), (7, 7), ("-1", None), ("twelve", None),
     (float("nan"), None), (True, None), ("9" * 40, None), ("٣", None), (None, None)],
)  # fmt: skip
def test_count(written: object, read: int | None) -> None:
    assert values.count(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2020-09-01T07:11:23", datetime(2020, 9, 1, 7, 11, 23)),
        ("2020-09-01T07:11:23.8158731Z", datetime(2020, 9, 1, 7, 11, 23, 815873, UTC)),
        ("Sat, 03 Dec 2022 23:10:07 GMT", datetime(2022, 12, 3, 23, 10, 7, tzinfo=UTC)),
        (1_600_000_000, datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        (1_600_000_000_000, datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        ("1970-01-01T00:00:00", None),
        ("0001-01-01T00:00:00Z", None),
        (0, None),
        ("yesterday", None),
        (1e300, None),
        (float("nan"), None),
        (None, None),
    ],
)
def test_moment(written: object, read: datetime | None) -> None:
    assert values.moment(written) == read


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_nothing_raises(value: object) -> None:
    time, number = values.seconds(value), values.count(value)
    assert time is None or 0 <= time <= values.LONGEST_TIME
    assert number is None or 0 <= number <= values.LARGEST_COUNT
    assert values.moment(value) is None or isinstance(values.moment(value), datetime)
