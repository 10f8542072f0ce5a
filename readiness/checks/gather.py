"""The records and the services' answers, added to what the reports say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from readiness.checks import rules
from readiness.checks.live import ask
from readiness.checks.records import records
from readiness.model import LiveCheck, LiveResult, Measured, Recorded


def gather(
    root: Path,
    *,
    commit: str | None,
    tracked: Collection[str],
    live: Sequence[LiveCheck],
    environment: Mapping[str, str],
) -> rules.Checked:
    """What earlier steps recorded under the repository's root, and what the services answer.

    ``commit`` is the judged one, ``tracked`` the paths that git tracks.
    """
    recorded: tuple[Recorded, ...] = records(root, commit=commit, tracked=tracked)
    answers: tuple[LiveResult, ...] = ask(live, environment)
    return rules.Checked(records=recorded, live=answers)


def added(measured: Measured, evidence: rules.Checked) -> Measured:
    """The measurements with the evidence and its findings."""
    return replace(
        measured,
        records=evidence.records,
        live=evidence.live,
        findings=(*measured.findings, *rules.findings(evidence)),
    )
