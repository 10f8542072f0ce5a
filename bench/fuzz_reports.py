"""Coverage-guided fuzzing of the readers of reports; on demand, not in CI.

    python bench/fuzz_reports.py KIND [libFuzzer's options, such as -max_total_time=600] [CORPUS…]

KIND is xml, json, text or sqlite: which readers are fuzzed. Needs atheris, which is no dependency
of Readiness. The samples of the tests are the seeds. What is found is an exception, or a reader
that failed: mend the reader and keep the input in tests/samples/hostile.

SQLite's own pages are read by SQLite in C, which is not instrumented here: half of the inputs are
therefore rows, written into an intact database with coverage.py's tables, and coverage.py itself is
instrumented. They are analysed in this process, not in one of their own.
"""

import contextlib
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["readiness", "coverage"]):
    from coverage import Coverage as _  # noqa: F401 - so that it is instrumented

    from readiness.model import Analysis, Coverage, TestRun, Unreadable
    from readiness.reports import statements
    from readiness.reports.read import formats, read
    from readiness.reports.reader import Source

    formats()

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
MAGIC = b"SQLite format 3\0"
STARTS = {
    "xml": (b"<",),
    "json": (b"{", b"["),
    "text": (b"SF:", b"TAP", b"1..", b"mode:", b"ok", b"TN:"),
    "sqlite": (MAGIC,),
}
SOURCE = "import os\n\n\ndef sell(count):\n    if count:\n        return 1\n    return os.sep\n"
TABLES = (
    ("coverage_schema", "version integer", "i"),
    ("meta", "key text, value text", "ts"),
    ("file", "id integer primary key, path text", "ip"),
    ("context", "id integer primary key, context text", "is"),
    ("line_bits", "file_id integer, context_id integer, numbits blob", "iib"),
    ("arc", "file_id integer, context_id integer, fromno integer, tono integer", "iill"),
    ("tracer", "file_id integer primary key, tracer text", "is"),
)


def reports(kind: str, scratch: Path) -> Callable[[bytes], None]:
    """Reads the bytes as a report of the kind."""
    file = scratch / "report"

    def once(data: bytes) -> None:
        if not data.startswith(STARTS[kind]):
            data = STARTS[kind][0] + data
        file.write_bytes(data)
        found = read(Source(path="report", file=file))
        assert isinstance(found, TestRun | Coverage | Analysis | Unreadable)
        if isinstance(found, Unreadable):
            assert "its reader failed" not in found.reason, found.reason

    return once


def databases(scratch: Path) -> Callable[[bytes], None]:
    """Analyses the bytes as coverage.py's database, or as rows of one."""
    file, source = scratch / "data", scratch / "shop.py"
    source.write_text(SOURCE)

    def once(data: bytes) -> None:
        file.unlink(missing_ok=True)
        if data.startswith(MAGIC):
            file.write_bytes(data)
        else:
            fill(file, atheris.FuzzedDataProvider(data))
        found = statements.main(str(file), {path: str(source) for path in ("shop.py", "")})
        json.dumps(found)

    return once


def fill(file: Path, data: Any) -> None:
    """A database with coverage.py's tables, and in them rows that the fuzzer chooses."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        for table, columns, kinds in TABLES:
            connection.execute(f"create table {table} ({columns})")
            for row in rows(table, kinds, data):
                places = ", ".join("?" * len(row))
                with contextlib.suppress(sqlite3.IntegrityError):
                    connection.execute(f"insert into {table} values ({places})", row)  # noqa: S608
        connection.commit()


def rows(table: str, kinds: str, data: Any) -> Iterator[list[Any]]:
    if table == "coverage_schema" and data.ConsumeBool():
        yield [7]
        return
    for _ in range(data.ConsumeIntInRange(0, 4)):
        yield [value(kind, data) for kind in kinds]


def value(kind: str, data: Any) -> Any:
    if data.ConsumeIntInRange(0, 20) == 0:
        kind = data.PickValueInList(["n", "l", "b", "s", "f"])
    match kind:
        case "i":
            return data.ConsumeIntInRange(0, 3)
        case "l":
            return data.ConsumeInt(8) if data.ConsumeBool() else data.ConsumeIntInRange(-9, 9)
        case "t":
            return data.PickValueInList(["has_arcs", "version", "when", "hash", "sys_argv"])
        case "p":
            return data.PickValueInList(["shop.py", "/app/shop.py", "", "shop.pyc", "a.html"])
        case "b":
            return data.ConsumeBytes(data.ConsumeIntInRange(0, 40))
        case "f":
            return data.ConsumeFloat()
        case "s":
            return data.ConsumeUnicodeNoSurrogates(12)
    return None


def seed(kind: str, seeds: Path) -> None:
    """The samples of a kind, cut where that leaves them what they are."""
    seeds.mkdir()
    for number, sample in enumerate(sorted(SAMPLES.rglob("*"))):
        content = sample.read_bytes() if sample.is_file() else b""
        if content[:64].lstrip(b"\xef\xbb\xbf").startswith(STARTS[kind]):
            kept = content if kind == "sqlite" else content[:20_000]
            (seeds / str(number)).write_bytes(kept)


def fuzz(kind: str, scratch: Path) -> None:
    seed(kind, scratch / "seeds")
    once = databases(scratch) if kind == "sqlite" else reports(kind, scratch)
    atheris.Setup([sys.argv[0], *sys.argv[2:], str(scratch / "seeds")], once)
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in STARTS:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as directory:
        fuzz(sys.argv[1], Path(directory))
