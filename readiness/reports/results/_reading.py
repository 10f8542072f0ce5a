"""What the readers of test results have in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from readiness.model import Counts
from readiness.reports import jsonfile
from readiness.reports.reader import Source, UnreadableError
from readiness.reports.tally import Tally


class Damage:
    """Why a report is not complete; empty where it is. The first reason stays."""

    def __init__(self) -> None:
        self.reason = ""

    def note(self, reason: str) -> None:
        self.reason = self.reason or " ".join(reason.split())[:500]


@contextmanager
def salvage(tally: Tally) -> Iterator[Damage]:
    """Keeps what was counted before a file turned out to be damaged.

    Lets the UnreadableError through where nothing was.
    """
    damage = Damage()
    try:
        yield damage
    except UnreadableError as error:
        if not tally:
            raise
        damage.note(str(error))


def objects(source: Source, damage: Damage) -> Iterator[dict[str, Any]]:
    """The objects of a JSON stream, one a line; those that can't be read are noted as damage.

    What is no object was printed by something else into the same stream. Raises UnreadableError at
    a line that is too long.
    """
    for number, line in jsonfile.lines(source):
        if not line.lstrip().startswith("{"):
            continue
        try:
            found = jsonfile.loads(line)
        except UnreadableError:
            damage.note(f"line {number} is cut off or damaged")
            continue
        if isinstance(found, dict):
            yield found


def declared(
    counted: Counts,
    *,
    passed: int | None,
    failed: int | None,
    skipped: int | None = 0,
    errored: int | None = None,
) -> Counts | None:
    """The totals that a report states about itself; None where it does not state them.

    A format without a total of its own for errors counts them as failures, and all formats count
    flaky cases as passed: these are split as the cases are.
    """
    if passed is None or failed is None:
        return None
    if errored is None:
        errored = min(failed, counted.errored)
        failed -= errored
    flaky = min(passed, counted.flaky)
    return Counts(
        passed=passed - flaky, failed=failed, errored=errored, skipped=skipped or 0, flaky=flaky
    )
