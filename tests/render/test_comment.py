"""The comment says first what a maintainer decides on."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from support import reports

from readiness import __version__
from readiness.model import (
    ClaimVerdict,
    Context,
    Finding,
    Gate,
    GateResult,
    Outcome,
    Severity,
    Verdict,
)
from readiness.render import comment, summary
from readiness.render.links import Links


def rows(text: str) -> list[str]:
    return re.findall(r"^\| \**(Contradicted|Confirmed)\** \|", text, re.MULTILINE)


def test_verdict_claims_and_blocks_come_before_the_fold():
    text = comment.render(reports.bad(), reports.LINKS)
    first = text.partition("<details>")[0]
    assert first.startswith(
        "## ❌ Not ready: 2 gates not met, 3 blockers (41.7 of 100)\n\n"
        "3 claims contradicted, 2 confirmed"
    )
    assert rows(first) == ["Contradicted"] * 3 + ["Confirmed"] * 2
    assert "**What blocks**" in first
    assert "courier/outbox.py?plain=1#L88" in first
    assert "> This pull request changes `.github/readiness.yml`" in first


def test_a_degraded_verdict_says_what_keeps_it_from_ready():
    good, unsure = reports.good(), reports.rule("operations.ci-tests", Severity.MINOR)
    report = replace(
        good,
        assessment=replace(good.assessment, verdict=Verdict.DEGRADED, score=Decimal("78.5")),
        judgements=(
            *good.judgements,
            reports.judged(reports.claim("500 tests"), ClaimVerdict.CONTRADICTED, "412 tests"),
        ),
        findings=(
            Finding(rule=unsure, outcome=Outcome.UNKNOWN, message="There are no workflows"),
            reports.failing(unsure, "not what degrades", "a.yml"),
        ),
    )
    first = comment.render(report, reports.LINKS).partition("<details>")[0]
    assert first.partition("**What keeps it from ready**")[2].strip().splitlines() == [
        "- There are no workflows",
        "- 1 contradicted claim",
        "- The score is below 80",
    ]
    assert "What keeps it from ready" not in comment.render(good, reports.LINKS)


def test_gates_of_which_the_same_is_to_be_said_are_one_line():
    good = reports.good()
    gates = tuple(
        GateResult(
            gate=Gate(id=each, maximum=Fraction(0), warns=True),
            outcome=Outcome.UNKNOWN,
            actual=None,
            reason="not measured: nothing says what the change is",
            warns=True,
        )
        for each in ("change.skips", "change.waivers")
    )
    report = replace(
        good, assessment=replace(good.assessment, verdict=Verdict.DEGRADED, gates=gates)
    )
    text = comment.render(report, reports.LINKS)
    assert text.startswith("## ⚠️ Degraded: 2 gates undecided (100 of 100)\n")
    assert "- Gates `change.skips, change.waivers`: not measured: nothing says" in text
    assert text.count("\n- Gate") == 1


def test_where_no_report_was_found_it_says_what_to_do():
    first = comment.render(reports.empty(), reports.LINKS).partition("<details>")[0]
    assert first.count("No report of tests is where the policy looks: let the job write one") == 1
    assert "No report of coverage" not in first
    assert "where the policy looks" not in comment.render(reports.bad(), reports.LINKS)


def test_a_number_in_a_table_is_quoted_with_the_labels_of_its_cell():
    bare, good = reports.claim("99 %"), reports.good()
    cell = Context(row="Coverage", column="after")
    stated = replace(bare, statement=replace(bare.statement, context=cell))
    judged = reports.judged(stated, ClaimVerdict.CONFIRMED, "measured 99.2 %")
    text = comment.render(replace(good, judgements=(judged,)), reports.LINKS)
    assert '| Confirmed | "Coverage, after: 99 %"<br>pull request |' in text


def test_a_word_in_a_table_is_quoted_with_its_row():
    word, good = reports.claim("Complete"), reports.good()
    cell = Context(row="Vouchers", column="Status")
    stated = replace(word, statement=replace(word.statement, context=cell))
    judged = reports.judged(stated, ClaimVerdict.UNSUPPORTED, "nothing measures it")
    text = comment.render(replace(good, judgements=(judged,)), reports.LINKS)
    assert '"Vouchers: Complete"' in text


def test_a_claim_stands_beside_what_was_measured_and_where_it_is_stated():
    text = comment.render(reports.bad(), reports.LINKS)
    row = next(each for each in text.splitlines() if "85 % coverage" in each)
    url = f"https://github.com/acme/courier/blob/{reports.COMMIT}/README.md?plain=1#L12"
    assert row == (
        f'| **Contradicted** | "85 % coverage"<br>[`README.md:12`]({url}) '
        "| measured 38.4 % (1205 of 3138 lines) |"
    )


def test_places_that_are_no_files():
    text = comment.render(reports.bad(), reports.LINKS)
    assert "<br>pull request and 2 other places |" in text
    commit = "[commit 9f1b2c3](https://github.com/acme/courier/commit/9f1b2c3d4e5f6a7b)"
    assert commit in text


def test_many_findings_of_one_rule_block_as_one():
    found = [
        reports.failing(reports.UNFINISHED, f"confession {line}", "a.py", line)
        for line in range(1, 6)
    ]
    text = comment.render(replace(reports.bad(), findings=tuple(found)), Links())
    row = next(each for each in text.splitlines() if each.startswith("- 5 ×"))
    places = "`a.py:1` · `a.py:2` · `a.py:3` and 2 more"
    assert row == f"- 5 × Code that says it is not finished · {places}"


def test_more_than_a_screenful_is_folded():
    judgement = reports.bad().judgements[1]
    text = comment.render(replace(reports.bad(), judgements=(judgement,) * 11), reports.LINKS)
    assert len(rows(text.partition("<details>")[0])) == 8
    assert "<summary>3 more contradicted claims</summary>" in text
    assert len(rows(text)) == 11


def test_the_foot_names_commit_policy_and_run():
    foot = comment.render(reports.bad(), reports.LINKS).splitlines()[-1]
    assert foot == (
        "<sub>Commit `5f3c1d8e9a7b` · Policy: `.github/readiness.yml at 5f3c1d8e9a7b` · Readiness "
        f"{__version__} · [Workflow run](https://github.com/acme/courier/actions/runs/7204411)</sub>"
    )


def test_deductions_add_up_in_one_table():
    text = comment.render(reports.bad(), reports.LINKS)
    table = text.partition("| ---: |")[2].partition("</details>")[0]
    lost = sum(float(each) for each in re.findall(r"^\| −([\d.]+)", table, re.MULTILINE))
    assert lost + 41.7 == 100
    assert "\n\n|" not in table


def test_unsupported_claims_are_folded_with_what_would_decide_them():
    text = comment.render(reports.bad(), reports.LINKS)
    fold = text.partition("<summary>2 claims that no evidence decides")[2].partition("</details>")[
        0
    ]
    assert '"Ready for production" — no component is named' in fold


def test_claims_that_nothing_decides_for_one_reason_stand_below_it():
    report = reports.bad()
    (one, *_) = [each for each in report.judgements if each.verdict == "unsupported"]
    others = [
        replace(one, claim=replace(one.claim, quote=f"Part {number} is ready")) for number in (1, 2)
    ]
    text = comment.render(replace(report, judgements=(*report.judgements, *others)), reports.LINKS)
    fold = text.partition("<summary>4 claims that no evidence decides")[2].partition("</details>")[
        0
    ]
    assert fold.count(one.reason) == 1
    assert re.search(r'^  - "Part 1 is ready" · ', fold, re.MULTILINE)


def test_findings_come_by_category_the_heaviest_first():
    text = comment.render(reports.bad(), reports.LINKS)
    fold = text.partition("<summary>6 findings</summary>")[2].partition("</details>")[0]
    groups = re.findall(r"^\*\*(\S+)\*\* \((.*)\)$", fold, re.MULTILINE)
    assert groups == [
        ("implementation", "2 blockers"),
        ("integration", "1 blocker"),
        ("dependencies", "2 major"),
        ("security", "1 minor"),
    ]


def test_findings_of_a_category_come_by_rule():
    text = comment.render(reports.bad(), Links())
    assert (
        "- `dependencies.undeclared` (2 major)\n"
        "  - `tenacity` is imported and not declared · `courier/retry.py:5`\n"
        "  - `elasticsearch` is imported and not declared · `courier/search.py:3`\n"
    ) in text


def test_a_good_project_is_told_so_plainly():
    text = comment.render(reports.good(), reports.LINKS)
    assert text.startswith("## ✅ Ready: 100 of 100\n\n2 claims confirmed. 412 of 412 tests passed")
    assert "What blocks" not in text
    assert "No point was lost." in text
    assert "None of the rules found anything." in text


def test_nothing_known_is_not_assessed():
    text = comment.render(reports.empty(), reports.LINKS)
    assert text.startswith("## ❔ Not assessed: nothing decisive was measured\n")
    assert "No claims found. No test report; no coverage report." in text
    assert "> No policy is committed; `readiness policy init` writes one." in text
    assert "| Claim |" not in text


def test_the_summary_of_the_job_says_the_same():
    assert summary.render(reports.bad(), reports.LINKS) == comment.render(
        reports.bad(), reports.LINKS
    )


def test_the_same_report_gives_the_same_bytes():
    first = comment.render(reports.bad(), reports.LINKS)
    assert first == comment.render(reports.bad(), reports.LINKS)
