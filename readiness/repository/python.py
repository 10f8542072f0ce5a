"""The repository's own Python modules: where an import leads, and whether a name is there.

Nothing is imported. Where a module may come from a build (compiled, generated, registered at run
time) or may bind names that no statement shows, the answer is unknown and never missing.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from readiness.repository import standard
from readiness.repository.python_build import PythonBuild
from readiness.repository.python_module import Import, PythonModule, parse
from readiness.repository.python_paths import inner, is_module, stem, up
from readiness.repository.python_roots import PythonRoots
from readiness.repository.python_skim import skim
from readiness.repository.snapshot import File, Role, Snapshot

STARS = 50


class Answer(Enum):
    """Whether something is there."""

    FOUND = "found"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where a dotted name leads: a file, or the directory of a namespace package.

    ``expected`` is the path without ending at which a module was looked for and is missing.
    """

    answer: Answer
    path: str | None = None
    directory: str | None = None
    expected: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """What an import statement leads to.

    ``missing`` are the modules' paths without ending, ``absent`` the names that ``target`` lacks,
    ``reached`` the files that run when it does.
    """

    own: bool
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    target: str | None = None
    reached: tuple[str, ...] = ()

    @property
    def broken(self) -> bool:
        return bool(self.missing or self.absent)


UNKNOWN = Target(answer=Answer.UNKNOWN)
FOREIGN = Lead(own=False)


