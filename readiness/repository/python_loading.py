"""What runs when a Python module is loaded: the imports that nothing guards or puts off."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import PurePosixPath

from readiness.repository.python import Lead, PythonTree
from readiness.repository.python_entry_points import EntryPoint, entry_points
from readiness.repository.python_module import Guard, Import
from readiness.repository.snapshot import Role, Snapshot


@dataclass(frozen=True, kw_only=True, slots=True)
class Break:
    """A broken import that stops a module from loading.

    ``through`` are the files up to it, ``first_line`` that of the module's own import that leads
    there.
    """

    path: str
    statement: Import
    lead: Lead
    through: tuple[str, ...]
    first_line: int


def at_once(tree: PythonTree, path: str) -> Iterator[Import]:
    """The imports that surely run, and stop the module where they fail, when it is loaded."""
    module = tree.module(path)
    for statement in module.imports if module else ():
        if not statement.lazy and not statement.typing and statement.guard in FATAL:
            yield statement


FATAL = frozenset({Guard.NONE, Guard.RAISES})


class Loading:
    """What is loaded with the repository's packages; get it by ``snapshot.once(Loading)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._tree = snapshot.once(PythonTree)
        self._snapshot = snapshot
        self.loaded = frozenset(self._closure(self._starts()))

    def first_break(self, path: str) -> Break | None:
        """The first broken import that loading a file comes to, in the order of statements."""
        if path not in self._doomed:
            return None
        return self._break(path, (path,), {path})

    @cached_property
    def _doomed(self) -> frozenset[str]:
        """The files whose loading may come to a broken import, their own or another's."""
        loaders: dict[str, set[str]] = defaultdict(set)
        waiting: deque[str] = deque()
        for file in self._tree.files(Role.SOURCE, Role.TEST, Role.GENERATED, Role.VENDORED):
            read = self._tree.skim if file.role is Role.TEST else partial(at_once, self._tree)
            leads = [self._tree.lead(file.path, each) for each in read(file.path)]
            for lead in leads:
                for reached in lead.reached:
                    loaders[reached].add(file.path)
            if any(lead.broken for lead in leads):
                waiting.append(file.path)
        found = set(waiting)
        while waiting:
            new = loaders[waiting.popleft()] - found
            found |= new
            waiting += new
        return frozenset(found)

    def prepared(self, path: str, top: str) -> bool:
        """Whether a file that needs the package ``top`` is only reached where its lack is met.

        Whatever imports the file does so under a guard, or a package around it, which is loaded
        first, imports the same under one.
        """
        return path in self._tried or any(
            statement.guard is not Guard.NONE and statement.module.partition(".")[0] == top
            for parent in PurePosixPath(path).parents[:-1]
            if (module := self._tree.module(f"{parent}/__init__.py"))
            for statement in module.imports
        )

    @cached_property
    def _tried(self) -> frozenset[str]:
        guarded: set[str] = set()
        bare: set[str] = set()
        for file in self._tree.files(Role.SOURCE):
            module = self._tree.module(file.path)
            for statement in module.imports if module else ():
                found = bare if statement.guard is Guard.NONE else guarded
                found.update(self._tree.lead(file.path, statement).reached)
        return frozenset(guarded - bare)

    def _break(self, path: str, through: tuple[str, ...], seen: set[str]) -> Break | None:
        for statement in at_once(self._tree, path):
            lead = self._tree.lead(path, statement)
            for reached in lead.reached:
                if reached not in seen and len(through) < 60:
                    seen.add(reached)
                    if found := self._break(reached, (*through, reached), seen):
                        return replace(found, first_line=statement.line)
            if lead.broken:
                line = statement.line
                return Break(
                    path=path, statement=statement, lead=lead, through=through, first_line=line
                )
        return None

    def _closure(self, starts: Iterable[str]) -> set[str]:
        waiting = deque(starts)
        found = set(waiting)
        while waiting:
            path = waiting.popleft()
            for statement in at_once(self._tree, path):
                for reached in self._tree.lead(path, statement).reached:
                    if reached not in found:
                        found.add(reached)
                        waiting.append(reached)
        return found

    def _starts(self) -> Iterator[str]:
        """The outermost packages and the modules of console scripts."""
        files = self._snapshot.files
        for file in self._tree.files(Role.SOURCE):
            directory = file.path.rpartition("/")[0]
            outer = f"{directory.rpartition('/')[0]}/__init__.py".removeprefix("/")
            if file.name == "__init__.py" and (outer not in files or outer == file.path):
                yield file.path
        for entry in entry_points(self._snapshot):
            if entry.console:
                yield from self.leads_to(entry).reached

    def leads_to(self, entry: EntryPoint) -> Lead:
        """Where an entry point leads, as an import of its module and attribute."""
        directory = entry.path.rpartition("/")[0]
        source = f"{directory}/src".removeprefix("/")
        base = source if source in self._snapshot.directories else directory
        names = (entry.attribute.partition(".")[0],) if entry.attribute else ()
        statement = Import(module=entry.module, level=0, names=names, line=entry.line or 1)
        return self._tree.lead(f"{base}/_".removeprefix("/"), statement)
