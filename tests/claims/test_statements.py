"""Texts to sentences: their lines and contexts."""

from support.claims import COMMIT, claims, stated, text

from readiness.claims.statements import statements


def test_each_sentence_has_its_line_and_its_headings():
    found = stated("# Title\n\nOne is here.\nTwo is there. Three.\n\n## Inner\n\nFour.\n")
    assert [(each.text, each.line) for each in found] == [
        ("Title", 1),
        ("One is here.", 3),
        ("Two is there.", 4),
        ("Three.", 4),
        ("Inner", 6),
        ("Four.", 8),
    ]
    assert found[-1].context.headings == ("Title", "Inner")
    assert found[0].context.setting == found[4].context.setting == "heading"


def test_boxes_are_known_and_inherited_by_what_stands_below_them():
    found = stated("- [x] One\n  - detail\n- [ ] Two\n  - [x] half\n  - rest\n- Three\n")
    assert [(each.text, each.context.box) for each in found] == [
        ("One", True),
        ("detail", True),
        ("Two", False),
        ("half", True),
        ("rest", False),
        ("Three", None),
    ]


def test_a_list_knows_what_introduces_it():
    (found,) = (
        each for each in stated("**Complete when:**\n\n- all tests pass\n") if each.line == 3
    )
    assert found.context.lead == "Complete when:"


def test_a_cell_knows_its_row_and_column():
    found = stated("| Metric | Actual | Target |\n|---|---|---|\n| Coverage | 81 % | 85 % |\n")
    assert [(each.text, each.context.row, each.context.column, each.line) for each in found] == [
        ("81 %", "Coverage", "Actual", 3),
        ("85 %", "Coverage", "Target", 3),
    ]


def test_labels_begin_sentences_and_are_kept():
    found = stated("**Status:** COMPLETE\n**Coverage**: 85 %\nand more of it\n")
    assert [(each.context.label, each.text) for each in found] == [
        ("Status", "Status: COMPLETE"),
        ("Coverage", "Coverage: 85 % and more of it"),
    ]


def test_code_comments_and_struck_out_text_are_left_out():
    content = (
        "```\nAll tests pass\n```\n\n    indented\n\n<!-- hidden -->\n\n~~gone~~ stays `x y`\n"
    )
    assert [each.text for each in stated(content)] == ["stays `x y`"]


def test_front_matter_is_left_out_and_lines_stay():
    assert [(each.text, each.line) for each in stated("---\na: b\n---\nText.\n")] == [("Text.", 4)]


def test_quotations_are_marked_and_alerts_are_none():
    found = stated("> quoted\n\n> [!NOTE]\n> noted\n\nplain\n")
    assert [(each.text, each.context.setting) for each in found] == [
        ("quoted", "quotation"),
        ("noted", ""),
        ("plain", ""),
    ]


def test_clauses_are_told_apart_at_but_and_semicolons():
    found = stated("All tests pass, but coverage is low; the docs are not done yet.")
    assert [each.text.strip(", ") for each in found] == [
        "All tests pass",
        "but coverage is low;",
        "the docs are not done yet.",
    ]


def test_abbreviations_end_no_sentence():
    assert len(stated("Some things, e.g. Tests vs. Docs, are here. Then more.")) == 2


def test_trailers_of_a_commit_are_no_statements():
    content = "Add a thing\n\nAll tests pass.\n\nSigned-off-by: A <a@b>\nCo-authored-by: C <c@d>\n"
    found = [each.text for each in statements(text(content, source=COMMIT))]
    assert found == ["Add a thing", "All tests pass."]


def test_restructured_text_has_sections_items_and_no_literal_blocks():
    content = (
        "Title\n=====\n\nA ``file.py`` and `link <http://a.b>`_.\n\nPart\n----\n\n"
        "* one\n  goes on\n* two\n\n.. code:: python\n\n   all tests pass\n\n"
        ".. note:: noted\n\nLike so::\n\n    literal\n\nEnd.\n"
    )
    found = stated(content, "a.rst")
    assert [(each.text, each.line) for each in found] == [
        ("Title", 1),
        ("A `file.py` and link.", 4),
        ("Part", 6),
        ("one goes on", 9),
        ("two", 11),
        ("noted", 17),
        ("Like so::", 19),
        ("End.", 23),
    ]
    assert found[-1].context.headings == ("Title", "Part")


def test_comments_and_docstrings_of_code_are_read_and_strings_are_not():
    content = (
        '"""Module done."""\nNAMES = [\n    "Adapter",  # Fully implemented\n]\n\n'
        'def work():\n    """REAL IMPLEMENTATION"""\n    return "all tests pass"\n'
    )
    found = stated(content, "a.py")
    assert [(each.text, each.line, each.context.headings) for each in found] == [
        ("Module done.", 1, ()),
        ("Fully implemented", 3, ("Adapter",)),
        ("REAL IMPLEMENTATION", 7, ("work",)),
    ]


def test_a_table_that_sets_reality_against_a_status_only_asserts_reality():
    found = stated("| A | Status | Reality |\n|---|---|---|\n| x | complete | a stub |\n")
    assert [(each.text, each.context.setting) for each in found] == [
        ("complete", "quotation"),
        ("a stub", ""),
    ]


def test_a_block_of_claims_is_read_as_it_stands():
    content = (
        "## Next steps\n\n```readiness\n- All tests pass.\n- 'Coverage: 85 %'\n- {a: b}\n```\n\n"
        "```readiness\nno list\n```\n"
    )
    found = [each for each in stated(content) if each.context.setting != "heading"]
    assert [(each.text, each.line, each.context.setting) for each in found] == [
        ("All tests pass.", 4, "exact"),
        ("Coverage: 85 %", 5, "exact"),
        ("- {a: b}", 6, "unreadable"),
        ("no list", 10, "unreadable"),
    ]
    assert [each.kind for each in claims(content)] == ["tests-pass", "coverage"]


def test_badges_say_what_their_address_says():
    content = "![cov](https://badges.example/badge/coverage-85%25-green.svg) ![ci](https://x.example/ci.svg)"
    assert stated(content)[0].text == "Coverage: 85%."
    assert [(each.kind, each.value) for each in claims(content)] == [("coverage", "85%")]
