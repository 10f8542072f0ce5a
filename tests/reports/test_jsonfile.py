"""JSON of any making is read or refused with a reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.reports import jsonfile
from readiness.reports.reader import Source, UnreadableError


def source(tmp_path: Path, content: bytes) -> Source:
    file = tmp_path / "report.json"
    file.write_bytes(content)
    return Source(path="report.json", file=file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert jsonfile.load(source(tmp_path, '{"a": "ü"}'.encode(encoding))) == {"a": "ü"}


def test_not_a_number_is_nothing(tmp_path: Path) -> None:
    assert jsonfile.load(source(tmp_path, b"[NaN, Infinity, -Infinity]")) == [None] * 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not valid JSON"),
        (b'{"a": ', "line 1"),
        (b"[" * 200_000, "nested too deeply"),
        (b"9" * 10_000, "not valid JSON"),
    ],
)
def test_what_is_no_json_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        jsonfile.load(source(tmp_path, content))


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="larger than 1 MB"):
        jsonfile.load(source(tmp_path, b"[" + b" " * (1 << 20) + b"]"), largest=1 << 20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_are_numbered(tmp_path: Path, encoding: str) -> None:
    found = jsonfile.lines(source(tmp_path, "one\r\n\n two \nthree".encode(encoding)))
    assert list(found) == [(1, "one"), (3, " two"), (4, "three")]


@given(st.text())
def test_any_text_is_a_value_or_unreadable(text: str) -> None:
    try:
        value = jsonfile.loads(text)
    except UnreadableError as error:
        assert str(error).startswith("not valid JSON")  # noqa: PT017 - either way is right
    else:
        assert value is None or isinstance(value, str | int | float | bool | list | dict)
