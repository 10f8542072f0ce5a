"""The commands. Each imports what it needs when it runs, so that a cold start loads little."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from readiness import __version__
from readiness.cli import check, demo, policy, reading, record, rules
from readiness.cli.status import OK, WRONG, wrong
from readiness.settings import SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.command(chosen)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except SettingsError as error:
        return wrong(error)
    except Exception:
        traceback.print_exc()
        print("readiness: this is a defect of Readiness; please report it", file=sys.stderr)
        return WRONG
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="readiness", description="Hold what a change claims against what was measured."
    )
    parser.add_argument("--version", action="version", version=f"readiness {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check.add(commands.add_parser("check", help="judge a checkout; also the action's job"))
    reading.add(commands.add_parser("claims", help="how the sentences of a text are read"))
    demo.add(commands.add_parser("demo", help="the whole main job on a bundled project"))
    policy.add(commands.add_parser("policy", help="write or check a policy"))
    record.add(commands.add_parser("record", help="run a command and keep what came of it"))
    rules.add(commands.add_parser("rules", help="the catalogue of rules"))
    return parser
