"""The terminal: as wide and as colourful as asked, and harmless whatever it prints."""

import io
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from support import reports

from readiness.model import ClaimVerdict
from readiness.render import terminal

HOSTILE = "[bold]x[/] \x1b[31m\x1b]0;title\x07 \u202e ::error::no ##[group]x\r\n::stop-commands::y"


def hostile_report(text=HOSTILE):
    judgement = reports.judged(reports.claim(text), ClaimVerdict.CONTRADICTED, text, (text, 1))
    finding = reports.failing(reports.UNFINISHED, text, text, 3)
    return replace(
        reports.bad(), judgements=(judgement,), findings=(finding,) * 60, notices=(text,)
    )


def test_the_verdict_comes_first_and_contradicted_claims_next():
    lines = terminal.render(reports.bad(), reports.LINKS).splitlines()
    assert lines[0] == "Not ready: 2 gates not met, 3 blockers (41.7 of 100)"
    titles = [each for each in lines if re.fullmatch(r"[A-Z].* \(\d+\)", each)]
    assert titles[:4] == ["Contradicted (3)", "Confirmed (2)", "Unsupported (2)", "What blocks (6)"]
    assert '- "85 % coverage" — measured 38.4 % (1205 of 3138 lines) · README.md:12' in lines


def test_without_a_console_there_is_no_colour():
    assert "\x1b" not in terminal.render(reports.bad(), reports.LINKS)


def test_the_console_gives_width_and_colour():
    wide = Console(file=io.StringIO(), width=60, force_terminal=True, color_system="standard")
    text = terminal.render(reports.bad(), reports.LINKS, console=wide)
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert "\x1b[1;31m" in text
    assert max(map(cell_len, plain.splitlines())) <= 60
    assert wide.file.getvalue() == ""


def test_no_colour_is_respected(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    console = Console(file=io.StringIO(), width=60, force_terminal=True)
    text = terminal.render(reports.bad(), reports.LINKS, console=console)
    assert not re.search(r"\x1b\[[\d;]*3\d", text)


def test_nothing_from_outside_controls_the_terminal_or_the_runner():
    text = terminal.render(hostile_report(), reports.LINKS)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold]" in text
    assert not re.search(r"^\s*::|##\[", text, re.MULTILINE)


@settings(max_examples=20, deadline=None)
@given(text=st.text(alphabet=":#[ ab\n\x1b", max_size=80), width=st.integers(30, 120))
def test_no_wrapped_line_is_a_command(text, width):
    console = Console(file=io.StringIO(), width=width, color_system=None)
    made = terminal.render(hostile_report(text), reports.LINKS, console=console)
    assert not re.search(r"^\s*::|##\[", made, re.MULTILINE)


def test_long_lists_say_how_much_is_left_out():
    text = terminal.render(hostile_report(), reports.LINKS)
    assert "Findings (60)" in text
    assert "20 more: see --format json or html" in text


def test_rules_are_never_cut():
    text = terminal.render(reports.bad(), reports.LINKS)
    assert text.count("integration.unresolved-import") == 2
    assert "…" not in text


def test_nothing_known():
    text = terminal.render(reports.empty(), reports.LINKS)
    assert text.startswith("Not assessed: nothing decisive was measured\nNo claims found.")
