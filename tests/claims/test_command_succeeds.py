"""Claims that a command succeeds, held against what was recorded."""

from dataclasses import replace

import pytest
from support.claims import claims, evidence, judged

from readiness.model import Outcome, Recorded


def record(name, outcome=Outcome.PASS, *command, status=0, output=""):
    return Recorded(
        name=name,
        outcome=outcome,
        reason="it ran on another commit",
        path=f".readiness/records/{name}.json",
        command=command or ("make",),
        status=status,
        output=output,
    )


@pytest.fixture
def held(tmp_path):
    def with_records(*records):
        plain = evidence(tmp_path)
        return replace(plain, measured=replace(plain.measured, records=records))

    return with_records


def verdict(text, held):
    (judgement,) = (each for each in judged(text, held) if each.claim.kind == "command-succeeds")
    return judgement.verdict.value, judgement.reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The CLI starts.", "cli-starts"),
        ("- [x] The command line starts", "cli-start"),
        ("The Docker image builds successfully.", "image-builds"),
        ("The container image now builds again.", "image-build"),
        ("The API server boots.", "api-server-boots"),
        ("The docs build without warnings.", "docs-build"),
    ],
)
def test_a_record_of_that_name_decides(held, text, name):
    assert verdict(text, held(record(name)))[0] == "confirmed"
    failed = record(name, Outcome.FAIL, "make", "it", status=2, output="a\nno such file")
    found, reason = verdict(text, held(failed))
    assert found == "contradicted"
    assert reason == f"recorded as {name}: `make it` failed with exit status 2"
    assert verdict(text, held(record(name, Outcome.UNKNOWN)))[0] == "unsupported"
    assert verdict(text, held())[0] == "unsupported"


def test_the_same_command_decides(held):
    text = "`ruff check .` passes."
    good = record("lint", Outcome.PASS, "ruff", "check", ".")
    assert verdict(text, held(good))[0] == "confirmed"
    assert verdict(text, held(replace(good, outcome=Outcome.FAIL)))[0] == "contradicted"
    other = record("lint", Outcome.PASS, "ruff", "check", "src")
    assert verdict(text, held(other))[0] == "unsupported"


def test_another_thing_does_not_decide(held):
    assert verdict("The worker image builds.", held(record("image-builds")))[0] == "unsupported"
    found = verdict("The CLI starts.", held(record("cli-installs", Outcome.FAIL)))
    assert found == (
        "unsupported",
        "nothing is recorded of it: `readiness record cli-starts -- COMMAND`",
    )


def test_records_that_differ_decide_nothing(held):
    both = held(record("cli-start"), record("cli-starts", Outcome.FAIL))
    assert verdict("The CLI starts.", both)[0] == "unsupported"


@pytest.mark.parametrize(
    "text",
    [
        "When the server starts, it reads its configuration.",
        "The image builds on Debian.",
        "The CLI starts the worker.",
        "The server does not start.",
        "The CLI should start.",
        "- [ ] The CLI starts",
        "`make` runs the tests.",
    ],
)
def test_what_is_no_such_claim(text):
    assert not [each for each in claims(text) if each.kind == "command-succeeds"]


def test_a_document_that_explains_claims_nothing():
    assert not claims("The server starts.", path="docs/guide.md")
