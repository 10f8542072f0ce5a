"""What records are worth: of this commit, whole, and not committed with the change."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from support.repositories import tree

from readiness.checks.records import records
from readiness.checks.store import path
from readiness.model import Outcome

SHA = "a" * 40
GOOD = {
    "version": 1,
    "name": "it",
    "command": ["make", "image"],
    "status": 0,
    "seconds": 1.5,
    "started": "2026-03-04T05:06:07+00:00",
    "commit": SHA,
    "clean": True,
    "output": "built",
}


def kept(root, **changes):
    tree(root, {path("it"): json.dumps(GOOD | changes)})
    return root


def only(root, commit=SHA, tracked=()):
    (found,) = records(root, commit=commit, tracked=tracked)
    return found


def test_a_record_of_this_commit_counts(tmp_path):
    found = only(kept(tmp_path))
    assert (found.outcome, found.status, found.seconds) == (Outcome.PASS, 0, 1.5)
    assert found.command == ("make", "image")
    found = only(kept(tmp_path, status=2))
    assert (found.outcome, found.reason) == (
        Outcome.FAIL, "the command failed with exit status 2"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"commit": "b" * 40}, "ran on commit bbbbbbbbbbbb, not on aaaaaaaaaaaa"),
        ({"commit": None}, "not known which commit"),
        ({"clean": False}, "files that differ from the commit's"),
        ({"status": "0"}, "damaged: status does not keep to the schema"),
        ({"seconds": -1}, "damaged: seconds"),
        ({"more": 1}, "damaged: the record"),
        ({"version": 2}, "damaged: version"),
        ({"name": "other"}, "under another name"),
        ({"seconds": float("nan")}, "NaN"),
        ({"seconds": 1e300 * 10}, "damaged: seconds"),
    ],
)
def test_what_does_not_count(tmp_path, changes, said):
    found = only(kept(tmp_path, **changes))
    assert found.outcome is Outcome.UNKNOWN
    assert said in found.reason


def test_an_endless_number_and_half_a_character_reach_no_report(tmp_path):
    text = json.dumps(GOOD | {"output": "a\ud800b", "command": ["\udfff"]})
    tree(tmp_path, {path("it"): text})
    found = only(tmp_path)
    assert (found.output, found.command) == ("a?b", ("?",))
    tree(tmp_path, {path("it"): text.replace("1.5", "1e999")})
    assert only(tmp_path).outcome is Outcome.UNKNOWN


def test_nothing_counts_where_the_commit_is_not_known(tmp_path):
    assert only(kept(tmp_path), commit=None).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("tracked", [path("it"), ".readiness/records", ".readiness"])
def test_a_committed_record_is_a_claim(tmp_path, tracked):
    found = only(kept(tmp_path), tracked=frozenset({tracked}))
    assert found.outcome is Outcome.UNKNOWN
    assert "is committed, so it is a claim" in found.reason


def test_what_is_no_file_is_not_read(tmp_path):
    outside = tree(tmp_path, {"outside.json": json.dumps(GOOD)}) / "outside.json"
    tree(tmp_path, {".readiness/records/.keep": ""})
    place = tmp_path / path("it")
    place.symlink_to(outside)
    assert "symbolic link" in only(tmp_path).reason
    place.unlink()
    os.mkfifo(place)
    assert "no regular file" in only(tmp_path).reason
    place.unlink()
    place.mkdir()
    assert only(tmp_path).outcome is Outcome.UNKNOWN
    place.rmdir()
    place.write_bytes(b" " * (513 * 1024))
    assert "larger than" in only(tmp_path).reason


def test_a_linked_folder_is_not_read(tmp_path):
    kept(tmp_path / "elsewhere")
    (tmp_path / ".readiness").symlink_to(tmp_path / "elsewhere/.readiness")
    found = only(tmp_path)
    assert found.outcome is Outcome.UNKNOWN
    assert "symbolic link" in found.reason


def test_a_name_that_no_record_has(tmp_path):
    tree(tmp_path, {".readiness/records/a\nb\udcff.json": "{}", ".readiness/records/x.txt": ""})
    found = only(tmp_path)
    assert (found.name, found.outcome) == ("", Outcome.UNKNOWN)
    assert found.path.encode()


def test_no_records(tmp_path):
    assert records(tmp_path, commit=SHA, tracked=()) == ()


@settings(max_examples=60, deadline=None)
@given(some.binary(max_size=200) | some.recursive(
    some.none() | some.booleans() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(
        some.sampled_from(sorted(GOOD)), inner, max_size=9), max_leaves=8,
).map(lambda data: json.dumps(data).encode()))  # fmt: skip
def test_whatever_stands_there_never_passes_and_never_breaks(tmp_path_factory, content):
    root = tmp_path_factory.getbasetemp() / "any"
    tree(root, {path("it"): content})
    assert only(root).outcome is Outcome.UNKNOWN
