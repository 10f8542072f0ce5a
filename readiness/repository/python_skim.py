"""What a Python file seems to import, found quickly and without parsing."""

import re

from readiness.repository.lines import Lines
from readiness.repository.python_module import Import

MARGIN = re.compile(
    r"^(?:import[ \t]+(?P<plain>[\w., \t]+)"
    r"|from[ \t]+(?P<module>[\w.]+)[ \t]+import[ \t]+(?P<names>\([^)]{0,20000}\)|[\w, \t*]+))",
    re.MULTILINE,
)


def skim(source: str) -> tuple[Import, ...]:
    """The imports that stand at the margin, found without parsing: quick, and not to be trusted.

    A text in quotes may look like one; what is indented or written in several parts is left out.
    """
    found = []
    lines = Lines(source)
    for match in MARGIN.finditer(source):
        line = lines.number(match.start())
        if match["plain"]:
            for part in match["plain"].split(","):
                name = part.split()[0] if part.split() else ""
                found.append(Import(module=name, level=0, names=(), line=line))
        else:
            module = match["module"].lstrip(".")
            listed = re.sub(r"#[^\n]*", "", match["names"]).strip("()").split(",")
            names = tuple(part.split()[0] for part in listed if part.split())
            level = len(match["module"]) - len(module)
            found.append(Import(module=module, level=level, names=names, line=line))
    return tuple(each for each in found if each.module or each.names)
