"""What a policy shows besides claims, gates and findings: checklists, components, exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from readiness.model import (
    ClaimVerdict,
    ComponentReport,
    Item,
    ItemResult,
    Judgement,
    SectionResult,
    State,
    Verdict,
    WaiverUse,
)
from readiness.render import words
from readiness.render.entries import Entry, Place
from readiness.render.view import View

STATES = {
    State.PASS: "pass",
    State.WARN: "warning",
    State.FAIL: "fail",
    State.UNKNOWN: "unknown",
    State.SKIPPED: "skipped",
    State.ATTESTED: "attested",
}
MOST = 100
MARKUP = " `*_✅"
UNMEASURED = "Have it measured: let the job write the report that tells. "
RISKS = ("high", "medium", "low", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A checklist in one line: its verdict, its score of 100, its items by state.

    Where nothing of it applies, why that is instead of the states.
    """

    title: str
    verdict: str
    score: str
    states: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One item of a checklist; ``group`` is its checklist's title.

    ``risk`` is None where the policy names no risks, ``open`` says that something is left to do.
    """

    group: str
    title: str
    state: str
    current: str
    required: str
    risk: str | None
    places: tuple[Place, ...]
    open: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The lists of a report that its policy asks for. Texts are shortened, not yet escaped."""

    view: View

    @property
    def title(self) -> str:
        return self.view.report.policy.title or "Checklists"

    @property
    def sections(self) -> tuple[Heading, ...]:
        return tuple(self._heading(each) for each in self._results)

    @property
    def items(self) -> tuple[Row, ...]:
        """The items of the checklists of which anything applies."""
        return tuple(
            self._row(each, self._title(result))
            for result in self._results
            for each in result.items
            if result.verdict is not None
        )

    @cached_property
    def risks(self) -> bool:
        """Whether the policy says of any item how much depends on it."""
        return any(each.item.risk for result in self._results for each in result.items)

    @property
    def advice(self) -> tuple[Entry, ...]:
        """What to do about the items that did not pass, by horizon and the riskiest first.

        Horizons stand in the order in which the policy first names each.
        """
        parts: dict[Item, list[str]] = {}
        known: set[Item] = set()
        for result in self._results:
            for each in filter(_is_open, result.items):
                parts.setdefault(each.item, []).append(result.component or "")
                if not each.item.gate or each.state is not State.UNKNOWN:
                    known.add(each.item)
        items = (item for section in self.view.report.policy.sections for item in section.items)
        horizons = list(dict.fromkeys(item.horizon for item in items))
        found = [each for each in parts if each.advice]
        found.sort(key=lambda item: (horizons.index(item.horizon), RISKS.index(item.risk)))
        return tuple(
            Entry(
                group=each.horizon,
                label=_of_parts(each.title, parts[each]),
                detail=each.risk,
                message=words.shorten(
                    ("" if each in known else UNMEASURED) + each.advice, self.view.reason
                ),
            )
            for each in found
        )

    @property
    def subjects(self) -> tuple[Entry, ...]:
        """What is claimed of each part, and what of it holds; the contradicted parts first.

        A part of which nothing could be decided is left out, and all of them where the policy has
        no checklists.
        """
        parts: dict[str, list[Judgement]] = {}
        for each in self.view.report.judgements if self._results else ():
            name = each.claim.subject.strip(MARKUP)
            if name and each.verdict is not ClaimVerdict.UNSUPPORTED:
                parts.setdefault(name.casefold(), []).append(each)
        found = sorted(map(self._subject, parts.values()), key=lambda entry: -entry.more)
        return tuple(replace(each, more=0) for each in found)

    def _subject(self, judged: list[Judgement]) -> Entry:
        false = [each for each in judged if each.verdict is ClaimVerdict.CONTRADICTED]
        first = (false or judged)[0]
        held = f"{len(judged) - len(false)} of {words.count(len(judged), 'claim')}"
        places = dict.fromkeys(each.location for each in first.evidence if each.location)
        return Entry(
            group="",
            label=words.shorten(first.claim.subject.strip(MARKUP), self.view.path),
            detail=held,
            message=words.shorten(first.reason, self.view.reason),
            places=tuple(map(self.view.place, list(places)[:1])),
            more=len(false),
        )

    @property
    def components(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                group="required" if each.component.required else "not required",
                label=words.shorten_path(each.component.name, self.view.path),
                detail=words.verdict(each.assessment.verdict, self.view.report.policy),
                message=_of_100(each.assessment.score)
                if each.assessment.verdict is not Verdict.NOT_ASSESSED
                else "nothing decisive was measured",
                places=(Place(text=each.component.path, path=True),),
            )
            for each in sorted(self.view.report.components, key=_readiness)
        )

    @property
    def exceptions(self) -> tuple[Entry, ...]:
        """Waivers, ignore comments and attestations, and how long they last."""
        return (*self._waivers, *self._ignores, *self._attestations)

    @property
    def hints(self) -> tuple[Entry, ...]:
        """What to do first: the fewest fixes that reach the next verdict."""
        return tuple(
            Entry(
                group=self._verdict(each.towards),
                label="",
                detail=f"+{words.points(each.points)}" if each.points else "",
                message=words.shorten(each.text, self.view.reason),
            )
            for each in self.view.report.hints
        )

    @property
    def _results(self) -> tuple[SectionResult, ...]:
        return self.view.report.assessment.sections

    @property
    def _waivers(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                group="Waived",
                label=each.waiver.rule or each.waiver.gate,
                detail=_days(each.days_left),
                message=words.shorten(_waived(each), self.view.reason),
            )
            for each in self.view.report.waivers
        )

    @property
    def _ignores(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                group="Told to look away",
                label=each.rule,
                detail=f"does not count: {each.refused}" if each.refused else "counts",
                message=words.shorten(each.reason or "no reason given", self.view.reason),
                places=(self.view.place(each.location),),
            )
            for each in self.view.report.ignores
        )

    @property
    def _attestations(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                group="Attested, not verified",
                label=each.attestation.item,
                detail=_days(each.days_left),
                message=words.shorten(
                    f"{each.attestation.who}, {each.attestation.when}", self.view.reason
                ),
                places=(Place(text="link", url=each.attestation.link),),
            )
            for each in self.view.report.attestations
        )

    def _heading(self, result: SectionResult) -> Heading:
        return Heading(
            title=self._title(result),
            verdict=self._verdict(result.verdict),
            score="" if result.score is None else words.points(result.score),
            states=self._states(result.items)
            if result.verdict is not None
            else words.shorten(result.items[0].current, self.view.quote),
        )

    def _title(self, result: SectionResult) -> str:
        title = words.shorten(result.section.title, self.view.path)
        return f"{title}: {result.component}" if result.component else title

    def _verdict(self, verdict: Verdict | None) -> str:
        if verdict is None:
            return "does not apply"
        other = self.view.report.policy.words.get(verdict.value)
        return other or words.VERDICTS[verdict].lower()

    def _states(self, items: Sequence[ItemResult]) -> str:
        states = [each.state for each in items]
        found = [(states.count(each), self._state(each)) for each in State if each in states]
        return ", ".join(f"{number} {word}" for number, word in found)

    def _state(self, state: State) -> str:
        return self.view.report.policy.words.get(state.value, STATES[state])

    def _row(self, result: ItemResult, group: str) -> Row:
        return Row(
            group=group,
            title=words.shorten(result.item.title, self.view.quote),
            state=self._state(result.state),
            current=words.shorten(result.current, self.view.reason),
            required=words.shorten(result.required, self.view.path),
            risk=result.item.risk if self.risks else None,
            places=tuple(map(self.view.place, result.places[:1])),
            open=_is_open(result),
        )


