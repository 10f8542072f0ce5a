"""Backups: how data is saved and restored, and whether anything shows that it is done."""

import re
from collections.abc import Iterator

from readiness.model import Effort, Location, Severity
from readiness.probes._answers import absent, shown, undecided, unsuitable
from readiness.probes._database import NO_DATABASE, store
from readiness.probes._evidence import LANGUAGES
from readiness.probes._files import MOST_BYTES, effective, line_of, own
from readiness.probes._pipeline import commands
from readiness.probes._sections import says, sections
from readiness.probes.probe import Observation, probe
from readiness.repository.snapshot import File, Role, Snapshot

SAVES = re.compile(
    r"\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|mongodump|wal-g|pgbackrest|"
    r"barman|restic|borg(?:backup|matic)?|velero|duplicity|rdb-cli|etcdctl snapshot save|"
    r"litestream|sqlite3\s+\S+\s+['\"]?\.backup|redis-cli[^\n]*(?:--rdb|BGSAVE)|xtrabackup|"
    r"dumpdata)\b|\.snapshot\.create\(|(?<!def )(?<!function )(?<!func )\b(?:create|run|make|"
    r"perform)_?[bB]ackup\("
)
RESTORES = re.compile(
    r"\b(?:pg_restore|mongorestore|pgbackrest[^\n]{0,200}restore|wal-g backup-fetch|"
    r"restic restore|borg extract|velero restore|litestream restore|loaddata|barman recover)\b|"
    r"\bpsql\b[^\n<]{0,200}<|\bmysql\b[^\n<]{0,200}<|\.snapshot\.restore\(|"
    r"(?<!def )(?<!function )(?<!func )\brestore_?(?:from_)?[bB]ackup\("
)
MANAGED = re.compile(
    r"^[ \t]*backup_retention_period\s*=\s*[1-9]|\baws_backup_plan\b|\bpoint_in_time_recovery\b"
    r"|^[ \t]*backup_configuration\b|^kind:\s*ScheduledBackup\b|^[ \t]+barmanObjectStore:"
    r"|^[ \t]+pgbackrest:",
    re.MULTILINE,
)
CLOCK = re.compile(
    r"^kind:\s*(?:CronJob|ScheduledBackup|Schedule)\b|^OnCalendar\s*="
    r"|^[ \t]*[\d*/,-]+(?:[ \t]+[\d*/,-]+){4}[ \t]"
    r"|\b(?:crontab|schedule|cron)\s*[(:=]|ofelia\.|@(?:hourly|daily|weekly)\b",
    re.MULTILINE,
)
SAVE_WORDS = (
    *("dump", "basebackup", "wal-g", "pgbackrest", "barman", "restic", "borg", "velero", "rdb"),
    *("duplicity", "etcdctl", "litestream", "backup", "redis-cli", "snapshot.create", "Backup"),
)
RESTORE_WORDS = ("restore", "recover", "loaddata", "psql", "mysql", "borg", "backup-fetch")
MANAGED_WORDS = ("backup", "Backup", "barman", "recovery")
SAVING = re.compile(r"back(?:ing)?[- ]?ups?\b|disaster|dumps?\b", re.IGNORECASE)
RESTORING = re.compile(
    r"restor(e|ing)|(disaster|data|back[- ]?up).{0,30}recover|recover.{0,20}(data|back)",
    re.IGNORECASE,
)
SCRIPTS = frozenset(
    {"shell", "makefile", "yaml", "terraform", "dockerfile", "powershell", "toml", "ini", "sql", ""}
)


@probe("operations.backup", severity=Severity.NOTE, effort=Effort.HOURS)
def backup(snapshot: Snapshot) -> Iterator[Observation]:
    """There is a way to save the data.

    Why: The day the database is lost, it is too late.

    How: Where a service uses a database: a script, manifest or code that runs a tool for backups,
    a backup that the provider is configured to make, or a section on backups in a document that
    says something and quotes a command.

    Fix: Write down, better write as a script, how the data is saved and where to.
    """
    used = snapshot.once(store)
    if used is None:
        yield unsuitable(f"No backup is needed: {NO_DATABASE}")
        return
    found = snapshot.once(_saving) or _written(snapshot, SAVING)
    if found:
        yield shown("A way to save the data is there", found, used)
    else:
        yield absent(snapshot, "Data is kept here, and nothing saves it", used)


