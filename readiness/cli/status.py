"""Exit statuses, and how a command says that its call is wrong."""

import sys

OK, HOLDS, WRONG = 0, 1, 2
"""Nothing of --fail-on holds; something does; the call or the environment is wrong."""


def wrong(error: Exception) -> int:
    """Say what is wrong, and return the status for it."""
    print(f"readiness: {error}", file=sys.stderr)
    return WRONG
