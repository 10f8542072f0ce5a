"""The formats of a report: every module beside this one that names a ``FORMAT``."""

from collections.abc import Callable
from functools import cache

from readiness import plugins
from readiness.model import Report
from readiness.render.links import Links


@cache
def formats() -> dict[str, Callable[[Report, Links], str]]:
    """The renderings by the name of their format."""
    modules = plugins.modules("readiness.render")
    return {each.FORMAT: each.render for each in modules if hasattr(each, "FORMAT")}
