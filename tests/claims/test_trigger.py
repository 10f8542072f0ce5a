"""What a sentence must contain: nothing that a kind would find is left before it looks."""

import re
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.claims import stated

from readiness.claims.kind import kinds
from readiness.claims.surroundings import by_surroundings
from readiness.claims.trigger import around, either, is_wanted

DATA = Path(__file__).parent / "data"


def sentences():
    for file in sorted(DATA.glob("*.yml")):
        for group in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield from (*group["claims"], *group["others"])


def test_a_kind_finds_nothing_without_its_signs():
    found = 0
    for text in sentences():
        for statement in stated(text):
            for name, kind in kinds().items():
                if any(kind.find(statement)):
                    found += 1
                    assert kind.may_find(around(statement)), (name, statement.text)
                    read = is_wanted(around(statement)) or by_surroundings(statement)
                    assert read, (name, statement.text)
    assert found > 600


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1), st.text(max_size=12))
def test_either_is_any_of_its_words(words, text):

    pattern = re.compile(either(words))
    for word in words:
        assert pattern.match(word)
    assert bool(pattern.search(text)) == any(word in text for word in words)
