"""What must not be shown: secrets of the environment, masked values, tokens by their shape."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

MASK = "***"
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

_KEY = r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY"
_SHAPES = (
    re.compile(_KEY + r"(?: BLOCK)?-----.*?(?:-----END [A-Z ]{0,40}-----|\Z)", re.DOTALL),
    re.compile(r"\bgh[opusr]_[A-Za-z0-9_]{16,255}"),
    re.compile(r"\bgithub_pat_[A-Za-z0-9_]{20,255}"),
    re.compile(r"\bgl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_.-]{16,300}"),
    re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    re.compile(r"\bxox[a-z]-[A-Za-z0-9-]{10,250}"),
    re.compile(r"\b(?:sk|rk|pk)[-_](?:[a-z0-9]{1,12}[-_]){0,3}[A-Za-z0-9_-]{16,250}"),
    re.compile(r"\bnpm_[A-Za-z0-9]{20,100}"),
    re.compile(r"\bpypi-[A-Za-z0-9_-]{32,300}"),
    re.compile(r"\bAIza[A-Za-z0-9_-]{30,60}"),
    re.compile(r"\bhf_[A-Za-z0-9]{20,100}"),
    re.compile(r"\beyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{0,2000}"),
    re.compile(r"(?i)(?<=authorization:)\s{0,4}(?:(?:basic|bearer|token)\s{1,4})?[^\s\"']{4,4000}"),
    re.compile(r"(?i)(?<=\bbearer )[A-Za-z0-9._~+/=-]{16,4000}"),
    re.compile(r"(?<=://)[^\s/@:\"']{0,200}:[^\s/@\"']{1,200}(?=@)"),
)


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
        for shape in _SHAPES:
            text = shape.sub(MASK, text)
        return text


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
