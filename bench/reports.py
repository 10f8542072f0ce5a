"""How fast and how lean reports are read, in ratios to a bare pass; makes its own data.

    python bench/reports.py [--repeat N] [PART…]

Parts: junit (200 files of 1,000 cases), memory (ten times the cases that passed), large (one file
of 1 GB), coverage (Cobertura, LCOV and JaCoCo of 100 MB), linear (1, 10 and 100 times the size).
Each measurement runs in a process of its own; its time is the call's, without Python's start and
imports; its memory is the highest sum of the proportional set sizes of all its processes. What one
process does is held against another by its processor time, which others' work does not change.
"""

import argparse
import importlib
import json
import math
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from report_data import cobertura_file, jacoco_file, junit_file, lcov_file


def bare_junit(root: Path) -> int:
    return bare_xml(root, "testcase")


def bare_xml(root: Path, tag: str) -> int:
    from lxml import etree

    found = 0
    for file in sorted(root.iterdir()):
        for _, element in etree.iterparse(str(file), tag=tag, huge_tree=True):
            found += 1
            element.clear()
    return found


def bare_lines(root: Path) -> int:
    found = 0
    for file in sorted(root.iterdir()):
        with file.open("rb") as lines:
            for line in lines:
                kind, _, rest = line.partition(b":")
                if kind == b"DA":
                    number, hits = rest.split(b",")[:2]
                    found += int(number) > 0 and int(hits) >= 0
    return found


def junitparser_cases(root: Path) -> int:
    import junitparser

    found = 0
    for file in sorted(root.iterdir()):
        for suite in junitparser.JUnitXml.fromfile(str(file)):
            for case in suite:
                found += bool((case.name, case.classname, case.time, case.result))
    return found


def ingest(root: Path) -> int:
    from readiness.reports.ingest import measure

    measured = measure(root, tests=["*"], coverage=())
    assert not measured.unreadable, measured.unreadable
    lines = measured.coverage.totals.lines if measured.coverage else 0
    return measured.counts.total or lines


WAYS: dict[str, Callable[[Path], int]] = {
    "bare": bare_junit,
    "bare-line": lambda root: bare_xml(root, "line"),
    "bare-lcov": bare_lines,
    "junitparser": junitparser_cases,
    "ingest": ingest,
}


def child(way: str, root: str) -> None:
    for module in ("junitparser", "lxml.etree", "readiness.reports.ingest"):
        importlib.import_module(module)
    importlib.import_module("readiness.reports.read").formats()
    before, start = processor(), time.perf_counter()
    found = WAYS[way](Path(root))
    seconds = time.perf_counter() - start
    for each in multiprocessing.active_children():
        each.join()
    print(json.dumps({"seconds": seconds, "busy": processor() - before, "found": found}))


def processor() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(sum(resource.getrusage(kind)[:2]) for kind in kinds)


class Taken(NamedTuple):
    """Seconds on the clock and of all processors, megabytes at the most, and the number found."""

    seconds: float
    busy: float
    megabytes: float
    found: int

    def __str__(self) -> str:
        return f"{self.seconds:6.2f} s, {self.busy:6.2f} s of processors, {self.megabytes:4.0f} MB"


def measured(root: Path, repeat: int, *ways: str) -> list[Taken]:
    """Of each way the best times, taken in turns: others' work hits all.

    The memory is taken first and apart, for looking at it takes time from what is looked at.
    """
    watched = [once(way, root, watch=True) for way in ways]
    rounds = [[once(way, root) for way in ways] for _ in range(repeat)]
    return [
        Taken(
            min(run.seconds for run in runs),
            min(run.busy for run in runs),
            seen.megabytes,
            seen.found,
        )
        for seen, runs in zip(watched, zip(*rounds, strict=True), strict=True)
    ]


