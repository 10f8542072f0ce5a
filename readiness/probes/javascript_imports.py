"""JavaScript and TypeScript imports that lead nowhere or to a package that nothing declares."""

from collections.abc import Iterator

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Rule, Severity
from readiness.probes.probe import Probe
from readiness.repository.javascript import ScriptTree, package_of
from readiness.repository.javascript_aliases import Aliases
from readiness.repository.javascript_module import Kind, ScriptImport
from readiness.repository.snapshot import Role, Snapshot

RESOLVED = """
    How: relative specifiers in production code are followed to files, with the extensions and
    index files that Node, TypeScript and bundlers add. Assets, what a build makes, and paths that
    ignore files or package scripts name are never called missing, nor is what a file in a directory
    of templates imports, where none of its imports resolves there.

    Fix: correct the path, or add the module.
"""

BROKEN = plugins.rule(
    "integration.unresolved-script-import",
    severity=Severity.BLOCKER,
    effort=Effort.MINUTES,
    text=f"""A relative import of a JavaScript or TypeScript module that is not there.

    Why: the module, and everything that imports it, fails to load or to compile.
    {RESOLVED}""",
)
CALLED = plugins.rule(
    "integration.unresolved-script-call",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text=f"""A require() or import() of a module that is not there, run when it is reached.

    Why: the program starts, and fails at the moment the feature is used.
    {RESOLVED}""",
)
TYPES = plugins.rule(
    "integration.unresolved-type-import",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text=f"""An import of types from a module that is not there.

    Why: the type check fails, or takes the types for any.
    {RESOLVED}""",
)
UNDECLARED = plugins.rule(
    "dependencies.undeclared-package",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text="""A package that JavaScript or TypeScript code imports and no package.json declares.

    Why: it resolves only where another dependency happens to bring it to the top of node_modules.

    How: bare specifiers of static imports in production code are held against every field of
    package.json in the directories around the file, the names of the workspace's own packages,
    Node's modules, what a package's scripts mention, and any alias that a configuration mentions.

    Fix: add the package to the dependencies, or remove the import.
    """,
)
ALIASED = plugins.rule(
    "integration.unresolved-alias",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text="""An import through a path alias to a module that is not there.

    Why: the type check fails, and so does any build that follows the same aliases.

    How: specifiers that fit a path of the nearest tsconfig.json or jsconfig.json are followed to
    each of its targets. Assets, what a build makes, and what ignore files name are never called
    missing, nor is anything that a dependency may provide.

    Fix: correct the path or the alias, or add the module.
    """,
)
TEMPLATES = frozenset({"template", "templates", "boilerplate", "boilerplates", "skeleton"})
NAMES = plugins.rule(
    "integration.unresolved-script-name",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text="""A name is imported from a module of the repository that does not export it.

    Why: the module fails to load, or to compile; bundlers that let it pass give undefined.

    How: relative imports of names, and of defaults, in production code are followed to the one file
    that they lead to. The name must stand nowhere in its text, nor in the modules that it passes
    on by "export *". CommonJS modules, declarations of types and whatever a build makes are left
    out.

    Fix: correct the name, or export it.
    """,
)
RULES = {Kind.STATIC: BROKEN, Kind.CALLED: CALLED, Kind.TYPE: TYPES}


def observe(snapshot: Snapshot) -> Iterator[Finding]:
    """The imports of production scripts that do not resolve or are not declared."""
    if not snapshot.complete:
        yield Finding(rule=BROKEN, outcome=Outcome.UNKNOWN, message=" ".join(snapshot.limits))
        return
    tree, aliases = snapshot.once(ScriptTree), snapshot.once(Aliases)
    for file in tree.files(Role.SOURCE):
        if _template(tree, file.path):
            continue
        seen: set[str] = set()
        for each in tree.imports(file.path):
            finding = _judged(tree, aliases, file.path, each)
            if finding and finding.message not in seen:
                seen.add(finding.message)
                yield finding


def _template(tree: ScriptTree, path: str) -> bool:
    """Whether a file is copied elsewhere before it is run, so that its imports hold there."""
    if TEMPLATES.isdisjoint(path.split("/")[:-1]):
        return False
    own = [each.specifier for each in tree.imports(path) if each.specifier.startswith(".")]
    return not any(tree.resolved(path, each) for each in own)


def _judged(tree: ScriptTree, aliases: Aliases, path: str, each: ScriptImport) -> Finding | None:
    if each.specifier.startswith(("./", "../")):
        missing = tree.missing(path, each.specifier)
        if missing is None:
            return _unnamed(tree, path, each)
        message = f"the import of {each.specifier} does not resolve: there is no module {missing}"
        return _finding(RULES[each.kind], path, each, message)
    if targets := aliases.expanded(path, each.specifier):
        return _aliased(tree, targets, path, each)
    name = tree.foreign(each.specifier) if each.kind is Kind.STATIC else None
    declared = _declared(tree, path)
    if name is None or not declared or name in declared or _types(name) in declared:
        return None
    if any(name in str(package.data.get("scripts", "")) for package in tree.over(path)):
        return None
    message = f"{name} is imported, and no package.json declares it"
    return _finding(UNDECLARED, path, each, message)


def _unnamed(tree: ScriptTree, path: str, each: ScriptImport) -> Finding | None:
    file = tree.resolved(path, each.specifier) if each.names else None
    absent = [name for name in each.names if name != "*" and file and tree.lacks(file, name)]
    if not absent:
        return None
    names = ", ".join(absent)
    message = (
        f"the import of {names} from {each.specifier} does not resolve: {file} exports no such"
    )
    return _finding(NAMES, path, each, f"{message} name")


def _aliased(
    tree: ScriptTree, targets: tuple[str, ...], path: str, each: ScriptImport
) -> Finding | None:
    name = package_of(each.specifier)
    if any("node_modules" in target for target in targets) or name in _declared(tree, path):
        return None
    up = "../" * path.count("/")
    missing = [tree.missing(path, f"./{up}{target}") for target in targets]
    if not all(missing):
        return None
    message = f"the import of {each.specifier} does not resolve: there is no module {missing[0]}"
    return _finding(ALIASED, path, each, message)


def _declared(tree: ScriptTree, path: str) -> set[str]:
    return {found for package in tree.over(path) for found in package.declared}


def _types(name: str) -> str:
    """The package of the types of a package, as DefinitelyTyped names it."""
    return f"@types/{name.removeprefix('@').replace('/', '__')}"


def _finding(rule: Rule, path: str, each: ScriptImport, message: str) -> Finding:
    place = Location(path=path, line=each.line)
    return Finding(rule=rule, outcome=Outcome.FAIL, message=message, location=place)


JAVASCRIPT_IMPORTS = Probe(rules=(BROKEN, NAMES, CALLED, TYPES, ALIASED, UNDECLARED), run=observe)
