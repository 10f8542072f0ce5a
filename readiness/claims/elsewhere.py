"""What a sentence about tests or coverage leaves out or speaks of besides this repository.

The reports measured this repository once, as a whole; what is claimed of another project, of a
package, of another environment, or of all tests but some, they do not contradict.
"""

import re

from readiness.model import Claim

KINDS = frozenset({"tests-pass", "pass-rate", "test-count", "coverage"})

_BUT_SOME = re.compile(
    r"\b(?:except(?:ing|ed)?|excluding|exclud(?:ed|es)|apart from|aside from|other than|but for|"
    r"save for|besides|with the exception|in isolation|individually|one by one|modulo)\b"
    r"|\ball but\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:upstream|downstream)\b|\b(?:an)?other (?:repo\w*|projects?|packages?|forks?)\b"
    r"|\b(?-i:[A-Z]\w{1,30})['’]s (?:own )?(?:whole |entire |full )?(?:unit )?"
    r"(?:tests?|suite|coverage|ci)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:in|of|for) (?:the |our )?[`\"“]?(?P<part>@?\w[\w./@-]{0,60})[`\"”]? "
    r"(?:packages?|workspaces?|crates?|sub-?(?:projects?|packages?)|services?|apps?|fork|branch|"
    r"librar(?:y|ies)|plugins?)\b",
    re.IGNORECASE,
)
_WHOLE_PART = frozenset({"the", "this", "our", "whole", "entire", "all", "a"})
_ENVIRONMENT = re.compile(
    r"\b(?:on|under|with|using|against) (?:both |the )?(?:python|py|node(?:\.?js)?|deno|bun|java|"
    r"jdk|go|rust|ruby|php|\.net|django|react|postgres\w*|mysql|pytest|jest|numpy|"
    r"pandas)\s?v?\d[\w.+]*"
    r"|\b(?:on|under) (?:both |the )?(?:windows|linux|macos|mac|os x|ubuntu|debian|alpine|freebsd|"
    r"arm(?:64)?|x86\w*|ios|android|pypy\w*|cpython|jython|graalpy|wasm|pyodide|deno|bun|chrome|"
    r"firefox|safari)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:in|since|at|as of|with|for|back in) (?:release |version |v)?"
    r"(?:v?\d{1,3}(?:\.\d{1,4}){1,3}|(?:19|20)\d\d)\b"
    r"|\b(?:we|it|i|there|which|that|project|suite|implementation|version) (?:had|used)\b"
    r"|\b(?:last|previous|earlier|other|old) (?:pr|pull request|mr|release|version|run|branch|"
    r"implementation|year|month|week|attempt)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\b[A-Z]\w{1,30}['’]s (?:\w+ )?(?:branch|fork|PR|change|version|repo\w*|patch|machine)\b"
)
_BETWEEN = re.compile(r"\bbetween \d", re.IGNORECASE)
_IN_ANOTHER = re.compile(r"^\W{0,4}In [A-Z][\w.-]{1,30},\s")
_COMMAND = re.compile(
    r"`[^`\n]{0,200}(?:\btest_\w|_test\.|\.(?:test|spec)\.|\btests?/\w|::|\s-k\s|"
    r"(?<!python)(?<!python3)\s-m\s)[^`\n]{0,200}`"
)


def elsewhere(claim: Claim) -> str | None:
    """What of the sentence the reports do not measure, in its own words; None if nothing."""
    if claim.kind not in KINDS:
        return None
    for pattern in (_BUT_SOME, _ONCE, _OF_SOMEBODY, _BETWEEN):
        if found := pattern.search(claim.quote):
            return str(found[0]).strip()
    return another_place(claim)


def another_place(claim: Claim) -> str | None:
    """The environment, project or part that the sentence names and no report does, if so."""
    if claim.kind not in KINDS:
        return None
    text = claim.quote
    of_part = () if claim.subject else (_COMMAND,)
    for pattern in (_IN_ANOTHER, _OTHER, _ENVIRONMENT, *of_part):
        found = pattern.search(text)
        if found:
            return str(found[0]).strip(" ,")
    part = _PART.search(text)
    if part is None or part["part"].lower() in _WHOLE_PART:
        return None
    return None if part["part"].lower() in claim.subject.lower() else part[0].strip()
