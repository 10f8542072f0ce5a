"""Definitions that a sentence says were added or removed, by the names that they have in code."""

import re
from collections.abc import Iterator

from readiness.claims.words import TICKED
from readiness.model import SourceKind, Statement

_ACT = re.compile(
    r"^\W{0,4}(?:(?:i|we|this|also|and|it)\s(?:have\s|has\s|also\s)?|"
    r"\w{1,12}(?:\([\w./-]{1,30}\))?!?:\s|`?[\w./-]{1,80}`?\W{0,2}:\s)?(?P<act>new(?=\s)|"
    r"add(?:ed|s)?|introduce[ds]?|remove[ds]?|delete[ds]?|drop(?:ped|s)?|rename[ds]?|"
    r"move[ds]?)\s(?:the\s|a\s|an\s|new\s|old\s|unused\s|obsolete\s|deprecated\s|public\s|"
    r"private\s|legacy\s|parametri[sz]ed\s|regression\s|unit\s|integration\s|helper\s|optional\s|"
    r"missing\s|hardcoded\s|shared\s|dedicated\s){0,3}(?P<noun>(?:functions?|class(?:es)?|"
    r"methods?|commands?|endpoints?|modules?|files?|helpers?|fixtures?|constants?|decorators?|"
    r"types?|interfaces?|tests?)\s)?$",
    re.IGNORECASE,
)
_TELLS = re.compile(r"(?i)new|\w{1,30}s")
_NAME = re.compile(r"`(--[a-z][\w-]{1,40}|[A-Za-z_][\w.]{2,80})(\(\))?`")
_NOUN = re.compile(
    r"\s(?:functions?|class(?:es)?|methods?|commands?|endpoints?|helpers?|fixtures?|constants?|"
    r"decorators?|types?|interfaces?|enums?|structs?|traits?|hooks?|components?|flags?|options?|"
    r"toolkits?)(?=\W{0,4}$|\s?[.,;:(]|\s(?:with|for|to|in|from|of|and|that|which|literal|so|by|"
    r"covers|holds|wraps|handles|provides|[–—-])(?:\s|:|$))",
    re.IGNORECASE,
)
"""After the name of a definition: what it is."""
_OF_CALL = re.compile(
    r"\s(?:guards?|checks?|calls?|usages?|tests?|support|handling|wrappers?|steps?|logic)\b", re.I
)
"""After a call: not the function, but what has to do with it."""
_CAMEL = re.compile(r"\b(?=\w{0,40}[a-z][A-Z]|[A-Z]{2,8}[a-z])[A-Z]\w{3,60}\b")
_DID_NAME = re.compile(
    r"^\W{0,6}(?:(?:[\w./-]{1,80}(?:\([\w./-]{1,30}\))?!?|[A-Z][\w ]{1,24}):\s)?"
    r"(?P<act>add(?:ed|s)?|introduce[ds]?|implement(?:ed|s)?|extract(?:ed|s)?|define[ds]?|new|"
    r"export(?:ed|s)?|create[ds]?|remove[ds]?|delete[ds]?|drop(?:ped|s)?|move[ds]?)\s"
    r"(?:(?:the|a|an|new|old|unused|obsolete|shared|public|private|missing|duplicate)\s){0,3}"
    r"(?-i:(?P<name>_{0,2}[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?:\(\))?|\w+\(\)|[A-Z]+(?:_[A-Z0-9]+)+|"
    r"--[a-z][\w-]{1,40}(?=\s(?:flag|option|argument))|[A-Za-z](?=\w{0,40}[a-z][A-Z])\w{3,60}))"
    r"(?=(?<=\))|\s(?:function|class|method|struct|enum|trait|type|interface|helper|constant|flag|"
    r"option|argument|fixture|hook|component|service|field|property|model|override|command|"
    r"endpoint|to\s|\()|,\s|\W{0,2}$)",
    re.IGNORECASE,
)
_MADE_NAMES = re.compile(
    r"^\W{0,8}(?:implemented|created|added|defined|built)\s(?:the\s|a\s|new\s){0,2}"
    r"(?P<names>(?:[A-Z]\w{2,60}(?:,\s|\sand\s|\s&\s)){0,4}[A-Z]\w{2,60})"
    r"(?:\s(?:class|struct|type|interface|function|component|service|hook|module|trait|enum))?"
    r"(?=\W{0,4}$|\s?\(|\s(?:for|with|to|in)\s)",
    re.IGNORECASE,
)
_SHAPED = re.compile(
    r"--[a-z][\w-]{1,40}|_{0,2}[a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,8}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|"
    r"[A-Za-z](?=\w{0,40}[a-z][A-Z])\w+"
)
_ITSELF = re.compile(
    r"(?:\(\))?(?:\W{0,4}$|\s?[:,;(]|\s(?:to|with|for|in|from|that|which|and|so|as|parameter|"
    r"kwarg|option|argument|field|tools?|property|middleware)\b|\s[–—-]\s)"
)
"""What is written as only code is, and what may follow where just that is meant."""


def definitions(statement: Statement, text: str) -> Iterator[tuple[str, str]]:
    """Each verb with the name of what it was done to."""
    yield from _in_code(statement, text)
    told = statement.source.kind is not SourceKind.DOCUMENT
    found = _DID_NAME.match(text) if told else None
    if found:
        yield found["act"], found["name"].removesuffix("()")
    marked = statement.context.box or TICKED.match(text)
    made = _MADE_NAMES.match(text) if marked else None
    for name in _CAMEL.findall(made["names"]) if made and not found else ():
        yield "added", name


def _in_code(statement: Statement, text: str) -> Iterator[tuple[str, str]]:
    for match in _NAME.finditer(text):
        done = act(statement, text[: match.start()])
        if not done:
            continue
        called = match[2] and not _OF_CALL.match(text, match.end())
        if done["noun"] or called or _NOUN.match(text, match.end()) or _is_told(statement, match):
            yield done["act"], match[1]


def _is_told(statement: Statement, match: re.Match[str]) -> bool:
    """Whether a change or a tick is said to bring just what is named as only code names things."""
    told = statement.source.kind is not SourceKind.DOCUMENT or TICKED.match(statement.text)
    shaped = _SHAPED.fullmatch(match[1])
    return bool(told and shaped and _ITSELF.match(match.string, match.end()))


def is_called_so(name: str, quote: str) -> bool:
    """Whether the sentence says in code marks what the name is of: "the `retry` function"."""
    for match in _NAME.finditer(quote):
        kind = _NOUN.match(quote, match.end()) or match[2]
        before = _ACT.match(quote[: match.start()])
        if match[1] == name and (kind or (before and before["noun"])):
            return True
    return False


def act(statement: Statement, head: str) -> re.Match[str] | None:
    """What was done to what follows; what a document says that something does is nothing done."""
    found = _ACT.match(head)
    told = statement.source.kind is SourceKind.DOCUMENT and found and _TELLS.fullmatch(found["act"])
    return None if told else found
