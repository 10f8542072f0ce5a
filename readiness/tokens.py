"""Secrets that are known by their shape: tokens of services, private keys, passwords in addresses.

What other tools printed (a command, a failing test, an analyser) may hold them: a log of a workflow
hides them, a comment on a pull request would show them.
"""

import re

MASK = "***"

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


def hidden(text: str) -> str:
    """The text with everything masked that has the shape of a secret."""
    for shape in _SHAPES:
        text = shape.sub(MASK, text)
    return text
