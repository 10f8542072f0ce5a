"""A real PostgreSQL server for tests, under a temporary directory and an unprivileged user.

The directory is none of pytest's, which every test session closes to other users again.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = 0
USER, PASSWORD = "postgres", "correct-horse"


def binaries() -> Path | None:
    """The directory of PostgreSQL's server programs; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    return Path(program).parent if program else None


@dataclass(frozen=True)
class Server:
    port: int

    def address(self, user: str = USER, password: str = PASSWORD, database: str = USER) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str) -> None:
        from pg8000.native import Connection

        connection = Connection(USER, host="127.0.0.1", port=self.port, password=PASSWORD)
        try:
            for each in statements:
                connection.run(each)
        finally:
            connection.close()


@contextmanager
def server() -> Iterator[Server]:
    """A server that passwords alone let in."""
    with (
        tempfile.TemporaryDirectory(prefix="readiness-postgres-") as directory,
        _server(Path(directory)) as running,
    ):
        yield running


@contextmanager
def _server(directory: Path) -> Iterator[Server]:
    programs = binaries()
    assert programs is not None
    as_user = {"user": USER, "group": USER} if os.geteuid() == ROOT else {}
    if as_user:
        shutil.chown(directory, USER, USER)
    secret = directory / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    data = directory / "data"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", USER, f"--pwfile={secret}", "--no-sync",
         "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"],
        cwd=directory, env=environment, check=True, capture_output=True, **as_user,
    )  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [programs / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1",
         "-c", f"unix_socket_directories={directory}", "-c", "fsync=off"],
        cwd=directory, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        **as_user,
    )  # fmt: skip
    try:
        _wait(port, process)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen) -> None:
    from pg8000.exceptions import DatabaseError, InterfaceError
    from pg8000.native import Connection

    until = time.monotonic() + 30
    while True:
        try:
            Connection(USER, host="127.0.0.1", port=port, password=PASSWORD).close()
        except (DatabaseError, InterfaceError):
            assert process.poll() is None, "PostgreSQL did not start"
            assert time.monotonic() < until, "PostgreSQL did not answer"
            time.sleep(0.05)
        else:
            return