class PythonTree:
    """The Python modules of a snapshot; get it by ``snapshot.once(PythonTree)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._modules: dict[str, PythonModule | None] = {}
        self._build = PythonBuild(snapshot)
        self._roots = PythonRoots(snapshot, self._build.compiled)
        self._leads: dict[tuple[str, Import], Lead] = {}

    def files(self, *roles: Role) -> list[File]:
        """The Python files (no stubs) of these roles."""
        return [file for file in self._snapshot.of("python", roles=roles) if is_module(file.path)]

    def module(self, path: str) -> PythonModule | None:
        """What a file binds and imports; None where it cannot be read or parsed."""
        if path not in self._modules:
            text = self._snapshot.text(path)
            self._modules[path] = None if text is None else parse(text)
        return self._modules[path]

    def skim(self, path: str) -> tuple[Import, ...]:
        """What a file seems to import at its margin, without parsing it."""
        return skim(self._snapshot.text(path) or "")

    def owns(self, name: str) -> bool:
        """Whether any file or directory of the repository could be the top-level module."""
        return self._roots.offer(name)

    def lead(self, path: str, statement: Import) -> Lead:
        """Where an import in the file ``path`` leads."""
        key = (path, statement)
        if key not in self._leads:
            self._leads[key] = self._lead(path, statement)
        return self._leads[key]

    def ends(self, path: str, statement: Import) -> list[str]:
        """The files that an import in ``path`` is made for, not those that it only passes."""
        lead = self.lead(path, statement)
        if lead.broken:
            return []
        if statement.names in ((), ("*",)):
            return [lead.target] if lead.target else []
        module = self.module(lead.target) if lead.target else None
        names = frozenset(statement.names) - (module.bindings if module else frozenset())
        found = [each for each in lead.reached if stem(each).rpartition("/")[2] in names]
        bound = lead.target if lead.target and len(found) < len(statement.names) else None
        return [bound, *found] if bound else found

    def _lead(self, path: str, statement: Import) -> Lead:
        if statement.level:
            base = up(path, statement.level)
            return FOREIGN if base is None else self._within(base, statement)
        top = statement.module.partition(".")[0]
        if top in standard.PYTHON:
            return FOREIGN
        roots = self._roots.offering(path, top)
        leads = [self._within(root, statement) for root in roots]
        for lead in leads:
            if not lead.broken:
                return lead
        certain = [
            lead
            for root, lead in zip(roots, leads, strict=True)
            if self._roots.certain(path, top, root)
        ]
        return certain[0] if certain else FOREIGN

    def _within(self, base: str, statement: Import) -> Lead:
        parts = statement.module.split(".") if statement.module else []
        target, reached = self._walk(base, parts)
        if target.answer is Answer.UNKNOWN:
            return Lead(own=True, reached=tuple(reached))
        if target.answer is Answer.MISSING:
            return Lead(own=True, missing=(target.expected,), reached=tuple(reached))
        absent = []
        for name in statement.names:
            answer, file = self._name(target, name)
            if answer is Answer.MISSING:
                absent.append(name)
            elif file:
                reached.append(file)
        if absent and target.path is None:
            missing = tuple(inner(target.directory or "", name, "") for name in absent)
            return Lead(own=True, missing=missing, reached=tuple(reached))
        return Lead(
            own=True,
            absent=tuple(absent),
            target=target.path,
            reached=tuple(dict.fromkeys(reached)),
        )

    def _walk(self, base: str, parts: list[str]) -> tuple[Target, list[str]]:
        """Follow a dotted name from a directory, and the files that run on the way."""
        init = inner(base, "", "__init__.py")
        here = Target(
            answer=Answer.FOUND,
            path=init if init in self._snapshot.files else None,
            directory=base,
        )
        reached: list[str] = []
        for part in parts:
            here = self._child(here, part)
            if here.answer is not Answer.FOUND:
                return here, reached
            if here.path:
                reached.append(here.path)
        return here, reached or ([here.path] if here.path else [])

    def _child(self, parent: Target, name: str) -> Target:
        """The module ``name`` of a package, or of a directory on the path."""
        if parent.directory is None:
            return UNKNOWN if self._virtual(parent) else _missing(f"{_stem(parent.path)}/{name}")
        stem = inner(parent.directory, name, "")
        for path, directory in ((f"{stem}/__init__.py", stem), (f"{stem}.py", None)):
            if path in self._snapshot.files:
                return Target(answer=Answer.FOUND, path=path, directory=directory)
        if stem in self._roots.directories:
            return Target(answer=Answer.FOUND, directory=stem)
        unknown = self._virtual(parent) or self._build.makes(stem) or self._registered(stem)
        return UNKNOWN if unknown else _missing(stem)

    def _name(self, target: Target, name: str) -> tuple[Answer, str | None]:
        """Whether ``from target import name`` finds it, and the file of a submodule."""
        if name == "*":
            return Answer.FOUND, None
        if target.path is not None:
            answer = self._binds(target.path, name, frozenset())
            if answer is not Answer.MISSING:
                child = self._child(target, name) if target.directory is not None else UNKNOWN
                return answer, child.path
        if target.directory is None:
            return Answer.MISSING, None
        child = self._child(target, name)
        return child.answer, child.path

    def _binds(self, path: str, name: str, seen: frozenset[str]) -> Answer:
        module = self.module(path)
        if module is None or module.dynamic or len(seen) > STARS:
            return Answer.UNKNOWN
        if name in module.bindings or name in {"__name__", "__file__", "__doc__", "__path__"}:
            return Answer.FOUND
        for star in module.stars:
            answer = self._star(path, star, name, seen | {path})
            if answer is not Answer.MISSING:
                return answer
        return Answer.MISSING

    def _star(self, path: str, star: Import, name: str, seen: frozenset[str]) -> Answer:
        lead = self.lead(path, star)
        if not lead.own or lead.broken or lead.target is None:
            return Answer.UNKNOWN
        if lead.target in seen:
            return Answer.MISSING
        return self._binds(lead.target, name, seen)

    def _virtual(self, target: Target) -> bool:
        if target.path is None:
            return False
        module = self.module(target.path)
        return module is None or module.virtual

    def _registered(self, stem: str) -> bool:
        return any(stem.replace("/", ".").endswith(name) for name in self._registrations)

    @cached_property
    def _registrations(self) -> frozenset[str]:
        """The names that some file enters into ``sys.modules``."""
        found: set[str] = set()
        for file in self.files(*Role):
            if "sys.modules" in (self._snapshot.text(file.path) or ""):
                module = self.module(file.path)
                found.update(module.registered if module else ())
        return frozenset(found)


def _missing(expected: str) -> Target:
    return Target(answer=Answer.MISSING, expected=expected)


def _stem(path: str | None) -> str:
    return (path or "").removesuffix(".py")
