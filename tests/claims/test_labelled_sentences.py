"""What a careful reader finds in our own labelled sentences, and what not."""

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
import yaml
from support.claims import COMMIT, claims

DATA = Path(__file__).parent / "data"


def sentences() -> Iterator[tuple[str, str, bool]]:
    """Kind, text, and whether the text holds a claim of the kind."""
    for file in sorted(DATA.glob("*.yml")):
        for group in yaml.safe_load(file.read_text(encoding="utf-8")):
            for text in group["claims"]:
                yield group["kind"], text, True
            for text in group["others"]:
                yield group["kind"], text, False


ALL = list(sentences())
WORKED_WITH = [each for each in ALL if crc32(each[1].encode()) % 2]
FINAL = [each for each in ALL if not crc32(each[1].encode()) % 2]


def wrong(part: list[tuple[str, str, bool]]) -> tuple[list[str], list[str]]:
    """What is missed, and what is wrongly read."""
    missed, read = [], []
    for kind, text, is_claim in part:
        found = [each.kind for each in claims(text)]
        if is_claim and kind not in found:
            missed.append(f"{kind}: {text!r} (found: {found})")
        if not is_claim and found:
            read.append(f"{kind}: {text!r} read as {found}")
    return missed, read


def test_there_are_enough_sentences_of_every_kind():
    from readiness.claims.kind import kinds

    assert len(ALL) >= 600
    labelled = {kind for kind, _, is_claim in ALL if is_claim}
    assert labelled <= set(kinds())
    assert len(labelled) >= 16


@pytest.mark.parametrize("part", [WORKED_WITH, FINAL], ids=["worked with", "final"])
def test_recall_and_precision(part):
    missed, read = wrong(part)
    total = sum(is_claim for *_, is_claim in part)
    found = total - len(missed)
    print(f"recall {found}/{total}, wrongly read {len(read)} of {len(part) - total}")
    report = "\n".join([*missed, *read])
    assert found / total >= 0.95, report
    assert found / (found + len(read)) >= 0.95, report


def test_a_commit_says_what_it_does_in_the_imperative():
    found = claims("Remove `shop/legacy.py`\n\nAll tests pass.\n", source=COMMIT)
    assert [each.kind for each in found] == ["changed", "tests-pass"]
