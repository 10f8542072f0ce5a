"""Code coverage, of lines or branches.

Why: a coverage number that nobody measured is worse than none: it ends the question.

How: the coverage reports, merged, in the scope that the sentence names: the whole, a directory, a
file, the change. "Coverage" alone may be that of lines or, as coverage.py counts where branches are
measured, of lines and branches together; both must differ to contradict. A number written without
decimals is compared without; "at least" exactly. Coverage of other things (documentation, types,
features) is not read.

Fix: quote the number of the report, or raise the coverage. Where no report is found, let the test
run write one (Cobertura, LCOV, coverage.py) and name it in the `coverage` input.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from readiness.claims import covered, metrics, phrases
from readiness.claims.amounts import Written, written
from readiness.claims.context import reading
from readiness.claims.currently import amounts_of_now
from readiness.claims.definitions import is_test_file
from readiness.claims.evidence import Evidence
from readiness.claims.link import Link, aspects, is_whole, link
from readiness.claims.made import named_so
from readiness.claims.names import significant
from readiness.claims.paths import mentioned
from readiness.claims.rates import against
from readiness.claims.stated import stated
from readiness.claims.verdicts import unsupported
from readiness.model import (
    Claim,
    Comparison,
    Context,
    Coverage,
    CoverageTotals,
    Judgement,
    Statement,
)

SIGNS = ("%", "pct", "percent", "per cent")
_WORD = re.compile(
    r"\b(?:coverage|covered|covers|cov|cover(?=: ))\b(?!\s(?:rate|increase\b|improvement|"
    r"gains?\b|growth|boost\b|threshold|gaps?|goals?|requirements?|targets?|config\w*|tools?|"
    r"collect\w*|overhead|runs?|reports?\s(?:time|size)))",
    re.IGNORECASE,
)
_OF_OTHER_THINGS = re.compile(
    r"\b(?:docs?|documentation|docstrings?|types?|typing|api|features?|browsers?|insurance|"
    r"market|network|translations?|spec(?:ification)?|rules?|requirements?|mutation|languages?|"
    r"scenarios?|use[- ]cases?|annotations?|geographic|news|media|cloud|schema|vocabulary|sky|"
    r"field|wifi|signal|functions?|methods?|class(?:es)?|endpoints?|assertion|risk|cost|"
    r"standards?|unicode|glyph|emoji|error handling|error|paths?|syntax|protocol)\s(?:test\s)?$",
    re.IGNORECASE,
)
_COVERED_THING = re.compile(
    r"\s(?:of|for|by|the|all|our|up|across|in|on|with|from)\s(?:[\w-]{1,30}\s){0,3}?"
    r"(?:costs?|cases|features|requirements|scenarios|users|needs|expenses|endpoints|topics|"
    r"browsers|languages|states|regions|spec\w*|apis?|rules|bases|questions|aspects|areas)\b",
    re.IGNORECASE,
)
_PASS = re.compile(
    r"\s?(?:tests?\s)?pass|\s?\(\d{1,6}\s?/\s?\d{1,6}\s(?:[\w-]{1,20}\s)?tests?\b|"
    r"\s?(?:faster|slower|more|less|smaller|reduction|of the time)",
    re.I,
)
_OF_COVERAGE = re.compile(
    r"\W{0,4}(?:\d[\d.]{0,4}\s)?(?:(?:current|final|overall|total|measured|achieved|test|tests|"
    r"code|unit)\s){0,3}coverage(?:\s(?:results?|summary|report|metrics|status|achieved|"
    r"now))?(?:\s(?:from|by|of|with|as of|on)\s[^:]{1,60})?\W{0,4}$",
    re.IGNORECASE,
)
_BY_SOME = re.compile(r"(?i)\b(?:unit|integration|e2e|end-to-end)\s(?:tests?\b|coverage)")
_DOTTED = re.compile(r"[A-Za-z_]\w{0,80}(?:\.[A-Za-z_]\w{0,80}){1,12}")
_PERCENT = re.compile(r"(?i)\b(?:percent|per\scent|pct)\b")
_UP_TO = re.compile(r"(?i)up\sto\b")
_ENTRY = re.compile(
    r"^\W{0,6}`?(?P<path>[\w./-]{3,120}\.\w{1,5}|[\w./-]{2,120}/)`?\W{0,3}:\s\W{0,4}\d"
)
"""An item of a list of coverage: a file and its rate."""
_SENTENCE, _LIST = 60, 200


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    if "%" not in text and not _PERCENT.search(text):
        return
    rates = [each for each in amounts_of_now(text) if _is_rate(each, text)]
    if not rates:
        return
    found = metrics.shared(text, rates) or [
        (each, metrics.beside(text, rates, each)) for each in rates
    ]
    words = [word for word in _WORD.finditer(text) if not _is_of_other_things(text, word)]
    if not words and _is_of_coverage(statement.context):
        path = _ENTRY.match(text)
        named = path["path"] if path and mentioned(f"`{path['path']}`") else ""
        told = ((each, metric) for each, metric in found if metric or named)
        row = named or _of_row(statement.context)
        yield from (_claim(statement, each, metric, row) for each, metric in told)
        return
    if not words and (len({metric for _, metric in found} - {""}) < 2 or _WORD.search(text)):
        return
    for each, metric in found:
        word = min(words, key=lambda one: _gap(one, each), default=None)
        if word is None and metric:
            yield _claim(statement, each, metric, _of_row(statement.context))
        elif word and (metric or each is _nearest(rates, word)) and _is_near(word, each, metric):
            metric = metric or metrics.of_word(text, word)
            yield _claim(statement, each, metric, covered.subject(text, word, each))


def _of_row(context: Context) -> str:
    """What the row of a table is, "" where it is all there is."""
    row = context.row.strip(" *`")
    return "" if not context.column or _ALL_ROW.fullmatch(row) else row


_ALL_ROW = re.compile(
    r"(?i)(?:all|total|overall|whole|sum|lines?|branch(?:es)?|statements?|functions?|coverage)?(?:\s\w{1,12})?"
)


def _is_of_coverage(context: Context) -> bool:
    """Whether what stands above speaks of coverage as such: "Statements: 92 %" below it."""
    above = (*context.headings[-1:], *context.lead.split(" › ")[-1:])
    return any(_OF_COVERAGE.match(each) for each in above)


def _is_of_other_things(text: str, word: re.Match[str]) -> bool:
    other = _OF_OTHER_THINGS.search(text, 0, word.start())
    return bool(other or _COVERED_THING.match(text, word.end()))


def _gap(word: re.Match[str], each: Written) -> int:
    return max(each.start - word.end(), word.start() - each.end)


def _nearest(rates: list[Written], word: re.Match[str]) -> Written:
    return min(rates, key=lambda one: _gap(word, one))


def _is_near(word: re.Match[str], each: Written, metric: str) -> bool:
    return _gap(word, each) <= (_LIST if metric else _SENTENCE)


def _claim(statement: Statement, each: Written, metric: str, subject: str) -> Claim:
    amount = each.amount
    if amount.comparison is Comparison.AT_MOST and _UP_TO.match(reading(statement), each.start):
        amount = replace(amount, comparison=Comparison.EXACTLY)
    return stated(
        "coverage",
        statement,
        written(amount) + (f" of {metric}" if metric else ""),
        subject,
        amount,
    )


def _is_rate(each: Written, text: str) -> bool:
    return each.amount.unit == "%" and each.amount.total is None and not _PASS.match(text, each.end)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    coverage = evidence.measured.coverage
    if coverage is None or not coverage.files:
        return unsupported(
            claim,
            "no coverage report was found: let the test run write one (Cobertura, LCOV, "
            "coverage.py) and name it in the `coverage` input",
        )
    if claim.subject == covered.ALL_BUT:
        return unsupported(claim, "what the sentence leaves out is not measured apart")
    if claim.subject == covered.CHANGE:
        return _of_change(claim, evidence)
    if _DOTTED.fullmatch(claim.subject) and not evidence.snapshot.exists(claim.subject):
        package = _package(claim.subject, evidence)
        if package:
            return _of_link(claim, package, evidence)
    elif is_whole(claim.subject, evidence) or _EVERYTHING.fullmatch(claim.subject):
        return _whole(claim, coverage, evidence)
    linked = link(claim.subject, evidence)
    if linked is None:
        return unsupported(
            claim, f"nothing in the repository is certain to be {claim.subject!r}: name its path"
        )
    return _of_link(claim, linked, evidence)


_EVERYTHING = re.compile(
    r"(?i)(?:all\s|testable\s|every\s){0,2}(?:components?|modules?|files|code|packages|services|covered)"
    r"(?:\scovered)?"
)


def _whole(claim: Claim, coverage: Coverage, evidence: Evidence) -> Judgement:
    """By the whole, or by what the nearest heading is of, where one narrows the sentence."""
    narrowed = aspects(claim.statement, evidence)
    for heading in reversed(narrowed):
        linked = named_so(heading, evidence)
        totals = coverage.within(linked.paths) if linked else CoverageTotals()
        if (
            linked is None
            or linked.lines
            or any(is_test_file(each, evidence.snapshot) for each in linked.paths)
        ):
            continue
        if totals.lines >= _SIZE:
            is_telling = mentioned(heading) or len(significant(phrases.core(heading))) > 1
            return _of_link(claim, replace(linked, certain=bool(is_telling)), evidence)
    by_some = _BY_SOME.search(claim.quote) and len(coverage.sources) > 1
    return against(claim, coverage.totals, evidence, "", certain=not (narrowed or by_some))


_SIZE = 20
"""Lines of a part that has a rate of its own."""


def _package(name: str, evidence: Evidence) -> Link | None:
    """The measured files of the one directory or module that has this dotted name."""
    files = evidence.measured.coverage.files if evidence.measured.coverage else {}
    path = re.escape(name.replace(".", "/"))
    inside = re.compile(rf"((?:^|.*/){path})(?:/[^/]+|\.\w+)$")
    found = {file: match[1] for file in files if (match := inside.match(file))}
    return Link(name, tuple(found), certain=len(set(found.values())) == 1) if found else None


def _of_link(claim: Claim, linked: Link, evidence: Evidence) -> Judgement:
    coverage = evidence.measured.coverage
    totals = coverage.within(linked.paths) if coverage else CoverageTotals()
    if not totals.files:
        return unsupported(claim, f"the coverage reports say nothing of {linked.label}")
    return against(
        claim, totals, evidence, linked.label, certain=linked.certain, paths=linked.paths
    )


def _of_change(claim: Claim, evidence: Evidence) -> Judgement:
    coverage, diff = evidence.measured.coverage, evidence.diff
    if diff is None or coverage is None:
        return unsupported(claim, "what the change adds is not known: no base to compare with")
    hits = [
        coverage.files[path].lines[line] > 0
        for path, change in diff.files.items()
        if path in coverage.files
        for line in change.added
        if line in coverage.files[path].lines
    ]
    if not hits:
        return unsupported(claim, "the coverage reports hold none of the change's lines")
    totals = CoverageTotals(files=1, lines=len(hits), covered_lines=sum(hits))
    return against(claim, totals, evidence, "of the change", certain=True)
