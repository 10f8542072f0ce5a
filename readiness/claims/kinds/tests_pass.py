"""All tests pass.

Why: it is the sentence that a reviewer trusts most and checks least; a merge that rests on it while
tests fail breaks the main line for everybody.

How: the cases of the test reports, all of them or those of the suite, module or file that the
sentence names. A failing or errored case contradicts, collection errors included; skipped cases are
named. No report, no executed case, a damaged report, or tests that no report has confirm nothing,
and tests that were only collected have not passed.

Fix: make the tests named pass, or say which do not and why. Where a report is missing, let the test
runner write one (`pytest --junitxml=report.xml`) and name it in the `tests` input.
"""

import re
from collections.abc import Iterator

from readiness.claims import phrases, scope
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.link import aspects
from readiness.claims.scope import Tests
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Statement

SIGNS = ("spec", "suite", "test")
_GREEN = r"(?:pass(?:es|ed|ing)?|green|succeed(?:s|ed)?|successful(?:ly)?)"
_PASS = re.compile(
    rf"\b(?:tests|test[ -](?:suites?|cases)|specs|(?<=every )test|(?<=each )test|"
    rf"test-suites?)\b(?:\s\([^()]{{0,60}}\))?(?:\s(?:in|of|for|from)\s(?P<where>(?:the\s|our\s|"
    rf"all\s)?[\w`./-]{{1,80}}(?:\s(?:suite|module|package|directory|folder|project|repo|"
    rf"repository|file))?))?(?:\s(?:are|is|all|still|now|currently|have|has|been|both|run|runs|"
    rf"ran|executed?|also|again|both)){{0,4}}(?:\s?[:|]\s?|\s?[-–—]\s|\s)\W{{0,3}}(?:all\s|"
    rf"100\s?%\s)?(?P<state>{_GREEN})\b(?!\s(?:rate|through|by|in\s\d))",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"\b(?:pass(?:es|ed|ing)?)\s(?:all|every)\s(?:of\s)?(?:the\s|our\s|its\s)?"
    r"(?P<what>(?:[\w-]{1,40}\s){0,3})tests?\b",
    re.IGNORECASE,
)
_CODE_PASSES = re.compile(
    r"\b(?:code|changes?|build|branch|everything|pr|pull request|it)\spass(?:es)?\s(?:the\s|our\s)?"
    r"(?P<what>(?:(?:all|unit|integration|existing|e2e|regression"
    r"|full)\s){1,3})tests?\b(?:\ssuite)?"
    r"(?=\W{0,4}$|\s?[.,;(]|\sand\b|\slocally\b)",
    re.IGNORECASE,
)
"""What a template has its author tick: "my changes pass unit tests"."""
_SUITE = re.compile(
    r"(?:^|[\s;,:–—-])(?:the\s)?(?P<what>(?:full|entire|whole|complete)\s)suites?\s"
    rf"(?:(?:is|are|still|now|run|runs|ran)\s){{0,2}}(?P<state>{_GREEN})\b",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"\b(?P<what>(?:existing|current|other|present)\s)tests\b[^.;:()]{0,60}?\s"
    r"(?:continue\sto\s|still\s|all\s)(?:pass|work)\b"
    r"|^\W{0,4}all\sexisting\stests\swork\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\btest\s`(?P<what>[\w.:/\[\]-]{3,120})`(?:\s\([^()]{0,60}\))?\s(?:still\s|now\s|also\s){0,2}"
    r"pass(?:es|ed)\b",
    re.IGNORECASE,
)
_NO_FAILURE = re.compile(
    r"\b(?:no|zero|0)\s(?P<what>(?:[\w-]{1,40}\s){0,2}?)"
    r"(?:tests?\s(?:failures?|fail(?:s|ed|ing)?|errors)|(?:failing|failed|broken)\stests?|"
    r"failures?\sin\s(?:the\s)?tests?)\b",
    re.IGNORECASE,
)
_ALL_PASSED = re.compile(
    rf"\W{{0,6}}(?:status|results?)\s?:\W{{0,6}}all\s{_GREEN}(?=\W*$|\s?\()", re.IGNORECASE
)
"""Below a heading that names the tests."""
_OF_TESTS = re.compile(r"(?i)\btests\b")
_ANY = re.compile(r"tests?\b|specs\b|suites?\b", re.IGNORECASE)
_NUMBER_NEXT = re.compile(r"\s?:\W{0,3}\d[\d,]{0,8}\W{0,3}$")
_NUMBERED = re.compile(r"\d\s?[%+]?\s{0,2}$|\d\s?[%+]?\s{1,3}(?:[\w-]{1,40}\s){0,3}$")
_JOINED = re.compile(r"(?P<first>[\w-]{2,30})\s(?:and|&)\s$", re.IGNORECASE)
_NAMED = 3
_KNOWN = re.compile(r"(?i)\b(?:known|new|more|other|remaining|obvious|further)\b")
_SHARE = re.compile(r"\s?[:(–—-]\W{0,3}(?P<part>\d{1,6})\s?/\s?(?P<total>\d{1,6})(?!\d)")
_SOME = re.compile(
    r"\b(?:some|most|many|several|few|half|part|majority|only|first|second|third|last|these|"
    r"those|two|three|failing|broken)\b",
    re.I,
)


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    above = statement.context.headings[-1:]
    if _ALL_PASSED.match(text) and any(_OF_TESTS.search(each) for each in above):
        yield _claim(statement, phrases.bare(phrases.core(above[0])))
        return
    if not _ANY.search(text):
        return
    for match in _PASS.finditer(text):
        if _is_share(text, match.end()) or _NUMBER_NEXT.match(text, match.end()):
            return
        phrase = phrases.before(text, match.start())
        if not _NUMBERED.search(text[: match.start()]) and not _SOME.search(phrase):
            subject = phrases.bare(phrase) or phrases.bare(match["where"] or "")
            other = _JOINED.search(text[: match.start() - len(phrase) - 1].rstrip() + " ")
            if phrase and other:
                subject = f"{other['first']} and {subject}"
            yield _claim(statement, subject)
            return
    for pattern in (_PASSING, _CODE_PASSES, _SUITE, _KEEP, _ONE, _NO_FAILURE):
        found = pattern.search(text)
        if found:
            yield _claim(statement, phrases.bare(_KNOWN.sub("", found["what"] or "")))
            return


