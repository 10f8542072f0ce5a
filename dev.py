"""Readiness from a fresh checkout: sets up what a command needs, then runs it.

    python3 dev.py demo     the whole main job on a bundled project
    python3 dev.py test     the tests (further arguments go to pytest)
    python3 dev.py lint     style, types and layers
    python3 dev.py lock     the lock files anew from pyproject.toml

Needs Python 3.11 or newer with venv, and nothing else. Everything goes into .venv here.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "locked"


def main(arguments: list[str]) -> int:
    commands = {"demo": demo, "test": test, "lint": lint, "lock": lock}
    if not arguments or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    set_up()
    return commands[arguments[0]](arguments[1:])


def set_up() -> None:
    """The environment of .venv, as the lock file has it; a second call does nothing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said here, before pip says it badly
        raise SystemExit(f"Readiness needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Setting up .venv …", file=sys.stderr)
    if Path(sys.prefix) != VENV:
        venv.create(VENV, with_pip=True, upgrade_deps=False)
    pip("--no-deps", "--require-hashes", "-r", str(LOCK))
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(wanted)


def pip(*arguments: str) -> None:
    command = [tool("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*command, *arguments]):
        raise SystemExit("dev.py: the installation failed; its reason stands above")


def demo(arguments: list[str]) -> int:
    return run([tool("python"), "-I", "-m", "readiness.cli", "demo", *arguments])


def test(arguments: list[str]) -> int:
    return run([tool("python"), "-m", "pytest", *arguments])


def lint(_: list[str]) -> int:
    checks = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    )
    return max(run([tool(name), *arguments]) for name, *arguments in checks)


def lock(_: list[str]) -> int:
    common = ["pip", "compile", "--quiet", "--universal", "--generate-hashes", "--upgrade"]
    common += ["--python-version", "3.11", "--no-header", "pyproject.toml"]
    run_time = run([tool("uv"), *common, "-o", "requirements.lock"])
    return run_time or run([tool("uv"), *common, "--extra", "dev", "-o", LOCK.name])


def tool(name: str) -> str:
    return str(BIN / name)


def run(command: list[str]) -> int:
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
