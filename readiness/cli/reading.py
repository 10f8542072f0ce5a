"""readiness claims: how the sentences of a text are read."""

import argparse
import sys
from pathlib import Path

from readiness.cli.status import OK
from readiness.settings import SettingsError


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.set_defaults(command=_run)
    parser.add_argument("files", metavar="FILE", nargs="+", help="Markdown or text; - is stdin")


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
        text = Text(source=source, text=given, path=None if name == "-" else name)
        sys.stdout.write(reading.render(name, explain(text)))
    return OK
