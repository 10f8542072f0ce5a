"""Tests that exist in the tree and that the runner's configuration leaves out."""

import configparser
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import File, Role, Snapshot

TEST = re.compile(r"^(async )?def test_\w*\(|^class Test\w*[(:]", re.MULTILINE)
COMMANDS = re.compile(
    r"(^|/)(\.github/workflows/[^/]+|\.gitlab-ci\.yml|\.circleci/config\.yml|Makefile|justfile|"
    r"noxfile\.py|tox\.ini|tasks\.py|pyproject\.toml|azure-pipelines\.yml|\.travis\.yml|"
    r"[^/]+\.sh|\.ci/[^/]+|scripts/[^/]+)$"
)
NAMES = ("test_*.py", "*_test.py")
INI = {
    "pytest.ini": "pytest",
    ".pytest.ini": "pytest",
    "tox.ini": "pytest",
    "setup.cfg": "tool:pytest",
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a pytest configuration says of where tests are and what they are called."""

    path: str
    testpaths: tuple[str, ...]
    names: tuple[str, ...]

    @cached_property
    def directory(self) -> str:
        return self.path.rpartition("/")[0]

    def leaves_out(self, path: str) -> bool:
        """Whether pytest, called without arguments, does not go to this test file."""
        inside = path[len(self.directory) + 1 :] if self.directory else path
        name = PurePosixPath(path).name
        if not any(fnmatch(name, pattern) for pattern in (*self.names, *NAMES)):
            return False
        named = any(fnmatch(name, pattern) for pattern in self.names)
        return not named or not any(_below(inside, place) for place in self.testpaths)


@probe("tests.not-collected", severity=Severity.MINOR, effort=Effort.MINUTES)
def not_collected(snapshot: Snapshot) -> Iterator[Observation]:
    """A test file that the runner's configuration leaves out.

    Why: It looks like a test and counts as one for readers, and never runs.

    How: Python files of test functions, named like tests, that lie outside the testpaths of the
    nearest pytest configuration or do not fit its python_files. Files that a workflow, a makefile
    or another script names, or whose directory it names, are left out.

    Fix: Move the file below the testpaths, or add its place to them; delete it if it is no test.
    """
    scripts = commands(snapshot)
    for file, settings in left_out(snapshot):
        if _run(file, scripts):
            continue
        first = TEST.search(snapshot.text(file.path) or "")
        if first:
            names, places = " ".join(settings.names), " ".join(settings.testpaths)
            yield Observation(
                message=f"The runner looks for {names} in {places}, so these tests never run",
                location=Location(path=file.path, line=_line(snapshot, file, first.start())),
                evidence=(Proof(message="testpaths", location=Location(path=settings.path)),),
            )


def left_out(snapshot: Snapshot) -> Iterator[tuple[File, Settings]]:
    """The files named like tests that pytest alone does not go to, and the settings why."""
    settings = {each.directory: each for each in _settings(snapshot)}
    if not settings:
        return
    for file in snapshot.of("python", roles=(Role.TEST,)):
        nearest = _nearest(settings, file.path)
        if nearest and nearest.leaves_out(file.path):
            yield file, nearest


def commands(snapshot: Snapshot) -> str:
    """The text of all that may run tests: workflows, scripts and the runners' configuration."""
    return "\n".join(snapshot.text(path) or "" for path in snapshot.files if COMMANDS.search(path))


def _settings(snapshot: Snapshot) -> Iterator[Settings]:
    for path in snapshot.files:
        name = path.rpartition("/")[2]
        if name == "pyproject.toml" or name in INI:
            options = _options(snapshot.text(path) or "", name)
            places = _words(options.get("testpaths"))
            if places:
                names = _words(options.get("python_files")) or NAMES
                yield Settings(path=path, testpaths=places, names=names)


def _options(text: str, name: str) -> dict[str, Any]:
    """The pytest section of a configuration file; empty where it has none or can't be read."""
    try:
        if name == "pyproject.toml":
            section = tomllib.loads(text)["tool"]["pytest"]
            return dict(section.get("ini_options", section))
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        parser.read_string(text)
        return dict(parser[INI[name]])
    except (tomllib.TOMLDecodeError, configparser.Error, KeyError, TypeError, AttributeError):
        return {}


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, list):
        return tuple(each for each in value if isinstance(each, str))
    return ()


def _nearest(settings: dict[str, Settings], path: str) -> Settings | None:
    for parent in PurePosixPath(path).parents:
        found = settings.get("" if str(parent) == "." else str(parent))
        if found:
            return found
    return None


def _below(path: str, place: str) -> bool:
    place = place.removeprefix("./").rstrip("/")
    if place in ("", "."):
        return True
    parents = [path, *(str(parent) for parent in PurePosixPath(path).parents)]
    return any(fnmatch(each, place) for each in parents)


def _run(file: File, commands: str) -> bool:
    """Whether a script names the file, or the directory that holds it."""
    directory = file.path.rpartition("/")[0]
    names = [file.name] + ([directory, PurePosixPath(directory).name + "/"] if directory else [])
    return any(name in commands for name in names)


def _line(snapshot: Snapshot, file: File, position: int) -> int:
    return (snapshot.text(file.path) or "").count("\n", 0, position) + 1
