"""Plugins: found by scanning their package, refused without their documentation.

A rule's text is the docstring of the function or module that carries it::

    Summary in one line.

    Why: what goes wrong without it.

    How: what is looked at, and what is left out.

    Fix: what to do about a finding.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from types import ModuleType

from readiness.model import Effort, Rule, Severity

SECTION = re.compile(r"^[ \t]*(Why|How|Fix):\s*", re.MULTILINE)


class PluginError(Exception):
    """A plugin that may not be loaded: undocumented, or its id taken."""


def modules(package: str) -> Iterator[ModuleType]:
    """The modules directly in ``package``, by name; names that begin with "_" are no plugins."""
    found = importlib.import_module(package)
    for name in sorted(each.name for each in pkgutil.iter_modules(found.__path__)):
        if not name.startswith("_"):
            yield importlib.import_module(f"{package}.{name}")


def rule(id: str, *, severity: Severity, effort: Effort, text: str | None) -> Rule:  # noqa: A002
    """The rule whose documentation is ``text``; its category is the part of ``id`` before the dot.

    Raises PluginError where the summary, Why, How or Fix is missing.
    """
    summary, sections = _sections(text or "")
    missing = [name for name in ("Why", "How", "Fix") if not sections.get(name)]
    if not summary or missing:
        lacks = ", ".join(missing) or "a summary"
        raise PluginError(f"rule {id}: its docstring lacks {lacks}")
    return Rule(
        id=id,
        category=id.partition(".")[0],
        severity=severity,
        effort=effort,
        summary=summary,
        why=sections["Why"],
        how=sections["How"],
        fix=sections["Fix"],
    )


def unique(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules in the order of their ids. Raises PluginError where two have the same id."""
    found: dict[str, Rule] = {}
    for each in rules:
        if found.setdefault(each.id, each) is not each:
            raise PluginError(f"rule {each.id} is defined twice")
    return tuple(found[key] for key in sorted(found))


def _sections(text: str) -> tuple[str, dict[str, str]]:
    summary, *rest = SECTION.split(text)
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return _flow(summary), {name: _flow(body) for name, body in pairs}


def _flow(text: str) -> str:
    return " ".join(text.split())
