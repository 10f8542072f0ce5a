"""The documents that users and operators need, and whether they say anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Proof, Rule, Severity
from readiness.probes._sections import FEW, PLAN, Section, of, sections, words
from readiness.probes._service import service
from readiness.probes.probe import Probe
from readiness.repository.snapshot import Role, Snapshot

DOCUMENTS = ("markdown", "restructuredtext", "asciidoc", "text")
BROKEN = re.compile(
    r"\A\s*(traceback \(most recent|error\b|404|<!doctype html|fatal:)", re.IGNORECASE
)
FIRST_STEP = re.compile(
    r"\b(pip|npm|yarn|pnpm|cargo|go|gem|composer|brew|apt|uv) (install|add|get)\b|"
    r"docker run|documentation|\b(guides?|docs|website|tutorials?)[^\]\n<`]{0,40}(\]\(|<)https?:",
    re.IGNORECASE,
)
LICENCES = r"(^|/)(((mit|bsd|apache|l?gpl|mpl)[-_.])?licen[cs]e|copying|unlicense)"
RELEASES = re.compile(r"/releases\b(?!/download)|\brelease(s page| notes)\b", re.IGNORECASE)
ENOUGH = 60
FILLED = """Why: {why}

How: A document of that name, or a section under such a heading in any document, counts if it says
something: {words} words or more. A heading over nothing, "TBD", a template's blanks and an error
message in place of the text do not count. {applies}

Fix: {fix}
"""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A subject that some document has to treat. ``sections`` all have to be there."""

    rule: Rule
    name: str
    file: re.Pattern[str]
    sections: tuple[tuple[str, re.Pattern[str]], ...]
    services_only: bool = False


def _guide(
    name: str, severity: Severity, file: str, why: str, fix: str,
    *, services_only: bool = False, **sections: str,
) -> Guide:  # fmt: skip
    applies = "It applies to services only." if services_only else ""
    words = FEW if sections else ENOUGH
    text = FILLED.format(why=why, fix=fix, words=words, applies=applies)
    rule = plugins.rule(
        f"documentation.{name.lower().replace(' ', '-')}",
        severity=severity,
        effort=Effort.HOURS,
        text=f"The {name} exists, and says something.\n\n{text}",
    )
    return Guide(
        rule=rule,
        name=name,
        file=re.compile(file, re.IGNORECASE),
        sections=tuple((key, re.compile(value, re.IGNORECASE)) for key, value in sections.items()),
        services_only=services_only,
    )


GUIDES = (
    _guide(
        "README", Severity.MINOR, r"(^|/)readme(\.\w+)?$",
        "It is what every user reads first, and mostly the only thing.",
        "Write a README that says how to install, how to use and how to configure it.",
        install=r"install|getting started|set[- ]?up|quick ?start|download|build|running",
        use=r"us(e|age|ing)|example|quick ?start|getting started|tutorial|how |running|commands?",
    ),
    _guide(
        "changelog", Severity.NOTE,
        r"(^|/)(change(s|log)|history|news|release[-_ ]?notes|what'?s[-_ ]?new)(\.\w+)?$"
        r"|(^|/)(releases|release[-_]notes|changelogs?)/[^/]+$",
        "Users need to know what an upgrade changes.",
        "Keep a changelog, or point to the releases in a document of that name.",
    ),
    _guide(
        "licence", Severity.MINOR, LICENCES + r"[^/]*$",
        "Without a licence nobody may use it.",
        "Add a LICENSE file with the full text.",
    ),
    _guide(
        "API reference", Severity.NOTE, r"api[-_ ]?(reference|docs?)?(\.\w+)?$|reference",
        "Callers otherwise have to read the code.",
        "Describe the calls, or generate the reference from the code.",
        services_only=True, api=r"\bapi\b|reference|endpoints?|routes?",
    ),
    _guide(
        "deployment guide", Severity.NOTE, r"deploy|production|operations?",
        "Whoever deploys it for the first time has to guess.",
        "Say what it needs, how it is deployed and how to see that it runs.",
        services_only=True, deployment=r"deploy|in production|hosting|docker|kubernetes|helm",
    ),
    _guide(
        "runbook", Severity.NOTE, r"runbook|playbook|incident|on[-_]?call",
        "At night, in an incident, nobody finds out from the code what to do.",
        "Write down what to do in an incident, whom to call, and how to roll back.",
        services_only=True,
        incident=r"incident|runbook|escalat|roll(ing)?[- ]?back|on[- ]?call|outage",
    ),
    _guide(
        "troubleshooting guide", Severity.NOTE, r"troubleshoot|faq|debugging",
        "The same questions are asked again and again.",
        "Write down the known problems with their symptoms and remedies.",
        services_only=True,
        troubleshooting=r"troubleshoot|faq|(known|common) (issues|problems|errors)",
    ),
)  # fmt: skip


