"""What the Python dependency manifests of a repository declare. None of them is executed.

Read are ``pyproject.toml`` (PEP 621, PEP 735, Poetry, PDM, Hatch, uv), ``setup.cfg``, ``setup.py``
(its literals), requirements files, ``Pipfile``, conda's ``environment.yml``, ``tox.ini`` and
``hatch.toml``.
"""

import configparser
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import yaml

from readiness import plainyaml
from readiness.repository import python_hatch, python_scripts, python_setuptools, requirement
from readiness.repository.python_manifest import Manifest, directory_of, line_of, listed
from readiness.repository.requirement import DEVELOPMENT, Requirement, Use, normalised
from readiness.repository.snapshot import Role, Snapshot

REQUIREMENTS = re.compile(
    r"(^|/)([\w.\-]*(requirements?|reqs|constraints|dependencies)[\w.\-]*\.(txt|in|pip)"
    r"|(requirements?|reqs|deps)/[\w.\-]+\.(txt|in|pip))$",
    re.IGNORECASE,
)
FOLDERS = frozenset({"requirements", "requirement", "reqs", "deps"})
TOOLS = re.compile(r"(^|/)(tests?|testing|docs?|ci|\.github|tools|scripts)/", re.IGNORECASE)
ENVIRONMENT = re.compile(r"(^|/)(conda[\w\-]*|environment[\w\-]*)\.ya?ml$")


class Manifests:
    """The manifests of a snapshot; get them by ``snapshot.once(Manifests)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.all = tuple(sorted(_manifests(snapshot), key=lambda each: each.path))
        self._scripts = {each.path: each for each in _scripts(snapshot)}

    def over(self, path: str) -> tuple[Manifest, ...]:
        """The manifests that speak for a file: its own, and those of the directories it lies in."""
        around = tuple(
            each for each in self.all if not each.directory or path.startswith(f"{each.directory}/")
        )
        own = self._scripts.get(path)
        return (own, *around) if own else around

    def distributions(self) -> frozenset[str]:
        """The names that the repository's own distributions have."""
        return frozenset(each.distribution for each in self.all if each.distribution)


def _manifests(snapshot: Snapshot) -> Iterator[Manifest]:
    skipped = {Role.VENDORED, Role.FIXTURE, Role.EXAMPLE}
    for file in snapshot.files.values():
        reader = _reader(file.path)
        if reader is None or file.role in skipped:
            continue
        text = snapshot.text(file.path)
        if text is None:
            continue
        try:
            yield from reader(text, file.path)
        except (ValueError, TypeError, AttributeError, configparser.Error, yaml.YAMLError,
                SyntaxError, RecursionError) as error:  # fmt: skip
            yield Manifest(
                path=file.path,
                directory=directory_of(file.path),
                runtime=True,
                open=True,
                problem=str(error) if isinstance(error, tomllib.TOMLDecodeError) else "",
            )


def _scripts(snapshot: Snapshot) -> Iterator[Manifest]:
    """The manifests that single files are to themselves (PEP 723)."""
    for file in snapshot.of("python", roles=(Role.SOURCE, Role.TEST)):
        text = snapshot.text(file.path) or ""
        if python_scripts.START not in text:
            continue
        directory = directory_of(file.path)
        try:
            needs = python_scripts.dependencies(text, file.path)
        except (ValueError, RecursionError):
            yield Manifest(path=file.path, directory=directory, runtime=True, open=True)
            continue
        if needs is not None:
            yield Manifest(path=file.path, directory=directory, requirements=needs, runtime=True)


def _reader(path: str) -> Callable[[str, str], Iterable[Manifest]] | None:
    name = path.rpartition("/")[2]
    named = {
        "pyproject.toml": _pyproject,
        "setup.cfg": python_setuptools.setup_cfg,
        "setup.py": python_setuptools.setup_py,
        "Pipfile": _pipfile,
        "tox.ini": _tox,
        "hatch.toml": _hatch,
        "pixi.toml": _pixi,
    }
    if name in named:
        return named[name]
    if ENVIRONMENT.search(path):
        return _environment
    return _requirements_file if REQUIREMENTS.search(path) else None


def _pyproject(text: str, path: str) -> Iterator[Manifest]:
    data = tomllib.loads(text)
    project, tool = data.get("project", {}), data.get("tool", {})
    poetry = tool.get("poetry", {})
    make = partial(listed, text, path)
    found = [
        *make(project.get("dependencies", ()), Use.RUNTIME),
        *make(data.get("build-system", {}).get("requires", ()), Use.BUILD),
        *make(tool.get("uv", {}).get("dev-dependencies", ()), Use.DEVELOPMENT),
        *make(tool.get("flit", {}).get("metadata", {}).get("requires", ()), Use.RUNTIME),
    ]
    extras = project.get("optional-dependencies", {})
    for table, use in (
        (extras, Use.EXTRA),
        (data.get("dependency-groups", {}), Use.DEVELOPMENT),
        (tool.get("pdm", {}).get("dev-dependencies", {}), Use.DEVELOPMENT),
    ):
        for group, entries in table.items():
            found += make(entries, use, group)
    hatch = tool.get("hatch", {}).get("envs", {})
    found += make(python_hatch.entries(hatch), Use.DEVELOPMENT)
    found += _poetry(poetry, text, path)
    found += _tables(tool.get("pixi", {}), text, path)
    yield Manifest(
        path=path,
        directory=directory_of(path),
        requirements=tuple(found),
        distribution=normalised(str(project.get("name") or poetry.get("name") or "")),
        extras=frozenset(map(normalised, [*extras, *poetry.get("extras", {})])),
        runtime="dependencies" in project or "name" in project or "dependencies" in poetry,
        open="dependencies" in project.get("dynamic", ()),
    )


