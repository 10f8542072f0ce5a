"""Components: own evidence, own verdict, and the whole as ready as its least ready required one."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.repositories import tree
from test_score import rule

from readiness.judge.components import component_of, part, placed
from readiness.judge.judge import judge
from readiness.model import (
    Analysis,
    AnalysisResult,
    Component,
    Condition,
    Counts,
    Coverage,
    FileCoverage,
    Finding,
    Gate,
    Item,
    Location,
    Measured,
    Outcome,
    Section,
    Severity,
    Suite,
    TestRun,
    Verdict,
)
from readiness.policy.load import built_in
from readiness.render import comment
from readiness.render.links import Links
from readiness.repository.checkout import snapshot
from readiness.repository.workspaces import workspaces

API = Component(name="api", path="services/api")
WEB = Component(name="web", path="services/web")
BOTH = (API, WEB)


def file(path, covered, lines=10):
    return FileCoverage(path=path, lines={n: int(n <= covered) for n in range(1, lines + 1)})


THREE, TWO = Counts(passed=3), Counts(passed=2)


def measured(api=THREE, web=TWO, covered=(10, 9)):
    suites = tuple(
        Suite(name=name, classname="", counts=counts, path=f"services/{name}/tests/test_a.py")
        for name, counts in (("api", api), ("web", web))
    )
    files = {
        f"services/{name}/a.py": file(f"services/{name}/a.py", hits)
        for name, hits in zip(("api", "web"), covered, strict=True)
    }
    run = TestRun(source="junit.xml", format="junit", counts=api + web, suites=suites)
    coverage = Coverage(sources=("c.xml",), formats=("x",), files=files)
    return Measured(runs=(run,), coverage=coverage)


def judged(tmp_path, evidence, components=BOTH, findings=(), policy=None):
    return judge(
        (),
        policy=policy or built_in(),
        measured=evidence,
        snapshot=snapshot(tmp_path),
        findings=findings,
        components=components,
    )


def verdicts(report):
    return {each.component.name: each.assessment.verdict for each in report.components}


def test_reports_of_the_whole_are_divided_by_where_tests_and_files_lie():
    mine = part(measured(api=Counts(passed=3, failed=1)), API, BOTH)
    assert mine.counts == Counts(passed=3, failed=1)
    assert list(mine.coverage.files) == ["services/api/a.py"]


def test_a_component_has_the_reports_that_it_lists():
    own = TestRun(source="out/api.xml", format="junit", counts=Counts(passed=7))
    listed = replace(API, tests=("out/api*.xml",))
    evidence = replace(measured(), runs=(own,))
    assert part(evidence, listed, (listed, WEB)).counts.passed == 7
    assert part(evidence, WEB, (listed, WEB)).counts.passed == 0


def test_the_whole_is_as_ready_as_its_least_ready_required_component(tmp_path):
    report = judged(tmp_path, measured(covered=(10, 7)))
    assert verdicts(report) == {"api": Verdict.READY, "web": Verdict.NOT_READY}
    assert report.verdict is Verdict.NOT_READY
    gates = [(each.component, each.gate.id) for each in report.assessment.gates]
    assert (None, "coverage.line") in gates
    assert ("web", "coverage.line") in gates
    optional = (API, replace(WEB, required=False))
    assert judged(tmp_path, measured(covered=(10, 7)), optional).verdict is Verdict.READY


def test_a_required_component_without_evidence_is_not_ready(tmp_path):
    third = Component(name="jobs", path="services/jobs")
    report = judged(tmp_path, measured(), (*BOTH, third))
    assert verdicts(report)["jobs"] is Verdict.NOT_ASSESSED
    assert report.verdict is Verdict.NOT_READY


def test_a_component_that_was_only_found_never_makes_the_whole_worse(tmp_path):
    found = tuple(replace(each, required=False, found=True) for each in BOTH)
    empty = Component(name="x", path="x", required=False, found=True)
    for evidence in (measured(), measured(covered=(10, 6)), measured(web=Counts(failed=1))):
        alone = judged(tmp_path, evidence, ())
        with_them = judged(tmp_path, evidence, (*found, empty))
        assert with_them.assessment == alone.assessment
        assert "x" not in verdicts(with_them)


def test_own_gates_and_weights(tmp_path):
    strict = replace(WEB, gates=(Gate(id="coverage.line", minimum=Fraction(19, 20)),))
    report = judged(tmp_path, measured(), (API, strict))
    assert verdicts(report) == {"api": Verdict.READY, "web": Verdict.NOT_READY}
    light = replace(WEB, weights={"security": 1})
    (_, web) = judged(tmp_path, measured(covered=(10, 0)), (API, light)).components
    assert web.assessment.score == 100


def test_what_is_of_the_whole_only_does_not_judge_a_component(tmp_path):
    ids = (
        "tests.mutation-score",
        "record.build",
        "live.api",
        "change.skips",
        "claims.contradicted",
    )
    gates = tuple(Gate(id=each, maximum=Fraction(1)) for each in ids)
    report = judged(tmp_path, measured(), policy=replace(built_in(), gates=gates))
    assert [each.assessment.gates for each in report.components] == [(), ()]
    results = tuple(
        AnalysisResult(rule="r", level="error", message="m", location=Location(path=path))
        for path in ("services/api/a.py", "services/web/a.py", "services/web/b.py")
    )
    analysis = Analysis(source="s", format="sarif", tool="t", results=results)
    evidence = replace(measured(), analyses=(analysis,))
    strict = (Gate(id="analysis.error", maximum=Fraction(1)),)
    report = judged(tmp_path, evidence, policy=replace(built_in(), gates=strict))
    assert verdicts(report) == {"api": Verdict.READY, "web": Verdict.NOT_READY}


def test_a_gate_of_one_component_is_of_no_other(tmp_path):
    only = Condition(components=("web",))
    gate = Gate(id="strict", of="coverage.line", minimum=Fraction(19, 20), when=only)
    policy = replace(built_in(), gates=(*built_in().gates, gate))
    report = judged(tmp_path, measured(), policy=policy)
    assert verdicts(report) == {"api": Verdict.READY, "web": Verdict.NOT_READY}
    named = [each.component for each in report.assessment.gates if each.gate.id == "strict"]
    assert named == ["web"]


def test_findings_get_their_component(tmp_path):
    where = Finding(
        rule=rule(severity=Severity.BLOCKER),
        outcome=Outcome.FAIL,
        message="m",
        location=Location(path="services/web/a.py", line=1),
    )
    report = judged(tmp_path, measured(), findings=(where,))
    assert report.findings[0].component == "web"
    assert verdicts(report) == {"api": Verdict.READY, "web": Verdict.NOT_READY}


def test_the_innermost_component_has_a_path():
    inner = Component(name="inner", path="services/api/inner")
    assert component_of("services/api/inner/a.py", (API, inner)) == "inner"
    assert component_of("services/apix/a.py", (API, inner)) is None
    assert placed((), ()) == ()


def test_a_matrix_for_each_component(tmp_path):
    item = Item(id="i", title="I", gate=Gate(id="coverage.line", minimum=Fraction(4, 5)))
    section = Section(id="m", title="M", items=(item,), each=True, required=True)
    policy = replace(built_in(), sections=(section,), weights={}, gates=())
    report = judged(tmp_path, measured(covered=(10, 4)), policy=policy)
    rows = {each.component: (each.verdict, each.score) for each in report.assessment.sections}
    assert rows == {"api": (Verdict.READY, 100), "web": (Verdict.NOT_READY, 50)}
    assert report.assessment.score == 75


GO = built_in("go-no-go")


def test_the_matrix_of_a_component_that_is_not_required_is_shown_and_costs_nothing(tmp_path):
    evidence = measured(covered=(10, 2))
    alone = judged(tmp_path, part(evidence, API, BOTH), (API,), policy=GO)
    optional = (API, replace(WEB, required=False))
    with_it = judged(tmp_path, evidence, optional, policy=GO)
    assert verdicts(with_it)["web"] is Verdict.NOT_READY
    assert (with_it.verdict, with_it.assessment.score) == (alone.verdict, alone.assessment.score)
    shown = {each.component: each.verdict for each in with_it.assessment.sections}
    assert shown["web"] is Verdict.NOT_READY
    assert not any("web" in each.text for each in with_it.hints)
    text = comment.render(with_it, Links())
    assert "Decision matrix: web" in text
    assert "(web), not met" not in text


def test_where_no_component_is_required_the_whole_has_its_matrix_too(tmp_path):
    found = tuple(replace(each, required=False, found=True) for each in BOTH)
    evidence = measured(covered=(10, 2))
    with_them = judged(tmp_path, evidence, found, policy=GO)
    alone = judged(tmp_path, evidence, (), policy=GO)
    assert with_them.assessment.score == alone.assessment.score
    assert with_them.verdict is alone.verdict is Verdict.NOT_READY
    assert [each.component for each in with_them.assessment.sections] == [None, "api", "web"]


def test_what_is_open_in_several_components_is_recommended_once(tmp_path):
    report = judged(tmp_path, measured(covered=(2, 2)), policy=GO)
    text = comment.render(report, Links())
    assert "- Test coverage (api, web) (medium risk): Test what" in text
    assert "Decision matrix (web), Test coverage: 20 %" in text
    assert "component web" not in text


@given(
    st.builds(Counts, passed=st.integers(0, 9), failed=st.integers(0, 9)),
    st.builds(Counts, passed=st.integers(0, 9), failed=st.integers(0, 9)),
)
def test_components_share_all_cases(api, web):
    evidence = measured(api, web)
    assert sum((part(evidence, each, BOTH).counts for each in BOTH), Counts()) == evidence.counts


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (
            {"package.json": '{"workspaces": ["packages/*", "!packages/old"]}'},
            ["packages/a", "packages/b"],
        ),
        (
            {"package.json": '{"workspaces": {"packages": ["packages/*"]}}'},
            ["packages/a", "packages/b", "packages/old"],
        ),
        ({"pnpm-workspace.yaml": "packages:\n  - 'packages/[ab]'\n"}, ["packages/a", "packages/b"]),
        ({"Cargo.toml": "[workspace]\nmembers = ['crates/*']\n"}, ["crates/x", "crates/y"]),
        ({"go.work": "go 1.22\nuse (\n  ./one\n  ./two\n)\n"}, ["one", "two"]),
        ({"pyproject.toml": "[tool.uv.workspace]\nmembers = ['py/*']\n"}, ["py/p", "py/q"]),
        (
            {"pom.xml": "<modules><module>m1</module><module> m2 </module></modules>"},
            ["m1", "m2"],
        ),
        ({"settings.gradle": "include 'g1', ':g:h'\n"}, ["g/h", "g1"]),
        ({"package.json": '{"workspaces": ["packages/a"]}'}, []),
        ({"package.json": '{"workspaces": 3}'}, []),
        ({"Cargo.toml": "[workspace"}, []),
        ({"pnpm-workspace.yaml": "- x\n"}, []),
    ],
)
def test_members_of_workspaces(tmp_path, files, found):
    for directory in ("packages/a", "packages/b", "packages/old"):
        tree(tmp_path, {f"{directory}/package.json": "{}"})
    members = {
        "crates/x/Cargo.toml": "", "crates/y/Cargo.toml": "", "one/go.mod": "", "two/go.mod": "",
        "py/p/pyproject.toml": "", "py/q/pyproject.toml": "", "m1/pom.xml": "", "m2/pom.xml": "",
        "g1/build.gradle": "", "g/h/build.gradle.kts": "",
    }  # fmt: skip
    tree(tmp_path, {**members, **files})
    assert [each.path for each in workspaces(snapshot(tmp_path))] == found
