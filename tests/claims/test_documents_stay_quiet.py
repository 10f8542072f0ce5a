"""In documents only what is stated of the project as it is counts as a claim."""

from pathlib import Path

import pytest
import yaml
from support.claims import claims

DATA = Path(__file__).parent / "data" / "documents" / "quiet.yml"
GROUPS = yaml.safe_load(DATA.read_text(encoding="utf-8"))
CLAIMS = [(group["document"], *each) for group in GROUPS for each in group["claims"]]
OTHERS = [(group["document"], each) for group in GROUPS for each in group["others"]]


@pytest.mark.parametrize(("document", "kind", "text"), CLAIMS)
def test_what_is_stated_is_found(document, kind, text):
    assert kind in [each.kind for each in claims(text, document)]


@pytest.mark.parametrize(("document", "text"), OTHERS)
def test_what_is_told_is_no_claim(document, text):
    assert claims(text, document) == []