def _is_share(text: str, end: int) -> bool:
    """Whether a colon and a share of the tests that is not all of them follow: "passing: 15/16"."""
    share = _SHARE.match(text, end)
    return bool(share and share["part"] != share["total"])


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if not evidence.measured.runs:
        return unsupported(
            claim,
            "no test report was found: let the test runner write one (JUnit XML will do) and name "
            "it in the `tests` input",
        )
    tests = scope.tests_of(claim.subject, evidence)
    if tests is None and _SOME_WORK.match(claim.subject):
        whole = scope.all_tests(evidence)
        if scope.all_pass(whole, evidence) and not scope.gap(whole, evidence):
            return confirmed(claim, f"all {whole.counts.run} tests ran and passed")
    if tests is None:
        return unsupported(
            claim,
            f"no test in the reports is of {claim.subject!r}: supply the report that ran them",
        )
    narrowed = _narrowed(claim, evidence)
    if tests.bad:
        return _failing(claim, tests, narrowed, evidence)
    return _passing(claim, tests, evidence)


_SOME_WORK = re.compile(
    r"(?i)\W{0,4}(?:phase|sprint|milestone|week|stage|step|task|batch|wave|new|existing|related|"
    r"relevant|affected|updated|added)\b"
)
"""Tests by the work that they came with, which no report tells from others."""


def _failing(
    claim: Claim, tests: Tests, narrowed: list[tuple[str, Tests | None]], evidence: Evidence
) -> Judgement:
    """Contradicted only where no narrower reading of the sentence could be true."""
    counts = tests.counts
    says = f"{tests.bad} of {counts.total} {'test' if counts.total == 1 else 'tests'} {tests.verb}"
    if claim.subject:
        says = f"{tests.label}: {says}"
    if not tests.certain:
        return unsupported(
            claim, f"{says}, but whether those are the tests meant is not certain", *tests.proofs()
        )
    for _, part in narrowed[-1:]:
        if part and scope.all_pass(part, evidence):
            return confirmed(claim, f"{part.label}: {part.counts.run} ran and passed")
    for heading, part in narrowed:
        if part is None or not part.certain or not part.bad:
            return unsupported(
                claim,
                f"{says} in the whole, but the sentence stands under {heading!r}, and no failing "
                "test is linked to that with certainty: name the suite, module or file meant",
                *tests.proofs(),
            )
    return contradicted(claim, f"{says}{_named(tests)}", *tests.proofs())


def _named(tests: Tests) -> str:
    """The first failing tests by name, and how many more there are."""
    names = [each.name for each in tests.failing[:_NAMED]]
    more = f" and {tests.bad - len(names)} more" if tests.bad > len(names) else ""
    return f": {', '.join(names)}{more}" if names else ""


def _passing(claim: Claim, tests: Tests, evidence: Evidence) -> Judgement:
    counts = tests.counts
    if not counts.run:
        return unsupported(claim, f"no test was executed ({counts.skipped} skipped)")
    harm = scope.gap(tests, evidence)
    if harm:
        return unsupported(claim, f"{counts.run} executed tests passed, but {harm}")
    if not tests.certain:
        return unsupported(
            claim,
            f"{tests.label}: {counts.run} passed, but whether those are all the tests meant is not "
            "certain: name the suite, module or file",
        )
    skipped = f", {counts.skipped} skipped" if counts.skipped else ""
    flaky = f", {counts.flaky} only after a retry" if counts.flaky else ""
    return confirmed(claim, f"{counts.run} tests ran and passed{flaky}{skipped}")


def _narrowed(claim: Claim, evidence: Evidence) -> list[tuple[str, Tests | None]]:
    headings = aspects(claim.statement, evidence)
    return [(heading, scope.tests_of(heading, evidence)) for heading in headings]


def _claim(statement: Statement, subject: str) -> Claim:
    return stated("tests-pass", statement, "all pass", "" if scope.is_whole(subject) else subject)
