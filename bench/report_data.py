"""The reports that ``reports.py`` measures, of any size."""

from collections.abc import Iterator
from pathlib import Path

TRACE = "\n".join(
    f'  File "/home/runner/work/shop/shop/src/module_{n}.py", line {n}, in function_{n}'
    for n in range(30)
)


def junit_cases(number: int, failing: int, suite: int) -> Iterator[str]:
    for n in range(number):
        start = (
            f'<testcase classname="tests.package_{suite}.test_module_{n // 50}.TestThings" '
            f'name="test_something[{n}-param]" file="tests/test_{n // 50}.py" '
            f'line="{n}" time="0.{n % 1000:03d}"'
        )
        if failing and n % failing == 0:
            yield f'{start}><failure message="assert {n} == 0">{TRACE}</failure></testcase>'
        else:
            yield f"{start} />"


def junit_file(file: Path, number: int, failing: int = 50, suite: int = 0) -> None:
    bad = len(range(0, number, failing)) if failing else 0
    with file.open("w") as out:
        out.write(
            '<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest" '
            f'errors="0" failures="{bad}" skipped="0" tests="{number}" time="1.0" '
            'timestamp="2026-01-01T00:00:00+00:00">'
        )
        out.writelines(junit_cases(number, failing, suite))
        out.write("</testsuite></testsuites>")


def cobertura_file(file: Path, megabytes: int) -> None:
    with file.open("w") as out:
        out.write('<?xml version="1.0" ?><coverage version="7" line-rate="1"><packages>')
        out.write('<package name="shop"><classes>')
        for n in range(megabytes * 20):
            out.write(f'<class name="m{n}" filename="src/m{n}.py" line-rate="1"><methods/><lines>')
            out.writelines(f'<line number="{k}" hits="{k % 3}"/>' for k in range(1, 1501))
            out.write("</lines></class>")
        out.write("</classes></package></packages></coverage>")


def jacoco_file(file: Path, megabytes: int) -> None:
    with file.open("w") as out:
        out.write('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC ')
        out.write('"-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="shop">')
        out.write('<package name="com/example">')
        for n in range(megabytes * 20):
            out.write(f'<sourcefile name="C{n}.java">')
            out.writelines(
                f'<line nr="{k}" mi="{k % 2}" ci="3" mb="0" cb="2"/>' for k in range(1, 1201)
            )
            out.write("</sourcefile>")
        out.write("</package></report>")


def lcov_file(file: Path, megabytes: int) -> None:
    with file.open("w") as out:
        for n in range(megabytes * 20):
            out.write(f"TN:\nSF:src/m{n}.c\n")
            out.writelines(f"DA:{k},{k % 3}\n" for k in range(1, 5201))
            out.write("end_of_record\n")
