"""CI is green, the build passes, lint is clean.

Why: it is claimed before the checks have run, and not taken back when they fail.

How: the checks of the judged commit, where GitHub gives them: of all, or of those whose name the
claim has. A failed one contradicts; one that has not ended decides nothing. That a linter is clean
is decided by its SARIF report too, and that Python compiles, where no check is read, by its syntax.

Fix: wait for the checks, or repair what failed. Where they cannot be read, give the workflow the
permission `checks: read`.
"""

import re
from collections.abc import Iterator

from readiness.claims.context import reading
from readiness.claims.evidence import CheckRun, Evidence
from readiness.claims.parsing import syntax_errors
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Proof, Statement

_CLEAN = (
    r"(?:clean|passe[sd]|passing|pass|green|happy|ok|success(?:ful)?|succeed(?:s|ed)?|"
    r"(?:completed|finished|compiled)\ssuccessfully|"
    r"without (?:errors|warnings|issues))"
)
_LINT = (
    r"(?:lint(?:ing|er|ers)?|ruff|eslint|mypy|flake8|pylint|pyright|tsc|clippy|prettier|"
    r"black|fmt|rustfmt|gofmt|biome|golangci-lint|shellcheck|stylelint|isort|go\svet|pre-commit"
    r"|(?:security|npm|cargo|pip|dependency)\s(?:audit|scan)s?|type[- ]?check(?:s"
    r"|ing|er)?|static analysis|formatting)"
)
_CI = (
    r"(?:ci(?:/cd)?(?:\s(?:pipeline|build|checks?|run))?|(?:all\s|github\s|"
    r"status\s){0,2}(?:checks|actions|workflows|jobs)|(?:the\s)?build|builds|pipeline)"
)
_STATE = re.compile(
    rf"\b(?:(?P<lint>{_LINT})(?:\s--?\w[\w-]{{0,30}}(?:\s[a-z]{{1,20}}(?=:))?){{0,4}}"
    rf"|(?P<ci>{_CI}))(?<=\w)(?!\w)(?:\s(?:is|are|all|now|still|also|checks?|again|"
    rf"runs?|status|fully)){{0,3}}\s?[:–—-]?\s?\W{{0,3}}{_CLEAN}\b(?!/\w|\s(?:through|if|when|by|"
    rf"rate|a\b|an\b|the\b|to\b|its\b|their\b|them\b|[`\"'“]))",
    re.IGNORECASE,
)
_NO_ERRORS = re.compile(
    rf"\b(?:no|zero|0)\s(?P<lint>{_LINT})\s(?:errors|warnings|issues|violations|problems)\b"
    rf"|^\W{{0,6}}(?P<label>{_LINT})\s(?:errors|warnings|issues|violations|problems)\s?:"
    r"\W{0,4}(?:0|zero|none)\b(?![.,/]\d)",
    re.IGNORECASE,
)
_COMPILES = re.compile(
    r"\bclean\scompilation\b|\bcompile[sd]?\s(?:successfully|cleanly"
    r"|without\s(?:any\s)?(?:errors?|warnings?|issues))\b"
    r"|\b(?:compile|compilation)\s(?:(?:is|was)\s)?(?:successful|clean|succeed(?:s|ed)|passe[sd]|"
    r"passing)\b|\ball\s(?:[\w-]{1,20}\s){0,2}(?:files|modules|code|scripts)\scompiles?\b",
    re.IGNORECASE,
)
_PASSES = re.compile(
    rf"\bpass(?:es|ed)?\s(?:(?:all|the|our)\s)?(?P<lint>{_LINT})\b(?:\s(?:lint(?:ing)?"
    rf"|format(?:ting)?|strict))?(?=\W{{0,4}}$|\s?[.,;(]"
    rf"|\s(?:tests?|checks?|"
    r"rules?|and|with|without)\b)",
    re.IGNORECASE,
)
"""What code does with a linter."""
_ANY = re.compile(r"\b(?:compile|clean|pass|green|happy|ok|succe|without|no|zero|0)", re.IGNORECASE)
_SUCCESS = re.compile(r"(?i)\W{0,4}(?:success(?:ful)?|passe[sd]|pass|passing|clean|ok)\W{0,4}$")
_COMPILATION = re.compile(r"(?i)^\W{0,4}(?:[\w.-]{1,20}\s)?compilation\b")
_LINT_NAME = re.compile(
    r"(?i)lint|ruff|eslint|mypy|flake8|pylint|pyright|tsc|clippy|prettier|black|type|format|static"
)
_BAD = frozenset(
    {"failure", "timed_out", "cancelled", "action_required", "startup_failure", "stale"}
)


