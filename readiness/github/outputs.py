"""What a step tells its job: outputs, the job summary, and workflow commands in the log."""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

OUTPUT_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
LINE_END = re.compile(r"\r\n|\r|\n")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Level = Literal["debug", "notice", "warning", "error"]


def write_outputs(file: Path, outputs: Mapping[str, str]) -> None:
    """Append ``outputs`` to the file that GITHUB_OUTPUT names.

    Every value stands between delimiters drawn for it, so that no value can begin another output.
    Raises ValueError for a name that GitHub does not know as one, OSError where ``file`` can't be
    written.
    """
    _append(file, "".join(_output(name, value) for name, value in outputs.items()))


def write_summary(file: Path, markdown: str) -> None:
    """Append ``markdown`` to the file that GITHUB_STEP_SUMMARY names. Raises OSError."""
    _append(file, markdown.rstrip("\n") + "\n")


def command(
    level: Level,
    message: str,
    *,
    file: str | None = None,
    line: int | None = None,
    end_line: int | None = None,
    title: str | None = None,
) -> str:
    """The line that makes ``message`` an annotation, as GitHub's workflow commands are written."""
    given = {"file": file, "line": line, "endLine": end_line, "title": title}
    properties = ",".join(
        f"{key}={_property(str(value))}" for key, value in given.items() if value is not None
    )
    return f"::{level}{' ' if properties else ''}{properties}::{_data(message)}"


def harmless(text: str) -> str:
    """``text`` for the log: no line of it can be a workflow command or steer the terminal.

    The runner takes ``::name`` at a line's beginning and ``##[name`` anywhere for a command; a
    zero-width space breaks both.
    """
    return "\n".join(_harmless_line(CONTROL.sub("", line)) for line in LINE_END.split(text))


def _harmless_line(line: str) -> str:
    broken = line.replace("##[", "#\u200b#[")
    bare = broken.lstrip()
    return f"{broken[: len(broken) - len(bare)]}\u200b{bare}" if bare.startswith("::") else broken


def _output(name: str, value: str) -> str:
    if not OUTPUT_NAME.fullmatch(name):
        raise ValueError(f"{name!r} can't be the name of an output: letters, digits, - and _ only")
    delimiter = f"readiness_{secrets.token_hex(16)}"
    return f"{name}<<{delimiter}\n{value}\n{delimiter}\n"


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        stream.write(text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
