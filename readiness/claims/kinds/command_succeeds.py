"""A command succeeds: the command line starts, the image builds, a quoted command passes.

Why: that it builds and starts is what a reviewer takes on trust, and what fails first for others.

How: the claim is held against what an earlier step recorded with `readiness record`: a quoted
command against a record of exactly that command, other words against a record of exactly that name
(“the CLI starts” and `cli-starts`). A record that succeeded confirms, one that failed contradicts;
without one of this commit the claim is unsupported.

Fix: run the command in the workflow as `readiness record NAME -- COMMAND`, and mend what fails.
"""

import re
import shlex
from collections.abc import Iterator

from readiness.claims import phrases, scope
from readiness.claims.context import reading
from readiness.claims.definitions import is_test_file
from readiness.claims.evidence import Evidence
from readiness.claims.stated import stated
from readiness.claims.verdicts import confirmed, contradicted, unsupported
from readiness.model import Claim, Judgement, Outcome, Proof, Recorded, SourceKind, Statement

SIGNS = (
    "`", "boot", "build", "clean", "compil", "green", "install", "launch", "pass", "start",
    "succe", "✅",
)  # fmt: skip
_THING = (
    r"(?:cli|command[- ]line(?:\s(?:tool|interface|client))?|images?|containers?|binary|executable|"
    r"package|wheel|app|application|server|service|daemon|worker|site|docs|documentation|bundle|"
    r"frontend|backend|project)"
)
_VERB = r"(?:starts?|boots?|launches|builds?|compiles?|installs?)"
_WELL = (
    r"(?:successfully|cleanly|correctly|properly|fine|again|ok|"
    r"without\s(?:any\s)?(?:errors?|warnings?|problems?|issues?))"
)
_DOES = re.compile(
    rf"(?P<what>(?:(?!\b(?:when|if|after|once|before|until|how|where|that|which|as)\b)"
    rf"[\w-]{{1,30}}\s){{0,4}}{_THING})\s(?:now\s|still\s|also\s){{0,2}}(?P<verb>{_VERB})"
    rf"(?:\sup)?(?P<well>\s{_WELL})?(?=\W{{0,6}}$|\s?[.,;:!✅]|\sand\s)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"(?<!`)`(?P<command>[A-Za-z0-9./_-]{1,60}(?:\s[^`\n]{1,200})?)`\s(?:now\s|still\s|also\s){0,2}"
    rf"(?:passe[sd]|succeed(?:s|ed)|(?:runs|works|builds|starts|completes)\s{_WELL})\b"
    r"(?=\W*$|[.,;:!)]|\s\W|\s(?:and|but|again|now|too|as|on|in|with|without|locally|cleanly|"
    r"consistently)\b)(?!\s`)",
    re.IGNORECASE,
)
_CLEAN = re.compile(
    r"(?<!`)`(?P<command>[A-Za-z0-9./_-]{1,60}(?:\s[^`\n]{1,200})?)`"
    r"\s?(?:(?:is|are|was|all|now|still|also|[:–—-]|→|->|✅)\s?){0,3}\s"
    r"(?:clean|green|ok|(?:zero|no|0)\s(?:errors|warnings))(?=\W{0,6}$|\s?[.,;:(✅])",
    re.IGNORECASE,
)
_PROGRAM = (
    r"(?:go|cargo|npm|pnpm|yarn|bun|npx|pytest|make|uv|tox|nox|gradle|mvn|dotnet|deno|node|"
    r"python3?|docker|terraform|helm|bazel|swift|rake|bundle|just|task)"
)
_BARE = re.compile(
    r"^\W{0,8}(?:[A-Za-z][\w /&-]{1,40}:\s\W{0,3})?(?:ran\s)?"
    rf"(?P<command>{_PROGRAM}\s[\w./:@=*-]{{1,60}}(?:\s[\w./:@=*-]{{1,60}}){{0,6}}?)"
    r"(?:\s(?:is|are|all|now|still|also)){0,2}\s?(?:[:–—→✅]|->)?\s?"
    r"(?:passe[sd]|succeed(?:s|ed)|clean|green|ok|✅|(?:zero|no|0)\s(?:errors"
    r"|warnings))(?=\W{0,6}$|\s?[.,;:(✅])",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^\W{0,6}(?:ran\s)?`(?P<command>[A-Za-z0-9./_-]{1,60}\s[^`\n]{1,200})`\s?(?:\(?locally\)?\s?)?"
    r"(?:\W{0,4}[✅☑✔✓]|[:–—-]\s?(?:it\s)?(?:passe[sd]|succeed(?:s|ed)|green|clean))\W{0,6}$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"^\W{0,6}(?:ran\s)?`"
    r"(?P<command>[a-z][\w./-]{0,40}\s[^`\n]{1,200})`[^✅☑✔✓\n]{0,200}[✅☑✔✓]\W{0,6}$"
)
_SEVERAL = re.compile(
    r"^\W{0,6}(?:ran\s)?`(?P<command>[a-z][\w./-]{0,40}(?:\s[^`\n]{1,200})?)`(?:(?:,\s(?:and\s)?|"
    r"\sand\s|\s&\s)`[^`\n]{2,120}`){0,5}(?:\s(?!(?:not|n't|fail)\b|"
    r"\d)[\w`/.-]{1,40}){0,8}?\s?(?:[–—:-]\s?)?(?:all\s|both\s|now\s|are\s|"
    r"is\s)?(?<!\d\s)(?:pass(?:e[sd])?|clean|green|succeed(?:s|ed)?)(?=\W{0,6}$|\s?[.,;(])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"^\W{0,3}`(?P<command>[a-z][\w./-]{0,40}\s[^`\n]{1,200})`\W{0,4}(?:\(locally\))?\W{0,4}$"
)
"""All that a ticked box says: the command that was run."""
_IDENTIFIER = re.compile(
    r"\w{1,40}(?:\.\w{1,40}){1,8}|\w{0,40}_\w{0,40}|[A-Z]\w{0,60}|\w{0,40}[a-z][A-Z]\w{0,40}"
)
_ANY = re.compile(r"(?:start|boot|launch|build|compil|install)", re.IGNORECASE)
_SHORT = 8
"""Words of a sentence that says no more than that."""

_STEMS = {"launches": "launch", "compiles": "compile"}
_CONTAINERS = frozenset({"docker", "oci", "container"})


def find(statement: Statement) -> Iterator[Claim]:
    quoted = _command(statement)
    if quoted and not _IDENTIFIER.fullmatch(quoted["command"]):
        yield stated("command-succeeds", statement, "succeeds", quoted["command"])
        return
    text = reading(statement)
    found = _ANY.search(text) and _DOES.search(text)
    if found and _is_meant(statement, text, found):
        yield stated(
            "command-succeeds", statement, _stem(found["verb"]), phrases.bare(found["what"])
        )


def _command(statement: Statement) -> re.Match[str] | None:
    """A command that is said to have succeeded."""
    text = statement.text
    if "`" not in text:
        return _BARE.match(text)
    found = (
        _QUOTED.search(text)
        or _CLEAN.search(text)
        or _TOLD.match(text)
        or _MARKED.match(text)
        or _SEVERAL.match(text)
    )
    return found or (_ALONE.match(text) if statement.context.box else None)


def _is_meant(statement: Statement, text: str, found: re.Match[str]) -> bool:
    """Whether that is what is reported, and not how something goes on the way to something else."""
    if statement.context.box or found["well"]:
        return True
    return statement.source.kind is not SourceKind.DOCUMENT and len(text.split()) <= _SHORT


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    fitting = [each for each in evidence.measured.records if _fits(claim, each, evidence)]
    failed = [each for each in fitting if each.outcome is Outcome.FAIL]
    passed = [each for each in fitting if each.outcome is Outcome.PASS]
    if failed and not passed:
        return contradicted(
            claim,
            _said(failed[0], f"failed with exit status {failed[0].status}"),
            *map(_proof, failed),
        )
    if passed and len(passed) == len(fitting):
        return confirmed(claim, _said(passed[0], "succeeded"), *map(_proof, passed))
    if fitting:
        doubtful = next((each for each in fitting if each.outcome is Outcome.UNKNOWN), fitting[0])
        return unsupported(claim, f"the record {doubtful.name}: {doubtful.reason}")
    ran = _tested(claim, evidence)
    if ran:
        return ran
    return unsupported(
        claim, f"nothing is recorded of it: `readiness record {_name(claim)} -- COMMAND`"
    )


_RUNS_ALL_TESTS = re.compile(
    r"(?:npm|pnpm|yarn|bun)(?:\srun)?\stest|(?:python3?\s-m\s|uv\srun\s|poetry\srun\s)?pytest"
    r"|cargo\stest|go\stest\s\./\.\.\.|make\stest|mvn\stest|\./gradlew\stest|dotnet\stest"
)
"""Commands that run all tests, of which the reports are."""


_LANGUAGES = {
    "npm": ("javascript", "typescript"), "pnpm": ("javascript", "typescript"),
    "yarn": ("javascript", "typescript"), "bun": ("javascript", "typescript"),
    "cargo": ("rust",), "go": ("go",), "mvn": ("java",),
    "pytest": ("python",), "python": ("python",), "python3": ("python",), "uv": ("python",),
    "poetry": ("python",),
}  # fmt: skip


def _runs_every_language(command: str, evidence: Evidence) -> bool:
    """Whether all test files are of the language that the command runs, so that the reports are."""
    files = evidence.snapshot.files.values()
    written = {each.language for each in files if is_test_file(each.path, evidence.snapshot)}
    known = _LANGUAGES.get(command.split()[0], ())
    return bool(written) and written <= set(known)


def _tested(claim: Claim, evidence: Evidence) -> Judgement | None:
    """What the reports say of a command that does nothing but run all tests."""
    tests = scope.all_tests(evidence)
    command = _RUNS_ALL_TESTS.fullmatch(claim.subject.strip())
    if not command or not tests.counts.run or not _runs_every_language(command[0], evidence):
        return None
    if tests.bad and not scope.damage(evidence):
        says = f"{tests.bad} of {tests.counts.total} tests {tests.verb}"
        return contradicted(claim, says, *tests.proofs())
    if scope.all_pass(tests, evidence) and not scope.gap(tests, evidence):
        return confirmed(claim, f"the reports: {tests.counts.run} tests ran and passed")
    return None


def _fits(claim: Claim, record: Recorded, evidence: Evidence) -> bool:
    if claim.value == "succeeds":
        return _words(claim.subject) == record.command
    return _key(f"{claim.subject} {claim.value}", evidence) == _key(record.name, evidence)


def _words(command: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(command))
    except ValueError:
        return ()


def _key(words: str, evidence: Evidence) -> frozenset[str]:
    """What a name or claim is about, less what only says that an image is of containers."""
    found = frozenset(_stem(each) for each in phrases.tokens(phrases.bare(words)))
    found -= _CONTAINERS if "image" in found else frozenset()
    return found - evidence.project if len(found - evidence.project) > 1 else found


def _stem(verb: str) -> str:
    verb = verb.lower()
    return _STEMS.get(verb, verb.removesuffix("s"))


def _name(claim: Claim) -> str:
    """A name under which the record would be found."""
    plain = f"{claim.subject} {claim.value}s"
    words = claim.subject.split()[0] if claim.value == "succeeds" else plain
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "it"


def _said(record: Recorded, ending: str) -> str:
    return f"recorded as {record.name}: `{shlex.join(record.command)}` {ending}"


def _proof(record: Recorded) -> Proof:
    last = record.output.splitlines()[-1:] or ["it printed nothing"]
    return Proof(message=f"exit status {record.status}: {last[0]}")
