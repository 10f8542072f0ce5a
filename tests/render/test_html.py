"""The page is whole, loads nothing, and shows texts from outside as texts."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from support import reports

from readiness.model import ClaimVerdict
from readiness.render import html

VOID = {"meta"}


class Page(HTMLParser):
    """The elements of a page, their attributes and texts; fails on one that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("make", [reports.bad, reports.good, reports.empty])
def test_the_page_is_well_formed_and_loads_nothing(make):
    page = Page(html.render(make(), reports.LINKS))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "svg"}
    attributes = {name for _, found in page.elements for name in found}
    assert not any(each.startswith("on") or each in ("style", "src") for each in attributes)


def test_only_its_own_style_is_let_in():
    text = html.render(reports.bad(), reports.LINKS)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(found["content"] for _, found in Page(text).elements if found.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_everything_is_on_the_page():
    page = Page(html.render(reports.bad(), reports.LINKS))
    assert "Not ready: 2 gates not met, 3 blockers (41.7 of 100)" in page.text
    assert "measured 38.4 % (1205 of 3138 lines)" in page.text
    assert "a gate named in the policy would decide it" in page.text
    assert "courier/legacy.py could not be parsed" in page.text
    assert "not well-formed: line 1, column 4096" in page.text
    assert reports.UNFINISHED.fix in page.text
    links = {found["href"] for tag, found in page.elements if tag == "a"}
    assert f"https://github.com/acme/courier/blob/{reports.COMMIT}/README.md?plain=1#L12" in links


def test_texts_from_outside_are_texts():
    text = "</td><script>alert(1)</script>\"' onclick=x `<b>` ##[error] \u202e\x00"
    judgement = reports.judged(reports.claim(text), ClaimVerdict.CONTRADICTED, text, (text, 1))
    report = replace(reports.bad(), judgements=(judgement,), notices=(text,))
    rendered = html.render(report, reports.LINKS)
    assert "##[" not in rendered
    page = Page(rendered)
    assert "##[error]" in page.text
    assert "</td><script>alert(1)</script>" in page.text
    assert "⟨U+202E⟩⟨U+0000⟩" in page.text
    assert "script" not in {tag for tag, _ in page.elements}


def test_nothing_known_reads_well():
    page = Page(html.render(reports.empty(), reports.LINKS))
    assert "Nothing is claimed that could be held against evidence." in page.text
    assert "No report of tests or coverage was found." in page.text
    assert "None of the rules found anything." in page.text
