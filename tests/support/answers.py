"""What probes answer to a small tree."""

from collections.abc import Mapping
from pathlib import Path

from readiness.model import Finding
from readiness.probes.probe import Probe
from readiness.repository import checkout
from support.repositories import tree


def answers(probe: Probe, directory: Path, files: Mapping[str, str | bytes]) -> list[Finding]:
    """What the probe finds in a directory after the files were written there, in its order."""
    return list(probe.run(checkout.snapshot(tree(directory, files))))


def answer(probe: Probe, directory: Path, files: Mapping[str, str | bytes]) -> Finding:
    """The one finding of the probe."""
    (found,) = answers(probe, directory, files)
    return found
