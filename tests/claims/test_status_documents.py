"""What status documents say of a tree that can be looked into."""

import pytest
from support.claims import evidence, finding, run, verdicts

CONFIRMED, CONTRADICTED, UNSUPPORTED = "confirmed", "contradicted", "unsupported"

STAGE = """# Plan

## Stage 1: Cart ✅ COMPLETED

- [x] Totals
{boxes}
## Stage 2: Vouchers

- [ ] Storage
"""


@pytest.mark.parametrize(
    ("boxes", "says"),
    [
        ("- [x] Rounding\n", UNSUPPORTED),
        ("- [ ] Rounding\n", CONTRADICTED),
        ("### Rounding\n\n- [ ] Half up\n", CONTRADICTED),
        ("- [ ] Rounding (optional)\n", UNSUPPORTED),
        ("### Later\n\n- [ ] Rounding\n\n#### Of cents\n\n- [ ] Half up\n", UNSUPPORTED),
        ("```\n# - [ ] Rounding\n```\n", UNSUPPORTED),
    ],
)
def test_the_boxes_of_a_section_that_is_called_complete(tmp_path, boxes, says):
    document = STAGE.format(boxes=boxes)
    held = evidence(tmp_path, {"docs/plan.md": document})
    assert ("complete", says) in verdicts(document, held, "docs/plan.md")


@pytest.mark.parametrize(
    ("path", "state", "says"),
    [
        ("RELEASE_CHECKLIST.md", " ", CONTRADICTED),
        ("RELEASE_CHECKLIST.md", "x", UNSUPPORTED),
        ("NOTES.md", " ", UNSUPPORTED),
    ],
)
def test_all_items_of_a_checklist(tmp_path, path, state, says):
    document = f"All items verified and complete.\n\nThese:\n\n- [x] Totals\n- [{state}] Vouchers\n"
    held = evidence(tmp_path, {path: document})
    assert ("complete", says) in verdicts(document, held, path)


SHOPS = "shops:\n" + "".join(f"  - name: shop-{n}\n" for n in range(6))


@pytest.mark.parametrize(
    ("sentence", "files", "says"),
    [
        ("Shop servers (6 servers configured)", {"servers.json": "[1, 2, 3, 4, 5, 6]"}, CONFIRMED),
        ("Currently includes 4 configured servers.", {"servers.json": "[1, 2]"}, CONTRADICTED),
        ("Currently includes 4 servers.", {"conf/all.yaml": "servers: [a, b]\n"}, UNSUPPORTED),
        ("Currently includes 4 servers.", {"servers.yaml.example": "[a, b]\n"}, UNSUPPORTED),
        ("Includes 4 servers.", {"servers.yaml.example": "[a, b, c, d, e]\n"}, CONTRADICTED),
        ("Includes 4 servers.", {"servers.yaml": "[a]\n", "x/servers.yaml": "[b]\n"}, UNSUPPORTED),
        ("It has 4 servers.", {"servers.yaml": "[a, b]\n"}, UNSUPPORTED),
        ("Includes over 4 servers.", {"servers.yaml": "[a, b]\n"}, UNSUPPORTED),
        (
            "Includes 2 servers.",
            {"servers.toml": "[servers.a]\nx=1\n[servers.b]\nx=1\n"},
            CONFIRMED,
        ),
        ("Includes 4 servers.", {"servers.yaml": "a: &b [1]\nservers: *b\n"}, UNSUPPORTED),
        ("Includes 4 servers.", {"servers.json": "[" * 5000}, UNSUPPORTED),
        ("Includes 4 servers.", {"hosts.yaml": "[a, b]\n"}, UNSUPPORTED),
    ],
)
def test_lists_in_data_files(tmp_path, sentence, files, says):
    assert verdicts(sentence, evidence(tmp_path, files)) == [("inventory", says)]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"src/lib.rs": "#![forbid(unsafe_code)]\n// unsafe { }\nfn a() {}\n"}, CONFIRMED),
        ({"src/lib.rs": "fn a() { unsafe { b() } }\n"}, CONTRADICTED),
        ({"src/lib.rs": 'const A: &str = "unsafe {";\n'}, CONFIRMED),
        ({"shop.py": "x = 1\n"}, UNSUPPORTED),
    ],
)
def test_unsafe_code_of_rust(tmp_path, files, says):
    assert verdicts("Zero unsafe blocks", evidence(tmp_path, files)) == [("none-left", says)]


def test_debts_that_nothing_measures(tmp_path):
    held = evidence(tmp_path, {"shop.py": "x = 1\n"})
    assert verdicts("Zero technical debt", held) == [("none-left", UNSUPPORTED)]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Redis added", CONFIRMED),
        ("Celery removed", CONFIRMED),
        ("Uvicorn removed", UNSUPPORTED),
        ("Flask added", UNSUPPORTED),
    ],
)
def test_products_under_a_heading_of_dependencies(tmp_path, sentence, says):
    held = evidence(
        tmp_path, {"pyproject.toml": '[project]\ndependencies = ["redis-om", "uvicorn-worker"]\n'}
    )
    assert verdicts(f"## Dependencies\n\n- [x] {sentence}", held) == [("dependency", says)]


