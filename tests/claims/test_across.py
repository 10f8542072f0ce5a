"""Claims and boxes that speak against each other, and those that may well both be true."""

import pytest
from support.claims import PR, evidence, run, text

from readiness.claims.across import held_together
from readiness.claims.find import find
from readiness.claims.kind import kinds
from readiness.repository.diff import Change, Diff, FileChange

STATUS = "# Status\n\n- [x] Cart totals\n- [ ] Gift card payments\n"


def judged(directory, texts, *, files=None, body="", **held):
    """The judgements on the documents and the pull request's body, held against each other."""
    documents = {**texts, **(files or {})}
    changed = {path: FileChange(path=path, change=Change.MODIFIED) for path in texts}
    diff = Diff(base="b", head="h", files=changed)
    seen = evidence(directory, {"shop/__init__.py": "", **documents}, diff=diff, **held)
    seen.texts.update({PR: body})
    read = [text(body), *(text(content, path) for path, content in texts.items())]
    alone = [kinds()[claim.kind].judge(claim, seen) for claim in find(read)]
    return list(held_together(alone, seen))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("It includes 12 plugins.", "It includes 14 plugins."),
        ("There are 120 tests.", "There are 130 tests."),
        ("Test coverage is 80 %.", "Test coverage is 90 %."),
    ],
)
def test_two_numbers_of_the_same_are_not_both_true(tmp_path, one, two):
    found = judged(tmp_path, {"README.md": one + "\n", "STATUS.md": f"# Status\n\n{two}\n"})
    (first, second) = found
    assert (first.verdict, second.verdict) == ("unsupported", "contradicted")
    assert "README.md:1 says" in second.reason
    assert [str(each.location) for each in second.evidence] == ["STATUS.md:3", "README.md:1"]


@pytest.mark.parametrize(
    ("path", "one", "two"),
    [
        ("STATUS.md", "It includes 12 plugins.", "It includes 12 plugins."),
        ("STATUS.md", "It includes 12 plugins.", "It includes 10+ plugins."),
        ("STATUS.md", "It includes 12 plugins.", "It includes about 14 plugins."),
        ("STATUS.md", "It includes 12 plugins.", "It includes 14 tools."),
        ("STATUS.md", "It includes 12 core plugins.", "It includes 14 plugins."),
        ("STATUS.md", "It includes 12 plugins.", "## Editor\n\nIt includes 14 plugins."),
        ("STATUS.md", "It includes 12 plugins.", "## Week 3\n\nIt includes 14 plugins."),
        ("STATUS.md", "Test coverage is 80 %.", "Test coverage is 80.4 %."),
        ("STATUS.md", "Test coverage is 80 %.", "Branch coverage is 70 %."),
        ("editor/STATUS.md", "It includes 12 plugins.", "It includes 14 plugins."),
        ("STATUS_2025.md", "It includes 12 plugins.", "It includes 14 plugins."),
        ("CHANGELOG.md", "It includes 12 plugins.", "It includes 14 plugins."),
    ],
)
def test_what_may_differ_contradicts_nothing(tmp_path, path, one, two):
    found = judged(tmp_path, {"README.md": one + "\n", path: f"# Status\n\n{two}\n"})
    assert "contradicted" not in [each.verdict for each in found]


def test_where_a_report_decides_it_does(tmp_path):
    texts = {"README.md": "There are 3 tests.\n", "STATUS.md": "There are 130 tests.\n"}
    found = judged(tmp_path, texts, runs=(run(tests__test_a=(3, 0)),))
    assert found[0].verdict == "confirmed"
    assert "cannot both" not in found[1].reason


def test_ticked_here_and_open_there(tmp_path):
    (found,) = judged(tmp_path, {"STATUS.md": STATUS}, body="- [x] Gift card payments\n")
    assert found.verdict == "contradicted"
    assert found.reason == "STATUS.md:4 leaves the same box open"
    assert [str(each.location) for each in found.evidence] == ["STATUS.md:4"]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (STATUS, "- [ ] Gift card payments"),
        (STATUS, "- [x] Gift cards"),
        (STATUS.replace("[x]", "[ ]"), "- [x] Gift card payments"),
        (STATUS + "\n## Phase 2\n\n- [ ] Gift card payments\n", "- [x] Gift card payments"),
        (STATUS + "\n## Before\n\n- [x] Gift card payments\n", "- [x] Gift card payments"),
        ("- [x] Cart totals\n- [ ] Write unit tests\n", "- [x] Write unit tests"),
    ],
)
def test_boxes_that_may_be_others_contradict_nothing(tmp_path, status, body):
    found = judged(tmp_path, {"STATUS.md": status}, body=body)
    assert "contradicted" not in [each.verdict for each in found]


def test_a_box_of_an_untouched_document_may_be_out_of_date(tmp_path):
    body = "- [x] Gift card payments complete\n"
    found = judged(tmp_path, {}, files={"STATUS.md": STATUS}, body=body)
    assert "contradicted" not in [each.verdict for each in found]


def test_the_boxes_of_the_pull_request_itself(tmp_path):
    boxes = "".join(f"- [{'x' if n < 4 else ' '}] Step of part {n}\n" for n in range(6))
    found = judged(tmp_path, {}, body=f"6/6 tasks complete.\n\n{boxes}")
    wrong = [each for each in found if each.verdict == "contradicted"]
    assert [each.reason.partition(";")[0] for each in wrong] == [
        "4 of the 6 boxes in the same text are ticked"
    ]
    for body in (f"All tasks are done.\n\n{boxes}", f"4/6 tasks complete.\n\n{boxes}"):
        found = judged(tmp_path, {}, body=body)
        assert "contradicted" not in [each.verdict for each in found]
