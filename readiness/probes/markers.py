"""Markers of pytest that nothing registers."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import Role, Snapshot

USED = re.compile(r"^[ \t]*(?:@|pytestmark\s*=\s*\[?\s*)pytest\.mark\.(\w+)", re.MULTILINE)
SETTINGS = re.compile(r"(^|/)(pyproject\.toml|\.?pytest\.ini|pytest\.toml|tox\.ini|setup\.cfg)$")
DECLARED = re.compile(r"^[ \t]*[\"']?(\w+)[ \t]*(?:\([^)\n]{0,200}\))?[ \t]*:", re.MULTILINE)
LISTED = re.compile(r"^[ \t]*[\"'](\w+)(?:\([^)\n]{0,200}\))?[\"']", re.MULTILINE)
ADDED = re.compile(r"addinivalue_line\(\s*[\"']markers[\"']\s*,\s*[rf]?[\"']\s*(\w+)")
CONFIGURED = re.compile(r"^\[tool\.pytest|^\[pytest\]|^\[tool:pytest\]", re.MULTILINE)
WELL_KNOWN = """
    parametrize usefixtures filterwarnings skip skipif xfail tryfirst trylast
    asyncio anyio trio twisted tornado gen_test curio django_db urls ignore_template_errors
    timeout flaky rerun benchmark vcr block_network default_cassette allowed_hosts freeze_time
    time_machine httpx_mock respx aioresponses order run first second last dependency repeat
    xdist_group forked selenium nondestructive playwright only_browser skip_browser
    browser_context_args enable_socket disable_socket allow_hosts celery mypy_testing sphinx
    gherkin no_cover cases parametrize_with_cases fixture hookimpl hookspec openfiles_ignore
    remote_data internet_off array_compare mpl_image_compare doctestplus snapshot datafiles
    flask_app options live_server app inline_snapshot subtests randomize random_order
"""
KNOWN = frozenset(WELL_KNOWN.split())


@probe("tests.unknown-marker", severity=Severity.NOTE, effort=Effort.MINUTES)
def unknown_marker(snapshot: Snapshot) -> Iterator[Observation]:
    """A marker of pytest that nothing registers.

    Why: A misspelt marker selects nothing; with --strict-markers the tests do not even load.

    How: Markers of Python tests, once for each name, against pytest's own, those of well-known
    plugins, and those that the repository's settings or conftest files register. Repositories
    without settings for pytest are left out.

    Fix: Register the marker with a line that says what it means, or correct its spelling.
    """
    settings = [snapshot.text(path) or "" for path in snapshot.files if SETTINGS.search(path)]
    if not any(CONFIGURED.search(text) for text in settings):
        return
    known = KNOWN | _registered(snapshot, settings)
    seen: set[str] = set()
    for file in snapshot.of("python", roles=(Role.TEST,)):
        text = snapshot.text(file.path) or ""
        for found in USED.finditer(text):
            if found[1] not in known and found[1] not in seen:
                seen.add(found[1])
                line = text.count("\n", 0, found.start()) + 1
                yield Observation(
                    message=f"Nothing registers the marker {found[1]}",
                    location=Location(path=file.path, line=line),
                )


def _registered(snapshot: Snapshot, settings: list[str]) -> frozenset[str]:
    names: set[str] = set()
    for text in settings:
        for pattern in (DECLARED, LISTED):
            names.update(pattern.findall(text))
        names.update(re.findall(r"[\"'](\w+)(?:\([^)\n]{0,200}\))?:", text))
    for file in snapshot.of("python", roles=(Role.TEST, Role.SOURCE)):
        text = snapshot.text(file.path) or ""
        if "addinivalue_line" in text:
            names.update(ADDED.findall(text))
    return frozenset(names)
