"""JSON read with limits: whole files, and files of one JSON value a line.

NaN and Infinity, which JSON does not know but tools write, are read as None. Nesting without end
and numbers of thousands of digits make a file unreadable, never a crash.
"""

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from readiness.reports.reader import Source, UnreadableError
from readiness.reports.xmlstream import decode

LARGEST = 256 * 1024 * 1024
LONGEST_LINE = 32 * 1024 * 1024


def load(source: Source, *, largest: int = LARGEST) -> Any:
    """The value of a JSON file. Raises UnreadableError where it is too large or no JSON."""
    if source.size > largest:
        raise UnreadableError(f"larger than {largest >> 20} MB, the most that is read of one JSON")
    with source.open() as file:
        return loads(decode(file.read(largest + 1)))


def loads(text: str) -> Any:
    """The value of JSON text. Raises UnreadableError."""
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not valid JSON: {error.msg}, line {error.lineno}") from None
    except RecursionError:
        raise UnreadableError("not valid JSON: nested too deeply") from None
    except ValueError as error:
        raise UnreadableError(f"not valid JSON: {error}") from None


def lines(source: Source) -> Iterator[tuple[int, str]]:
    """The lines of a text file that are not blank, with their numbers, decoded, without their ends.

    Raises UnreadableError at a line of more than ``LONGEST_LINE`` bytes.
    """
    with source.open() as file:
        mark = file.read(2)
        file.seek(0)
        if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            yield from _wide_lines(file)
            return
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise UnreadableError(f"line {number} is longer than {LONGEST_LINE >> 20} MB")
            text = line.decode("utf-8", "replace").removeprefix("\ufeff").rstrip()
            if text:
                yield number, text


def _wide_lines(file: IO[bytes]) -> Iterator[tuple[int, str]]:
    whole = file.read(LONGEST_LINE + 1)
    if len(whole) > LONGEST_LINE:
        most = f"{LONGEST_LINE >> 20} MB"
        raise UnreadableError(f"larger than {most}, the most that is read of UTF-16")
    for number, line in enumerate(whole.decode("utf-16", "replace").splitlines(), start=1):
        if text := line.rstrip():
            yield number, text
