"""The entry points that Python manifests declare: console scripts and plugins."""

import ast
import configparser
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.repository.snapshot import Role, Snapshot

VALUE = re.compile(r"^\s*(?P<module>[A-Za-z_][\w.]*)\s*(?::\s*(?P<attribute>[A-Za-z_][\w.]*))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryPoint:
    """``name = module:attribute`` in a manifest; ``console`` where it becomes a command."""

    name: str
    module: str
    attribute: str
    path: str
    line: int | None
    console: bool


def entry_points(snapshot: Snapshot) -> tuple[EntryPoint, ...]:
    """Every entry point that a manifest states literally, in the order of paths."""
    readers = {"pyproject.toml": _pyproject, "setup.cfg": _setup_cfg, "setup.py": _setup_py}
    found = []
    for file in snapshot.files.values():
        reader = readers.get(file.name)
        if reader is None or file.role is not Role.CONFIG:
            continue
        text = snapshot.text(file.path) or ""
        try:
            declared = list(reader(text))
        except (ValueError, TypeError, AttributeError, SyntaxError, RecursionError,
                configparser.Error):  # fmt: skip
            continue
        for group, name, value in declared:
            match = VALUE.match(value)
            if match:
                found.append(
                    EntryPoint(
                        name=name,
                        module=match["module"],
                        attribute=match["attribute"] or "",
                        path=file.path,
                        line=_line(text, name, value),
                        console=group in {"console_scripts", "gui_scripts"},
                    )
                )
    return tuple(found)


def _pyproject(text: str) -> Iterator[tuple[str, str, str]]:
    data = tomllib.loads(text)
    project = data.get("project", {})
    poetry = data.get("tool", {}).get("poetry", {})
    groups = {
        "console_scripts": project.get("scripts", {}) | poetry.get("scripts", {}),
        "gui_scripts": project.get("gui-scripts", {}),
        **project.get("entry-points", {}),
        **poetry.get("plugins", {}),
    }
    for group, table in groups.items():
        for name, value in table.items():
            target = value.get("reference", "") if isinstance(value, dict) else value
            if isinstance(target, str) and not (
                isinstance(value, dict) and value.get("type") == "file"
            ):
                yield group, name, target


def _setup_cfg(text: str) -> Iterator[tuple[str, str, str]]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read_string(text)
    if parser.has_section("options.entry_points"):
        for group, entries in parser["options.entry_points"].items():
            yield from _pairs(group, entries.splitlines())


def _setup_py(text: str) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg == "entry_points":
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                continue
            if isinstance(value, dict):
                for group, entries in value.items():
                    lines = entries.splitlines() if isinstance(entries, str) else entries
                    yield from _pairs(group, list(lines))


def _pairs(group: str, lines: list[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        name, equals, value = line.partition("=")
        if equals:
            yield group, name.strip(), value.strip()


def _line(text: str, name: str, value: str) -> int | None:
    for number, line in enumerate(text.split("\n"), 1):
        if name in line and value in line:
            return number
    return None
