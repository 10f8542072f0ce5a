"""What a kind of claim is. A module in ``kinds`` is one kind; its name is the kind's id.

The module's docstring has a summary, Why, How and Fix (it documents the rule ``claims.<id>``),
and the module defines::

    def find(statement: Statement) -> Iterator[Claim]              in context, one or none mostly
    def judge(claim: Claim, evidence: Evidence) -> Judgement

It may define ``SIGNS``, in lower case: a sentence with none of them, in itself or in what stands
right above and beside it, is no claim of the kind and is not given to ``find``. A kind with
``GIVES_WAY = True`` is asked last, for a sentence in which no other finds anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from readiness import plugins
from readiness.claims.evidence import Evidence
from readiness.model import Claim, Effort, Judgement, Rule, Severity, Statement


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of claim: how it is found and what decides it."""

    rule: Rule
    find: Callable[[Statement], Iterable[Claim]]
    judge: Callable[[Claim, Evidence], Judgement]
    signs: tuple[str, ...] = ()
    gives_way: bool = False

    def may_find(self, around: str) -> bool:
        """Whether a sentence may be such a claim, by what `trigger.around` gives of it."""
        return not self.signs or any(map(around.__contains__, self.signs))


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its id. Raises PluginError for one that is undocumented."""
    found = {}
    for module in plugins.modules("readiness.claims.kinds"):
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        rule = plugins.rule(
            f"claims.{name}", severity=Severity.MAJOR, effort=Effort.MINUTES, text=module.__doc__
        )
        signs = getattr(module, "SIGNS", ())
        found[name] = Kind(
            rule=rule,
            find=module.find,
            judge=module.judge,
            signs=signs,
            gives_way=getattr(module, "GIVES_WAY", False),
        )
    return found