@pytest.mark.parametrize(
    "sentence",
    [
        "## Features Implemented",
        "## ✅ Work Completed",
        "### ✅ Implemented",
        "Features implemented: 10/10 (100%)",
        "All custom labels and feature components have been successfully migrated.",
        "# Implementation Complete - Of the Cart Labels",
        "No open payment blockers remain.",
        "No blockers in the backlog.",
    ],
)
def test_a_failing_test_elsewhere_does_not_contradict(tmp_path, sentence):
    held = evidence(tmp_path, {"shop.py": "x = 1\n"}, runs=(run(tests__test_zoo=(9, 1)),))
    assert CONTRADICTED not in {says for _, says in verdicts(sentence, held, "docs/labels.md")}


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("`shop/cart.py` (90 lines)", CONTRADICTED),
        ("`shop/cart.py` (210+ lines)", CONTRADICTED),
        ("`shop/cart.py`: ~15 lines (messages)", UNSUPPORTED),
    ],
)
def test_lines_of_a_part(tmp_path, sentence, says):
    held = evidence(tmp_path, {"shop/cart.py": "x = 1\n" * 200})
    assert ("line-count", says) in verdicts(sentence, held, "NOTES.md")


def test_lines_of_the_file_beside_the_document(tmp_path):
    held = evidence(tmp_path, {"README.md": "a\n" * 5, "server/README.md": "a\n" * 80})
    sentence = "- `README.md` (80 lines)"
    assert ("line-count", "confirmed") in verdicts(sentence, held, "server/SUMMARY.md")


@pytest.mark.parametrize(
    ("number", "says"),
    [("4,210", CONTRADICTED), ("120", CONFIRMED), ("160", CONFIRMED), ("140", UNSUPPORTED)],
)
def test_lines_of_all_code(tmp_path, number, says):
    tree = {"shop/code.py": "x = 1\n" * 120, "tests/test_code.py": "x = 1\n" * 40}
    found = verdicts(f"Total code: {number} lines", evidence(tmp_path, tree), "NOTES.md")
    assert found == [("line-count", says)]


def test_a_file_that_was_changed_and_is_gone_decides_nothing(tmp_path):
    held = evidence(tmp_path, {"shop/cart.py": "x = 1\n"})
    listed = "### Files Modified\n\n- `shop/cart.py:1-4`\n- `shop/gone.py`\n"
    assert verdicts(listed, held, "NOTES.md") == [
        ("file-exists", "confirmed"),
        ("file-exists", "unsupported"),
    ]


def test_lines_that_were_added_are_no_count(tmp_path):
    held = evidence(tmp_path, {"shop/cart.py": "x = 1\n" * 200})
    assert verdicts("`shop/cart.py`: +15 lines", held, "NOTES.md") == []


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("`shop/gone.py`", CONTRADICTED),
        ("`gone.py`", UNSUPPORTED),
        ("`/opt/shop/releases/`", UNSUPPORTED),
        ("`/home/me/shop/releases/`", CONFIRMED),
    ],
)
def test_files_of_a_list(tmp_path, item, says):
    held = evidence(tmp_path, {"shop/cart.py": "x = 1\n", "releases/a.py": ""})
    document = f"## Files Created\n\n- {item}"
    assert verdicts(document, held, "NOTES.md") == [("file-exists", says)]


TABLE = """| Package | {column} | Status |
|---|---|---|
| shop/cart | {cell} | Complete |
"""


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [("Coverage", "100.0%", UNSUPPORTED), ("Owner", "Ann", CONTRADICTED)],
)
def test_complete_beside_a_rate(tmp_path, column, cell, says):
    document = TABLE.format(column=column, cell=cell)
    held = evidence(
        tmp_path,
        {"shop/cart/all.py": "x = 1\n", "NOTES.md": document},
        findings=(finding("shop/cart/all.py"),),
    )
    assert ("complete", says) in verdicts(document, held, "NOTES.md")


@pytest.mark.parametrize(
    "sentence",
    ["- ✅ 41% coverage increase", "- Total: 900 lines"],
)
def test_numbers_that_are_of_no_one_thing(tmp_path, sentence):
    held = evidence(tmp_path, {"shop/source.py": "x = 1\n"})
    assert verdicts(sentence, held, "NOTES.md") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "## Slow clients / read timeout\n\nStatus: COMPLETE",
        "All 5 features complete.",
        "# Status\n\n## Analysis complete",
        "Repaired all 8 test files",
        "Fixed the types across 41 test files.",
        "| File | Lines |\n|---|---|\n| Markdown (docs) | ~2,750 |",
        "- [x] All files created\n- [ ] Vouchers",
    ],
)
def test_what_is_only_of_a_part(tmp_path, sentence):
    files = {"shop/analysis.py": "x = 1\n", "shop/markdown.py": "x = 1\n", "NOTES.md": sentence}
    held = evidence(
        tmp_path,
        {**files, "tests/test_zoo.py": "def test_a(): ...\n"},
        runs=(run(tests__test_zoo=(9, 1)),),
        findings=(finding("shop/analysis.py"),),
    )
    assert CONTRADICTED not in {says for _, says in verdicts(sentence, held, "NOTES.md")}
