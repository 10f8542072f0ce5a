"""A coverage.py data file analysed against its source, in a process of its own.

``python -I -m readiness.reports.statements DATA`` reads ``{measured path: source file}`` as JSON
from its input where it is given any, and writes JSON. With no input it lists the measured paths.
SQLite and Python's own parser see hostile bytes here, so a crash, a hang or a hunger for memory
ends this process and not the judge's; the source is parsed and never executed, and no
configuration file or plugin of the judged repository is read.
"""

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readiness.reports.reader import Source, UnreadableError

MOST_MEMORY = 2 << 30
MOST_SECONDS = 120
LARGEST_SOURCE = 4 << 20


@dataclass(frozen=True, kw_only=True)
class Analysed:
    """One file: line → hits, line → (covered, all branches); or why neither is known."""

    lines: Mapping[int, int]
    branches: Mapping[int, tuple[int, int]]
    problem: str = ""


def measured_paths(data: Source) -> list[str]:
    """The paths in a data file. Raises UnreadableError."""
    found = _ask(data, {})
    return [path for path in found["paths"] if isinstance(path, str)]


def analysed(data: Source, sources: Mapping[str, Path]) -> dict[str, Analysed]:
    """Statements and branches of the measured paths given a source. Raises UnreadableError."""
    found = _ask(data, {path: str(file) for path, file in sources.items()})
    return {
        path: Analysed(
            lines=dict.fromkeys(entry["missing"], 0) | dict.fromkeys(entry["executed"], 1),
            branches={line: (covered, every) for line, covered, every in entry["branches"]},
            problem=entry["problem"],
        )
        for path, entry in found["files"].items()
    }


def _ask(data: Source, sources: Mapping[str, str]) -> dict[str, Any]:
    left = MOST_SECONDS if data.deadline is None else data.deadline - time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "readiness.reports.statements", str(data.file)],
            input=json.dumps(sources),
            capture_output=True,
            text=True,
            timeout=min(max(left, 0), MOST_SECONDS),
            check=False,
            env={"LC_ALL": "C.UTF-8"},
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise UnreadableError("not read to its end: the seconds for it were over") from None
    except ValueError:
        raise UnreadableError(
            "reading it as coverage.py data crashed or took too much memory or time"
        ) from None
    if problem := answer.get("problem"):
        raise UnreadableError(problem)
    found: dict[str, Any] = answer
    return found


def main(data: str, sources: Mapping[str, str]) -> dict[str, Any]:
    """What the child process answers. Whatever coverage.py raises of hostile rows is a problem."""
    from coverage import Coverage, CoverageData

    read = CoverageData(basename=data)
    try:
        read.read()
        paths = sorted(read.measured_files())
        if not all(isinstance(path, str) for path in paths):
            return {"problem": "not coverage.py data: its paths are no text"}
        configured = Coverage(config_file=False, data_file=None, messages=False)
        files = {path: _analyse(configured, read, path, file) for path, file in sources.items()}
    except Exception as error:
        said = str(error) or type(error).__name__
        reason = " ".join(said.split()).replace(data, "it")[:200]
        return {"problem": f"not coverage.py data: {reason}"}
    return {"paths": paths, "files": files}


def _analyse(configured: Any, data: Any, path: str, file: str) -> dict[str, Any]:
    from coverage.exceptions import CoverageException
    from coverage.python import PythonFileReporter
    from coverage.results import analysis_from_file_reporter

    nothing: dict[str, Any] = {"executed": [], "missing": [], "branches": [], "problem": ""}
    if Path(file).stat().st_size > LARGEST_SOURCE:
        return nothing | {"problem": f"larger than {LARGEST_SOURCE >> 20} MB"}
    try:
        found = analysis_from_file_reporter(data, 0, PythonFileReporter(file, configured), path)
        branches = [(line, taken, every) for line, (every, taken) in found.branch_stats().items()]
    except (CoverageException, RecursionError, AssertionError) as error:
        return nothing | {"problem": " ".join(str(error).split())[:200] or type(error).__name__}
    return {
        "executed": sorted(found.executed),
        "missing": sorted(found.missing),
        "branches": sorted(branches),
        "problem": "",
    }


def _confine() -> None:
    """Limits of memory and processor time, where the system knows any."""
    warnings.simplefilter("ignore")
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _confine()
    with tempfile.TemporaryDirectory() as own, contextlib.redirect_stdout(sys.stderr):
        copy = Path(own, "data")
        shutil.copyfile(sys.argv[1], copy)
        answer = main(str(copy), json.load(sys.stdin))
    json.dump(answer, sys.stdout)
