"""Python imports of the repository's own modules that do not resolve, by what happens then."""

from collections.abc import Iterator

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Proof, Rule, Severity
from readiness.probes.probe import Probe
from readiness.repository.python import Lead, PythonTree
from readiness.repository.python_module import Guard, Import
from readiness.repository.snapshot import Role, Snapshot

NEAR = 4
LOOKED_AT = """
    How: the import is followed over the files of the repository, from the file's own directory
    where it is relative and from every source root where it is absolute: first the module, then
    each name, through star imports. Nothing is imported. Compiled and generated modules, files
    that the build configuration names, and modules that bind names at run time are never called
    missing.

    Fix: correct the path or the number of dots, add the module or the name, or remove the import.
"""

BROKEN = plugins.rule(
    "integration.unresolved-import",
    severity=Severity.BLOCKER,
    effort=Effort.MINUTES,
    text=f"""An import of the repository's own that fails as soon as its module is loaded.

    Why: the module, and everything that imports it, stops with an ImportError when it starts.
    {LOOKED_AT}""",
)
LAZY = plugins.rule(
    "integration.unresolved-lazy-import",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text=f"""An import of the repository's own that fails when its function or branch is run.

    Why: the program starts, and stops with an ImportError at the moment the feature is used.
    {LOOKED_AT}""",
)
SILENT = plugins.rule(
    "integration.silenced-import",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text=f"""An import of the repository's own that always fails, behind a handler that hides it.

    Why: nothing is seen to fail, and the feature behind the import is silently off.
    {LOOKED_AT}""",
)
OPTIONAL = plugins.rule(
    "integration.unresolved-optional-import",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text=f"""An import of the repository's own that always fails and falls back.

    Why: code that is prepared for a module which does not exist runs its fallback for ever.
    {LOOKED_AT}""",
)
TYPING = plugins.rule(
    "integration.unresolved-typing-import",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text=f"""An import for type checkers only that does not resolve.

    Why: the type checker takes the names for Any, so what is annotated with them is unchecked.
    {LOOKED_AT}""",
)


def observe(snapshot: Snapshot) -> Iterator[Finding]:
    """The imports in production code that do not resolve."""
    tree = snapshot.once(PythonTree)
    if not snapshot.complete:
        yield Finding(rule=BROKEN, outcome=Outcome.UNKNOWN, message=" ".join(snapshot.limits))
        return
    for file in tree.files(Role.SOURCE):
        module = tree.module(file.path)
        last: dict[str, int] = {}
        for statement in module.imports if module else ():
            lead = tree.lead(file.path, statement)
            rule = _rule(statement)
            if not lead.broken or (rule in (OPTIONAL, SILENT) and _accelerator(lead)):
                continue
            message = describe(statement, lead)
            near = statement.line - last.get(message, -NEAR) < NEAR
            last[message] = statement.line
            if near:
                continue
            yield Finding(
                rule=rule,
                outcome=Outcome.FAIL,
                message=message,
                location=Location(path=file.path, line=statement.line),
                evidence=tuple(_evidence(snapshot, file.path, statement, lead)),
            )


def describe(statement: Import, lead: Lead) -> str:
    """What an import statement looks for and does not find."""
    written = statement.written
    if lead.missing:
        paths = " nor ".join(lead.missing)
        return f"the import of {written} does not resolve: there is no module {paths}"
    names = ", ".join(lead.absent)
    return (
        f"the import of {names} from {written} does not resolve: {lead.target} defines no such name"
    )


def _rule(statement: Import) -> Rule:
    if statement.typing:
        return TYPING
    if statement.guard is Guard.SWALLOWED:
        return SILENT
    if statement.guard is Guard.OPTIONAL:
        return OPTIONAL
    return LAZY if statement.lazy else BROKEN


def _accelerator(lead: Lead) -> bool:
    """A private module that is tried first is mostly a compiled one, built elsewhere."""
    return any(path.rpartition("/")[2].startswith("_") for path in lead.missing)


def _evidence(snapshot: Snapshot, path: str, statement: Import, lead: Lead) -> Iterator[Proof]:
    if statement.guard in (Guard.SWALLOWED, Guard.OPTIONAL):
        place = Location(path=path, line=statement.guard_line)
        yield Proof(message="The failure is caught here, so nothing shows it.", location=place)
    for missing in lead.missing:
        name = missing.rpartition("/")[2]
        for other in snapshot.files:
            if other.endswith((f"/{name}.py", f"/{name}/__init__.py")):
                yield Proof(message="A module of that name is here.", location=Location(path=other))
                break


OWN_IMPORTS = Probe(rules=(BROKEN, LAZY, SILENT, OPTIONAL, TYPING), run=observe)
