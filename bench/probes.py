"""What the probes cost: time against ruff with all its rules over the same files, and memory.

    python bench/probes.py CHECKOUT [--slop-detector]

Both read CHECKOUT (Django's source distribution is meant) in this run, each as a process of its
own, three times, of which the fastest counts. With ``--slop-detector``, ai-slop-detector does too,
once, over the same files, which for it means to ask for the tests too: it is installed from the
registry into a temporary directory, and writes nothing. The bounds are three times ruff, a tenth of
ai-slop-detector and 300 MB; the exit status is 1 where one does not hold.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import venv
from importlib.metadata import distribution
from pathlib import Path

ROUNDS = 3
TIMES = 3.0
FASTER = 10.0
MEGABYTES = 300
SLOP_DETECTOR = "ai-slop-detector==3.12.0"
OURS = """
import resource, sys
from pathlib import Path
from readiness.probes import run
from readiness.repository import checkout
found = run.findings(checkout.snapshot(Path(sys.argv[1])), {})
own, tools = (resource.getrusage(who).ru_maxrss // 1024 for who in (0, -1))
print(len(found), own, tools)
"""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--slop-detector", action="store_true")
    arguments = parser.parse_args()
    root = arguments.checkout.resolve()
    fast = ruff(root)
    ours, printed = fastest([sys.executable, "-c", OURS, str(root)])
    count, own, tools = (int(each) for each in printed.split())
    print(
        f"all probes: {ours:.2f} s, {ours / fast:.1f} times ruff"
        f" (bound {TIMES:.0f}); {count} findings"
    )
    print(f"memory: {own} MB, largest tool {tools} MB (bound {MEGABYTES})")
    missed = ours > TIMES * fast or max(own, tools) > MEGABYTES
    if arguments.slop_detector:
        slow = slop_detector(root)
        print(f"ai-slop-detector: {slow:.2f} s, {slow / ours:.1f} times ours (bound {FASTER:.0f})")
        missed = missed or slow < FASTER * ours
    return int(missed)


def ruff(root: Path) -> float:
    """Seconds that ruff takes with all its rules."""
    files = sorted(str(path) for path in root.rglob("*.py"))
    program = next(f for f in distribution("ruff").files or [] if f.as_posix().endswith("bin/ruff"))
    theirs = [str(program.locate()), "check", "--isolated", "--no-cache", "--select", "ALL"]
    theirs += ["--quiet", "--exit-zero", "--output-file=/dev/null", "--", *files]
    seconds, _ = fastest(theirs)
    print(f"ruff --select ALL over {len(files)} files: {seconds:.2f} s")
    return seconds


def slop_detector(root: Path) -> float:
    """Seconds that ai-slop-detector takes, in an environment of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "venv"
        venv.create(place, with_pip=True)
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "-qqq", SLOP_DETECTOR]
        subprocess.run(pip, check=True)
        command = [str(place / "bin" / "slop-detector"), "--read-only", "--no-color", "--json"]
        command += ["--include-tests", "--project", str(root)]
        seconds, _ = fastest(command, rounds=1, home=scratch)
    return seconds


def fastest(
    command: list[str], *, rounds: int = ROUNDS, home: str | None = None
) -> tuple[float, str]:
    """Seconds of the fastest round, and what it printed."""
    best, printed = float("inf"), ""
    environment = None if home is None else {"HOME": home, "PATH": "", "LANG": "C.UTF-8"}
    for _ in range(rounds):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        if time.perf_counter() - start < best:
            best, printed = time.perf_counter() - start, done.stdout
    return best, printed


if __name__ == "__main__":
    sys.exit(main())
