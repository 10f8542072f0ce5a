"""Whatever the text from outside, what surrounds it stays whole and the text stays the same."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from readiness.render import escape

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
BREAK = "\u200b"
TRAPS = [
    "a | b",
    "a \\| b \\\\| c \\",
    "`code` ``more`` `",
    "</td></table><script>alert(1)</script>",
    "<!-- marker -->",
    "![x](https://example.org/x.png) [a]: b [^1]",
    "@maintainer @acme/owners #12 GH-7 acme/courier#9",
    "https://example.org www.example.org mail@example.org _www.example.org",
    "_GH-7 HIGH-7",
    "$x$ and $$y$$ and :tada: and ~~gone~~ and *b* _i_",
    "# head\n- list\n1. one\n```\nfence\n::error::x\n##[error]x",
    "---",
    "> [!WARNING]",
    "1.",
    "- [x] done",
    "\u202egnp.exe\x1b[31m\x00\ufeff\ud800",
    "&lt; &amp;#64; &#64;",
]
texts = st.one_of(
    st.sampled_from(TRAPS),
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.text(alphabet="ab1 |`\\*_[]()<>!#@:$~&-+=.\n/wGH\t'\"", max_size=40),
)


def shown(tokens: list[Token]) -> str:
    """The text that a reader of inline tokens sees, our own invisible breaks left out."""
    return "".join(each.content for each in tokens if each.type in ("text", "code_inline")).replace(
        BREAK, ""
    )


def spelt(text: str) -> str:
    return escape.line(text)


@pytest.mark.parametrize("filtered", [escape.markdown, escape.code, escape.prose])
@given(text=texts)
@example(text="\\|")
@example(text="`|\\")
def test_a_cell_stays_one_cell(filtered, text):
    table = f"| a | b |\n| --- | --- |\n| {filtered(text)} | end |\n"
    tokens = PARSER.parse(table)
    cells = [each for before, each in pairwise(tokens) if before.type == "td_open"]
    assert len(cells) == 2
    assert cells[1].content == "end"
    assert {each.tag for each in tokens} <= {"table", "thead", "tbody", "tr", "th", "td", ""}


@given(text=texts)
def test_a_cell_shows_the_same_text(text):
    table = f"| a |\n| --- |\n| {escape.markdown(text)} |\n"
    tokens = PARSER.parse(table)
    inline = [each for each in tokens if each.type == "inline"][-1]
    assert shown(inline.children) == spelt(text)


@given(text=texts)
def test_a_list_item_shows_the_same_text(text):
    opening, *middle, closing = PARSER.parse(f"- {escape.markdown(text)}\n")
    inline = [each for each in middle if each.type == "inline"]
    assert (opening.type, closing.type) == ("bullet_list_open", "bullet_list_close")
    assert sum(each.type.endswith("list_open") for each in middle) == 0
    assert "".join(shown(each.children) for each in inline) == spelt(text)
    kinds = {child.type for each in inline for child in each.children}
    assert kinds <= {"text", "html_inline", "text_special"}


@given(text=texts)
def test_a_code_span_shows_the_same_text(text):
    tokens = PARSER.parse(f"x {escape.code(text)} y\n")
    assert [each.type for each in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    expected = f"x {spelt(text)} y" if spelt(text) else "x  y"
    assert shown(tokens[1].children) == expected


@given(text=texts)
def test_only_our_own_html_comes_out(text):
    html = PARSER.render(str(escape.markdown(text)))
    assert set(re.findall(r"<(/?\w+|!)", html)) <= {"p", "/p", "span", "/span"}
    assert not re.search(r"@\w|#\d|(?<![a-z0-9])GH-\d|://|(?<![a-z0-9])www\.", html, re.IGNORECASE)


@given(text=texts)
def test_nothing_invisible_comes_out(text):
    assert escape.visible(escape.line(text)) == escape.line(text)
    assert "\n" not in escape.line(text)
    escape.line(text).encode()


def test_prose_shows_code_between_backticks():
    assert escape.prose("run `readiness policy init` now") == "run `readiness policy init` now"
    assert escape.prose("an odd ` one") == "an odd \\` one"
    assert escape.prose("`a|b`") == "<code>a&#124;b</code>"


def test_direction_and_control_characters_are_spelt_out():
    assert escape.line("\u202eevil\x1b[0m") == "⟨U+202E⟩evil⟨U+001B⟩[0m"
    assert escape.line("👩‍👩‍👧 é 漢字") == "👩‍👩‍👧 é 漢字"


@pytest.mark.parametrize(
    "text", ["::error::no", "  ::set-output name=a::b", "x\n\t::warning ::y", "z ##[group]q"]
)
def test_no_line_of_a_log_is_a_command(text):
    logged = escape.log(text)
    assert not re.search(r"^\s*::|##\[", logged, re.MULTILINE)
    assert logged.replace(BREAK, "") == text


def test_addresses_stay_destinations():
    assert escape.address("https://h/a b(c)<d>|`") == "https://h/a%20b%28c%29%3Cd%3E%7C%60"


def test_long_hostile_lines_take_no_longer():
    text = ":a" * 50_000 + "#" * 50_000 + "`" * 50_000
    assert len(escape.markdown(text)) >= len(text)
