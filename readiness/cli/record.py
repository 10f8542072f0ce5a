"""readiness record: run a command and keep what came of it."""

import argparse
import os
import sys
from pathlib import Path

from readiness.cli.status import wrong
from readiness.settings import SettingsError


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.usage = "readiness record NAME -- COMMAND..."
    parser.set_defaults(command=_run)
    parser.add_argument("name", help="what a policy calls it, such as cli-starts")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="it runs without a shell")


def _run(chosen: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from readiness.checks import record
    from readiness.checks.store import StoreError
    from readiness.repository.git import Git

    command = chosen.arguments[chosen.arguments[:1] == ["--"] :]
    if not command:
        raise SettingsError("record: no command is given; write: readiness record NAME -- COMMAND")
    git = Git(Git(Path.cwd()).top)
    try:
        return record.run(
            chosen.name,
            command,
            checkout=record.Checkout(root=git.top, commit=git.head(), clean=git.is_clean()),
            environment=os.environ,
            now=lambda: datetime.now(UTC),
            output=sys.stdout.buffer,
            errors=sys.stderr.buffer,
        )
    except StoreError as error:
        return wrong(error)
