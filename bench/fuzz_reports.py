"""Coverage-guided fuzzing of the readers of reports; on demand, not in CI.

    python bench/fuzz_reports.py KIND [libFuzzer's options, such as -max_total_time=600] [CORPUS…]

KIND is xml, json, text or sqlite: which readers are fuzzed. Needs atheris, which is no dependency
of Readiness. The samples of the tests are the seeds. What is found is an exception, or a reader
that failed: mend the reader and keep the input in tests/samples/hostile.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["readiness"]):
    from readiness.model import Analysis, Coverage, TestRun, Unreadable
    from readiness.reports.read import formats, read
    from readiness.reports.reader import Source

    formats()

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
STARTS = {
    "xml": (b"<",),
    "json": (b"{", b"["),
    "text": (b"SF:", b"TAP", b"1..", b"mode:", b"ok", b"TN:"),
    "sqlite": (b"SQLite format 3\0",),
}


def fuzz(kind: str, scratch: Path) -> None:
    file = scratch / "report"

    def once(data: bytes) -> None:
        starts = STARTS[kind]
        if not data.startswith(starts):
            data = starts[0] + data
        file.write_bytes(data)
        found = read(Source(path="report", file=file))
        assert isinstance(found, TestRun | Coverage | Analysis | Unreadable)
        if isinstance(found, Unreadable):
            assert "its reader failed" not in found.reason, found.reason

    seeds = scratch / "seeds"
    seeds.mkdir()
    for number, sample in enumerate(sorted(SAMPLES.rglob("*"))):
        if sample.is_file() and sample.read_bytes()[:64].lstrip(b"\xef\xbb\xbf").startswith(
            STARTS[kind]
        ):
            (seeds / str(number)).write_bytes(sample.read_bytes()[:20_000])
    atheris.Setup([sys.argv[0], *sys.argv[2:], str(seeds)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in STARTS:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as directory:
        fuzz(sys.argv[1], Path(directory))
