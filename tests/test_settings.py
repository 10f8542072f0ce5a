"""Settings: action.yml, the README and the program say the same."""

import re
from pathlib import Path

import pytest
import yaml

from readiness.settings import (
    COMMENT,
    FAIL_ON,
    INPUTS,
    OUTPUTS,
    SettingsError,
    Target,
    fail_on,
    from_action,
    target,
)

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def environment(tmp_path):
    return {
        "GITHUB_WORKSPACE": str(tmp_path),
        "GITHUB_EVENT_NAME": "push",
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_REPOSITORY": "octo-org/project",
        "GITHUB_SHA": "a" * 40,
        "INPUT_GITHUB-TOKEN": "ghs_secret",
    }


def test_action_yml_declares_the_inputs_that_the_program_reads():
    assert {name: each["default"] for name, each in ACTION["inputs"].items()} == INPUTS
    assert all(each["description"] for each in ACTION["inputs"].values())


def test_action_yml_declares_the_outputs_that_the_program_writes():
    assert tuple(ACTION["outputs"]) == OUTPUTS


def test_the_readme_lists_every_input_with_its_default_and_every_output():
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (?:`(.+?)`)? ?\|", README, re.MULTILINE))
    assert {name: rows[name] for name in INPUTS} == INPUTS
    for name in OUTPUTS:
        assert f"`{name}`" in README


def test_the_readme_and_action_yml_name_every_choice():
    for word in (*COMMENT, *FAIL_ON):
        assert f"`{word}`" in README
        assert word in str(ACTION["inputs"])


def test_inputs_become_settings(environment, tmp_path):
    (tmp_path / "sub").mkdir()
    environment |= {
        "INPUT_TESTS": "out/*.xml, more.xml\nlast.xml",
        "INPUT_WORKING-DIRECTORY": "sub",
        "INPUT_FAIL-ON": "contradicted, degraded",
        "INPUT_COMMENT": "",
    }
    settings, hub = from_action(environment)
    assert settings.root == tmp_path
    assert settings.directory == tmp_path / "sub"
    assert settings.tests == ("out/*.xml", "more.xml", "last.xml")
    assert settings.fail_on == {"contradicted", "degraded"}
    assert settings.comment == "always"
    assert settings.policy == ".github/readiness.yml"
    assert hub.sha == "a" * 40
    assert "ghs_secret" not in repr(settings) + repr(hub)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"GITHUB_WORKSPACE": ""}, "GITHUB_WORKSPACE is not set"),
        ({"INPUT_COMMENT": "sometimes"}, "comment: “sometimes” is not known; write one of always"),
        ({"INPUT_FAIL-ON": "bad"}, "fail-on: “bad” is not known; write contradicted"),
        ({"INPUT_FAIL-ON": "never, degraded"}, "fail-on: “never” stands alone"),
        ({"INPUT_WORKING-DIRECTORY": "../.."}, "working-directory: “../..” is no directory"),
        ({"INPUT_WORKING-DIRECTORY": "nowhere"}, "working-directory: “nowhere” is no directory"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(environment, change, message):
    with pytest.raises(SettingsError, match=re.escape(message)):
        from_action(environment | change)


def test_never_fails_on_nothing():
    assert fail_on("never") == frozenset()


def test_a_format_may_name_its_file():
    assert target("json=out/report.json") == Target(format="json", file=Path("out/report.json"))
    assert target("html") == Target(format="html")
    with pytest.raises(SettingsError, match="“xml” is not known; write one of terminal, json"):
        target("xml")
