"""The catalogue of rules: on a terminal, and as the reference documentation."""

import io
from collections.abc import Iterable, Sequence
from itertools import groupby

from readiness.model import Rule
from readiness.render.templates import environment


def markdown(rules: Iterable[Rule]) -> str:
    """The rules by category, as ``docs/rules.md`` holds them."""
    grouped = groupby(rules, key=lambda rule: rule.category)
    categories = [(category, list(found)) for category, found in grouped]
    text = environment("markdown").get_template("rules.md.j2").render(categories=categories)
    return text.strip() + "\n"


def terminal(rules: Sequence[Rule]) -> str:
    """A line for each rule; a single one with all its text."""
    if len(rules) == 1:
        return _whole(rules[0])
    width = max(len(rule.id) for rule in rules)
    lines = (f"{rule.id:{width}}  {rule.severity:7}  {rule.summary}\n" for rule in rules)
    return "".join(lines)


def _whole(rule: Rule) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=io.StringIO(), width=90)
    for label, text in (
        (rule.id, f"{rule.severity}; a fix takes {rule.effort}"),
        ("What", rule.summary),
        ("Why", rule.why),
        ("How", rule.how),
        ("Fix", rule.fix),
    ):
        console.print(Text.assemble((label, "bold"), ": ", text))
    written = console.file
    return written.getvalue() if isinstance(written, io.StringIO) else ""
