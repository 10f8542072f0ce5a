"""YAML of unknown origin: nested at most so deep, and read in linear time.

PyYAML's own scanner takes quadratic time for nested brackets; libyaml's events come one by one, and
tell how deep a text is before anything is made of it. No tag constructs more than plain data.
"""

from typing import Any

import yaml

DEEPEST = 60
Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


def check(text: str, *, aliases: bool = True) -> None:
    """Raises MarkedYAMLError where a text is no YAML, too deep, or has an alias and may not."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, _STARTS) - isinstance(event, _ENDS)
        if depth > DEEPEST:
            raise _refused(f"nested more than {DEEPEST} deep", event)
        if not aliases and isinstance(event, yaml.AliasEvent):
            raise _refused("an alias (*name); write the value out", event)


def _refused(said: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    mark: Any = event.start_mark
    return yaml.MarkedYAMLError(problem=said, problem_mark=mark)


def load(text: str) -> Any:
    """The one document of a text, which has no aliases.

    Raises YAMLError, and ValueError for a value out of range.
    """
    check(text, aliases=False)
    return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader


def compose(text: str) -> yaml.Node | None:
    """The one document of a text, as nodes with their places. Raises YAMLError."""
    check(text)
    return yaml.compose(text, Loader=Loader)
