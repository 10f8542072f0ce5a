"""What comes from the environment is looked at before it is used."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, undecided, unsuitable
from readiness.probes._evidence import Code, traces
from readiness.probes._files import own
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

REQUIRED = traces("settings.required")
SECRETS = traces("settings.secrets")
ADDRESSES = traces("settings.addresses")
VALIDATES = re.compile(
    r"\b(?:PostgresDsn|MySQLDsn|RedisDsn|MongoDsn|AmqpDsn|AnyUrl|AnyHttpUrl|HttpUrl|KafkaDsn)\b"
    r"|\b(?:make_url|urlparse|urlsplit|parse_dsn|conninfo_to_dict|build_database_url)\("
    r"|\bdj_database_url\b|\benv\.(?:db|db_url|cache|cache_url|dj_db_url)\(|\bMultiHostUrl\b"
    r"|\bnew URL\(|\.url\(|\.uri\(|\bz\.url\(|\bstr\.url\b|\bisURL\(|\bIsUrl\b|\bmakeValidator\b"
    r"|\burl\.Parse\w*\(|\bParseConfig\(|\bParseURL\(|\bParseDSN\(|\bConnectionStringBuilder\b"
    r"|\bUrl::parse\(|\bURI\.parse\("
)
SAMPLE = re.compile(
    r"(^|/)(\.env[\w.-]*|env\.(example|sample|template)|[\w.-]*\.env|(docker-)?compose[\w.-]*\.ya?ml"
    r"|Dockerfile[\w.-]*|app\.json|render\.yaml|fly\.toml|values[\w.-]*\.ya?ml)$"
)
NAMED = 5


@probe("operations.required-environment", severity=Severity.NOTE, effort=Effort.MINUTES)
def required_environment(snapshot: Snapshot) -> Iterator[Observation]:
    """What the service can't start without is named where it is set up.

    Why: Without a default and without an example, each deployment finds the variable by a crash.

    How: For services: variables whose absence is an error where they are read, against documents,
    examples of .env, compose files, images and manifests.

    Fix: Give it a default, or name it in the README and in an example of .env.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No variable has to be set: {NO_SERVICE}")
        return
    found: dict[str, Location] = {}
    for trace in REQUIRED:
        for at, match in snapshot.once(Code).find(trace.words, trace.pattern, *trace.languages):
            found.setdefault(match["name"], at)
    if not found:
        yield unsuitable("No variable has to be set: none is read that may not be absent")
        return
    missing = {name: at for name, at in found.items() if not _named(snapshot, name)}
    if missing:
        names = ", ".join(list(missing)[:NAMED])
        place = next(iter(missing.values()))
        yield absent(snapshot, f"Nothing that sets it up names {names}, needed here", place)
    else:
        message = f"Variables that may not be absent are named ({len(found)})"
        yield shown(message, next(iter(found.values())))


@probe("operations.secret-settings", severity=Severity.NOTE, effort=Effort.MINUTES)
def secret_settings(snapshot: Snapshot) -> Iterator[Observation]:
    """Secrets have no default, and their absence is noticed.

    Why: A default secret is known to everybody who reads the code, and nobody notices that it is in
    use.

    How: For services: reads of environment variables whose name says secret, token, password or
    key. A default that is written in the code fails; a read that raises where the variable is
    absent, or a type that checks it, passes; otherwise the answer is unknown.

    Fix: Read it without a default and stop with a message where it is absent.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No secret is asked for: {NO_SERVICE}")
        return
    checked: Location | None = None
    unsure: Location | None = None
    weak = []
    for trace in SECRETS:
        for at, match in snapshot.once(Code).find(trace.words, trace.pattern, *trace.languages):
            groups = match.groupdict()
            if groups.get("default"):
                weak.append((at, groups["name"]))
            elif groups.get("checked") is not None or _guarded(
                snapshot, at, str(groups.get("name"))
            ):
                checked = checked or at
            else:
                unsure = unsure or at
    for at, name in weak:
        yield Observation(message=f"{name} has a default that everybody can read", location=at)
    if not weak and unsure:
        yield undecided("Nothing here shows what happens where this secret is absent", unsure)
    elif not weak and checked:
        yield shown("The absence of a secret is noticed", checked)
    elif not weak:
        yield unsuitable("No secret is read from the environment")


@probe("operations.connection-strings", severity=Severity.NOTE, effort=Effort.HOURS)
def connection_strings(snapshot: Snapshot) -> Iterator[Observation]:
    """Addresses of databases and brokers are validated when the service starts.

    Why: A misspelt address otherwise shows at the first request, as an error of something else.

    How: For services: variables and settings named like DATABASE_URL, against types and functions
    that parse addresses, in the same file; where one is parsed only elsewhere, the answer is
    unknown.

    Fix: Give the setting the type of an address, or parse it when the service starts.
    """
    code = snapshot.once(Code)
    if snapshot.once(service) is None:
        yield unsuitable(f"No address has to be validated: {NO_SERVICE}")
        return
    read = [
        at for trace in ADDRESSES
        for at, _ in code.find(trace.words, trace.pattern, *trace.languages)
    ]  # fmt: skip
    if not read:
        yield unsuitable("No address of a database or broker is read from the environment")
        return
    valid = [at for at in read if VALIDATES.search(code.text(at.path))]
    if valid:
        yield shown("The address is parsed where it is read", valid[0])
    elif any(VALIDATES.search(code.text(path)) for path in code.paths(["rl", "RL", "sn", "arse"])):
        yield undecided("Whether this address is validated is not shown", read[0])
    else:
        yield absent(snapshot, "This address is used as it comes", read[0])


def _guarded(snapshot: Snapshot, at: Location, name: str) -> bool:
    """Whether what was read is tested right after: ``if not token: raise``."""
    text = snapshot.once(Code).text(at.path)
    lines = text.split("\n")[(at.line or 1) - 1 : (at.line or 1) + 6]
    assigned = re.match(
        r"[ \t]*(?:(?:const|let|var)\s+)?([\w.]+)\s*(?::[^=\n]{1,40})?:?=", lines[0]
    )
    names = [name, *([assigned[1]] if assigned else [])]
    return any(
        re.search(rf"\bif\b[^\n]*\b{re.escape(each)}\b", line) for line in lines for each in names
    )


def _named(snapshot: Snapshot, name: str) -> bool:
    wanted = re.compile(rf"\b{re.escape(name)}\b")
    for file in own(snapshot):
        if file.role is Role.DOCUMENT or SAMPLE.search(file.path) or file.language == "yaml":
            text = snapshot.text(file.path) or ""
            if name in text and wanted.search(text):
                return True
    return False
