"""Calls to other services: tried again, and given up in time; and callers kept in bounds."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, unsuitable
from readiness.probes._evidence import Code, Trace, traces
from readiness.probes._files import configured
from readiness.probes._service import NO_SERVICE, service
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Snapshot

NO_CALLS = "no code of a service calls another service"
CALLS = traces("outgoing.calls")
RETRIES = traces("outgoing.retries")
(MADE,) = traces("outgoing.made")
BREAKERS = traces("outgoing.breakers")
LIMITS = traces("outgoing.limits")
(LIMITER,) = traces("outgoing.limiter")
PROXY = re.compile(
    r"^[ \t]*limit_req\s+zone=|nginx\.ingress\.kubernetes\.io/limit-r(?:ps|pm)|"
    r"^[ \t]*rateLimit:\s*$|envoy\.filters\.http\.(?:local_)?ratelimit|name:\s*rate-limiting\b|"
    r"aws_wafv2_web_acl|RequestRateLimiter",
    re.MULTILINE,
)
SETTINGS = frozenset({"yaml", "ini", "terraform", "properties", "toml", "json"})


@probe("operations.retries", severity=Severity.NOTE, effort=Effort.HOURS)
def retries(snapshot: Snapshot) -> Iterator[Observation]:
    """Calls to other services are tried again.

    Why: A short disturbance of another service becomes an error of this one.

    How: For services that call others by HTTP: a decorator, client option or policy that repeats a
    call, of the usual libraries of each language.

    Fix: Repeat calls that may be repeated with a growing delay, and give up in time.
    """
    yield from _answer(
        snapshot, RETRIES, "Failed calls are tried again", "and no call is tried again"
    )


@probe("operations.circuit-breaker", severity=Severity.NOTE, effort=Effort.HOURS)
def circuit_breaker(snapshot: Snapshot) -> Iterator[Observation]:
    """Calls to a service that is down are stopped for a while.

    Why: Waiting for what does not answer ties up everything else, and keeps it from recovering.

    How: For services that call others by HTTP: a circuit breaker of a library around calls, or one
    of its own that is made and then asked. One that is made and never asked fails.

    Fix: Put a circuit breaker around the calls to each service.
    """
    code = snapshot.once(Code)
    made = [] if _calls(snapshot) is None else list(code.find(MADE.words, MADE.pattern))
    for at, match in made:
        name = match["name"].rpartition(".")[2]
        if code.first(
            [name], re.compile(rf"\b{re.escape(name)}\s*[.(]\s*\w|@[\w.]*{re.escape(name)}\b")
        ):
            yield shown("A circuit breaker is made here and asked", at)
            return
    found = snapshot.once(Code).traced(BREAKERS) if not made else None
    if made and found is None:
        message = "This circuit breaker is made and never asked"
        yield absent(snapshot, message, made[0][0])
        return
    yield from _answer(
        snapshot, BREAKERS, "A circuit breaker guards calls", "and no circuit breaker guards a call"
    )


@probe("operations.rate-limiting", severity=Severity.NOTE, effort=Effort.HOURS)
def rate_limiting(snapshot: Snapshot) -> Iterator[Observation]:
    """Callers can send so many requests and no more.

    Why: One caller can take the service down for all.

    How: For services: a limit applied by a decorator, a middleware or a setting of the usual
    libraries, or by the proxy whose configuration is in the repository.

    Fix: Limit requests by caller, here or in front of it, and commit where.
    """
    if snapshot.once(service) is None:
        yield unsuitable(f"No limit on requests is needed: {NO_SERVICE}")
        return
    code = snapshot.once(Code)
    found = code.traced(LIMITS) or configured(snapshot, PROXY, SETTINGS) or _own_limit(code)
    if found:
        yield shown("Requests are limited", found)
    else:
        yield absent(snapshot, "Nothing limits the requests of one caller")


def _own_limit(code: Code) -> Location | None:
    """A limiter that the repository defines, and uses elsewhere."""
    for _, match in code.find(LIMITER.words, LIMITER.pattern):
        name = re.escape(match["name"])
        used = re.compile(rf"(?<!class )(?<!type )(?<!def )(?<!func )\b{name}[.(]|@[\w.]*{name}\b")
        if found := code.first([match["name"]], used):
            return found
    return None


def _answer(
    snapshot: Snapshot, traces: tuple[Trace, ...], found: str, lacking: str
) -> Iterator[Observation]:
    calls = _calls(snapshot)
    if calls is None:
        yield unsuitable(f"Nothing to be asked: {NO_CALLS}")
        return
    place = snapshot.once(Code).traced(traces)
    if place:
        yield shown(found, place, calls)
    else:
        yield absent(snapshot, f"Another service is called here, {lacking}", calls)


def _calls(snapshot: Snapshot) -> Location | None:
    """Where a service calls another by HTTP."""
    return snapshot.once(_called)


def _called(snapshot: Snapshot) -> Location | None:
    return snapshot.once(Code).traced(CALLS) if snapshot.once(service) else None
