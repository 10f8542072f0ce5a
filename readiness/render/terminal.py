"""The report on a terminal or in a workflow's log."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from readiness.model import Report, Verdict
from readiness.render import escape, words
from readiness.render.links import Links
from readiness.render.view import ClaimRow, Entry, Place, View

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

FORMAT = "terminal"
WIDTH = 100
MOST = 40
STYLES = {
    Verdict.READY: "bold green",
    Verdict.DEGRADED: "bold yellow",
    Verdict.NOT_READY: "bold red",
    Verdict.NOT_ASSESSED: "bold magenta",
    "Contradicted": "red",
    "Confirmed": "green",
    "Unsupported": "yellow",
    "blocker": "red",
    "major": "yellow",
}


def render(report: Report, links: Links, *, console: "Console | None" = None) -> str:
    """Text as wide and as colourful as ``console`` says, plain and 100 columns wide without one.

    The console is asked, not written to. No line of the text is a workflow command.
    """
    from rich.console import Console

    if console is None:
        console = Console(file=io.StringIO(), width=WIDTH, color_system=None)
    view = View(report=report, links=links)
    with console.capture() as captured:
        for part in _parts(view):
            console.print(part)
    return escape.log("\n".join(each.rstrip() for each in captured.get().splitlines())) + "\n"


def _parts(view: View) -> "Iterable[RenderableType]":
    yield _text((view.headline, str(STYLES[view.report.verdict])))
    yield _text(words.sentence(view.tally), " ", words.sentence("; ".join(view.facts)))
    yield from _claims((*view.contradicted, *view.confirmed, *view.unsupported))
    yield from _list("What blocks", [_blocking(each) for each in view.blocks])
    yield from _list("Note", [_text(each) for each in view.notices])
    yield from _deductions(view)
    yield from _list("Findings", [_entry(each) for each in view.findings])
    yield from _list("Could not be decided", [_entry(each) for each in view.undecided])
    yield from _list(
        "Could not be read", [_text(each.label, ": ", each.message) for each in view.unreadable]
    )
    yield _text()
    yield _text((f"Policy: {view.policy} · Readiness {view.version}", "dim"))


def _claims(rows: Sequence[ClaimRow]) -> "Iterable[RenderableType]":
    if not rows:
        return
    table = _table("", "Claim", "Evidence", "Stated in")
    table.columns[0].no_wrap = True
    for row in rows[:MOST]:
        also = f" and {row.also} more" if row.also else ""
        table.add_row(
            _text((row.verdict, STYLES[row.verdict])),
            _text(f'"{row.quote}"'),
            _text(" · ".join((row.reason, *(each.text for each in row.proofs)))),
            _text(row.stated.text, also),
        )
    yield table
    yield from _left(len(rows))


def _deductions(view: View) -> "Iterable[RenderableType]":
    if not view.deductions:
        return
    table = _table("Points", "Category", "Lost for", "By")
    table.columns[0].justify = "right"
    for each in view.deductions:
        cells = (f"−{each.detail}", each.group, each.message, each.label)
        table.add_row(*(_text(cell) for cell in cells))
    score = words.points(view.report.assessment.score)
    table.add_row(_text((score, "bold")), "", _text(("of 100 left", "bold")), "")
    yield table


def _list(title: str, entries: "Sequence[Text]") -> "Iterable[RenderableType]":
    from rich.table import Table

    if not entries:
        return
    grid = Table.grid(padding=(0, 1))
    for each in entries[:MOST]:
        grid.add_row("-", each)
    yield _text()
    yield _text((f"{title} ({len(entries)})", "bold"))
    yield grid
    yield from _left(len(entries))


def _left(total: int) -> "Iterable[RenderableType]":
    if total > MOST:
        yield _text((f"  {total - MOST} more: see --format json or html", "dim"))


def _blocking(entry: Entry) -> "Text":
    if entry.group == "gate":
        return _text("gate ", (entry.label, "bold"), ": ", entry.message)
    return _text(entry.message, *_at(entry.place))


def _entry(entry: Entry) -> "Text":
    weight = (entry.detail, STYLES.get(entry.detail, ""))
    return _text(weight, ": ", entry.message, *_at(entry.place), (f" [{entry.label}]", "dim"))


def _at(place: Place | None) -> tuple[str, ...]:
    return (f" · {place.text}",) if place else ()


def _table(*headings: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _text(*parts: "str | tuple[str, str]") -> "Text":
    """Text from outside in which nothing is markup and everything is visible."""
    from rich.text import Text

    styled = ((part, "") if isinstance(part, str) else part for part in parts)
    return Text.assemble(*((escape.visible(text), style) for text, style in styled))
