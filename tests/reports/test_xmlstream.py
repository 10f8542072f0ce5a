"""XML streams, over files that tools and attackers write."""

from itertools import islice
from pathlib import Path

import pytest

from readiness.reports.reader import Source, UnreadableError
from readiness.reports.xmlstream import events, local, parse, text


def source(tmp_path: Path, content: str | bytes) -> Source:
    file = tmp_path / "report.xml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(path="report.xml", file=file)


def names(tmp_path: Path, content: str | bytes, *tags: str, **options: int) -> list[str]:
    return [
        f"{event} {local(element)} {element.get('n', '')}".strip()
        for event, element in events(source(tmp_path, content), *tags, **options)
    ]


def test_starts_and_ends_come_in_order(tmp_path: Path) -> None:
    xml = "<a><b n='1'><c/></b><b n='2'/></a>"
    assert names(tmp_path, xml, "a", "b") == [
        "start a", "start b 1", "end b 1", "start b 2", "end b 2", "end a",
    ]  # fmt: skip


def test_namespaces_do_not_matter(tmp_path: Path) -> None:
    assert names(tmp_path, "<a xmlns='urn:x'><b/></a>", "b") == ["start b", "end b"]


def test_an_ended_element_is_whole(tmp_path: Path) -> None:
    xml = "<a><b><c>one <d>two</d></c></b></a>"
    found = [text(each) for event, each in events(source(tmp_path, xml), "b") if event == "end"]
    assert found == ["one two"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]
)
def test_every_encoding(tmp_path: Path, encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "latin-1": "iso-8859-1"}.get(encoding, encoding[:6])
    xml = f"<?xml version='1.0' encoding='{declared}'?><a><b n='ü'/></a>".encode(encoding)
    assert names(tmp_path, xml, "b") == ["start b ü", "end b ü"]


def test_white_space_before_the_declaration_is_left_out(tmp_path: Path) -> None:
    for before in ("\n  ", " " * 70_000 + "\n"):
        xml = f"{before}<?xml version='1.0'?><a><b/></a>"
        if len(before) < 10:
            assert names(tmp_path, xml, "b") == ["start b", "end b"]
        else:
            with pytest.raises(UnreadableError):
                names(tmp_path, xml, "b")


def test_damage_that_the_parser_has_no_words_for_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cdata not finished, line 1"):
        names(tmp_path, "<a><b><![CDATA[", "b")


@pytest.mark.parametrize(
    "inner", [b"\x1b[31mred", b"&#27;[0m", b"&#x0;", b"&#xFFFF;", b"\xff\xfe", b"\xc3"]
)
def test_what_xml_forbids_in_text_is_replaced(tmp_path: Path, inner: bytes) -> None:
    assert names(tmp_path, b"<a><b>" + inner + b"</b></a>", "b") == ["start b", "end b"]


def test_a_reference_across_chunks_is_replaced(tmp_path: Path) -> None:
    for padding in range(64 * 1024 - 12, 64 * 1024):
        xml = b"<a>" + b" " * padding + b"<b>&#27;</b></a>"
        assert names(tmp_path, xml, "b") == ["start b", "end b"]


BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]>
<a n="&y;"><b>&y;</b></a>"""


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (BOMB, "entities"),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///x'><!ENTITY y 'z'>]><a>&x;</a>", "entities"),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a n='&x;'/>", "external entity"),
        ("<a>\0</a>", "0x0"),
        ("<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://localhost/x'> %x;]><a/>", "entities"),
        ("<a>&undeclared;</a>", "undeclared"),
        ("<a><b></a>", "mismatch"),
        ("<a>", "line 1"),
        ("", "no element"),
        ("plain text", "no element"),
        ("<a>" * 100_000, "depth"),
        ("<a/><a/>", "Extra content"),
    ],
)
def test_what_is_refused_says_why(tmp_path: Path, xml: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        names(tmp_path, xml, "b")


def test_an_external_entity_stays_its_name(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("never read")
    xml = f"<!DOCTYPE a [<!ENTITY x SYSTEM '{file.as_uri()}'>]><a><b>is &x;</b></a>"
    found = [text(each) for event, each in events(source(tmp_path, xml), "b") if event == "end"]
    assert found == ["is &x;"]


def test_a_document_type_without_entities_is_read(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">'
    assert names(tmp_path, doctype + "<report><b/></report>", "b") == ["start b", "end b"]


def test_events_come_before_the_damage(tmp_path: Path) -> None:
    found = events(source(tmp_path, "<a><b n='1'/><b n='2'/><b"), "b")
    seen = [(event, element.get("n")) for event, element in islice(found, 4)]
    assert seen == [("start", "1"), ("end", "1"), ("start", "2"), ("end", "2")]
    with pytest.raises(UnreadableError, match="line 1"):
        next(found)


def test_one_endless_element_is_refused(tmp_path: Path) -> None:
    xml = "<a><b>" + "x" * 3_000_000 + "</b></a>"
    with pytest.raises(UnreadableError, match="more than 1 MB"):
        names(tmp_path, xml, "b", span=1 << 20)


class Told:
    """A target that writes down what it is told."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.letters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.seen.append(f"start {tag} {dict(attributes)}")

    def end(self, tag: str) -> None:
        self.seen.append(f"end {tag}")

    def data(self, text: str) -> None:
        self.letters += len(text)

    def close(self) -> None: ...


def test_a_target_is_told_of_elements_and_text(tmp_path: Path) -> None:
    told = Told()
    parse(source(tmp_path, "<a><!-- c --><?p i?><b n='1'>te&amp;xt\x1b</b></a>"), told)
    assert told.seen == ["start a {}", "start b {'n': '1'}", "end b", "end a"]
    assert told.letters == 6


@pytest.mark.parametrize("xml", [BOMB, "<a>&undeclared;</a>", "<a><b></a>", "<a>" * 5000, "<a"])
def test_a_target_is_not_told_what_is_refused(tmp_path: Path, xml: str) -> None:
    with pytest.raises(UnreadableError):
        parse(source(tmp_path, xml), Told())
