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
from readiness.repository.snapshot import File, Role, Snapshot

KINGFISHER = Tool(
    distribution="kingfisher-bin", program="kingfisher/bin/kingfisher", fine=(0, 200, 205)
)
OPTIONS = [
    "scan", "--no-validate", "--no-update-check", "--quiet", "--redact", "--no-dedup",
    "--no-ignore", "--git-history=none", "--no-extract-archives", "--no-binary", "--no-base64",
    "--confidence=medium", "--format=jsonl", "--skip-word=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50",
]  # fmt: skip
ROLES = (Role.SOURCE, Role.CONFIG, Role.OTHER, Role.MIGRATION)
KEYS = (".pem", ".key", ".ppk")
LOCKS = (".lock", "-lock.json", "-lock.yaml", ".sum", ".lockb", ".svg", ".ipynb", ".map")

WEAK = re.compile(r"generic|private-key|jwt|uri|auth-header")
PRIVATE = re.compile(
    r"^(?!.*(test|dev|local|example|sample|demo|snakeoil)).*\.(pem|key|ppk)$", re.I
)

SECRET = plugins.rule(
    "security.secret",
    severity=Severity.BLOCKER,
    effort=Effort.HOURS,
    text="""A key, token or password of a known service is committed.

    Why: It stays in the history for everybody who can ever read the repository, and scanners find
    it within minutes.

    How: Kingfisher's rules for the tokens of several hundred services and for files of private
    keys, in source, configuration and other text; nothing is sent anywhere to try a secret. Tests,
    fixtures, examples, documentation, lock files and the public keys of emulators are left out. The
    value is never shown.

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


def _secrets(snapshot: Snapshot) -> Iterator[Finding]:
    files = [file for file in snapshot.of(roles=ROLES) if _looked_at(file)]
    for path, line, kind in sorted(set(_kingfisher(snapshot, files))):
        yield Finding(
            rule=SECRET if _surely(path, kind) else POSSIBLE,
            outcome=Outcome.FAIL,
            message=f"This looks like a secret of the kind {kind}",
            location=Location(path=path, line=line),
        )


def _surely(path: str, kind: str) -> bool:
    """Whether a maintainer would revoke it; keys inside code are mostly examples of keys."""
    return not WEAK.search(kind) or (kind == "private-key" and bool(PRIVATE.match(path)))


def _looked_at(file: File) -> bool:
    text = bool(file.language) or file.name.startswith(".env") or file.name.endswith(KEYS)
    return file.readable and text and not file.name.endswith(LOCKS)


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
    with scratch() as directory:
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


SECRETS = Probe(rules=(SECRET, POSSIBLE), run=_secrets)
