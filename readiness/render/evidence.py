"""What a report rests on: the reports that were read, recorded commands and live services."""

from dataclasses import dataclass

from readiness.model import Measured
from readiness.render import words
from readiness.render.entries import Entry
from readiness.render.view import View


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The lists of what was measured. Texts are shortened, not yet escaped."""

    view: View

    @property
    def reports(self) -> tuple[Entry, ...]:
        """What the numbers come from: each test report, then the reports of coverage."""
        measured = self._measured
        found = [(each.source, each.format, words.cases(each.counts)) for each in measured.runs]
        coverage = measured.coverage
        if coverage is not None:
            formats = " or ".join(coverage.formats)
            found += [(each, formats, "coverage") for each in coverage.sources]
        return tuple(
            Entry(
                group="",
                label=words.shorten_path(source, self.view.path),
                detail=words.shorten(format_, self.view.path),
                message=message,
            )
            for source, format_, message in found
        )

    @property
    def unreadable(self) -> tuple[Entry, ...]:
        """The reports that could not be read, and why."""
        return tuple(
            Entry(
                group="",
                label=words.shorten_path(each.path, self.view.path),
                detail="",
                message=words.shorten(each.reason, self.view.reason),
            )
            for each in self._measured.unreadable
        )

    @property
    def records(self) -> tuple[Entry, ...]:
        """The commands that earlier steps recorded, and what their records are worth."""
        return tuple(
            Entry(
                group=words.shorten(words.command(each.command), self.view.quote),
                label=each.name or words.shorten_path(each.path, self.view.path),
                detail=each.outcome.value,
                message=words.shorten(words.timed(each.reason, each.seconds), self.view.reason),
            )
            for each in self._measured.records
        )

    @property
    def live(self) -> tuple[Entry, ...]:
        """The services that were asked, and what they answered."""
        return tuple(
            Entry(
                group=words.shorten(f"{each.kind} {each.target}", self.view.quote),
                label=each.name,
                detail=each.outcome.value,
                message=words.shorten(each.reason, self.view.reason),
            )
            for each in self._measured.live
        )

    @property
    def _measured(self) -> Measured:
        return self.view.report.measured
