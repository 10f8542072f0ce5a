"""An orderly end: both signals are answered, and what was opened is closed."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, undecided, unsuitable
from readiness.probes._evidence import Code, Trace, traces
from readiness.probes._files import effective, images, line_of, own
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

WHOLE = traces("shutdown.whole")
TERM = traces("shutdown.term")
INTERRUPT = traces("shutdown.interrupt")
HANDLES = re.compile(
    r"\bsignal\.signal\(|\badd_signal_handler\(|\bsignal\.Notify\w*\(|\bprocess\.(?:on|once|"
    r"addListener)\(|\bSignal\.trap\(|^[ \t]*trap\b|\bpcntl_signal\(|\bSignalKind::|"
    r"\bsignal::ctrl_c\(|\.(?:on|once)\(",
    re.MULTILINE,
)
SERVERS = re.compile(
    r"\b(fastapi\W+run|gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|puma|unicorn|php-fpm|nginx"
    r"|apache2|celery)\b"
)
INSTALLS = re.compile(r"\b(install|add|image|FROM)\b")
STARTERS = re.compile(
    r"(^|/)(Procfile|config/puma\.rb|(docker-)?compose[\w.-]*\.ya?ml|[\w@.-]+\.service"
    r"|(docker-)?entrypoint[\w.-]*|start[\w-]*\.sh)$"
)
GRACEFUL = re.compile(
    r"^server\.shutdown\s*=\s*graceful|^[ \t]+shutdown:\s*['\"]?graceful", re.MULTILINE
)
BOOT = re.compile(
    r"spring-boot[\w.-]{0,60}['\"]?\)?\s*(?:</artifactId>\s*<version>|version\s*['\"]"
    r"|:)\s*v?(\d+)\.(\d+)"
)
OPENED = traces("shutdown.opened")
HANDED = r"\b(?:return|yield)\b[^\n]*\b{name}\b|[:=(,][ \t]*&?{name}[ \t]*[,)}}\n]"
CLOSES = (
    r"(?:close|aclose|dispose|terminate|disconnect|wait_closed|shutdown|end|destroy|\$disconnect"
    r"|Close)"
)


@probe("operations.graceful-shutdown", severity=Severity.NOTE, effort=Effort.HOURS)
def graceful_shutdown(snapshot: Snapshot) -> Iterator[Observation]:
    """SIGTERM and SIGINT end the service in order.

    Why: Every deployment stops the old process with SIGTERM; without an answer, requests are cut.

    How: For services: a server or host that answers both signals (uvicorn, gunicorn, hypercorn,
    puma, .NET's host, Spring with a graceful shutdown), a hook of the virtual machine, or handlers
    of both in the code. One of the two fails.

    Fix: On both signals stop accepting, finish what runs, close what is open.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No shutdown is asked for: {NO_SERVICE}")
        return
    code = snapshot.once(Code)
    whole = code.traced(WHOLE) or _started(snapshot) or _spring(snapshot)
    term, interrupt = _handled(code, TERM), _handled(code, INTERRUPT)
    if term and interrupt:
        yield shown("SIGTERM and SIGINT are handled", term, interrupt)
    elif whole:
        yield shown("What runs the service answers SIGTERM and SIGINT", whole)
    elif term or interrupt:
        lacking = "SIGINT" if term else "SIGTERM"
        yield absent(
            snapshot, f"One signal is handled here, and {lacking} nowhere", term or interrupt
        )
    else:
        yield absent(snapshot, "Neither SIGTERM nor SIGINT is handled", snapshot.once(service))


@probe("operations.pools-closed", severity=Severity.NOTE, effort=Effort.MINUTES)
def pools_closed(snapshot: Snapshot) -> Iterator[Observation]:
    """Pools and clients that are opened are closed.

    Why: What is never closed keeps its connections until the other side gives up; after some
    deployments there are none left.

    How: For services: pools of databases and asynchronous HTTP clients that get a name, in Python,
    JavaScript, TypeScript and Go, against calls of that name that close or end it. Those opened
    by "with" are closed; those handed out of a function are unknown.

    Fix: Close it in the shutdown of the application.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No pool is asked for: {NO_SERVICE}")
        return
    code = snapshot.once(Code)
    closed = []
    answered = False
    for trace in OPENED:
        for at, match in code.find(trace.words, trace.pattern, *trace.languages):
            name = match["name"].rpartition(".")[2]
            if _closes(code, name):
                closed.append(at)
                continue
            answered = True
            if re.search(HANDED.format(name=re.escape(name)), code.text(at.path)):
                yield undecided("What is opened here is handed out, and may be closed there", at)
            else:
                yield absent(snapshot, f"{match['what']} is opened here and never closed", at)
    if closed and not answered:
        yield shown("What is opened here is closed", closed[0])
    elif not answered:
        yield unsuitable("No pool or client is opened that would have to be closed")


def _handled(code: Code, traces: tuple[Trace, ...]) -> Location | None:
    """Where a file that handles signals names this one."""
    for trace in traces:
        for at, match in code.find(trace.words, trace.pattern, *trace.languages):
            if HANDLES.search(code.text(at.path)) or "Keyboard" in match[0]:
                return at
    return None


def _started(snapshot: Snapshot) -> Location | None:
    """Where a server that answers the signals is started: an image, a manifest, a Procfile."""
    paths = [
        *images(snapshot),
        *(each.path for each in own(snapshot) if STARTERS.search(each.path)),
    ]
    for path in paths:
        text = effective(snapshot.text(path) or "")
        for line in text.split("\n"):
            if SERVERS.search(line) and not INSTALLS.search(line):
                return Location(path=path, line=line_of(text, line))
    return None


def _spring(snapshot: Snapshot) -> Location | None:
    """Spring's graceful shutdown: asked for, or the default from 3.4 on."""
    for file in own(snapshot):
        if file.role is Role.DOCUMENT:
            continue
        if file.language in {"properties", "yaml"} and file.name.startswith("application"):
            text = effective(snapshot.text(file.path) or "")
            if found := GRACEFUL.search(text):
                return Location(path=file.path, line=line_of(text, found[0].strip()))
        elif file.name in {"pom.xml", "build.gradle", "build.gradle.kts"}:
            text = snapshot.text(file.path) or ""
            found = BOOT.search(text)
            if found and (int(found[1]), int(found[2])) >= (3, 4):
                return Location(path=file.path, line=line_of(text, found[0]))
    return None


def _closes(code: Code, name: str) -> bool:
    pattern = re.compile(
        rf"\b{re.escape(name)}(?:\(\))?[?!]?\.{CLOSES}\b|\bwith [^\n]*\b{re.escape(name)}\b"
    )
    return code.first([name], pattern) is not None
