"""Text made to keep an expression busy does not: what is searched for in a file grows linearly."""

import re
import time

import pytest

from readiness.judge.exceptions import END
from readiness.probes.backups import RESTORES, RESTORING
from readiness.probes.shutdown import BOOT
from readiness.probes.unknown_command import COMPUTED
from readiness.probes.unknown_extra import ELSEWHERE
from readiness.reports.sniff import _ATTRIBUTE
from readiness.repository.classify import GENERATED_MARK, GO_TESTING, TEST_DATA
from readiness.repository.python_skim import MARGIN
from readiness.repository.workspaces import GO_USE, INCLUDE
from readiness.unreported.match import SEPARATOR

SIZE = 4_000
TIMES = 4
GROWTH = 10.0
CASES = [
    (END, " "),
    (RESTORES, "pgbackrest "),
    (RESTORES, "psql "),
    (RESTORING, "data"),
    (RESTORING, "recover"),
    (BOOT, "spring-boot"),
    (COMPUTED, "%"),
    (COMPUTED, "a%"),
    (ELSEWHERE, "  repository: "),
    (_ATTRIBUTE, "a"),
    (GENERATED_MARK, "generated "),
    (GO_TESTING, "\n"),
    (GO_TESTING, "\t"),
    (TEST_DATA, "cases"),
    (MARGIN, "from "),
    (MARGIN, "from\t \t"),
    (GO_USE, "\n"),
    (GO_USE, "use (\n"),
    (INCLUDE, "\n"),
    (INCLUDE, "include '"),
    (SEPARATOR, " "),
]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The least of several measurements."""
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize(("pattern", "piece"), CASES, ids=lambda each: repr(each)[:40])
def test_four_times_the_text_takes_about_four_times_as_long(
    pattern: re.Pattern[str], piece: str
) -> None:
    short, long = ((piece * size)[:size] + "\0" for size in (SIZE, TIMES * SIZE))
    assert seconds(pattern, long) < GROWTH * seconds(pattern, short) + 0.005, pattern.pattern
