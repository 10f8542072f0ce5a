"""One declared Python dependency, and the names by which distributions are compared."""

import re
from dataclasses import dataclass
from enum import StrEnum

from readiness.model import Location

NAME = re.compile(
    r"^\s*(?P<name>[A-Za-z0-9](?:[\w.\-]*[A-Za-z0-9])?)\s*(?:\[(?P<extras>[^\]]*)\])?"
    r"\s*(?P<bound>(?:\(?\s*(?:===|[<>=!~]=|[<>])|@)[^;#]*)?\s*(?:;(?P<marker>.*))?\s*(?:#.*)?$"
)


DEVELOPMENT = re.compile(
    r"(^|[^a-z])(dev|develop|development|tests?|testing|docs?|lint|linting|ci|typing|types|mypy"
    r"|build|release|qa|style|format|benchmarks?|bench|coverage|tools?|pre-?commit|examples?)"
    r"([^a-z]|$)",
    re.IGNORECASE,
)


class Use(StrEnum):
    """When a dependency is installed."""

    RUNTIME = "runtime"
    EXTRA = "extra"
    DEVELOPMENT = "development"
    BUILD = "build"


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """A dependency as declared. ``name`` is normalised (PEP 503), ``group`` its extra or group.

    ``bound`` is what follows the name: version specifiers or, after "@", an address.
    """

    name: str
    use: Use
    path: str
    line: int | None = None
    group: str = ""
    bound: str = ""
    extras: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """Where it is declared."""
        return Location(path=self.path, line=self.line)

    @property
    def for_developers(self) -> bool:
        """Whether it is no part of the product, by its use or the name of its extra."""
        return self.use is Use.DEVELOPMENT or bool(DEVELOPMENT.search(self.group))


def normalised(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(
    text: str, *, use: Use, path: str, line: int | None = None, group: str = ""
) -> Requirement | None:
    """The requirement (PEP 508) that a text is; None if it is none."""
    match = NAME.match(text)
    if match is None:
        return None
    return Requirement(
        name=normalised(match["name"]),
        use=use,
        path=path,
        line=line,
        group=group,
        bound=(match["bound"] or "").strip(" ()"),
        extras=tuple(
            normalised(each.strip()) for each in (match["extras"] or "").split(",") if each.strip()
        ),
    )
