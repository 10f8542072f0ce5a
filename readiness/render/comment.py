"""The comment on a pull request: a screenful to decide on, the rest folded."""

from readiness.model import Report
from readiness.render import budget
from readiness.render.links import Links
from readiness.render.templates import fitted
from readiness.render.view import View

FORMAT = "markdown"


def render(report: Report, links: Links) -> str:
    """GitHub-flavoured Markdown under the limit of a comment, with room for a hidden marker."""
    view = View(report=report, links=links)
    elsewhere = "the summary of the job, or the JSON report"
    return fitted("comment.md.j2", view, budget.COMMENT, elsewhere=elsewhere)
