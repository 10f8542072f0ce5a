"""Noun phrases of claims, as the tokens by which they are linked to names in the repository."""

import re
from functools import lru_cache

_IDENTIFIER = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_MARKS = re.compile(r"[*_`\"'“”‘’]+")
_LAST_WORDS = re.compile(r"(?:[\w`./'’*&+-]{1,60}(?:[ \t]{1,3}|$)){0,6}$")
_BOUNDARY = re.compile(
    r"(?<![\w-])(?:is|are|was|were|be|been|has|have|had|and|or|with|that|which|this|these|those|"
    r"we|i|you|they|it|now|still|currently|of|for|in|on|to|by|from|at|so|then|also|because|since|"
    r"as|added|add|fixed|fix|sure|wrote|write|written|made|makes|passes|passed|pass|run|ran|"
    r"running|including|plus|got|gets|get|shows?|confirmed|verified|where|while|after|create|"
    r"created|implement|implemented)(?![\w-])",
    re.IGNORECASE,
)
_FILLER = frozenset(
    """
a an the all every each our its their this that of for any full fully entire whole complete
overall total now status state also always own final completed successfully already currently such
""".split()  # noqa: SIM905
)
_ALIASES = {
    "authentication": "auth",
    "authorization": "auth",
    "configuration": "config",
    "configurations": "config",
    "settings": "config",
    "repository": "repo",
    "repositories": "repo",
    "database": "db",
    "documentation": "docs",
    "doc": "docs",
    "administration": "admin",
    "utilities": "utils",
    "util": "utils",
    "utility": "utils",
    "kubernetes": "k8s",
    "internationalization": "i18n",
    "environment": "env",
    "application": "app",
}
_PHRASES = {
    ("end", "to", "end"): ("e2e",),
    ("endtoend",): ("e2e",),
    ("command", "line", "interface"): ("cli",),
    ("command", "line"): ("cli",),
    ("user", "interface"): ("ui",),
}


def before(text: str, end: int) -> str:
    """The noun phrase that ends at ``end``: at most six words, back to a verb or a mark."""
    match = _LAST_WORDS.search(text, max(0, end - 120), end)
    found = match[0] if match else ""
    boundaries = list(_BOUNDARY.finditer(found))
    if boundaries:
        found = found[boundaries[-1].end() :]
    return _MARKS.sub(
        lambda mark: mark[0] if "`" in mark[0] or "_" in mark[0] else "", found
    ).strip()


def bare(phrase: str) -> str:
    """The phrase without determiners and other words that narrow nothing."""
    words = phrase.split()
    kept = [each for each in words if each.lower().strip("*") not in _FILLER]
    is_named = len(words) > 1 and words[0].lower() == "state" and kept == words[1:]
    return " ".join(words if is_named else kept)


@lru_cache(maxsize=1024)
def core(phrase: str) -> str:
    """What a heading or item is about: without number, mark, bracket, verb, status and subtitle."""
    text = _BRACKETS.sub(" ", phrase)
    text = _NUMBERING.sub("", text)
    head = _SUBTITLE.split(text, maxsplit=1)[0]
    return _STATE_WORDS.sub(" ", _VERB.sub("", head.strip())).strip(" *:–—-")


_BRACKETS = re.compile(r"\([^()]{0,200}\)|[^\w\s()/&.:,'`–—|-]+")
_NUMBERING = re.compile(
    r"^\s*(?:(?:\d{1,3}\.){1,4}\d{0,3}|\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,3}\)|"
    r"(?:phase|step|task|week|component|section|part|condition|milestone|sprint|feature|item|"
    r"project|block|story|epic|ticket|issue|bug|fix|finding)"
    r"\s#?[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})?\s?[:–—-])\s*",
    re.IGNORECASE,
)
_SUBTITLE = re.compile(r"\s[–—|-]\s|:\s")
_VERB = re.compile(
    r"^(?:implement|add|create|write|build|fix|complete|define|resolve|set up|setup|"
    r"develop|integrate|design|improve|update|refactor|introduce)\s(?=\w)",
    re.IGNORECASE,
)
_STATE_WORDS = re.compile(
    r"\b(?:complete[d]?|done|implemented|finished|verified|resolved|ready|implementation|status|"
    r"in phase \d+)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a phrase or an identifier: split, lower case, singular, common short forms."""
    found = tuple(_word(each.lower()) for each in _IDENTIFIER.findall(name))
    for phrase, short in _PHRASES.items():
        for start in range(len(found) - len(phrase) + 1):
            if found[start : start + len(phrase)] == phrase:
                return found[:start] + short + found[start + len(phrase) :]
    if "e2e" in name.lower():
        joined = tuple(each for each in found if each not in ("e", "2"))
        return ("e2e", *joined)
    return found


def _word(word: str) -> str:
    word = _ALIASES.get(word, word)
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ocs")):
        return word[:-1]
    return word
