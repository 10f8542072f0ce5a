"""What must not be shown: secrets of the environment, masked values, tokens by their shape."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from readiness.tokens import MASK, hidden

SHORTEST = 4
"""Shorter values are words of every output, and no secrets."""

_SECRET_NAME = re.compile(
    r"TOKEN|SECRET|PASSW|PASSPHRASE|_PWD$|CREDENTIAL|API_?KEY|(?:^|_)KEY$|PRIVATE|AUTH$|DSN|"
    r"(?:DATABASE|DB|REDIS|MONGO|MONGODB|POSTGRES|AMQP|BROKER|CONNECTION)_?(?:URL|URI|STRING)$|"
    r"COOKIE|SIGNATURE|WEBHOOK",
    re.IGNORECASE,
)
_WORDS = frozenset({"true", "false", "none", "null", "auto", "always", "never"})
_MASKED = re.compile(r"(?:::add-mask\s*::|##\[add-mask\])([^\r\n]+)", re.IGNORECASE)
_ESCAPES = {"%0D": "\r", "%0A": "\n", "%25": "%"}
_ESCAPED = re.compile("%0D|%0A|%25", re.IGNORECASE)


class Masks:
    """The values to mask in a text; more come with its ``::add-mask::`` lines."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._values: set[str] = set()
        for name, value in environment.items():
            if _SECRET_NAME.search(name):
                self._values.update(_forms(value))

    def heed(self, line: str) -> None:
        """Take over what a line of output asks a workflow's log to mask."""
        for found in _MASKED.finditer(line):
            self._values.update(_forms(_ESCAPED.sub(_unescaped, found[1])))

    def hide(self, text: str) -> str:
        """The text with every value and every token masked, the longest first."""
        for value in sorted(self._values, key=lambda each: (-len(each), each)):
            text = text.replace(value, MASK)
        return hidden(text)


def secrets(environment: Mapping[str, str], names: Iterable[str]) -> Masks:
    """The masks of an environment in which ``names`` hold secrets too, whatever they are called."""
    return Masks({**environment, **{f"{each}_SECRET": environment.get(each, "") for each in names}})


def _forms(value: str) -> Iterator[str]:
    """A secret as it may be printed: whole, line by line, and the password of an address."""
    for form in (value, *value.splitlines()):
        if len(form.strip()) >= SHORTEST and form.strip().lower() not in _WORDS:
            yield form.strip()
    found = re.search(r"://[^\s/@:]{0,200}:([^\s/@]{1,200})@", value)
    if found and len(found[1]) >= SHORTEST:
        yield from {found[1], unquote(found[1])}


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPES[found[0].upper()]
