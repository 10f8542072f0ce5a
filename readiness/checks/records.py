"""What records are worth: which are of this commit, whole, and no claim of the author's."""

import json
import os
import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from readiness.checks import store
from readiness.checks.store import NAME
from readiness.model import Outcome, Recorded


def records(root: Path, *, commit: str | None, tracked: Collection[str]) -> tuple[Recorded, ...]:
    """Every record under the repository's root, in the order of the names.

    One counts where git does not track its file (``tracked`` are paths from the root) and it was
    made of ``commit``, unaltered.
    """
    try:
        names = store.names(root)
    except store.StoreError as error:
        return (_void("", str(error), path="/".join(store.FOLDER)),)
    return tuple(_record(root, each, commit, tracked) for each in names)


def _record(root: Path, name: str, commit: str | None, tracked: Collection[str]) -> Recorded:
    if not re.fullmatch(NAME, name):
        return _void("", "its name is none that a record can have", path=_readable(name))
    committed = _committed(store.path(name), tracked)
    if committed:
        return _void(name, f"{committed} is committed, so it is a claim and no evidence")
    try:
        data = _checked(store.read(root, name), name)
    except (store.StoreError, ValueError) as error:
        return _void(name, str(error))
    outcome, reason = _worth(data, commit)
    return Recorded(
        name=name,
        outcome=outcome,
        reason=reason,
        path=store.path(name),
        command=tuple(map(_sound, data["command"])),
        status=data["status"],
        seconds=data["seconds"],
        started=data["started"],
        output=_sound(data["output"]),
    )


def _worth(data: dict[str, Any], commit: str | None) -> tuple[Outcome, str]:
    made = data["commit"]
    if commit is None or made is None:
        return Outcome.UNKNOWN, "it is not known which commit the command ran on"
    if made != commit:
        return Outcome.UNKNOWN, f"it ran on commit {made[:12]}, not on {commit[:12]}"
    if not data["clean"]:
        return Outcome.UNKNOWN, "it ran on files that differ from the commit's"
    if data["status"] == 0:
        return Outcome.PASS, "the command succeeded"
    return Outcome.FAIL, f"the command failed with exit status {data['status']}"


def _committed(path: str, tracked: Collection[str]) -> str:
    """The path itself or the folder above it (a submodule, say) that git tracks, or ''."""
    above = (path, *map(str, PurePosixPath(path).parents))
    return next((each for each in above if each in tracked), "")


def _checked(content: bytes, name: str) -> dict[str, Any]:
    """A record's data. Raises ValueError where it is damaged."""
    from jsonschema import Draft202012Validator

    try:
        data = json.loads(content, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"it is damaged: {error}") from error
    wrong = next(Draft202012Validator(_schema()).iter_errors(data), None)
    if wrong is not None:
        where = ".".join(str(each) for each in wrong.absolute_path) or "the record"
        raise ValueError(f"it is damaged: {where} does not keep to the schema ({wrong.validator})")
    if data["name"] != name:
        raise ValueError(f"it is the record {data['name']!r} under another name")
    return dict(data)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


@cache
def _schema() -> dict[str, Any]:
    text = files("readiness.checks").joinpath("record.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _sound(text: str) -> str:
    """The text without halves of characters, which nothing can write."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _readable(name: str) -> str:
    return os.fsencode(store.path(name)).decode("utf-8", "replace")


def _void(name: str, reason: str, path: str = "") -> Recorded:
    return Recorded(
        name=name, outcome=Outcome.UNKNOWN, reason=reason, path=path or store.path(name)
    )
