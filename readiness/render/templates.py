"""The templates and their environments, one for each output language.

Everything a Markdown template prints is escaped on output, by ``escape.markdown`` unless a filter
has made it harmless already; an HTML template by Jinja's own escaping.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from readiness.render import budget, escape, words
from readiness.render.entries import Entry
from readiness.render.evidence import Evidence
from readiness.render.standing import Standing
from readiness.render.view import View

if TYPE_CHECKING:
    from jinja2 import Environment

OPEN_ROWS = 8
BLANK = re.compile(r"\n\s*\n")
FOLDER = Path(__file__).with_name("templates")


@cache
def environment(language: str) -> "Environment":
    """The templates of ``markdown`` or ``html``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        finalize=FINALIZE[language],
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {
        "address": escape.address,
        "code": escape.code,
        "unbroken": escape.unbroken,
        "prose": {"markdown": escape.prose, "html": escape.html}[language],
        "grouped": grouped,
        "percent": words.percent,
        "points": words.points,
        "counted": words.count,
        "sentence": words.sentence,
    }
    return made


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is printed, alone or in brief below its group, and the groups it is in."""

    group: str
    label: str
    text: str
    brief: str = ""


class List:
    """One list of a report, each of its entries rendered once and only when it is shown."""

    def __init__(
        self,
        entries: Sequence[Any],
        render: Callable[[Any], str],
        room: int,
        brief: Callable[[Any], str] = lambda _: "",
    ) -> None:
        self.entries = entries
        self._render = render
        self._brief = brief
        self._room = room

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The entries as lines, no more of them than there can be room for."""
        return tuple(
            Line(
                getattr(each, "group", ""),
                getattr(each, "label", ""),
                self._render(each),
                self._brief(each),
            )
            for each in self.entries[: self._room]
        )


@dataclass(frozen=True, slots=True)
class Cut:
    """A list of which the first ``kept`` entries are shown."""

    whole: List
    kept: int

    @property
    def shown(self) -> tuple[Line, ...]:
        return self.whole.lines[: self.kept]

    @property
    def total(self) -> int:
        return len(self.whole.entries)

    @property
    def left(self) -> int:
        return self.total - self.kept


def fitted(template: str, view: View, limit: int, *, elsewhere: str) -> str:
    """A Markdown template, with as many entries of each list as ``limit`` bytes allow.

    ``elsewhere`` names where the entries stand that are left out.
    """
    macros: Any = environment("markdown").get_template("entries.md.j2").module
    room = budget.most(limit)
    lists = {
        name: List(
            entries, getattr(macros, name), room, getattr(macros, f"{name}_briefly", lambda _: "")
        )
        for name, entries in _entries(view).items()
    }
    compose = environment("markdown").get_template(template)

    def render(kept: Mapping[str, int]) -> str:
        cuts = {name: Cut(whole, kept[name]) for name, whole in lists.items()}
        text = compose.render(
            view=view,
            report=view.report,
            standing=Standing(view=view),
            open_rows=OPEN_ROWS,
            elsewhere=elsewhere,
            **cuts,
        )
        return BLANK.sub("\n\n", text).strip() + "\n"

    return budget.fit(render, {name: len(each.entries) for name, each in lists.items()}, limit)


def grouped(entries: Sequence[Line | Entry], by: str) -> dict[str, list[Line | Entry]]:
    """The entries by their ``group`` or ``label``, in the order of each one's first entry."""
    groups: dict[str, list[Line | Entry]] = {}
    for each in entries:
        groups.setdefault(getattr(each, by), []).append(each)
    return groups


def _entries(view: View) -> dict[str, Sequence[Any]]:
    """The lists of a report, the most important first."""
    standing, evidence = Standing(view=view), Evidence(view=view)
    return {
        "contradicted": view.contradicted,
        "blocks": view.blocks,
        "sections": standing.sections,
        "components": standing.components,
        "notices": view.notices,
        "exceptions": standing.exceptions,
        "hints": standing.hints,
        "items": standing.items,
        "advice": standing.advice,
        "deductions": view.deductions,
        "subjects": standing.subjects,
        "confirmed": view.confirmed,
        "unsupported": view.unsupported,
        "unreadable": evidence.unreadable,
        "gates": view.gates,
        "records": evidence.records,
        "live": evidence.live,
        "evidence": evidence.reports,
        "undecided": view.undecided,
        "findings": view.findings,
    }


def _markdown(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape.markdown(str(value))


def _html(value: object) -> object:
    return value if isinstance(value, Markup) else escape.line(str(value))


FINALIZE: dict[str, Callable[[object], object]] = {"markdown": _markdown, "html": _html}
