"""Numbers by line in few bytes: a mapping like any other."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.reports.columns import Hits, ascend, packed

NUMBERS = st.dictionaries(st.integers(1, 10_000_000), st.integers(0, 2**31 - 1))


@given(NUMBERS)
def test_it_is_the_same_mapping(numbers: dict[int, int]) -> None:
    found = packed(numbers)
    assert found == numbers
    assert numbers == found
    assert list(found) == sorted(numbers)
    assert list(found.items()) == sorted(numbers.items())
    assert dict(zip(found.keys(), found.values(), strict=True)) == numbers
    assert found.keys() == numbers.keys()
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - its own bytes
    assert packed(found) is found
    assert all(found[line] == hits for line, hits in numbers.items())


def test_what_is_not_there_is_missing() -> None:
    found = Hits([2, 4], [0, 1])
    assert 3 not in found
    assert found.get(5) is None
    with pytest.raises(KeyError):
        found[1]
    assert found != {2: 0, 4: 2}
    assert repr(found) == "{2: 0, 4: 1}"
    assert {2, 3} & found.keys() == {2}


def test_whether_lines_ascend() -> None:
    assert ascend([])
    assert ascend([1, 2, 9])
    assert not ascend([1, 1])
    assert not ascend([2, 1])
