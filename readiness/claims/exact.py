"""What an author states exactly: a fenced block named ``readiness``, a YAML list of sentences.

    ```readiness
    - All unit tests pass.
    - "Coverage of shop/pay.py: 96 %"
    ```

Its sentences are meant as they stand, wherever the block is. Badges of the common form
``badge/label-message-colour`` state their label and message.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import yaml

from readiness import plainyaml
from readiness.claims.blocks import Block
from readiness.model import Context

NAME = "readiness"
_BADGE = re.compile(r"/badge/((?:[^/?#-]|--){1,60})-((?:[^/?#-]|--){1,60})-[\w.]{1,30}(?:[?#]|$)")
_LONGEST = 20_000


def sentences(content: str, line: int) -> Iterator[Block]:
    """The sentences of a block whose content begins on ``line``; marked "unreadable" if none."""
    try:
        node = plainyaml.compose(content[:_LONGEST])
    except (yaml.YAMLError, RecursionError):
        node = None
    if not isinstance(node, yaml.SequenceNode):
        yield Block(content[:200], line, Context(setting="unreadable"))
        return
    for item in node.value:
        readable = isinstance(item, yaml.ScalarNode)
        text = item.value if readable else content.split("\n")[item.start_mark.line]
        setting = "exact" if readable else "unreadable"
        yield Block(text, line + item.start_mark.line, Context(setting=setting))


def badge(source: str) -> str:
    """What a badge's address says: "coverage: 85%", or ""."""
    match = _BADGE.search(source)
    if not match:
        return ""
    label, message = (
        unquote(part).replace("--", "-").replace("__", " ").replace("_", " ")
        for part in match.groups()
    )
    return f"{label}: {message}"
