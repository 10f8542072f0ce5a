import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.repository.text import decode


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_byte_order_marks(encoding: str) -> None:
    assert decode("né\r\nx".encode(encoding)) == "né\nx"


def test_pep_263_holds_for_python_only() -> None:
    content = "# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1")
    assert decode(content, "python") == "# -*- coding: latin-1 -*-\nx = 'é'\n"
    assert "�" in (decode(content, "ruby") or "")


def test_only_the_first_two_lines_declare() -> None:
    content = "x = 1\n# coding: latin-1\ny = 'é'".encode()
    assert decode(content, "python") == "x = 1\n# coding: latin-1\ny = 'é'"


@pytest.mark.parametrize("codec", ["rot13", "hex", "punycode", "os", "no-such", "gbxyz"])
def test_other_codecs_are_not_obeyed(codec: str) -> None:
    content = f"# coding: {codec}\nx = 1\n"
    assert decode(content.encode(), "python") == content


def test_binary_is_no_text() -> None:
    assert decode(b"\x7fELF\0\0") is None


@given(st.binary(max_size=300), st.sampled_from(["python", ""]))
def test_never_raises(content: bytes, language: str) -> None:
    found = decode(content, language)
    assert found is None or "\r\n" not in found
