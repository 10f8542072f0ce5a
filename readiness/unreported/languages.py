"""How each language's files of tests look: their names, their tests, what a report calls them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SCRIPT = r"\.[cm]?[jt]sx?$"
CLASS = (
    r"^[ \t]*(?:[\w\[\]()<>,. ]{1,60}[ \t])?(?:class|object|record|module)[ \t]+(?P<name>[\w:]+)"
)
FIRST_CLASS = re.compile(
    r"^[ \t]*(?P<before>(?:[\w@()<>\".]{1,80}[ \t]+){0,6}?)(?:class|interface|trait|object|record)"
    r"[ \t]+\w",
    re.MULTILINE,
)
PYTHON = re.compile(
    r"^(?:class[ \t]+(?P<class>\w+)[ \t]*(?P<bases>\([^)]{0,500}\))?"
    r"|(?P<indent>[ \t]*)(?:async[ \t]+)?def[ \t]+(?P<name>\w+)[ \t]*\()",
    re.MULTILINE,
)
TITLE = (
    r"^[ \t]*(?:\w+[ \t]*=[ \t]*)?(?:await[ \t]+)?(?:t\.)?"
    r"(?:describe|context|suite|it|test|specify|scenario|feature|example)"
    r"(?:\.\w+)*[ \t]{0,20}\(?[ \t]{0,20}(?P<quote>['\"`])"
    r"(?P<name>(?:(?!(?P=quote))[^\n\\]){1,200})(?P=quote)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """A language's files of tests.

    ``files`` fits their paths, ``tests`` finds where each test begins in a text, ``names`` what
    reports may call them by, besides the path.
    """

    name: str
    files: re.Pattern[str]
    tests: Callable[[str], Iterator[int]]
    names: re.Pattern[str] | None = None


def _each(pattern: str, *, concrete: bool = False) -> Callable[[str], Iterator[int]]:
    """Where the pattern is found; nowhere, where only ``concrete`` classes run and it has none."""
    compiled = re.compile(pattern, re.MULTILINE)

    def tests(text: str) -> Iterator[int]:
        if not concrete or not _is_abstract(text):
            yield from (match.start() for match in compiled.finditer(text))

    return tests


def _is_abstract(text: str) -> bool:
    """Whether the first class of a file is one that only others make something of."""
    first = FIRST_CLASS.search(text)
    if first is None:
        return False
    return "abstract" in first["before"] or first[0].split()[-2] in ("interface", "trait")


def _python(text: str) -> Iterator[int]:
    """What pytest and unittest collect: functions at the margin and methods of test classes."""
    inside = False
    for match in PYTHON.finditer(text):
        if match["class"]:
            unwanted = "__test__ = False" in text[match.end() : match.end() + 500]
            named = match["class"].startswith("Test") or "Test" in (match["bases"] or "")
            inside = named and not unwanted
            continue
        margin = not match["indent"]
        inside = inside and not margin
        if match["name"].startswith("test") and (margin or inside):
            before = text[: match.start()].rstrip("\n").rpartition("\n")[2]
            if "fixture" not in before:
                yield match.start()


JVM_TEST = (
    r"^[ \t]*@(?:org\.junit\.[\w.]{0,40})?(?:Test|ParameterizedTest|RepeatedTest|TestFactory"
    r"|TestTemplate|Property)\b|^[ \t]*public[ \t]+void[ \t]+test\w*[ \t]*\([ \t]*\)"
)
CLASSES = re.compile(CLASS, re.MULTILINE)
LANGUAGES = {
    each.name: each
    for each in (
        Language(
            name="python", files=re.compile(r"(^|/)(test_[^/]*|[^/]*_test)\.py$"), tests=_python
        ),
        *(
            Language(
                name=name,
                files=re.compile(
                    rf"[.\-_](test|spec|cy|e2e){SCRIPT}"
                    rf"|(^|/)(__tests__|tests?|specs?|e2e|integration-tests)/([^/]+/)*[^/]+{SCRIPT}"
                ),
                tests=_each(
                    r"^[ \t]*(?:await[ \t]+)?(?:t\.)?(?:it|test|specify)"
                    r"(?:\.(?!describe|use|before|after|step|extend|info)\w+)*[ \t]*(?:\(|`)"
                ),
                names=re.compile(TITLE, re.MULTILINE),
            )
            for name in ("javascript", "typescript")
        ),
        Language(
            name="go",
            files=re.compile(r"_test\.go$"),
            tests=_each(r"^func (?:Test(?![a-z])\w*\(\w+ \*testing\.T\)|Fuzz(?![a-z])\w*\()"),
        ),
        *(
            Language(
                name=name,
                files=re.compile(r"\.(java|kt)$"),
                tests=_each(JVM_TEST, concrete=True),
                names=CLASSES,
            )
            for name in ("java", "kotlin")
        ),
        Language(
            name="csharp",
            files=re.compile(r"\.cs$"),
            tests=_each(
                r"^[ \t]*\[(?:\w+,[ \t]*)?(?:Fact|Theory|Test|TestCase|TestCaseSource|TestMethod"
                r"|DataTestMethod)\b",
                concrete=True,
            ),
            names=CLASSES,
        ),
        Language(
            name="rust",
            files=re.compile(r"\.rs$"),
            tests=_each(r"^[ \t]*#\[(?:\w+::){0,3}test\b"),
        ),
        Language(
            name="ruby",
            files=re.compile(r"_(spec|test)\.rb$|(^|/)test_[^/]*\.rb$"),
            tests=_each(
                r"^[ \t]*(?:def test_\w+|(?:it|specify|example|scenario|test)[ \t(]+['\"{])"
            ),
            names=re.compile(rf"{CLASS}|{TITLE.replace('<name>', '<title>')}", re.MULTILINE),
        ),
        Language(
            name="php",
            files=re.compile(r"Test\.php$|(^|/)[Tt]ests?/([^/]+/)*[^/]+\.php$"),
            tests=_each(
                r"^[ \t]*(?:(?:public|final)[ \t]+)*function[ \t]+test\w*[ \t]*\("
                r"|^[ \t]*#\[(?:\w+,[ \t]*)?Test\b|^[ \t]*\*[ \t]*@test\b"
                r"|^(?:it|test)\([ \t]*['\"]",
                concrete=True,
            ),
            names=CLASSES,
        ),
    )
}
