"""A first policy file, made of what a repository holds, with comments to be edited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from readiness.policy.chain import profiles, shipped

COMMANDS = {
    "python": "pytest --junitxml=junit.xml --cov --cov-report=xml",
    "javascript": "npx vitest run --reporter=junit --outputFile=junit.xml --coverage",
    "typescript": "npx vitest run --reporter=junit --outputFile=junit.xml --coverage",
    "go": "go test -json -coverprofile=coverage.out ./... > test-report.json",
    "java": "mvn verify (surefire writes TEST-*.xml, JaCoCo jacoco.xml)",
    "kotlin": "gradle test jacocoTestReport",
    "rust": "cargo llvm-cov nextest --profile ci --lcov --output-path lcov.info",
    "csharp": 'dotnet test --logger trx --collect:"XPlat Code Coverage"',
    "ruby": "bundle exec rspec --format RspecJunitFormatter --out junit.xml",
    "php": "phpunit --log-junit junit.xml --coverage-clover clover.xml",
}
"""How the tests of a language are usually made to write reports that are found."""

HEAD = """\
# What ready means in this repository. `readiness policy check` says what is wrong with this file,
# `readiness policy explain` what it comes to, `readiness rules` which rules it can name.
# For a pull request it is read from the base commit, so a change can't weaken its own judge.
"""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a repository holds: languages by number of files, report files, parts by directory."""

    languages: Mapping[str, int] = field(default_factory=dict)
    tests: Sequence[str] = ()
    coverage: Sequence[str] = ()
    components: Sequence[str] = ()


def starter(seen: Seen | None = None) -> str:
    """The text of a new policy file, which judges as the built-in default does."""
    seen = seen or Seen()
    parts = (_profile(), _reports(seen), _gates(), _rules(), _components(seen))
    return "\n".join((HEAD, *parts))


def _profile() -> str:
    names = ", ".join(profiles())
    return f"version: 1\n\n# One of: {names}.\nprofile: standard\n"


def _reports(seen: Seen) -> str:
    """The reports that are there; where there are none, how they come to be."""
    found = {"tests": list(seen.tests), "coverage": list(seen.coverage)}
    known = [name for name in seen.languages if name in COMMANDS]
    lines = ["# Where the reports are. What is listed has to be there; without it, a policy looks"]
    lines.append("# where the usual tools write, and takes what it finds.")
    lines += [f"# {name}: {COMMANDS[name]}" for name in known[:3]]
    written = {key: paths for key, paths in found.items() if paths}
    text = _yaml({"reports": written or {key: [f"path/to/{key}.xml"] for key in found}})
    return "\n".join(lines) + "\n" + (text if written else _commented(text))


def _gates() -> str:
    gates = shipped("standard")[0].data["gates"]
    more = {"coverage.diff": "90 %", "tests.skipped-rate": {"max": "10 %"}}
    return (
        "# What has to hold, whatever the score is. `off` takes one away.\n"
        + _yaml({"gates": dict(gates)})
        + _commented(_yaml(more, indent=2))
    )


def _rules() -> str:
    example = {"security.machine-path": {"severity": "minor", "paths": {"examples/**": "off"}}}
    return "# blocker, major, minor, note or off; `readiness rules` lists them.\n" + _commented(
        _yaml({"rules": example})
    )


def _components(seen: Seen) -> str:
    head = "# Parts that are judged by themselves; the whole is as ready as the least ready one.\n"
    names = list(seen.components) or ["api"]
    parts = {_name(path): {"path": path} for path in names}
    return head + _commented(_yaml({"components": parts}))


def _name(path: str) -> str:
    return path.rpartition("/")[2] or path


def _yaml(data: Any, *, indent: int = 0) -> str:
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=False)
    return "".join(f"{' ' * indent}{line}\n" for line in text.splitlines())


def _commented(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines())