def once(way: str, root: Path, *, watch: bool = False) -> Taken:
    command = [sys.executable, __file__, "--child", way, str(root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    most = 0
    while watch and process.poll() is None:
        most = max(most, sum(map(proportional, tree(process.pid))))
        time.sleep(0.02)
    assert process.stdout is not None
    answer = json.loads(process.stdout.read())
    return Taken(answer["seconds"], answer["busy"], most / 1024, answer["found"])


def tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for each in children:
        yield from tree(int(each))


def proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def directory(scratch: Path, name: str) -> Path:
    made = scratch / name
    made.mkdir()
    return made


def size(root: Path) -> float:
    return sum(file.stat().st_size for file in root.iterdir()) / 1e6


def junit(scratch: Path, repeat: int) -> None:
    root = directory(scratch, "junit")
    for n in range(200):
        junit_file(root / f"junit-{n}.xml", 1000, suite=n)
    print(f"200 JUnit files of 1,000 cases, {size(root):.0f} MB")
    bare, parsed, ours = measured(root, repeat, "bare", "junitparser", "ingest")
    assert bare.found == parsed.found == ours.found == 200_000
    print(f"  bare iterparse   {bare}\n  junitparser      {parsed}\n  whole ingestion  {ours}")
    show("ingestion to bare iterparse", ours.seconds / bare.seconds, 1.5)
    show("ingestion to junitparser", ours.seconds / parsed.seconds, 1.0)
    show("megabytes at the most", ours.megabytes, 80)
    half = ours.busy / 2 / bare.busy
    print(f"  (were two processors free for it: {half:.2f} to bare iterparse)")


def memory(scratch: Path, repeat: int) -> None:
    roots = []
    for name, more in (("once", 1), ("tenfold", 10)):
        root = directory(scratch, name)
        for n in range(200):
            junit_file(root / f"junit-{n}.xml", 1000 * more, failing=50 * more, suite=n)
        roots.append(root)
    (one,), (ten,) = (measured(root, repeat, "ingest") for root in roots)
    print(f"200,000 cases:                          {one}")
    print(f"2,000,000 cases, as many of them fail:  {ten}")
    show("memory of ten times the passing cases", ten.megabytes / one.megabytes, 1.5)


def large(scratch: Path, repeat: int) -> None:  # noqa: ARG001 - once is enough
    root = directory(scratch, "large")
    junit_file(root / "junit.xml", 6_000_000, failing=1000)
    (taken,) = measured(root, 1, "ingest")
    print(f"one JUnit file of {size(root):.0f} MB, {taken.found:,} cases: {taken}")
    show("megabytes at the most", taken.megabytes, 200)


def coverage(scratch: Path, repeat: int) -> None:
    formats = (
        ("cobertura.xml", cobertura_file, "bare-line"),
        ("jacoco.xml", jacoco_file, "bare-line"),
        ("lcov.info", lcov_file, "bare-lcov"),
    )
    for name, make, way in formats:
        root = directory(scratch, name)
        make(root / name, 100)
        bare, ours = measured(root, repeat, way, "ingest")
        assert bare.found == ours.found, (bare, ours)
        print(
            f"{name} of {size(root):.0f} MB\n  a bare pass      {bare}\n  whole ingestion  {ours}"
        )
        show(f"{name} to a bare pass", ours.busy / bare.busy, 2.0)


def linear(scratch: Path, repeat: int) -> None:
    times = []
    for factor in (1, 10, 100):
        root = directory(scratch, f"linear-{factor}")
        junit_file(root / "junit.xml", 10_000 * factor)
        (taken,) = measured(root, repeat, "ingest")
        times.append(taken.busy)
    print("1, 10 and 100 times 10,000 cases: " + ", ".join(f"{each:.3f} s" for each in times))
    show("exponent of time", math.log(times[2] / times[0]) / math.log(100), 1.05)


def show(what: str, value: float, most: float) -> None:
    print(
        f"  {what}: {value:.2f} (at most {most:g}) {'ok' if value <= most else 'MISSED'}",
        flush=True,
    )


PARTS = {part.__name__: part for part in (junit, memory, large, coverage, linear)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []])
    options = parser.parse_args()
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as scratch:
            PARTS[part](Path(scratch), options.repeat)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(*sys.argv[2:])
    else:
        main()
