"""YAML of unknown origin: what nests or refers without end is refused, and quickly."""

import pytest
import yaml
from support.growth import linear

from readiness import plainyaml


@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "? ", "[{", "'", "a: &a ", "!!x "])
def test_what_repeats_is_refused_or_read_in_linear_time(piece):
    def prepare(size):
        text = piece * size

        def read():
            try:
                plainyaml.load(text)
            except (yaml.YAMLError, ValueError):
                return

        return read

    assert linear(prepare, 20_000)


def test_what_is_nested_without_end_says_where():
    with pytest.raises(yaml.MarkedYAMLError, match="nested more than 60 deep") as raised:
        plainyaml.check("a:\n  " + "[" * 100_000)
    assert (raised.value.problem_mark.line, raised.value.problem_mark.column) == (1, 61)


def test_an_alias_is_refused():
    with pytest.raises(yaml.MarkedYAMLError, match="an alias"):
        plainyaml.load("a: &a [1]\nb: [*a, *a]\n")


def test_plain_data_is_read():
    assert plainyaml.load("a: [1, {b: off}]\n") == {"a": [1, {"b": False}]}
    node = plainyaml.compose("- one\n- two\n")
    assert [each.start_mark.line for each in node.value] == [0, 1]
