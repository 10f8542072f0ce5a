"""Masking: no secret of the environment is left, and ordinary words are."""

from hypothesis import given
from hypothesis import strategies as some

from readiness.checks.mask import Masks, secrets

SECRETS = some.text("abcXYZ0129+/=-", min_size=4, max_size=40)


@given(SECRETS, SECRETS, some.text(max_size=60), some.text(max_size=60))
def test_no_secret_is_left(first, second, before, after):
    masks = Masks({"A_TOKEN": first, "SOME_PASSWORD": second, "PLAIN": before})
    shown = masks.hide(f"{before}{first}{after}{second}")
    assert first not in shown
    assert second not in shown


@given(some.text(max_size=200))
def test_nothing_to_mask_changes_no_ordinary_text(text):
    plain = "".join(each for each in text if each.isalpha() or each == " ")
    assert Masks({"PLAIN": "value", "A_TOKEN": "abc", "USE_TOKEN": "true"}).hide(plain) == plain


def test_names_that_tell():
    names = ("GITHUB_TOKEN", "DB_PASSWORD", "AWS_SECRET_ACCESS_KEY", "SIGNING_KEY", "DATABASE_URL")
    for name in names:
        assert Masks({name: "sesame-1"}).hide("a sesame-1 b") == "a *** b", name
    for name in ("PWD", "HOME", "KEYBOARD", "SSH_AUTH_SOCK", "GITHUB_SHA", "MONKEY_NAME"):
        assert Masks({name: "sesame-1"}).hide("a sesame-1 b") == "a sesame-1 b", name


def test_a_named_variable_is_secret_whatever_it_is_called():
    environment = {"SHOP": "postgresql://me:s%3Aame@h/x"}
    masks = secrets(environment, ["SHOP"])
    assert masks.hide("s:ame s%3Aame postgresql://me:s%3Aame@h/x") == "*** *** ***"


def test_long_texts_are_masked_in_linear_time():
    text = "authorization: " * 2000 + "://" * 20000 + "eyJ" * 20000 + "sk-" * 20000
    assert Masks({}).hide(text)
