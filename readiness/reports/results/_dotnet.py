"""What the test frameworks of .NET have in common in their reports."""

import re

from readiness.model import Location
from readiness.reports.values import message, seconds
from readiness.reports.xmlstream import Element, local, text

_FRAME = re.compile(r" in ([^\n]{1,500}?):line (\d{1,7})\s*$", re.MULTILINE)
_SPAN = re.compile(r"(?:(\d{1,5})\.)?(\d{1,6}):(\d{1,2}):(\d{1,2}(?:\.\d{1,9})?)")
_FRAMES_READ = 20_000


def child(element: Element, *names: str) -> Element | None:
    """The first child whose local name is the first of ``names``, its child of the next, …"""
    found: Element | None = element
    for name in names:
        if found is None:
            return None
        found = next((each for each in found if tag(each) == name), None)
    return found


def tag(element: Element) -> str:
    """The local name; nothing for what is no element, such as an entity."""
    return local(element) if isinstance(element.tag, str) else ""


def content(element: Element, *names: str) -> str:
    found = child(element, *names)
    return "" if found is None else text(found)


def explained(summary: str, stack: str) -> str:
    """A failure's message with its stack trace."""
    return message(f"{summary}\n{stack}" if summary and stack else summary or stack)


def frame(stack: str) -> Location | None:
    """The outermost frame of a stack trace that names its file: the test itself."""
    frames = _FRAME.findall(stack[:_FRAMES_READ])
    return Location(path=frames[-1][0], line=int(frames[-1][1]) or None) if frames else None


def decimal(value: str | None) -> float | None:
    """A duration in seconds, with the decimal comma that some cultures write."""
    return seconds((value or "").replace(",", "."))


def time_span(value: str | None) -> float | None:
    """A duration in seconds from [days.]hours:minutes:seconds."""
    found = _SPAN.fullmatch((value or "").strip())
    if not found:
        return None
    days, hours, minutes, rest = found.groups()
    return seconds(int(days or 0) * 86400 + int(hours) * 3600 + int(minutes) * 60 + float(rest))


def file_name(path: str) -> str:
    """The last part of a Windows or POSIX path."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def split_method(full: str) -> tuple[str, str]:
    """Class and method of ``Namespace.Class.Method(arguments)``."""
    head, bracket, arguments = full.partition("(")
    classname, _, method = head.rpartition(".")
    return classname, method + bracket + arguments
