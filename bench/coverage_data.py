"""Coverage reports of any size: Cobertura, LCOV and JaCoCo of one made-up project.

``write(format, path, megabytes)`` writes one report of about that size, the same bytes each time.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

LINES_A_FILE = 400
FILES_A_PACKAGE = 40


def write(kind: str, path: Path, megabytes: float) -> int:
    """Writes a report (``cobertura``, ``lcov`` or ``jacoco``); returns its number of bytes."""
    with path.open("w", encoding="utf-8") as file:
        WRITERS[kind](file, int(megabytes * 1_000_000))
    return path.stat().st_size


def _files() -> Iterator[tuple[str, str, list[tuple[int, int, int]]]]:
    """Packages, file names and (line, hits, branches taken of two or -1), without end."""
    chance = random.Random(0)  # noqa: S311 - data, not a secret
    number = 0
    while True:
        package = f"module{number // FILES_A_PACKAGE:04d}/core"
        line = 0
        lines = []
        for _ in range(LINES_A_FILE):
            line += 1 + int(chance.random() * 2)
            hits = 0 if chance.random() < 0.3 else int(chance.expovariate(0.05))
            taken = chance.choice((0, 1, 2)) if chance.random() < 0.1 else -1
            lines.append((line, hits, taken))
        yield package, f"unit{number:06d}", lines
        number += 1


def _cobertura(file: TextIO, size: int) -> None:
    file.write('<?xml version="1.0" ?>\n<coverage version="7.6.1" timestamp="1700000000000" ')
    file.write('line-rate="0.7" branch-rate="0.5" complexity="0">\n\t<sources>\n')
    file.write("\t\t<source>/build/src</source>\n\t</sources>\n\t<packages>\n")
    before = ""
    for package, name, lines in _files():
        if package != before:
            file.write("\t\t\t</classes>\n\t\t</package>\n" if before else "")
            if file.tell() > size:
                break
            file.write(f'\t\t<package name="{package}" line-rate="0.7">\n\t\t\t<classes>\n')
            before = package
        file.write(f'\t\t\t\t<class name="{name}.py" filename="{package}/{name}.py">\n')
        file.write("\t\t\t\t\t<methods/>\n\t\t\t\t\t<lines>\n")
        for line, hits, taken in lines:
            branch = (
                ""
                if taken < 0
                else (f' branch="true" condition-coverage="{taken * 50}% ({taken}/2)"')
            )
            file.write(f'\t\t\t\t\t\t<line number="{line}" hits="{hits}"{branch}/>\n')
        file.write("\t\t\t\t\t</lines>\n\t\t\t\t</class>\n")
    file.write("\t</packages>\n</coverage>\n")


def _lcov(file: TextIO, size: int) -> None:
    for package, name, lines in _files():
        if file.tell() > size:
            break
        file.write(f"TN:\nSF:/build/src/{package}/{name}.cc\n")
        for line, hits, _ in lines[::20]:
            file.write(f"FN:{line},_ZN4unit8function{line}Ev\n")
            file.write(f"FNDA:{hits},_ZN4unit8function{line}Ev\n")
        for line, hits, taken in lines:
            if taken >= 0:
                for branch in range(2):
                    file.write(f"BRDA:{line},0,{branch},{hits if branch < taken else '-'}\n")
        for line, hits, _ in lines:
            file.write(f"DA:{line},{hits}\n")
        file.write(f"LF:{len(lines)}\nLH:{sum(hits > 0 for _, hits, _ in lines)}\nend_of_record\n")


def _jacoco(file: TextIO, size: int) -> None:
    file.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC ')
    file.write('"-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="bench">')
    file.write('<sessioninfo id="bench" start="1700000000000" dump="1700000001000"/>')
    before = ""
    for package, name, lines in _files():
        if package != before:
            file.write("</package>" if before else "")
            if file.tell() > size:
                break
            file.write(f'<package name="{package}">')
            before = package
        file.write(f'<class name="{package}/{name}" sourcefilename="{name}.java">')
        for line, hits, _ in lines[::10]:
            file.write(f'<method name="run{line}" desc="()V" line="{line}">')
            file.write(f'<counter type="LINE" missed="{int(not hits)}" covered="{int(hits > 0)}"/>')
            file.write("</method>")
        file.write(f'</class><sourcefile name="{name}.java">')
        for line, hits, taken in lines:
            instructions = 'mi="0" ci="3"' if hits else 'mi="3" ci="0"'
            branches = 'mb="0" cb="0"' if taken < 0 else f'mb="{2 - taken}" cb="{taken}"'
            file.write(f'<line nr="{line}" {instructions} {branches}/>')
        file.write("</sourcefile>")
    file.write("</report>")


WRITERS: dict[str, Callable[[TextIO, int], None]] = {
    "cobertura": _cobertura,
    "lcov": _lcov,
    "jacoco": _jacoco,
}