def _is_open(result: ItemResult) -> bool:
    return result.credit < 1 and result.state is not State.SKIPPED


def _readiness(report: ComponentReport) -> tuple[int, Decimal]:
    """The required and the least ready first."""
    order = (Verdict.NOT_ASSESSED, Verdict.NOT_READY, Verdict.DEGRADED, Verdict.READY)
    rank = order.index(report.assessment.verdict)
    return rank + len(order) * (not report.component.required), report.assessment.score


def _waived(use: WaiverUse) -> str:
    """Why, whose and where, and how many results it covers."""
    waiver = use.waiver
    covers = words.count(use.used, "result")
    if not use.used and use.days_left >= 0:
        covers = "excuses nothing: take it out"
    return f"{waiver.reason} ({waiver.owner}; in {', '.join(waiver.paths)}; {covers})"


def _of_parts(title: str, components: Sequence[str]) -> str:
    """The title with the components that it is about, if any."""
    named = ", ".join(filter(None, components))
    return f"{title} ({words.shorten(named, MOST)})" if named else title


def _of_100(score: Decimal) -> str:
    return f"{words.points(score)} of 100"


def _days(left: int) -> str:
    if left < 0:
        return f"expired {words.count(-left, 'day')} ago, does not count"
    return f"{words.count(left, 'day')} left" if left else "ends today"