def _guides(snapshot: Snapshot) -> Iterator[Finding]:
    run_by = snapshot.once(service)
    documents = _documents(snapshot)
    for guide in GUIDES:
        if guide.services_only and run_by is None:
            message = "Nothing here shows a service that somebody runs"
            yield Finding(rule=guide.rule, outcome=Outcome.NOT_APPLICABLE, message=message)
        elif guide.name == "README":
            yield _readme(guide, snapshot, documents)
        else:
            yield _answer(guide, snapshot, documents)


def _answer(guide: Guide, snapshot: Snapshot, documents: list[str]) -> Finding:
    if guide.services_only:
        documents = [path for path in documents if not PLAN.search(path)]
    files = [path for path in documents if guide.file.search(path)]
    enough = FEW if guide.name in ("licence", "changelog") else ENOUGH
    written = [path for path in files if _says(snapshot.text(path) or "", enough)]
    if written:
        return _found(guide, Location(path=written[0], line=1))
    titled = [each for each in snapshot.once(sections) if _treats(guide, each)]
    full = [each for each in titled if each.words >= FEW]
    if full:
        return _found(guide, Location(path=full[0].path, line=full[0].line))
    pointer = _pointer(snapshot, documents) if guide.name == "changelog" else None
    if pointer:
        return _found(guide, pointer)
    hollow = files[0] if files else titled[0].path if titled else None
    if hollow is None:
        return _absent(guide, snapshot)
    return _lacking(guide, f"The {guide.name} says nothing", Location(path=hollow, line=1))


def _pointer(snapshot: Snapshot, documents: list[str]) -> Location | None:
    """Where a document at the root points to the releases."""
    for path in documents:
        if "/" not in path and (found := RELEASES.search(text := snapshot.text(path) or "")):
            return Location(path=path, line=text.count("\n", 0, found.start()) + 1)
    return None


def _absent(guide: Guide, snapshot: Snapshot) -> Finding:
    """It is nowhere; unknown where not everything was looked at and the rule is only a note."""
    message = f"There is no {guide.name}"
    if snapshot.complete or guide.rule.severity is not Severity.NOTE:
        return _lacking(guide, message, None)
    message += "; but not every file was looked at"
    return Finding(rule=guide.rule, outcome=Outcome.UNKNOWN, message=message)


def _readme(guide: Guide, snapshot: Snapshot, documents: list[str]) -> Finding:
    named = [path for path in documents if guide.file.search(path)]
    files = sorted((each for each in named if "/" not in each.removeprefix(".github/")), key=len)
    if not files:
        return _lacking(guide, "There is no README", None)
    place = Location(path=files[0], line=1)
    text = snapshot.text(files[0]) or ""
    if not _says(text):
        return _lacking(guide, "The README says nothing", place)
    titled = (each for each in of(files[0], text) if _treats(guide, each))
    if FIRST_STEP.search(text) or any(each.words >= FEW for each in titled):
        return _found(guide, place)
    return _lacking(guide, "The README says neither how to install nor how to use it", place)


def _found(guide: Guide, place: Location) -> Finding:
    message = f"The {guide.name} is there and says something"
    return Finding(rule=guide.rule, outcome=Outcome.PASS, message=message, location=place)


def _lacking(guide: Guide, message: str, place: Location | None) -> Finding:
    proof = (Proof(message="what counts for it", location=place),) if place else ()
    return Finding(
        rule=guide.rule, outcome=Outcome.FAIL, message=message, location=place, evidence=proof
    )


def _documents(snapshot: Snapshot) -> list[str]:
    """Documents, those at the root first."""
    named = re.compile(rf"({LICENCES}|(^|/)(readme|changelog))[^/]*$", re.IGNORECASE)
    found = [
        file.path
        for file in snapshot.files.values()
        if (file.language in DOCUMENTS and file.role is Role.DOCUMENT) or named.search(file.path)
    ]
    return sorted(found, key=lambda path: (path.count("/"), path))


def _says(text: str, enough: int = ENOUGH) -> bool:
    return not BROKEN.match(text) and words(text) >= enough


def _treats(guide: Guide, section: Section) -> bool:
    return any(pattern.search(section.title) for _, pattern in guide.sections)


GUIDES_PROBE = Probe(rules=tuple(each.rule for each in GUIDES), run=_guides)
