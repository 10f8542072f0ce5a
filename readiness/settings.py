"""Settings: the only reader of the environment, and of the action's inputs in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

FAIL_ON = ("contradicted", "not-ready", "degraded", "never")
COMMENT = ("always", "changes", "problems", "off")
FORMATS = ("terminal", "json", "markdown", "html", "sarif")

INPUTS = {
    "github-token": "${{ github.token }}",
    "policy": ".github/readiness.yml",
    "tests": "",
    "coverage": "",
    "claims": "",
    "base": "",
    "working-directory": ".",
    "check-name": "Readiness",
    "comment": "always",
    "fail-on": "not-ready",
}
"""The action's inputs and their defaults, as action.yml declares them."""

OUTPUTS = (
    "verdict",
    "score",
    "claims-confirmed",
    "claims-contradicted",
    "claims-unsupported",
    "check-run-url",
    "comment-url",
    "report",
)
"""The action's outputs, as action.yml declares them."""


class SettingsError(Exception):
    """A flag, input or variable that can't be used: which, why, and what to write instead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A rendering that was asked for: its format, and the file it goes to (None: the terminal)."""

    format: str
    file: Path | None = None


@dataclass(frozen=True, kw_only=True)
class GitHub:
    """What GitHub's runner tells an action. ``token`` is never shown."""

    token: str
    event_name: str
    event_path: Path
    sha: str | None
    repository: str
    api_url: str
    server_url: str
    run_id: str
    output: Path | None
    summary: Path | None

    def __repr__(self) -> str:
        return f"GitHub(repository={self.repository!r}, event_name={self.event_name!r})"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What one run was asked to do.

    ``root`` is the repository's absolute path and ``directory`` what of it is judged.
    ``tests`` and ``coverage`` are globs that replace the policy's; ``claims`` are files to read
    claims from, "-" for ``standard_input``. ``policy_given`` says that the policy was asked for
    by name on a command line, so that it has to be there; ``profile`` is a shipped policy that
    judges in its stead. Of the policy's sections only those named are gone through, if any is.
    ``today`` is the day on which waivers and attestations are judged. ``environment`` holds the
    addresses that live checks name; it is never shown.
    """

    root: Path
    directory: Path
    policy: str = INPUTS["policy"]
    policy_given: bool = False
    policy_ref: str | None = None
    profile: str = ""
    sections: tuple[str, ...] = ()
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    tests: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    base: str | None = None
    targets: tuple[Target, ...] = (Target(format="terminal"),)
    fail_on: frozenset[str] = frozenset({"not-ready"})
    check_name: str = INPUTS["check-name"]
    comment: str = INPUTS["comment"]
    standard_input: str = ""
    github: GitHub | None = None
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


def fail_on(text: str) -> frozenset[str]:
    """The conditions of ``--fail-on``, separated by commas. Raises SettingsError."""
    words = frozenset(_words(text))
    unknown = sorted(words - set(FAIL_ON))
    if unknown or not words:
        raise SettingsError(f"fail-on: “{text}” is not known; write {', '.join(FAIL_ON)}")
    if "never" in words and len(words) > 1:
        raise SettingsError("fail-on: “never” stands alone")
    return words - {"never"}


def target(text: str) -> Target:
    """A ``--format`` argument: NAME or NAME=FILE. Raises SettingsError."""
    name, _, file = text.partition("=")
    if name not in FORMATS:
        raise SettingsError(f"format: “{name}” is not known; write one of {', '.join(FORMATS)}")
    return Target(format=name, file=Path(file) if file else None)


def from_action(environment: Mapping[str, str]) -> tuple[Settings, GitHub]:
    """A container action's settings and what GitHub tells it, from its variables and inputs.

    Raises SettingsError where a variable that every runner sets is missing, or an input is wrong.
    """
    inputs = {name: _input(environment, name) for name in INPUTS}
    if inputs["comment"] not in COMMENT:
        raise SettingsError(
            f"comment: “{inputs['comment']}” is not known; write one of {', '.join(COMMENT)}"
        )
    hub = _github(environment, inputs["github-token"])
    workspace = Path(_required(environment, "GITHUB_WORKSPACE")).resolve()
    settings = Settings(
        root=workspace,
        directory=_within(workspace, inputs["working-directory"]),
        policy=inputs["policy"],
        tests=_words(inputs["tests"]),
        coverage=_words(inputs["coverage"]),
        claims=_words(inputs["claims"]),
        base=inputs["base"] or None,
        targets=(),
        fail_on=fail_on(inputs["fail-on"]),
        check_name=inputs["check-name"],
        comment=inputs["comment"],
        github=hub,
        environment=environment,
    )
    return settings, hub


def _github(environment: Mapping[str, str], token: str) -> GitHub:
    return GitHub(
        token=token,
        event_name=_required(environment, "GITHUB_EVENT_NAME"),
        event_path=Path(_required(environment, "GITHUB_EVENT_PATH")),
        sha=environment.get("GITHUB_SHA"),
        repository=_required(environment, "GITHUB_REPOSITORY"),
        api_url=environment.get("GITHUB_API_URL", "https://api.github.com"),
        server_url=environment.get("GITHUB_SERVER_URL", "https://github.com"),
        run_id=environment.get("GITHUB_RUN_ID", ""),
        output=_file(environment, "GITHUB_OUTPUT"),
        summary=_file(environment, "GITHUB_STEP_SUMMARY"),
    )


def _input(environment: Mapping[str, str], name: str) -> str:
    default = INPUTS[name] if not INPUTS[name].startswith("${{") else ""
    return environment.get(f"INPUT_{name.upper()}", "").strip() or default


def _required(environment: Mapping[str, str], name: str) -> str:
    if not environment.get(name):
        raise SettingsError(
            f"{name} is not set: this is the action's entry point, which GitHub's runner starts; "
            "on a laptop, run: readiness check"
        )
    return environment[name]


def _file(environment: Mapping[str, str], name: str) -> Path | None:
    return Path(environment[name]) if environment.get(name) else None


def _within(workspace: Path, directory: str) -> Path:
    found = (workspace / directory).resolve()
    if not found.is_relative_to(workspace) or not found.is_dir():
        raise SettingsError(f"working-directory: “{directory}” is no directory of the workspace")
    return found


def _words(text: str) -> tuple[str, ...]:
    """Entries separated by commas or line breaks."""
    return tuple(word.strip() for word in text.replace(",", "\n").splitlines() if word.strip())
