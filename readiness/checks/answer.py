"""What a live check raises where it does not pass; a check that returns has passed."""

LATE = "it does not answer in time"


class FailedError(Exception):
    """The service does not do what it must; the message says what it did instead."""


class UndecidedError(Exception):
    """The service could not be asked; the message says what is missing."""


def reason(error: OSError) -> str:
    """Why there was no connection, without the address."""
    if isinstance(error, TimeoutError):
        return LATE
    return (error.strerror or type(error).__name__).lower()
