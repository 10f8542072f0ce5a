"""A live check of a port."""

import socket

from readiness.checks.answer import FailedError, reason
from readiness.model import TcpCheck


def ask(check: TcpCheck) -> str:
    """Connect and hang up. Raises FailedError."""
    try:
        socket.create_connection((check.host, check.port), timeout=check.seconds).close()
    except OSError as error:
        raise FailedError(f"no connection: {reason(error)}") from error
    return "it accepts connections"
