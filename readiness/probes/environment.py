"""Environment variables that the code reads and no document names."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Outcome, Proof, Severity
from readiness.probes._answers import shown, undecided, unsuitable
from readiness.probes._evidence import Code, traces
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

READ = traces("environment.read")
SET = traces("environment.set")
COMMON = """
    PATH PATHEXT USER USERNAME LOGNAME SHELL TERM TMP TEMP TMPDIR PWD LANG LANGUAGE TZ CI EDITOR
    VISUAL PAGER LESS COLUMNS LINES DISPLAY APPDATA LOCALAPPDATA USERPROFILE COMSPEC SYSTEMROOT
    WINDIR PROGRAMFILES PROGRAMDATA OS MSYSTEM COLORTERM NO_COLOR FORCE_COLOR DEBUG VERBOSE PORT
    HOSTNAME NODE_ENV GOPATH GOROOT GOEXE GOOS GOARCH GOFLAGS GO_GCFLAGS JAVA_HOME VIRTUAL_ENV
    BROWSER RAILS_ENV RACK_ENV ENV NETLIFY VERCEL CF_PAGES INVOCATION_ID NOTIFY_SOCKET
"""
EVERYWHERE = frozenset(COMMON.split())
ELSEWHERE = re.compile(
    r"^(LC|XDG|SSH|WSL|TERM|DYLD|LD|COMP|LISTEN|GITHUB|RUNNER|GITLAB|CIRCLE|TRAVIS|BUILDKITE"
    r"|APPVEYOR|JENKINS|TEAMCITY|NETLIFY|VERCEL|KUBERNETES|AWS|GOOGLE|AZURE|CONDA|PIP|TOX|CARGO"
    r"|RUST|NPM|npm|BUNDLE|GEM|RUBY|NODE|JAVA|MAVEN|GRADLE|DOTNET|HTTPS?|NO|ALL|FTP|GIT|DBUS"
    r"|INTERNAL|_)_\w+$|^(PYTHON|HOME)\w*$|TEST"
)
NAMED = 5


@probe("operations.undocumented-environment", severity=Severity.NOTE, effort=Effort.MINUTES)
def undocumented_environment(snapshot: Snapshot) -> Iterator[Observation]:
    """Environment variables that are read are documented.

    Why: Whoever deploys it learns of the variable when it is missing.

    How: Names that source code reads from the environment, against all documents and configuration
    files, examples of .env among them. Names that systems, platforms and tools set everywhere, and
    names that the code sets itself, are left out, and so are reads by scripts and websites.

    Fix: List the variables with their meaning and default, in the README or in an example of .env.
    """
    reads = _reads(snapshot)
    if not reads:
        yield unsuitable("Nothing is to be documented: no variable of its own is read")
        return
    missing = _unwritten(snapshot, list(reads))
    if not missing:
        place = next(iter(reads.values()))
        yield shown(f"Variables that are read are documented ({len(reads)})", place)
        return
    names = ", ".join(missing[:NAMED])
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    message = f"No document names the environment variables {names}{more}"
    place = reads[missing[0]]
    if not snapshot.complete:
        yield undecided(f"{message}; but not every file was looked at", place)
        return
    yield Observation(
        message=message,
        outcome=Outcome.FAIL,
        location=place,
        evidence=tuple(Proof(message=name, location=reads[name]) for name in missing[:NAMED]),
    )


def _reads(snapshot: Snapshot) -> dict[str, Location]:
    """The names that source code reads and does not set, each with the first place."""
    code = snapshot.once(Code)
    found: dict[str, Location] = {}
    for trace in READ:
        for at, match in code.find(trace.words, trace.pattern, *trace.languages):
            if match["name"] not in EVERYWHERE and not ELSEWHERE.search(match["name"]):
                found.setdefault(match["name"], at)
    own = (
        match["name"]
        for trace in (SET if found else ())
        for _, match in code.find(trace.words, trace.pattern, *trace.languages)
    )
    for name in own:
        found.pop(name, None)
    return dict(sorted(found.items()))


def _unwritten(snapshot: Snapshot, names: list[str]) -> list[str]:
    """Those of the names that stand in no document and no configuration."""
    left = {name: re.compile(rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])") for name in names}
    for file in snapshot.of(roles=(Role.DOCUMENT, Role.CONFIG, Role.EXAMPLE, Role.OTHER)):
        if not left:
            break
        if file.language or file.name.startswith(".env"):
            text = snapshot.text(file.path) or ""
            for name in [each for each in left if each in text]:
                if left[name].search(text):
                    del left[name]
    return [name for name in names if name in left]
