"""The report on a terminal or in a workflow's log."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from readiness.model import Report, Verdict
from readiness.render import escape, words
from readiness.render.entries import ClaimRow, Entry
from readiness.render.evidence import Evidence
from readiness.render.links import Links
from readiness.render.standing import Row, Standing
from readiness.render.view import View

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
    "Contradicted": "bold red",
    "Confirmed": "bold green",
    "Unsupported": "bold yellow",
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
    for rows in (view.contradicted, view.confirmed, view.unsupported):
        yield from _list(rows[0].verdict if rows else "", [_claim(each) for each in rows])
    yield from _list(view.obstacle, [_blocking(each) for each in view.blocks])
    yield from _list("Note", [_text(each) for each in view.notices])
    yield from _standing(Standing(view=view))
    yield from _deductions(view)
    yield from _list("Findings", [_entry(each) for each in view.findings])
    yield from _list("Could not be decided", [_entry(each) for each in view.undecided])
    unreadable = Evidence(view=view).unreadable
    yield from _list(
        "Could not be read", [_text(each.label, ": ", each.message) for each in unreadable]
    )
    yield _text()
    yield _text((f"Policy: {view.policy} · Readiness {view.version}", "dim"))


def _standing(standing: Standing) -> "Iterable[RenderableType]":
    """The checklists, what to do first and what does not count."""
    for heading in standing.sections:
        score = f", {heading.score} of 100" if heading.score else ""
        rows = [each for each in standing.items if each.group == heading.title]
        title = f"{heading.title}: {heading.verdict}{score}"
        if rows:
            yield from _list(title, [_row(each) for each in rows])
        else:
            yield _text()
            yield _text((title, "bold"), f": {heading.states}")
    components = [
        _text((e.label, "bold"), f" {e.detail}, {e.message}") for e in standing.components
    ]
    yield from _list("Components", components)
    if standing.hints:
        title = f"What to do first, to reach {standing.hints[0].group}"
        yield from _list(title, [_text(e.message, (f" {e.detail}", "dim")) for e in standing.hints])
    for each in standing.exceptions:
        yield _text(f"{each.group}: ", (each.label, "bold"), f", {each.detail}: {each.message}")


def _row(row: Row) -> "Text":
    needs = f"; required: {row.required}" if row.required not in ("", row.current) else ""
    places = "".join(f" · {each.text}" for each in row.places)
    return _text((row.state, "bold"), f" {row.title}: {row.current}{needs}{places}")


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
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for each in entries[:MOST]:
        grid.add_row("-", each)
    yield _text()
    yield _text((f"{title} ({len(entries)})", STYLES.get(title, "bold")))
    yield grid
    yield from _left(len(entries))


def _left(total: int) -> "Iterable[RenderableType]":
    if total > MOST:
        yield _text((f"  {total - MOST} more: see --format json or html", "dim"))


def _claim(row: ClaimRow) -> "Text":
    """The claim, what was measured, and the places of both."""
    also = f" and {words.count(row.also, 'other place')}" if row.also else ""
    proofs = f" ({', '.join(each.text for each in row.proofs)})" if row.proofs else ""
    return _text((f'"{row.quote}"', "bold"), f" — {row.reason}{proofs} · {row.stated.text}{also}")


def _blocking(entry: Entry) -> "Text":
    if entry.group in ("gate", "gates"):
        return _text(f"{entry.group} ", (entry.label, "bold"), ": ", entry.message)
    return _text(entry.message, *_at(entry))


def _entry(entry: Entry) -> "Text":
    weight = (entry.detail, STYLES.get(entry.detail, ""))
    return _text(weight, ": ", entry.message, *_at(entry), (f" [{entry.label}]", "dim"))


def _at(entry: Entry) -> tuple[str, ...]:
    more = (f" and {entry.more} more",) if entry.more else ()
    return (*(f" · {place.text}" for place in entry.places), *more)


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
