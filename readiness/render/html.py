"""A page of its own: no script, no request, light and dark, and fit for print."""

import base64
import hashlib

from markupsafe import Markup

from readiness.model import Report
from readiness.render.evidence import Evidence
from readiness.render.links import Links
from readiness.render.standing import Standing
from readiness.render.templates import FOLDER, OPEN_ROWS, environment
from readiness.render.view import View

FORMAT = "html"


def render(report: Report, links: Links) -> str:
    """The whole report as one HTML page whose policy lets nothing but its own style in.

    Printed into a workflow's log it starts no command.
    """
    style = FOLDER.joinpath("page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    view = View(report=report, links=links, quote=1000, reason=4000, path=1000, proofs=12)
    rules = {each.rule.id: each.rule for each in view.failed}
    template = environment("html").get_template("page.html.j2")
    page = template.render(
        view=view,
        standing=Standing(view=view),
        evidence=Evidence(view=view),
        report=report,
        open_rows=OPEN_ROWS,
        rules=[rules[id_] for id_ in sorted(rules)],
        style=Markup(style),  # noqa: S704 - a file of ours
        digest=digest,
    )
    return page.strip().replace("##[", "#&#35;[") + "\n"
