"""Running a command and keeping what came of it, for a later step to judge."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from readiness.checks import store
from readiness.checks.mask import Masks

VERSION = 1
KEPT_LINES, KEPT_CHARACTERS = 100, 4096
HELD = 64 * 1024
LONGEST_LINE = 16 * 1024
ARGUMENTS, ARGUMENT = 50, 500
GRACE_SECONDS = 1.0
NOT_EXECUTABLE, NOT_FOUND, BY_SIGNAL = 126, 127, 128
"""Exit statuses as a shell gives them; a signal's number is added to the last."""

_COLOURS = re.compile(r"\x1b\[[0-9;?]{0,40}[A-Za-z]")


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """What a command is run on: the repository's root, its commit, whether it is unaltered."""

    root: Path
    commit: str | None
    clean: bool


def run(
    name: str,
    command: Sequence[str],
    *,
    checkout: Checkout,
    environment: Mapping[str, str],
    now: Callable[[], datetime],
    output: BinaryIO,
    errors: BinaryIO,
) -> int:
    """Run the command, pass its output and exit status on, and keep the record.

    Raises StoreError where no record can be kept; then the command is not run.
    """
    if not re.fullmatch(store.NAME, name):
        raise store.StoreError(
            f"record: “{name}” is no name; write up to 64 letters, digits, dots and hyphens"
        )
    store.remove(checkout.root, name)
    tail = Tail(Masks(environment))
    started, begin = now(), time.monotonic()
    status = _status(command, tail, output, errors)
    store.write(
        checkout.root,
        name,
        {
            "version": VERSION,
            "name": name,
            "command": [_shown(each, tail.masks) for each in command[:ARGUMENTS]],
            "status": status,
            "seconds": round(time.monotonic() - begin, 3),
            "started": started.isoformat(timespec="seconds"),
            "commit": checkout.commit,
            "clean": checkout.clean,
            "output": tail.text(),
        },
    )
    return status


class Tail:
    """The end of an output that is passed on as it comes, from any number of streams."""

    def __init__(self, masks: Masks) -> None:
        self.masks = masks
        self._held = b""
        self._cut = False
        self._lock = threading.Lock()

    def follow(self, stream: BinaryIO, onto: BinaryIO) -> None:
        """Pass a stream on until it ends, and hold its end."""
        line = b""
        listening = True
        while chunk := stream.read1(HELD):  # type: ignore[attr-defined]
            listening = listening and _passed_on(chunk, onto)
            whole, end, line = (line + chunk).rpartition(b"\n")
            self.add(whole + end)
            if len(line) > LONGEST_LINE:
                self.add(line)
                line = b""
        self.add(line)

    def add(self, lines: bytes) -> None:
        """Hold the end of these lines too, and heed what they ask to mask."""
        with self._lock:
            self._heed(lines)
            self._held += lines
            self._cut = self._cut or len(self._held) > HELD
            self._held = self._held[-HELD:]

    def _heed(self, lines: bytes) -> None:
        if b"add-mask" in lines.lower():
            self.masks.heed(lines.decode("utf-8", "replace"))

    def text(self) -> str:
        """The last lines, masked before they are cut, so that no part of a secret is left."""
        with self._lock:
            held = self._held.partition(b"\n")[2] if self._cut else self._held
            text = self.masks.hide(_COLOURS.sub("", held.decode("utf-8", "replace")))
        lines = text.splitlines()[-KEPT_LINES:]
        return "\n".join(lines)[-KEPT_CHARACTERS:]


def _passed_on(chunk: bytes, onto: BinaryIO) -> bool:
    """Whether anybody still reads what is passed on; the command is not to fail if not."""
    try:
        onto.write(chunk)
        onto.flush()
    except OSError:
        return False
    return True


def _shown(argument: str, masks: Masks) -> str:
    text = masks.hide(os.fsencode(argument).decode("utf-8", "replace"))
    return text if len(text) <= ARGUMENT else text[: ARGUMENT - 1] + "…"


def _status(command: Sequence[str], tail: Tail, output: BinaryIO, errors: BinaryIO) -> int:
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        message = f"readiness: {command[0]} can't be started: {error.strerror}\n".encode()
        errors.write(message)
        errors.flush()
        tail.add(message)
        return NOT_FOUND if missing else NOT_EXECUTABLE
    readers = [
        threading.Thread(target=tail.follow, args=each, daemon=True)
        for each in ((process.stdout, output), (process.stderr, errors))
    ]
    for reader in readers:
        reader.start()
    status = _ended(process)
    until = time.monotonic() + GRACE_SECONDS
    for reader in readers:
        reader.join(max(0.0, until - time.monotonic()))
    return BY_SIGNAL - status if status < 0 else status


def _ended(process: "subprocess.Popen[bytes]") -> int:
    """The exit status, once it is there; a signal that asks us to end goes to the command."""
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
    finally:
        signal.signal(signal.SIGTERM, before)
