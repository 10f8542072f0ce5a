"""Text made to keep an expression busy does not: what is searched for in a file grows linearly."""

import re
from collections import deque
from collections.abc import Callable

import pytest
from support.growth import linear

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


@pytest.mark.parametrize(("pattern", "piece"), CASES, ids=lambda each: repr(each)[:40])
def test_four_times_the_text_takes_about_four_times_as_long(
    pattern: re.Pattern[str], piece: str
) -> None:
    def search(size: int) -> Callable[[], object]:
        text = (piece * size)[:size] + "\0"
        return lambda: deque(pattern.finditer(text), maxlen=0)

    assert linear(search, SIZE), pattern.pattern