def find(statement: Statement) -> Iterator[Claim]:
    text = reading(statement)
    if not _ANY.search(text):
        return
    row = statement.context.row
    if row and _COMPILATION.search(row) and _SUCCESS.match(statement.text):
        yield stated("checks-green", statement, "green", "compil")
        return
    none = _NO_ERRORS.search(text)
    found = (
        none
        or ("pass" in text and _PASSES.search(text))
        or _STATE.search(text)
        or _COMPILES.search(text)
    )
    if found:
        lint = "compil" if found.re is _COMPILES else _lint(found)
        yield stated("checks-green", statement, "green", lint.lower() if lint else "")


def _lint(found: re.Match[str]) -> str:
    return found["lint"] or found.groupdict().get("label") or ""


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    if claim.subject == "compil" and evidence.checks is None:
        return _compiled(claim, evidence)
    if claim.subject:
        reported = _by_report(claim, evidence)
        if reported:
            return reported
    if evidence.checks is None:
        return unsupported(
            claim, "the checks of the commit were not read: give the workflow `checks: read`"
        )
    checks = [each for each in evidence.checks if _is_meant(claim.subject, each)]
    if not checks:
        return unsupported(claim, f"no check of the commit is named {claim.subject or 'anything'}")
    failed = [each for each in checks if each.conclusion in _BAD]
    if failed:
        proofs = [Proof(message=f"{each.name}: {each.conclusion}") for each in failed]
        return contradicted(claim, f"{len(failed)} of {len(checks)} checks failed", *proofs)
    running = [each.name for each in checks if each.conclusion is None]
    if running:
        return unsupported(claim, f"{running[0]} has not ended")
    return confirmed(claim, f"{len(checks)} checks passed")


def _compiled(claim: Claim, evidence: Evidence) -> Judgement:
    """By the syntax of the code, where that of Python is all that compiling shows."""
    proofs = syntax_errors(evidence.snapshot)
    if proofs is None or evidence.snapshot.limits:
        return unsupported(claim, "nothing shows it: give the workflow `checks: read`")
    if proofs:
        return contradicted(claim, f"{len(proofs)} Python files can't be parsed", *proofs)
    return confirmed(claim, "every Python file can be parsed")


def _is_meant(subject: str, check: CheckRun) -> bool:
    if not subject:
        return True
    if subject in ("lint", "linting", "linter", "linters", "static analysis"):
        return bool(_LINT_NAME.search(check.name))
    return subject.lower() in check.name.lower()


def _by_report(claim: Claim, evidence: Evidence) -> Judgement | None:
    """A linter's own report, where it has the linter's name."""
    named = [
        each
        for each in evidence.measured.analyses
        if each.complete and claim.subject in each.tool.lower()
    ]
    if not named:
        return None
    results = [each for run in named for each in run.results if each.level in ("error", "warning")]
    if not results:
        return confirmed(claim, f"{named[0].tool} reported nothing")
    proofs = [
        Proof(message=f"{each.rule}: {each.message}"[:200], location=each.location)
        for each in results
    ]
    return contradicted(claim, f"{named[0].tool} reported {len(results)} results", *proofs)
