"""A first policy file: the built-in default, written out with its comments to be edited."""

from importlib.resources import files

_HEAD = """\
# What ready means in this repository: `readiness policy check`
# says what is wrong with this file, `readiness rules` lists the rules that it can name.
# For a pull request it is read from the base commit, so a change can't weaken its own judge.
# Everything below is the default: delete what you do not change.

"""


def starter() -> str:
    """The text of a new policy file."""
    standard = files("readiness.policy").joinpath("profiles/standard.yml")
    lines = standard.read_text(encoding="utf-8").splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("#"))
    return _HEAD + body.lstrip("\n")
