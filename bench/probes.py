"""What the probes cost: time against ruff with all its rules over the same files, and memory.

    python bench/probes.py CHECKOUT

Both read CHECKOUT (Django's source distribution is meant) in this run, each as a process of its
own, three times, of which the fastest counts. The bounds are three times ruff and 300 MB; the exit
status is 1 where one does not hold.
"""

import subprocess
import sys
import time
from importlib.metadata import distribution
from pathlib import Path

ROUNDS = 3
TIMES = 3.0
MEGABYTES = 300
OURS = """
import resource, sys
from pathlib import Path
from readiness.probes import run
from readiness.repository import checkout
found = run.findings(checkout.snapshot(Path(sys.argv[1])), {})
own, tools = (resource.getrusage(who).ru_maxrss // 1024 for who in (0, -1))
print(len(found), own, tools)
"""


def main(directory: str) -> int:
    root = str(Path(directory).resolve())
    files = sorted(str(path) for path in Path(root).rglob("*.py"))
    ruff = next(f for f in distribution("ruff").files or [] if f.as_posix().endswith("bin/ruff"))
    theirs = [str(ruff.locate()), "check", "--isolated", "--no-cache", "--select", "ALL", "--quiet"]
    fast, _ = fastest([*theirs, "--exit-zero", "--output-file=/dev/null", "--", *files])
    ours, printed = fastest([sys.executable, "-c", OURS, root])
    count, own, tools = (int(each) for each in printed.split())
    print(f"ruff --select ALL over {len(files)} files: {fast:.2f} s")
    print(
        f"all probes: {ours:.2f} s, {ours / fast:.1f} times ruff"
        f" (bound {TIMES:.0f}); {count} findings"
    )
    print(f"memory: {own} MB, largest tool {tools} MB (bound {MEGABYTES})")
    return int(ours > TIMES * fast or max(own, tools) > MEGABYTES)


def fastest(command: list[str]) -> tuple[float, str]:
    """Seconds of the fastest round, and what it printed."""
    best, printed = float("inf"), ""
    for _ in range(ROUNDS):
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        if time.perf_counter() - start < best:
            best, printed = time.perf_counter() - start, done.stdout
    return best, printed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
