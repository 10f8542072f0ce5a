"""Secrets that were committed, found by kingfisher without network; their values never leave it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Severity
from readiness.probes.probe import Probe
from readiness.probes.tools import Tool, cache, scratch
from readiness.repository.snapshot import File, Role, Snapshot, read

KINGFISHER = Tool(
    distribution="kingfisher-bin", program="kingfisher/bin/kingfisher", fine=(0, 200, 205)
)
OPTIONS = [
    "scan", "--no-validate", "--no-update-check", "--quiet", "--redact", "--no-dedup",
    "--no-ignore", "--git-history=none", "--no-extract-archives", "--no-binary", "--no-base64",
    "--confidence=medium", "--format=jsonl", "--skip-word=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50",
]  # fmt: skip
ROLES = (Role.SOURCE, Role.CONFIG, Role.OTHER, Role.MIGRATION)
TESTS = (Role.TEST, Role.FIXTURE)
KEYS = (".pem", ".key", ".ppk")
LOCKS = (".lock", "-lock.json", "-lock.yaml", ".sum", ".lockb", ".svg", ".ipynb", ".map")
TRANSLATIONS = (".po", ".pot")

TEXT_BYTES = 8192
WEAK = re.compile(r"generic|private-key|jwt|uri|auth-header|connection-string")
RUN = re.compile(r"[\w/+=.-]{16,}")
FAKE = re.compile(
    r"example|fake|dummy|sample|mock|invalid|test|foo|xxxx|12345|abcde|0000|dead|redacted|secret",
    re.IGNORECASE,
)
FEW_CHARACTERS = 10
PRIVATE = re.compile(
    r"^(?!.*(test|dev|local|example|sample|demo|dummy|fake|mock|snakeoil)).*\.(pem|key|ppk)$", re.I
)

SECRET = plugins.rule(
    "security.secret",
    severity=Severity.BLOCKER,
    effort=Effort.HOURS,
    text="""A key, token or password of a known service is committed.

    Why: It stays in the history for everybody who can ever read the repository, and scanners find
    it within minutes.

    How: Kingfisher's rules for the tokens of several hundred services and for files of private
    keys, in source, configuration and other text, whatever its name ends in; nothing is sent
    anywhere to try a secret. Tests and fixtures (which are another rule's), examples,
    documentation, lock files, catalogues of translations and the public keys of emulators are left
    out. The value is never shown.

    Fix: Revoke it first, then take it out and read it from the environment or a secret store.
    """,
)
POSSIBLE = plugins.rule(
    "security.possible-secret",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text="""Something that has the form of a credential, of no service in particular.

    Why: It may be one.

    How: Kingfisher's generic rules (passwords in addresses, random values given to names of keys),
    JSON web tokens and private keys inside code, over the same files as security.secret. The value
    is never shown.

    Fix: If it is one, revoke it and take it out; if not, choose a value that nobody takes for one.
    """,
)
IN_TESTS = plugins.rule(
    "security.secret-in-tests",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text="""Something of the form of a known service's key or token stands in a test.

    Why: Tests that were tried against the real service often keep the key that worked.

    How: Kingfisher's rules for the tokens of known services, over tests and their data. Generic
    forms, addresses, private keys, web tokens, and values that look made up (words like test or
    example, runs like 12345, few different characters) are left out. The value is never shown.

    Fix: If it ever was one, revoke it; and use a value that nobody takes for one.
    """,
)


def _secrets(snapshot: Snapshot) -> Iterator[Finding]:
    files = [each for each in snapshot.of(roles=ROLES + TESTS) if _looked_at(snapshot, each)]
    for path, line, kind in sorted(set(_kingfisher(snapshot, files))):
        tested = snapshot.files[path].role in TESTS
        if tested and (WEAK.search(kind) or _made_up(snapshot, path, line)):
            continue
        rule = SECRET if _surely(path, kind) else POSSIBLE
        yield Finding(
            rule=IN_TESTS if tested else rule,
            outcome=Outcome.FAIL,
            message=f"This looks like a secret of the kind {kind}",
            location=Location(path=path, line=line),
        )


def _surely(path: str, kind: str) -> bool:
    """Whether a maintainer would revoke it; keys inside code are mostly examples of keys."""
    return not WEAK.search(kind) or (kind == "private-key" and bool(PRIVATE.match(path)))


def _looked_at(snapshot: Snapshot, file: File) -> bool:
    if not file.readable or file.name.endswith(LOCKS + TRANSLATIONS):
        return False
    known = bool(file.language) or file.name.startswith(".env") or file.name.endswith(KEYS)
    return known or b"\0" not in (read(snapshot.directory / file.path, TEXT_BYTES) or b"\0")


def _made_up(snapshot: Snapshot, path: str, line: int) -> bool:
    """Whether every value of a line looks invented; its long runs of characters are taken."""
    lines = (snapshot.text(path) or "").split("\n")
    runs = RUN.findall(lines[line - 1]) if line <= len(lines) else []
    return all(FAKE.search(each) or len(set(each)) < FEW_CHARACTERS for each in runs)


def prepare() -> None:
    """Compile kingfisher's rules into the installation: seconds that each run is spared.

    For whoever builds an image, once after the installation.
    """
    with scratch() as directory:
        (directory / "files").mkdir()
        (directory / "files" / "0.txt").write_text("nothing to find\n", encoding="utf-8")
        _scan(directory)


def _kingfisher(snapshot: Snapshot, files: list[File]) -> Iterator[tuple[str, int, str]]:
    """The files are scanned as copies in one directory: a thousand names cost it seconds."""
    if not files:
        return
    with scratch(sum(file.size for file in files)) as directory:
        copies = _copied(snapshot, files, directory / "files")
        for line in _scan(directory).splitlines():
            record: dict[str, Any] = json.loads(line)
            name = record.get("finding", {}).get("path", "").rpartition("/")[2]
            if name in copies:
                yield copies[name], record["finding"]["line"], record["rule"]["name"]


def _scan(directory: Path) -> bytes:
    compiled = cache("kingfisher", directory / "cache")
    return KINGFISHER.run([*OPTIONS, f"--rule-cache-dir={compiled}", "--", "files"], directory)


def _copied(snapshot: Snapshot, files: list[File], directory: Path) -> dict[str, str]:
    """Copy the files under names of our own; those names with the paths.

    A name that ends in .key would be taken for an archive, and skipped.
    """
    directory.mkdir()
    copies = {}
    for number, file in enumerate(files):
        suffix = PurePosixPath(file.path).suffix
        name = f"{number}{'.pem' if suffix in KEYS else suffix}"
        (directory / name).write_bytes((snapshot.directory / file.path).read_bytes())
        copies[name] = file.path
    return copies


SECRETS = Probe(rules=(SECRET, POSSIBLE, IN_TESTS), run=_secrets)
