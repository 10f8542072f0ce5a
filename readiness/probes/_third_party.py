"""The third-party modules that Python files import."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from readiness.model import Finding, Location, Outcome, Proof, Rule
from readiness.repository import standard
from readiness.repository.python import PythonTree
from readiness.repository.python_manifests import Manifests
from readiness.repository.python_module import Guard, Import
from readiness.repository.requirement import normalised
from readiness.repository.snapshot import Snapshot

NEAR = 4


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A third-party module that a file imports."""

    path: str
    statement: Import
    module: str

    @property
    def top(self) -> str:
        """The top-level module: ``yaml`` of ``yaml.nodes``."""
        return self.module.partition(".")[0]

    @property
    def guarded(self) -> bool:
        """Whether the import may fail, or is not reached, without its module failing."""
        return self.statement.lazy or self.statement.guard is not Guard.NONE

    def fails(self, rule: Rule, message: str, *evidence: Proof) -> Finding:
        """The finding that the import is against a rule."""
        return Finding(
            rule=rule,
            outcome=Outcome.FAIL,
            message=message,
            location=Location(path=self.path, line=self.statement.line),
            evidence=evidence,
        )


class ThirdParty:
    """The third-party imports of a snapshot's files; get it by ``snapshot.once(ThirdParty)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._tree = snapshot.once(PythonTree)
        self._own = snapshot.once(Manifests).distributions()

    def parsed(self, path: str) -> Iterator[Imported]:
        """The imports of a file that can be parsed, wherever in it they stand."""
        module = self._tree.module(path)
        return self._foreign(path, module.imports if module else ())

    def skimmed(self, path: str) -> Iterator[Imported]:
        """What a file seems to import at its margin."""
        return self._foreign(path, self._tree.skim(path))

    def _foreign(self, path: str, statements: Iterable[Import]) -> Iterator[Imported]:
        for statement in statements:
            top = statement.module.partition(".")[0]
            if statement.level or top in standard.PYTHON or self._tree.owns(top):
                continue
            if normalised(top) not in self._own:
                yield Imported(path=path, statement=statement, module=statement.module)


def judged(
    imports: Iterable[Imported], judge: Callable[[Imported], Iterable[Finding]]
) -> Iterator[Finding]:
    """What ``judge`` finds of one file's imports, those for types aside.

    Imports of one package that are near each other are one finding.
    """
    last: dict[tuple[str, str], int] = {}
    for each in imports:
        if each.statement.typing:
            continue
        for finding in judge(each):
            key = (finding.rule.id, each.top)
            if each.statement.line - last.get(key, -NEAR) >= NEAR:
                yield finding
            last[key] = each.statement.line
