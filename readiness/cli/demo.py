"""readiness demo: the whole main job on a bundled project."""

import argparse
import sys
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """The command's argument."""
    parser.set_defaults(command=_run)
    parser.add_argument("folder", nargs="?", type=Path, help="where its files go (a new one)")


def _run(chosen: argparse.Namespace) -> int:
    from readiness.demo import demo

    return demo.run(chosen.folder, sys.stdout)
