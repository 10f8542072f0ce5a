"""Where tests are defined: the lines that begin one, and the files that hold them."""

import re

from readiness.repository.snapshot import Role, Snapshot

TEST = re.compile(
    r"^\s*(?:(?:async\s+)?def\s+test\w*|func\s+Test\w+|(?:it|test)(?:\.\w+)?\(|@Test\b|@test\s|"
    r"@ParameterizedTest\b|#\[(?:\w+::)?test\b|\[(?:Fact|Theory|Test|TestMethod|TestCase)\b)",
    re.MULTILINE,
)
"""A line that begins a test, in the languages whose tests are known by one."""

REPEATED = re.compile(
    r"parametri[sz]e|\.each\b|(?i:subtests?)\b|@given|pytest_generate_tests|\bt\.Run\(|\[Theory\b"
    r"|@ParameterizedTest|\[TestCase\b|\bforEach\(|\bfor\s?\([^()\n]{1,80}\)\s?\{\s{0,40}(?:it|test)\("
)
"""What makes several tests of one definition."""

_FILE = re.compile(
    r"(?:^|/)(?:test_[^/]+\.py|[^/]+_test\.\w+|[^/]+\.(?:test|spec)\.\w+|[^/]+(?:Test|Tests|"
    r"Spec)\.\w+|[^/]+_spec\.rb|[^/]+\.bats)$"
)


def is_test_file(path: str, snapshot: Snapshot) -> bool:
    """Whether a file of the tree holds tests, by its role and its name."""
    file = snapshot.files.get(path)
    return bool(file and file.role is Role.TEST and _FILE.search(path))


def tests_defined(snapshot: Snapshot) -> int:
    """The tests that the tree defines, each counted once however often it runs."""
    return sum(
        len(TEST.findall(snapshot.text(file.path) or ""))
        for file in snapshot.of(roles=(Role.TEST, Role.SOURCE))
    )
