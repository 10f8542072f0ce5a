"""A health endpoint that looks at something before it answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, undecided, unsuitable
from readiness.probes._evidence import Code, place, traces
from readiness.probes._files import effective, line_of, own
from readiness.probes._handlers import BODY, braced, indented, looks, of_named
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Snapshot

MOST = 100
PATH = (
    r"/?(?:[\w{}$.-]+/){0,3}(?:_?health\w*|health[-_]check|readyz?|readiness|livez?|liveness"
    r"|_?status)/?"
)
ROUTE = re.compile(
    rf"(?<![\w.@])(?P<call>[\w.@]*)\(\s*(?:\w+\s*=\s*)?[rfbu]?['\"`](?:(?:GET|HEAD) )?{PATH}['\"`]"
    r"(?P<rest>[^\n]{0,160})"
)
WORDS = ("health", "ready", "readiness", "live", "status")
ASKING = re.compile(
    r"(?i:client|requests|httpx|session|axios|fetch|command)|http\.(?:get|request|Get)$"
    r"|(?:^|\.)(?:url|open|join|urljoin|Do|startswith|startsWith|HasPrefix|print|log|info|format"
    r"|equals|append|add|Contains|includes|push|Path)$"
)
SERVING = re.compile(
    r"@|(?:^|\b)(?:app|api|router|route|server|mux|r|e|g|group|engine|fastify|srv|http|mcp|"
    r"blueprint|bp|health\w*|web|\w*[rR]outer|\w*App)\.|^(?:path|re_path|url|Route|get|handle)$|"
    r"HandleFunc|Handle$|MapGet|\w*[sS]erver\.|\.GET$|add_route|add_get|add_url_rule|Mapping"
)
(TOOL,) = traces("health.tool")
WHOLE = traces("health.whole")
ACTUATOR = re.compile(r"spring-boot-starter-actuator|quarkus-smallrye-health|dropwizard-core")


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """A health endpoint; ``checks`` is None where its handler was not found."""

    location: Location
    checks: bool | None


@probe("operations.health-endpoint", severity=Severity.NOTE, effort=Effort.HOURS)
def health_endpoint(snapshot: Snapshot) -> Iterator[Observation]:
    """The health endpoint looks at something before it says that all is well.

    Why: An endpoint that always answers "ok" keeps traffic on an instance whose database is gone.

    How: For services: a route named health, ready, live or status (or a tool of that name) whose
    handler calls something besides building its answer; or a library that collects checks. A
    handler that only answers fails; where it was not found, the answer is unknown.

    Fix: Ask what the service depends on, with a timeout, and answer 503 where that fails.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No health endpoint is needed: {NO_SERVICE}")
        return
    code = snapshot.once(Code)
    whole = code.traced(WHOLE) or _starter(snapshot)
    found = [] if whole else list(islice(_endpoints(code), MOST))
    checking = [each for each in found if each.checks]
    if whole:
        yield shown("A library answers for the health with the checks that it collects", whole)
    elif checking:
        yield shown("The health endpoint checks something", checking[0].location)
    elif any(each.checks is None for each in found):
        unread = next(each for each in found if each.checks is None)
        yield undecided("What this health endpoint looks at was not found", unread.location)
    elif found:
        yield absent(snapshot, "This health endpoint looks at nothing", found[0].location)
    else:
        yield absent(snapshot, "There is no health endpoint")


def _endpoints(code: Code) -> Iterator[Endpoint]:
    for at, match in code.find(WORDS, ROUTE):
        call = match["call"]
        if SERVING.search(call) and not ASKING.search(call):
            checks = _checks(code, code.text(at.path), match)
            if checks or "status" not in match[0]:
                yield Endpoint(location=at, checks=checks)
    for at, match in code.find(TOOL.words, TOOL.pattern, *TOOL.languages):
        text = code.text(at.path)
        body = indented(text, match.start("def"))
        yield Endpoint(location=place(at.path, text, match.start("def")), checks=looks(body))


def _checks(code: Code, text: str, match: re.Match[str]) -> bool | None:
    """Whether the handler of a route looks at something; None where it was not found."""
    after, rest = text[match.end("call") : match.end() + BODY], match["rest"]
    if match["call"].startswith("@"):
        defined = re.search(r"\bdef \w|\b\w+\s*\([^)]*\)\s*(?:throws \w+\s*)?\{", after)
        if defined is None:
            return None
        if defined[0].startswith("def "):
            return looks(indented(text, match.end("call") + defined.start()))
        return looks(braced(after[defined.end() - 1 :]))
    if arrow := re.search(r"(?:=>|\blambda\b[^:\n]*:)\s*(?![{\s])", rest):
        return looks(rest[arrow.end() :])
    if re.search(r"=>|\bfunc(?:tion)?\b", rest):
        return looks(braced(after))
    named = re.findall(r"[A-Za-z_][\w.]*", rest)
    return of_named(code, named[-1].rpartition(".")[2]) if named else None


def _starter(snapshot: Snapshot) -> Location | None:
    for file in own(snapshot):
        if file.name in {"pom.xml", "build.gradle", "build.gradle.kts"}:
            text = effective(snapshot.text(file.path) or "")
            if found := ACTUATOR.search(text):
                return Location(path=file.path, line=line_of(text, found[0]))
    return None
