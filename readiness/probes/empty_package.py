"""Packages and modules that hold nothing, and that code, documents or manifests rely on."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from readiness.model import Effort, Location, Proof, Severity
from readiness.probes._files import line_of
from readiness.probes._limits import unknown
from readiness.probes._prose import prose
from readiness.probes.links import CODE as PATH
from readiness.probes.links import FUTURE, PLANNED
from readiness.probes.probe import Observation, probe
from readiness.repository.javascript import ScriptTree
from readiness.repository.javascript_module import Kind
from readiness.repository.python import PythonTree
from readiness.repository.python_entry_points import entry_points
from readiness.repository.python_paths import stem as stem_of
from readiness.repository.snapshot import Role, Snapshot

INIT = "/__init__.py"
NEEDED_EMPTY = re.compile(r"empty|noop|no-op|stub|shim|polyfill|browser|placeholder|dummy", re.I)
SCRIPT_NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|(['\"])use \w+\1|export\s*\{\s*\}|[;\s]", re.DOTALL)
NO_CONTENT = re.compile(r"(^|/)(readme[\w.]*|py\.typed|\.git(keep|ignore))$", re.IGNORECASE)
SMALL = 4096
DOTTED = re.compile(r"`([A-Za-z_]\w*(?:\.\w+)+)`")
SAID = re.compile(r"\bempty\b|marker|namespace|reserved|placeholder|nothing", re.IGNORECASE)

Uses = Mapping[str, list[Proof]]


@probe("implementation.empty-package", severity=Severity.MINOR, effort=Effort.DAYS)
def empty_package(snapshot: Snapshot) -> Iterator[Observation]:
    """A package or module that holds nothing, and that something relies on.

    Why: Its name stands in imports and documents, so readers take for built what was only begun.

    How: Python modules of nothing but docstrings, comments, pass and __all__, packages all of whose
    files are such, and JavaScript and TypeScript modules of comments only, where production code
    imports them, a document names them in backticks, or a pyproject.toml lists them or loads them
    as a plugin. Packages that hold anything beside an empty __init__.py (modules, data, types), and
    modules that are named for being empty, are left out.

    Fix: Write what belongs there, or remove it together with what names it.
    """
    if not snapshot.complete:
        yield from unknown(snapshot)
        return
    hollow = dict(_hollow(snapshot))
    if hollow:
        uses: defaultdict[str, list[Proof]] = defaultdict(list)
        for found in (_imported, _documented, _declared):
            for stem, proof in found(snapshot, hollow):
                uses[stem].append(proof)
        for stem in sorted(uses):
            yield _observed(stem, hollow[stem], uses[stem])
    yield from _empty_scripts(snapshot)


def _observed(stem: str, path: str, proofs: list[Proof]) -> Observation:
    message = f"{stem} holds nothing, and {proofs[0].location} relies on it"
    return Observation(message=message, location=Location(path=path), evidence=tuple(proofs[:5]))


def _hollow(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Path without ending, and file, of each Python module or package that holds nothing."""
    tree = snapshot.once(PythonTree)
    empty = {file.path for file in tree.files(Role.SOURCE) if _says_nothing(snapshot, file.path)}
    filled = {
        directory
        for path in snapshot.files
        if path not in empty and not NO_CONTENT.search(path)
        for directory in _above(path.rpartition("/")[0])
    }
    built = {path.rpartition(".")[0] for path in snapshot.files if not path.endswith(".py")}
    for path in sorted(empty):
        stem = stem_of(path)
        alone = stem not in filled if path.endswith(INIT) else stem not in built
        if alone and not NEEDED_EMPTY.search(stem.rpartition("/")[2]):
            yield stem, path


def _above(directory: str) -> Iterator[str]:
    while directory:
        yield directory
        directory = directory.rpartition("/")[0]


