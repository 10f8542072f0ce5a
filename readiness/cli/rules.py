"""readiness rules: the catalogue."""

import argparse
import sys

from readiness.cli.status import OK
from readiness.settings import SettingsError


def add(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.set_defaults(command=_run)
    parser.add_argument("id", nargs="?", help="one rule, with why, how and fix")
    parser.add_argument("--format", choices=("terminal", "markdown"), default="terminal")


def _run(chosen: argparse.Namespace) -> int:
    from readiness.judge.catalogue import catalogue
    from readiness.render import rules

    found = [rule for rule in catalogue() if chosen.id in (None, rule.id)]
    if not found:
        raise SettingsError(f"there is no rule {chosen.id}; readiness rules lists them")
    render = rules.markdown if chosen.format == "markdown" else rules.terminal
    sys.stdout.write(render(found))
    return OK