@probe("operations.backup-use", severity=Severity.NOTE, effort=Effort.HOURS)
def backup_use(snapshot: Snapshot) -> Iterator[Observation]:
    """Something shows that backups are made.

    Why: A procedure that nobody follows saves nothing.

    How: Where a service has a way to save its data: a schedule that runs it (a CronJob, crontab,
    timer or scheduled workflow), or the provider's configured backups. What is set up outside of
    the repository can't be seen: then the answer is unknown.

    Fix: Run the backup on a schedule that is committed, and watch that it ran.
    """
    used = snapshot.once(store)
    if used is None:
        yield unsuitable(f"No backup is needed: {NO_DATABASE}")
        return
    found = snapshot.once(_scheduled)
    way = snapshot.once(_saving) or _written(snapshot, SAVING)
    if found:
        yield shown("A schedule makes backups", found, used)
    elif way:
        yield undecided("Nothing here shows that this is ever run", way)
    else:
        yield absent(snapshot, "Data is kept here, and no schedule saves it", used)


@probe("operations.restore", severity=Severity.NOTE, effort=Effort.HOURS)
def restore(snapshot: Snapshot) -> Iterator[Observation]:
    """There is a way to restore the data.

    Why: A backup that was never restored is a hope.

    How: Where a service uses a database: a script, workflow or code that runs a tool that restores,
    or a section on restoring in a document that says something and quotes a command.

    Fix: Write down the commands that restore the data, and rehearse them.
    """
    used = snapshot.once(store)
    if used is None:
        yield unsuitable(f"Nothing is to be restored: {NO_DATABASE}")
        return
    found = _ran(snapshot, RESTORE_WORDS, RESTORES) or _written(snapshot, RESTORING)
    if found:
        yield shown("A way to restore the data is there", found, used)
    else:
        yield absent(snapshot, "Data is kept here, and nothing says how to restore it", used)


def _saving(snapshot: Snapshot) -> Location | None:
    return _ran(snapshot, SAVE_WORDS, SAVES) or _ran(snapshot, MANAGED_WORDS, MANAGED)


def _scheduled(snapshot: Snapshot) -> Location | None:
    """Where a clock makes backups."""
    for each in snapshot.once(commands):
        if each.scheduled and SAVES.search(each.text):
            return each.location
    managed = _ran(snapshot, MANAGED_WORDS, MANAGED)
    if managed:
        return managed
    for file in _runnable(snapshot):
        text = snapshot.text(file.path) or ""
        if any(word in text for word in SAVE_WORDS) and CLOCK.search(effective(text)):
            found = SAVES.search(effective(text)) or re.search(r"\bbackup\b", effective(text))
            if found:
                return Location(path=file.path, line=line_of(text, found[0]))
    return None


def _ran(snapshot: Snapshot, words: tuple[str, ...], pattern: re.Pattern[str]) -> Location | None:
    """Where a script, a manifest or code of the product, with one of the words, runs what fits."""
    for file in _runnable(snapshot):
        text = snapshot.text(file.path) or ""
        if any(word in text for word in words) and (found := pattern.search(effective(text))):
            return Location(path=file.path, line=line_of(text, found[0].strip()))
    return None


def _runnable(snapshot: Snapshot) -> Iterator[File]:
    for file in own(snapshot):
        known = file.language in SCRIPTS or file.language in LANGUAGES
        if known and file.role is not Role.DOCUMENT and file.size < MOST_BYTES:
            yield file


def _written(snapshot: Snapshot, pattern: re.Pattern[str]) -> Location | None:
    """The section of a document on it, if it says how."""
    for each in snapshot.once(sections):
        if pattern.search(each.title) and says(each) and each.code:
            return Location(path=each.path, line=each.line)
    return None