def _says_nothing(snapshot: Snapshot, path: str) -> bool:
    if snapshot.files[path].size > SMALL:
        return False
    module = snapshot.once(PythonTree).module(path)
    if module is None or module.bindings - {"__all__", "annotations"}:
        return False
    return all(map(_is_nothing, ast.parse(snapshot.text(path) or "").body))


def _is_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.ImportFrom(module="__future__"):
            return True
        case ast.Assign(targets=[ast.Name()]) | ast.AnnAssign(target=ast.Name()):
            return True
    return False


def _imported(snapshot: Snapshot, hollow: Mapping[str, str]) -> Iterator[tuple[str, Proof]]:
    tree = snapshot.once(PythonTree)
    for file in tree.files(Role.SOURCE):
        module = tree.module(file.path)
        for statement in module.imports if module else ():
            for path in () if statement.typing else tree.ends(file.path, statement):
                stem = stem_of(path)
                if stem in hollow:
                    place = Location(path=file.path, line=statement.line)
                    yield stem, Proof(message="It is imported here.", location=place)


def _documented(snapshot: Snapshot, hollow: Mapping[str, str]) -> Iterator[tuple[str, Proof]]:
    names = {stem: stem for stem in hollow if "/" in stem}
    names |= {stem.removeprefix("src/").replace("/", "."): stem for stem in names}
    for path, number, line in prose(snapshot):
        if PLANNED.search(path) or FUTURE.search(line) or SAID.search(line):
            continue
        for named in (*PATH.findall(line), *DOTTED.findall(line)):
            stem = names.get(stem_of(named.strip("/")))
            if stem:
                place = Location(path=path, line=number)
                yield stem, Proof(message="It is described here.", location=place)


def _declared(snapshot: Snapshot, hollow: Mapping[str, str]) -> Iterator[tuple[str, Proof]]:
    """What manifests load without naming an attribute, or list as a package."""
    names = {stem.removeprefix("src/").replace("/", "."): stem for stem in hollow}
    for entry in entry_points(snapshot):
        if entry.module in names and not entry.attribute:
            place = Location(path=entry.path, line=entry.line)
            yield names[entry.module], Proof(message="It is loaded as a plugin.", location=place)
    for file in snapshot.of("toml", roles=(Role.CONFIG,)):
        if file.name == "pyproject.toml":
            text = snapshot.text(file.path) or ""
            for name in sorted(_packages(text) & names.keys()):
                place = Location(path=file.path, line=line_of(text, name))
                yield names[name], Proof(message="It is listed as a package.", location=place)


def _packages(text: str) -> set[str]:
    """The packages that a pyproject.toml lists one by one, for whatever tool builds it."""
    try:
        waiting: list[Any] = [tomllib.loads(text).get("tool")]
    except (tomllib.TOMLDecodeError, RecursionError):
        return set()
    found: set[str] = set()
    while waiting:
        table = waiting.pop()
        if isinstance(table, dict):
            waiting += table.values()
            listed = table.get("packages")
            for each in listed if isinstance(listed, list) else ():
                name = each.get("include") if isinstance(each, dict) else each
                found.add(str(name).removeprefix("src/").replace("/", "."))
    return found


def _empty_scripts(snapshot: Snapshot) -> Iterator[Observation]:
    tree = snapshot.once(ScriptTree)
    empty = {
        file.path
        for file in tree.files(Role.SOURCE)
        if file.size < SMALL and not SCRIPT_NOISE.sub("", snapshot.text(file.path) or "x")
    }
    uses: defaultdict[str, list[Proof]] = defaultdict(list)
    for file in tree.files(Role.SOURCE) if empty else ():
        for each in tree.imports(file.path):
            if each.kind is Kind.STATIC and each.specifier.startswith("."):
                path = tree.resolved(file.path, each.specifier)
                if path in empty and path and not NEEDED_EMPTY.search(path):
                    place = Location(path=file.path, line=each.line)
                    uses[path].append(Proof(message="It is imported here.", location=place))
    for path in sorted(uses):
        yield _observed(path, path, uses[path])
