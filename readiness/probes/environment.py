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
EVERYWHERE = re.compile(
    r"^(PATH|PATHEXT|HOME\w*|USER|USERNAME|LOGNAME|SHELL|TERM|TE?MP|TMPDIR|PWD|LANG|LANGUAGE|TZ"
    r"|CI|EDITOR|VISUAL|PAGER|LESS|COLUMNS|LINES|DISPLAY|APPDATA|LOCALAPPDATA|USERPROFILE|COMSPEC"
    r"|SYSTEMROOT|WINDIR|PROGRAM(FILES|DATA)|OS|PYTHON\w+|MSYSTEM|COLORTERM|NO_COLOR|FORCE_COLOR"
    r"|DEBUG|VERBOSE"
    r"|HOSTNAME|PORT|NODE_ENV|GO(PATH|ROOT|EXE|OS|ARCH|FLAGS|_GCFLAGS)|JAVA_HOME|VIRTUAL_ENV"
    r"|BROWSER"
    r"|RAILS_ENV|RACK_ENV|ENV|NETLIFY|VERCEL|CF_PAGES|INVOCATION_ID|NOTIFY_SOCKET|LISTEN_\w+"
    r"|(LC|XDG|SSH|WSL|TERM|DYLD|LD|COMP|GITHUB|RUNNER|GITLAB|CIRCLE|TRAVIS|BUILDKITE|APPVEYOR"
    r"|JENKINS"
    r"|TEAMCITY|NETLIFY|VERCEL|KUBERNETES|AWS|GOOGLE|AZURE|PYTHON|PYTEST|CONDA|PIP|TOX|CARGO"
    r"|RUST|NPM"
    r"|npm|BUNDLE|GEM|RUBY|NODE|JAVA|MAVEN|GRADLE|DOTNET|HTTPS?|NO|ALL|FTP|GIT|DBUS|INTERNAL"
    r"|_)_\w+)$"
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
        yield shown(f"Variables that are read, {len(reads)} in number, are documented", place)
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
            if not EVERYWHERE.match(match["name"]):
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