def _poetry(poetry: Mapping[str, Any], text: str, path: str) -> Iterator[Requirement]:
    tables = [(poetry.get("dependencies", {}), Use.RUNTIME, "")]
    tables.append((poetry.get("dev-dependencies", {}), Use.DEVELOPMENT, "dev"))
    for name, group in poetry.get("group", {}).items():
        tables.append((group.get("dependencies", {}), Use.DEVELOPMENT, name))
    for table, use, group in tables:
        for name, value in table.items():
            if name == "python":
                continue
            optional = isinstance(value, dict) and value.get("optional")
            bound = value if isinstance(value, str) else ""
            yield Requirement(
                name=normalised(name),
                use=Use.EXTRA if optional and use is Use.RUNTIME else use,
                path=path,
                line=line_of(text, name),
                group=group,
                bound=bound,
            )


def _tables(pixi: Mapping[str, Any], text: str, path: str) -> Iterator[Requirement]:
    for key in ("dependencies", "pypi-dependencies"):
        for name in pixi.get(key, {}):
            yield Requirement(
                name=normalised(name), use=Use.RUNTIME, path=path, line=line_of(text, name)
            )


def _pixi(text: str, path: str) -> Iterator[Manifest]:
    found = tuple(_tables(tomllib.loads(text), text, path))
    yield Manifest(path=path, directory=directory_of(path), requirements=found, runtime=bool(found))


def _hatch(text: str, path: str) -> Iterator[Manifest]:
    entries = python_hatch.entries(tomllib.loads(text).get("envs", {}))
    found = tuple(listed(text, path, entries, Use.DEVELOPMENT))
    yield Manifest(path=path, directory=directory_of(path), requirements=found)


def _pipfile(text: str, path: str) -> Iterator[Manifest]:
    data = tomllib.loads(text)
    found = [
        Requirement(name=normalised(name), use=use, path=path, line=line_of(text, name))
        for key, use in (("packages", Use.RUNTIME), ("dev-packages", Use.DEVELOPMENT))
        for name in data.get(key, {})
    ]
    yield Manifest(path=path, directory=directory_of(path), requirements=tuple(found), runtime=True)


def _requirements_file(text: str, path: str) -> Iterator[Manifest]:
    directory, _, name = path.rpartition("/")
    development = DEVELOPMENT.search(name.rpartition(".")[0]) or TOOLS.search(path)
    use = Use.DEVELOPMENT if development else Use.RUNTIME
    if directory.rpartition("/")[2] in FOLDERS:
        directory = directory.rpartition("/")[0]
    found = tuple(_lines(text, path, use))
    yield Manifest(
        path=path, directory=directory, requirements=found, runtime=bool(found and not development)
    )


def _lines(text: str, path: str, use: Use) -> Iterator[Requirement]:
    for number, line in enumerate(text.split("\n"), 1):
        entry = re.sub(r"\s(#|--hash|\\).*", "", line).strip().removesuffix("\\")
        if egg := re.search(r"[#&]egg=([\w.\-]+)", line):
            entry = egg[1]
        if entry and not entry.startswith(("#", "-")):
            found = requirement.read(entry, use=use, path=path, line=number)
            if found:
                yield found


def _environment(text: str, path: str) -> Iterator[Manifest]:
    data = plainyaml.load(text)
    entries = data.get("dependencies", ()) if isinstance(data, dict) else ()
    names = [each for each in entries if isinstance(each, str)]
    for each in entries:
        if isinstance(each, dict):
            names += [name for name in each.get("pip", ()) if isinstance(name, str)]
    plain = [re.sub(r"^[\w\-]+::", "", name).replace("=", "==", 1) for name in names]
    found = tuple(listed(text, path, plain, Use.RUNTIME))
    yield Manifest(path=path, directory=directory_of(path), requirements=found, runtime=bool(found))


def _tox(text: str, path: str) -> Iterator[Manifest]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read_string(text)
    entries = [
        re.sub(r"^[^:]*:\s+", "", line)
        for section in parser.sections()
        for line in parser[section].get("deps", "").splitlines()
    ]
    found = tuple(listed(text, path, entries, Use.DEVELOPMENT))
    yield Manifest(path=path, directory=directory_of(path), requirements=found)
