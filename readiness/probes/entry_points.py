"""Commands and plugins that a manifest promises and that cannot start."""

from collections.abc import Iterator

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes._limits import unknown
from readiness.probes.own_imports import describe
from readiness.probes.probe import Observation, probe
from readiness.repository.python_entry_points import EntryPoint, entry_points
from readiness.repository.python_loading import Break, Loading
from readiness.repository.snapshot import Snapshot


@probe("integration.entry-point", severity=Severity.BLOCKER, effort=Effort.MINUTES)
def broken_entry_point(snapshot: Snapshot) -> Iterator[Observation]:
    """A declared command or plugin that leads nowhere or cannot be loaded.

    Why: the command is installed with the package and stops with an error whenever it is called.

    How: entry points in pyproject.toml, setup.cfg and setup.py are followed to their module and
    attribute, and then through every import that runs when the module is loaded. Nothing is
    imported; what a build makes or other distributions provide is never called missing.

    Fix: point the entry to a module and a function that exist, or repair the import in between.
    """
    if not snapshot.complete:
        yield from unknown(snapshot)
        return
    loading = snapshot.once(Loading)
    for entry in entry_points(snapshot):
        lead = loading.leads_to(entry)
        place = Location(path=entry.path, line=entry.line)
        if lead.broken:
            yield Observation(message=_nowhere(entry, bool(lead.missing)), location=place)
            continue
        breaks = filter(None, (loading.first_break(path) for path in lead.reached))
        if found := next(breaks, None):
            yield Observation(
                message=f"{_named(entry)} cannot start: {describe(found.statement, found.lead)}",
                location=place,
                evidence=tuple(_chain(found)),
            )


def _named(entry: EntryPoint) -> str:
    return f"the {'command' if entry.console else 'entry point'} {entry.name}"


def _nowhere(entry: EntryPoint, module: bool) -> str:
    if module:
        return f"{_named(entry)} leads nowhere: there is no module {entry.module}"
    return f"{_named(entry)} leads nowhere: {entry.module} has no {entry.attribute}"


def _chain(found: Break) -> Iterator[Proof]:
    for path in found.through[:-1]:
        yield Proof(message="It is loaded through this module.", location=Location(path=path))
    place = Location(path=found.path, line=found.statement.line)
    yield Proof(message="This import fails.", location=place)
