"""For any number of claims and findings of any text, everything counts and everything fits."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import reports

from readiness.model import ClaimVerdict, Finding, Measured, Outcome, Report, Unreadable
from readiness.render import budget, check, comment, summary
from readiness.render.links import Links

texts = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.sampled_from(["$" * 500, "\u202e" * 500, "漢字 " * 300, "|`\\" * 200, "7" * 2000]),
)
numbers = st.sampled_from([0, 1, 3, 160])


def size(text: str) -> int:
    return len(text.encode())


def filled(words: str, claims: int, findings: int, unreadable: int) -> Report:
    made = [
        reports.judged(reports.claim(f"{words} {index}"), verdict, words, (words or "x", index + 1))
        for verdict in ClaimVerdict
        for index in range(claims)
    ]
    rules = (reports.UNFINISHED, reports.UNDECLARED, reports.PATHS)
    found = [
        Finding(
            rule=rules[index % 3],
            outcome=Outcome.FAIL,
            message=f"{words} {index}",
            location=reports.at(words or "x", index + 1),
        )
        for index in range(findings)
    ]
    return replace(
        reports.bad(),
        judgements=tuple(made),
        findings=tuple(found),
        notices=(words,) * 3,
        measured=Measured(unreadable=(Unreadable(path=words, reason=words),) * unreadable),
    )


@settings(max_examples=8, deadline=None)
@given(words=texts, claims=numbers, findings=numbers, unreadable=numbers)
def test_every_rendering_fits(words, claims, findings, unreadable):
    report = filled(words, claims, findings, unreadable)
    run = check.render(report, reports.LINKS)
    assert size(comment.render(report, reports.LINKS)) <= 65_536 - 200
    assert size(summary.render(report, reports.LINKS)) <= 1_048_576
    assert size(run.summary) <= 65_535
    assert size(run.text) <= 65_535
    assert len(run.title) <= 255


@settings(max_examples=6, deadline=None)
@given(words=texts, claims=numbers, findings=numbers)
def test_counts_stay_whole(words, claims, findings):
    text = comment.render(filled(words, claims, findings, 0), reports.LINKS)
    assert text.startswith("## ❌ Not ready: 2 gates not met")
    assert text.partition("\n")[0].endswith(" (41.7 of 100)")
    noun = "claim" if claims == 1 else "claims"
    if claims:
        assert f"\n{claims} {noun} contradicted, {claims} confirmed" in text
    assert f"<summary>{findings} finding{'s' * (findings != 1)}</summary>" in text
    rows = len(re.findall(r"^\| \*\*Contradicted\*\* \|", text, re.MULTILINE))
    left = re.search(r"_(\d+) contradicted claims? left out", text)
    assert rows + (int(left[1]) if left else 0) == claims


def test_what_is_left_out_is_said_and_where_it_is():
    text = comment.render(filled("many words " * 20, 700, 3000, 0), reports.LINKS)
    assert "3000 findings" in text
    assert re.search(r"_\d+ findings left out here for size: see the summary of the job", text)
    assert "| **Contradicted** |" in text.split("<details>")[0]


def test_the_first_lists_are_filled_first():
    drawn = budget.fit(
        lambda kept: "a" * 50 * kept["first"] + "b" * 50 * kept["second"],
        {"first": 5, "second": 9},
        limit=373,
    )
    assert (drawn.count("a"), drawn.count("b")) == (250, 100)


def test_a_frame_that_does_not_fit_is_an_error():
    with pytest.raises(ValueError, match="the frame alone takes 20 of 10 bytes"):
        budget.fit(lambda kept: "x" * 20, {"none": 0}, limit=10)


def test_bytes_are_what_counts():
    assert budget.size("é漢👍") == 9


def test_without_a_forge_there_are_no_links():
    assert "](" not in comment.render(reports.bad(), Links())
