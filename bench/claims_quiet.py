"""How quiet claims stay on the documents of projects that nobody claims anything false about.

Read are all documents of each project as if a policy listed them; reports of its tests, where they
are in its directory under their usual names, are the evidence.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from readiness.claims.find import find
from readiness.claims.statements import Text, statements
from readiness.judge.judge import judge
from readiness.model import Claim, Judgement, Measured, Source, SourceKind
from readiness.policy.load import built_in
from readiness.probes.run import findings
from readiness.reports.ingest import measure
from readiness.repository.checkout import snapshot
from readiness.repository.snapshot import Role, Snapshot

JUDGED = Path(__file__).with_name("claims_quiet.csv")


@dataclass(frozen=True)
class Answer:
    """What was read in one project, and what was said of it."""

    project: str
    documents: int
    sentences: int
    reports: str
    judgements: tuple[Judgement, ...]


def quiet(directory: Path, verbose: bool) -> int:
    """Print what is read in each project below ``directory``; 1 where it is accused wrongly."""
    known = {(row["project"], row["quote"]): row for row in rows()}
    answers = []
    wrong = 0
    for project in sorted(directory.iterdir()):
        if project.is_dir():
            answers.append(answer(project))
            wrong += show(answers[-1], known, verbose)
    documents = sum(each.documents for each in answers)
    sentences = sum(each.sentences for each in answers)
    claims = sum(len(each.judgements) for each in answers)
    contradicted = sum(counts(each)["contradicted"] for each in answers)
    print(
        f"{len(answers)} projects, {documents} documents, {sentences} sentences: {claims} claims, "
        f"{contradicted} contradicted, of which {wrong} wrongly or not judged"
    )
    return int(bool(wrong))


def rows() -> Iterator[dict[str, str]]:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def show(answer: Answer, known: dict[tuple[str, str], dict[str, str]], verbose: bool) -> int:
    """Print one project; returns how many contradictions nobody has found to be right."""
    said = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts(answer).items()))
    print(
        f"{answer.project}: {answer.documents} documents, {answer.sentences} sentences"
        f"{answer.reports}: {len(answer.judgements)} claims{f' ({said})' if said else ''}",
        flush=True,
    )
    wrong = 0
    for each in answer.judgements:
        is_contradicted = each.verdict == "contradicted"
        row = known.get((answer.project, each.claim.quote)) if is_contradicted else None
        if is_contradicted and (row is None or row["right"] != "yes"):
            wrong += 1
        if is_contradicted or verbose:
            verdict = f"{each.verdict} (judged right)" if row else str(each.verdict)
            claim = each.claim
            print(f"  {verdict}: {claim.statement.location} {claim.kind} {claim.value!r} of "
                  f"{claim.subject!r}: {claim.quote!r}: {each.reason}")  # fmt: skip
    return wrong


def counts(answer: Answer) -> Counter[str]:
    return Counter(str(each.verdict) for each in answer.judgements)


def answer(project: Path) -> Answer:
    """What the documents of one project claim, held against it and its reports."""
    tree = snapshot(project)
    policy = built_in()
    measured = measure(
        project, tests=policy.tests, coverage=policy.coverage, files=tuple(tree.files)
    )
    texts = list(documents(tree))
    claims = find(texts)
    return Answer(
        project=project.name,
        documents=len(texts),
        sentences=sum(1 for text in texts for _ in statements(text)),
        reports=f", {measured.counts.run} tests run" if measured.counts.run else "",
        judgements=judged(claims, tree, measured) if claims else (),
    )


def judged(claims: Iterable[Claim], tree: Snapshot, measured: Measured) -> tuple[Judgement, ...]:
    report = judge(
        claims, policy=built_in(), measured=measured, snapshot=tree, findings=findings(tree, {})
    )
    return report.judgements


def documents(tree: Snapshot) -> Iterator[Text]:
    for file in tree.of(roles=(Role.DOCUMENT,)):
        text = tree.text(file.path)
        if text is not None:
            source = Source(kind=SourceKind.DOCUMENT, reference=file.path)
            yield Text(source=source, text=text, path=file.path, is_asked_for=True)
