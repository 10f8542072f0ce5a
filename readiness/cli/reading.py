"""readiness claims: how the sentences of a text are read."""

import argparse
import sys
from pathlib import Path

from readiness.cli.status import OK
from readiness.settings import SettingsError


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.set_defaults(command=_run)
    parser.description = (
        "Says of each sentence that is a claim, or looks like one, how it is read and why. Nothing "
        "is held against it: `readiness check --claims FILE` does that, and "
        "`readiness rules claims.KIND` says what decides a kind."
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a Markdown or text document; - reads standard input as a pull request's text",
    )
    parser.add_argument("--all", action="store_true", help="show every other sentence too")


def _run(chosen: argparse.Namespace) -> int:
    from readiness.claims.find import explain
    from readiness.claims.statements import Text
    from readiness.model import Source, SourceKind
    from readiness.render import reading

    for name in chosen.files:
        try:
            given = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8", "replace")
        except OSError as error:
            raise SettingsError(f"claims: {name} can't be read: {error.strerror}") from error
        kind = SourceKind.PULL_REQUEST if name == "-" else SourceKind.DOCUMENT
        source = Source(kind=kind, reference=name)
        path = None if name == "-" else _path(name)
        text = Text(source=source, text=given, path=path, is_asked_for=True)
        sys.stdout.write(reading.render(name, explain(text), everything=chosen.all))
    return OK


def _path(name: str) -> str:
    """The path from here, by which changelogs and templates are known; outside, only the name."""
    path = Path(name).absolute()
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.name
