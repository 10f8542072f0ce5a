"""One file through the one reader that recognises it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from readiness import plugins
from readiness.model import Analysis, Coverage, TestRun, Unreadable
from readiness.reports import sniff
from readiness.reports.reader import Sample, Source, UnreadableError

Content = TestRun | Coverage | Analysis
PACKAGES = ("results", "coverage", "analysis")


class UnrecognisedError(UnreadableError):
    """No format claims the file."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format's module: its id, the package it stands in, and its two functions."""

    id: str
    package: str
    recognises: Callable[[Sample], bool]
    read: Callable[[Source], Content]


@cache
def formats() -> tuple[Format, ...]:
    """All formats. Raises PluginError where one is undocumented or lacks a function."""
    return tuple(_formats())


def read(source: Source) -> Content | Unreadable:
    """What a file says, or why it says nothing. Raises nothing: a reader's failure is a reason."""
    recognised = True
    try:
        return _recognised(sniff.sample(source)).read(source)
    except UnrecognisedError as error:
        reason, recognised = str(error), False
    except UnreadableError as error:
        reason = str(error)
    except OSError as error:
        reason = f"it can't be opened: {error.strerror or error}"
    except MemoryError:
        reason = "it needs more memory than there is"
    except Exception as error:
        reason = f"its reader failed ({type(error).__name__}); please report this"
    return Unreadable(path=source.path, reason=reason, recognised=recognised)


def is_report(source: Source) -> bool:
    """Whether some format claims the file, as far as its beginning says. Raises nothing."""
    try:
        return any(each.recognises(sniff.sample(source)) for each in formats())
    except (UnreadableError, OSError):
        return False


def _recognised(sample: Sample) -> Format:
    claiming = [each for each in formats() if each.recognises(sample)]
    if len(claiming) == 1:
        return claiming[0]
    if not claiming:
        raise UnrecognisedError(f"no format that is known: {_looks(sample)}")
    names = " and ".join(each.id for each in claiming)
    raise UnreadableError(f"ambiguous: it is recognised as {names}")


def _looks(sample: Sample) -> str:
    if sample.root:
        return f"XML whose root is <{sample.root[:80]}>"
    if sample.keys:
        return "JSON with the keys " + ", ".join(key[:40] for key in sample.keys[:5])
    if sample.head.startswith(b"SQLite format 3\0"):
        return "an SQLite database"
    return "text or data that no reader recognises"


def _formats() -> Iterator[Format]:
    for package in PACKAGES:
        for module in plugins.modules(f"readiness.reports.{package}"):
            name = module.__name__.rpartition(".")[2]
            if not module.__doc__:
                raise plugins.PluginError(f"the format {name} has no docstring")
            try:
                yield Format(name, package, module.recognises, module.read)
            except AttributeError as error:
                raise plugins.PluginError(f"the format {name} is incomplete: {error}") from None
