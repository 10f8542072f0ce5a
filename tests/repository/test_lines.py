from hypothesis import given
from hypothesis import strategies as st

from readiness.repository.lines import Lines


@given(st.text(alphabet="a\n", max_size=30), st.integers(0, 30))
def test_the_number_is_that_of_the_line_breaks_before(text: str, position: int) -> None:
    assert Lines(text).number(position) == text.count("\n", 0, position) + 1
