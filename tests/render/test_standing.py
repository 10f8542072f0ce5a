"""Checklists, components, exceptions and hints in every rendering."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from jsonschema import Draft202012Validator

from readiness.judge.judge import judge
from readiness.model import (
    Attestation,
    Claim,
    ClaimVerdict,
    Component,
    Counts,
    Coverage,
    FileCoverage,
    Gate,
    Item,
    Judgement,
    Measured,
    Search,
    Section,
    Source,
    SourceKind,
    Statement,
    TestRun,
    Waiver,
)
from readiness.policy.load import built_in
from readiness.render import as_json, comment, html, summary, terminal
from readiness.render.links import Links
from readiness.render.templates import FOLDER
from readiness.repository.checkout import snapshot

TODAY = date(2026, 5, 1)
HOSTILE = "a | b <img src=x> @everyone `c` ::error::d\n# e"


def report(tmp_path, **changes):
    hits = {n: int(n < 32) for n in range(1, 101)}
    files = {"api/a.py": FileCoverage(path="api/a.py", lines=hits)}
    evidence = Measured(
        runs=(TestRun(source="api/j.xml", format="junit", counts=Counts(passed=3)),),
        coverage=Coverage(sources=("c.xml",), formats=("x",), files=files),
    )
    items = (
        Item(
            id="coverage",
            title=HOSTILE,
            gate=Gate(id="coverage.line", minimum=Fraction(4, 5)),
            risk="high",
            advice="Test it.",
            horizon="at once",
        ),
        Item(id="drill", title="Restore drill", attestable=True),
        Item(id="nothing", title="Files", search=Search(files=("none",))),
        Item(id="away", title="Not here", rules=("security.secret",), only_if=Search(files=("x",))),
    )
    policy = replace(
        built_in(),
        title="Checklist of ours",
        sections=(Section(id="s", title="Section S", items=items),),
        attestations=(
            Attestation(
                item="drill",
                who=HOSTILE,
                when=TODAY,
                link="https://example.org/x|y",
                expires=date(2026, 5, 9),
            ),
        ),
        waivers=tuple(
            Waiver(gate="tests.flaky", paths=("**",), reason=HOSTILE, owner="@o", expires=day)
            for day in (date(2026, 4, 1), date(2026, 6, 1))
        ),
        words={"pass": "GO", "fail": "NO GO"},
        **changes,
    )
    components = (Component(name="api", path="api"),)
    return judge(
        (),
        policy=policy,
        measured=evidence,
        snapshot=snapshot(tmp_path),
        findings=(),
        components=components,
        today=TODAY,
    )


SHOWN = (
    "Checklist of ours",
    "Section S",
    "NO GO",
    "46.2",
    "at least 80 %",
    "attested",
    "31 days left",
    "expired 30 days ago, does not count",
    "Attested, not verified",
    "Test it.",
    "What to do first",
)


@pytest.mark.parametrize("render", [comment, summary, html], ids=lambda each: each.__name__)
def test_all_is_shown(tmp_path, render):
    text = render.render(report(tmp_path), Links())
    for each in SHOWN:
        assert each in text, each
    assert "<img" not in text
    assert "@everyone" not in text.replace("@\u200b", "") or render is html


def test_the_terminal_shows_it_and_starts_no_command(tmp_path):
    text = terminal.render(report(tmp_path), Links())
    for each in ("Section S", "NO GO", "31 days left", "attested", "What to do first"):
        assert each in text, each
    assert not any(line.startswith("::") for line in text.splitlines())


def test_the_json_report_keeps_its_contract(tmp_path):
    found = json.loads(as_json.render(report(tmp_path), Links()))
    schema = json.loads(FOLDER.parent.joinpath("report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(found)
    (section,) = found["sections"]
    states = {each["id"]: each["state"] for each in section["items"]}
    assert states == {
        "coverage": "fail",
        "drill": "attested",
        "nothing": "fail",
        "away": "skipped",
    }
    assert [each["days_left"] for each in found["waivers"]] == [-30, 31]
    assert found["components"] == [
        {"name": "api", "path": "api", "verdict": "not-ready", "score": 87.8}
    ]
    assert {each["component"] for each in found["gates"]} == {None, "api"}
    assert found["hints"]
    causes = [sum(key in each for key in ("gate", "rule", "item")) for each in found["deductions"]]
    assert set(causes) == {1}


def test_a_policy_without_any_of_it_shows_none_of_it(tmp_path):
    plain = replace(report(tmp_path), components=(), waivers=(), attestations=(), hints=())
    bare = replace(plain, assessment=replace(plain.assessment, sections=()))
    text = comment.render(bare, Links())
    assert not any(each in text for each in ("Checklist", "exception", "Component", "do first"))


def test_what_a_required_checklist_lacks_stands_among_what_blocks(tmp_path):
    item = Item(id="i", title="A restore was rehearsed", attestable=True)
    section = Section(id="s", title="Backup", items=(item,), required=True)
    policy = replace(built_in(), gates=(), weights={}, sections=(section,))
    found = judge((), policy=policy, measured=Measured(), snapshot=snapshot(tmp_path), findings=())
    text = comment.render(found, Links())
    assert "Backup, not met: A restore was rehearsed" in text
    assert "The score is below 50" in text


def test_what_is_claimed_of_each_part_stands_beside_what_was_found(tmp_path):
    source = Source(kind=SourceKind.PULL_REQUEST)

    def said(subject, verdict):
        statement = Statement(source=source, text="x", line=1)
        claim = Claim(kind="complete", quote="x", subject=subject, statement=statement)
        return Judgement(claim=claim, verdict=verdict, reason=f"{subject} {verdict}")

    judged = (
        said("Store", ClaimVerdict.CONFIRMED),
        said("Search", ClaimVerdict.CONTRADICTED),
        said("search`", ClaimVerdict.CONFIRMED),
        said("Mail", ClaimVerdict.UNSUPPORTED),
    )
    text = comment.render(replace(report(tmp_path), judgements=judged), Links())
    assert "Claimed and found: 2 parts" in text
    assert "| Search | 1 of 2 claims | Search contradicted |" in text
    assert text.index("| Search | 1 of 2") < text.index("| Store | 1 of 1")
    plain = report(tmp_path)
    bare = replace(plain, judgements=judged, assessment=replace(plain.assessment, sections=()))
    assert "Claimed and found" not in comment.render(bare, Links())


def went(tmp_path, *items, **changes):
    section = Section(id="s", title="Section S", items=items, required=True)
    policy = replace(built_in(), gates=(), weights={}, sections=(section,), **changes)
    return judge((), policy=policy, measured=Measured(), snapshot=snapshot(tmp_path), findings=())


def manual(name, **given):
    return Item(id=name, title=f"Item {name}", attestable=True, advice=f"Do {name}.", **given)


@pytest.mark.parametrize("render", [comment, html, terminal], ids=lambda each: each.__name__)
def test_the_verdict_is_said_in_the_words_of_the_policy(tmp_path, render):
    found = went(tmp_path, manual("a"), words={"not-ready": "NO GO", "degraded": "GO, with risks"})
    text = render.render(found, Links())
    assert "NO GO: Section S not met (0 of 100)" in text
    assert "to reach GO, with risks" in text
    assert "Not ready" not in text


def test_risks_have_a_column_where_the_policy_names_any(tmp_path):
    without, with_ = went(tmp_path, manual("a")), went(tmp_path, manual("a", risk="high"))
    for render in (comment, html):
        assert "Risk" not in render.render(without, Links())
        assert "Risk" in render.render(with_, Links())
    assert "| **unknown** | Item a | nobody has vouched for it |  | high |" in comment.render(
        with_, Links()
    )


def test_recommendations_stand_in_the_policys_order_of_horizons(tmp_path):
    done = Item(id="c", title="Item c", search=Search(files=("*",)), horizon="at once")
    (tmp_path / "a.txt").write_text("x")
    items = (done, manual("a", horizon="later"), manual("b", horizon="at once"))
    text = comment.render(went(tmp_path, *items), Links())
    assert text.index("Do b.") < text.index("Do a.")


def test_where_nothing_says_what_the_change_is_the_remedy_is_named(tmp_path):
    gates = (Gate(id="change.skips", maximum=Fraction(0)),)
    policy = replace(built_in(), gates=gates)
    found = judge((), policy=policy, measured=Measured(), snapshot=snapshot(tmp_path), findings=())
    assert "--base" in comment.render(found, Links())


def test_a_checklist_that_does_not_apply_says_why_in_one_line(tmp_path):
    away = Search(files=("none.x",))
    items = tuple(manual(name, only_if=away) for name in "ab")
    found = went(tmp_path, *items)
    for render in (comment, html, terminal):
        text = render.render(found, Links()).replace("&nbsp;", " ")
        assert "does not apply" in text
        assert "there is no none.x" in text
        assert "Item a" not in text
    assert "Item a" in as_json.render(found, Links())


def test_the_words_of_a_state_stay_on_one_line(tmp_path):
    found = went(tmp_path, manual("a"), words={"unknown": "NO GO", "not-ready": "NO *GO*"})
    text = comment.render(found, Links())
    assert "| **NO&nbsp;GO** | Item a |" in text
    assert "| Section S | **NO&nbsp;\\*GO\\*** |" in text
    long = went(tmp_path, manual("a"), words={"unknown": "NO GO (unknown)"})
    assert "| **NO GO (unknown)** | Item a |" in comment.render(long, Links())


def test_what_was_not_measured_is_first_to_be_measured(tmp_path):
    bound = Gate(id="coverage.line", minimum=Fraction(4, 5))
    items = (
        Item(id="covered", title="Covered", gate=bound, advice="Test what is not executed."),
        manual("vouched"),
    )
    text = comment.render(went(tmp_path, *items), Links())
    assert "- Covered: Have it measured: let the job write the report that tells. Test what" in text
    assert "- Item vouched: Do vouched." in text
    assert "No report of coverage is where the policy looks" in text


def test_the_page_shows_first_what_blocks_then_the_checklists(tmp_path):
    text = html.render(report(tmp_path), Links())
    assert text.index("<h2>What blocks") < text.index("Checklist of ours")


def test_the_page_shows_the_checklists_before_the_claims(tmp_path):
    text = html.render(report(tmp_path), Links())
    assert text.index("Checklist of ours") < text.index("<h2>Claims")
