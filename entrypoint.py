"""The container's entry point: starts the program as GitHub's runner wants it."""

import sys

from readiness.cli import main

sys.exit(main(["check", "--github"]))
