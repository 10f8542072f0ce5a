"""The summary of a job: what the comment says, with room for many more entries."""

from readiness.model import Report
from readiness.render import budget
from readiness.render.links import Links
from readiness.render.templates import fitted
from readiness.render.view import View


def render(report: Report, links: Links) -> str:
    """GitHub-flavoured Markdown under the limit of a job's summary."""
    view = View(report=report, links=links)
    return fitted("summary.md.j2", view, budget.JOB_SUMMARY, elsewhere="the JSON report")
