"""The pull request and the check run that the tests of the GitHub room are about."""

from readiness.render.check import Annotation, CheckRun, Conclusion, Level

TOKEN = "ghs_0123456789abcdefSECRET"
HEAD = "1" * 40
BASE = "2" * 40


def check(count=0, **values):
    """A check run with ``count`` annotations, and other values where given."""
    annotations = tuple(
        Annotation(
            path=f"src/file_{n}.py",
            start_line=n + 1,
            end_line=n + 1,
            level=Level.WARNING,
            title=f"Title {n}",
            message=f"Message {n}",
        )
        for n in range(count)
    )
    given = {
        "title": "Not ready: 61",
        "summary": "# Not ready",
        "text": "Details",
        "annotations": annotations,
        "conclusion": Conclusion.FAILURE,
    }
    return CheckRun(**(given | values))
