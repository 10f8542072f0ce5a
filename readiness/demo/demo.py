"""Copies the bundled project, runs its tests, judges it, and shows what a pull request would."""

import shutil
import subprocess
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TextIO

from readiness.claims.statements import Text
from readiness.demo.measure import REPORTS
from readiness.model import Report, Source, SourceKind
from readiness.render import summary
from readiness.render.formats import formats
from readiness.render.links import Links
from readiness.run import Proposal, check
from readiness.settings import Settings, SettingsError

FILES = {"comment.md": "markdown", "report.json": "json", "report.html": "html"}
SUMMARY = "summary.md"
PULL_REQUEST = "pull-request.md"


def run(folder: Path | None, out: TextIO) -> int:
    """Run the demo, its files going into ``folder`` (a new one, where None). Returns 0."""
    target = _target(folder)
    project = target / "parcel"
    with as_file(files("readiness.demo") / "examples" / "parcel") as bundled:
        shutil.copytree(bundled, project, ignore=shutil.ignore_patterns("__pycache__"))
    text = (project / PULL_REQUEST).read_text(encoding="utf-8")
    (project / PULL_REQUEST).unlink()
    _measure(project)
    report = judge(project, text)
    for name, format_ in FILES.items():
        (target / name).write_text(formats()[format_](report, Links()), encoding="utf-8")
    (target / SUMMARY).write_text(summary.render(report, Links()), encoding="utf-8")
    out.write(f"A pull request for a small project says:\n\n{text}\n")
    out.write("Its tests were run just now. Readiness answers:\n\n")
    out.write(formats()["terminal"](report, Links()))
    out.write(f"\nThe project, comment, JSON and page are in {target}\n")
    return 0


def judge(project: Path, text: str) -> Report:
    """The report on the project, with ``text`` as the words of its pull request."""
    settings = Settings(
        root=project,
        directory=project,
        tests=(f"{REPORTS}/junit.xml",),
        coverage=(f"{REPORTS}/coverage.json",),
    )
    source = Source(kind=SourceKind.PULL_REQUEST)
    return check(settings, Proposal(texts=(Text(source=source, text=text),)))


def _target(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="readiness-demo-"))
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError(f"demo: {folder} is not empty; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def _measure(project: Path) -> None:
    command = [sys.executable, "-I", "-m", "readiness.demo.measure", str(project)]
    subprocess.run(command, check=True, cwd=project)
