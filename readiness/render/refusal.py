"""The check run of a commit that could not be judged: why, and what to do."""

from readiness.render.check import CheckRun, Conclusion
from readiness.render.templates import environment

TITLE = "Not assessed: Readiness could not judge this commit"


def render(reason: str) -> CheckRun:
    """A failed check run that gives the reason, a line for each of its lines."""
    template = environment("markdown").get_template("refusal.md.j2")
    text = template.render(reasons=reason.splitlines())
    return CheckRun(
        title=TITLE, summary=text, text="", annotations=(), conclusion=Conclusion.FAILURE
    )
