"""How well claims are found and judged, against labels; and how fast they are read.

    python bench/claims.py LABELS.csv CHECKOUT REPORT...     recall, precision, verdicts
    python bench/claims.py --quiet DIRECTORY                 on well-kept projects' documents
    python bench/claims.py --speed [FILES]                   against markdown-it-py alone

A labelled claim is found where one is reported on its line or the line beside it; a line that is
no claim is wrongly read where one is reported on exactly it. A verdict is right where any claim
found for the label has it. A contradicted claim whose label says otherwise is printed by name.
"""

import argparse
import csv
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from claims_quiet import quiet
from claims_speed import speed

from readiness.claims.find import find
from readiness.claims.statements import Text
from readiness.judge.judge import judge
from readiness.model import Judgement, Source, SourceKind, Statement
from readiness.policy.load import built_in
from readiness.probes.run import findings
from readiness.reports.ingest import measure
from readiness.repository.checkout import snapshot


@dataclass(frozen=True)
class Label:
    path: str
    line: int
    is_claim: bool
    kind: str
    value: str
    verdict: str


def main() -> int:
    style = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=style)
    parser.add_argument("labels", nargs="?", type=Path)
    parser.add_argument("checkout", nargs="?", type=Path)
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--speed", type=int, nargs="?", const=10_000, metavar="FILES")
    parser.add_argument("--quiet", type=Path, metavar="DIRECTORY")
    parser.add_argument("--all", action="store_true", help="print everything that was said")
    options = parser.parse_args()
    if options.quiet:
        return quiet(options.quiet, options.all)
    if options.speed:
        return speed(options.speed)
    if options.labels is None or options.checkout is None:
        parser.error("LABELS and CHECKOUT are needed")
    return against(read(options.labels), options.checkout, options.reports, options.all)


def read(file: Path) -> list[Label]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [
            Label(
                path=row["path"],
                line=int(row["line"]),
                is_claim=row["label"] == "claim",
                kind=row["kind"],
                value=row["value"],
                verdict=row["verdict"],
            )
            for row in csv.DictReader(stream)
        ]


def against(labels: list[Label], checkout: Path, reports: list[Path], verbose: bool) -> int:
    judgements = judged(sorted({each.path for each in labels}), checkout, reports)
    by_line: dict[tuple[str, int], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        for place in places(judgement):
            by_line[place].append(judgement)
    claims = [each for each in labels if each.is_claim]
    others = [each for each in labels if not each.is_claim]
    found = {each: near(each, by_line) for each in claims}
    wrong = [each for each in others if by_line.get((each.path, each.line))]
    hits = [each for each in claims if found[each]]
    with_verdict = [each for each in claims if each.verdict]
    right = [e for e in with_verdict if any(j.verdict == e.verdict for j in found[e])]
    false = [
        (each, judgement)
        for each in labels
        if each.verdict != "contradicted" and (each.verdict or not each.is_claim)
        for judgement in by_line.get((each.path, each.line), [])
        if judgement.verdict == "contradicted"
    ]
    for each in claims:
        if not found[each]:
            show(each, "missed", [])
        elif each.verdict and (verbose or each not in right):
            show(each, "right" if each in right else "wrong", found[each])
    for each in wrong:
        show(each, "misread", by_line[each.path, each.line])
    precision = len(hits) / (len(hits) + len(wrong)) if hits else 0.0
    print(
        f"extraction: recall {len(hits)}/{len(claims)} = {len(hits) / len(claims):.3f}, "
        f"precision {len(hits)}/{len(hits) + len(wrong)} = {precision:.3f}"
    )
    print(f"verdicts: {len(right)}/{len(with_verdict)} = {len(right) / len(with_verdict):.3f}")
    print(f"false contradictions: {len(false)}")
    for each, judgement in false:
        show(each, "FALSE", [judgement])
    return 1 if false else 0


def show(label: Label, word: str, judgements: list[Judgement]) -> None:
    wanted = label.verdict or "no claim"
    print(f"{word}: {label.path}:{label.line} [{wanted}] {label.kind} {label.value}")
    for each in judgements:
        claim = each.claim
        print(
            f"    {each.verdict}: {claim.kind} {claim.value!r} of {claim.subject!r}: {each.reason}"
        )


def judged(paths: list[str], checkout: Path, reports: list[Path]) -> tuple[Judgement, ...]:
    """The judgements on the claims in ``paths`` of ``checkout``, held against ``reports``."""
    tree = snapshot(checkout)
    with tempfile.TemporaryDirectory() as directory:
        for report in reports:
            (Path(directory) / report.name).write_bytes(report.read_bytes())
        measured = measure(
            Path(directory), tests=["**/*junit*"], coverage=["**/*coverage*"], files=tree.files
        )
    claims = find(document(path, checkout) for path in paths if (checkout / path).is_file())
    report = judge(
        claims,
        policy=built_in(),
        measured=measured,
        snapshot=tree,
        findings=findings(tree, {}),
    )
    return report.judgements


def document(path: str, checkout: Path) -> Text:
    content = (checkout / path).read_text(encoding="utf-8", errors="replace")
    source = Source(kind=SourceKind.DOCUMENT, reference=path)
    return Text(source=source, text=content, path=path, is_asked_for=True)


def places(judgement: Judgement) -> list[tuple[str, int]]:
    statements: list[Statement] = [judgement.claim.statement, *judgement.claim.also]
    return [(each.location.path, each.line) for each in statements if each.location]


def near(label: Label, by_line: dict[tuple[str, int], list[Judgement]]) -> list[Judgement]:
    """What is reported on the label's own line; where nothing is, on the lines beside it."""
    here = by_line.get((label.path, label.line), [])
    beside = [j for step in (-1, 1) for j in by_line.get((label.path, label.line + step), [])]
    return here or beside


if __name__ == "__main__":
    sys.exit(main())
