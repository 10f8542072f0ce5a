"""Counting cases of a tool that names an earlier try without its failure."""

from collections.abc import Sequence
from typing import Any

from readiness.model import CaseOutcome
from readiness.reports import values
from readiness.reports.group import Group
from readiness.reports.tally import Tally


class Tries(Tally):
    """The cases of a report that names an earlier try without its failure.

    An identity is one test here: what has it again and passed is flaky, and what has it again and
    did not pass is what the test came to.
    """

    def __init__(self) -> None:
        super().__init__()
        self._passing: set[int] = set()
        self._flaky: set[int] = set()

    def passed_all(self, group: Group, names: Sequence[str], times: Sequence[str | None]) -> None:
        for name, time in zip(names, times, strict=True):
            self.passed(group, name, values.seconds(time))

    def passed(self, group: Group, name: str, time: float | None) -> None:
        identity = hash((group.identity, name))
        if identity in self._passing:
            self._withdraw(group, identity)
            self._flaky.add(identity)
            self._record(group, name, CaseOutcome.FLAKY, time)
        elif identity in self._flaky:
            self._retries += 1
        else:
            self._passing.add(identity)
            super().passed(group, name, time)
            return
        self._seen.append(identity)

    def add(self, *, suite: str = "", classname: str = "", name: str, **rest: Any) -> None:
        group = self._placed(suite, classname, rest.get("location"))
        identity = hash((group.identity, name))
        if rest["outcome"] is not CaseOutcome.PASSED and identity in self._passing:
            self._withdraw(group, identity)
        super().add(suite=suite, classname=classname, name=name, **rest)

    def _withdraw(self, group: Group, identity: int) -> None:
        self._passing.remove(identity)
        self._retries += 1
        group.passed -= 1
