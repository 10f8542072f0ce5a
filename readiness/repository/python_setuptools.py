"""What ``setup.cfg`` and ``setup.py`` declare. Neither is executed."""

import ast
import configparser
from collections.abc import Iterator
from functools import partial

from readiness.repository import requirement
from readiness.repository.python_manifest import Manifest, directory_of, listed
from readiness.repository.requirement import Requirement, Use, normalised


def setup_cfg(text: str, path: str) -> Iterator[Manifest]:
    """What the options of ``setup.cfg`` state. Raises configparser.Error."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read_string(text)
    found: list[Requirement] = []
    options = dict(parser["options"]) if parser.has_section("options") else {}
    lines = partial(listed, text, path)
    found += lines(options.get("install_requires", "").splitlines(), Use.RUNTIME)
    found += lines(options.get("tests_require", "").splitlines(), Use.DEVELOPMENT)
    found += lines(options.get("setup_requires", "").splitlines(), Use.BUILD)
    extras: dict[str, str] = {}
    if parser.has_section("options.extras_require"):
        extras = dict(parser["options.extras_require"])
    for group, entries in extras.items():
        found += lines(entries.splitlines(), Use.EXTRA, group)
    name = parser.get("metadata", "name", fallback="")
    yield Manifest(
        path=path,
        directory=directory_of(path),
        requirements=tuple(found),
        distribution=normalised(name.strip()),
        extras=frozenset(map(normalised, extras)),
        runtime="install_requires" in options,
        open="file:" in options.get("install_requires", ""),
    )


def setup_py(text: str, path: str) -> Iterator[Manifest]:
    """Every literal that reads as a requirement counts; what is computed leaves it open.

    Raises SyntaxError, ValueError, RecursionError.
    """
    tree = ast.parse(text)
    keywords = {
        keyword.arg: keyword.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) == "setup"
        for keyword in node.keywords
    }
    literals = {
        node.value: node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200
    }
    found = [
        each
        for literal, line in literals.items()
        if (each := requirement.read(literal, use=Use.RUNTIME, path=path, line=line))
    ]
    name = keywords.get("name")
    extras = keywords.get("extras_require")
    yield Manifest(
        path=path,
        directory=directory_of(path),
        requirements=tuple(found),
        distribution=normalised(str(name.value)) if isinstance(name, ast.Constant) else "",
        extras=frozenset(map(normalised, _keys(extras))),
        runtime="install_requires" in keywords,
        open=None in keywords or ("extras_require" in keywords and not _keys(extras)),
    )


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _keys(node: ast.expr | None) -> list[str]:
    keys = node.keys if isinstance(node, ast.Dict) else []
    return [str(key.value) for key in keys if isinstance(key, ast.Constant)]
