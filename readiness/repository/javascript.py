"""The repository's own JavaScript and TypeScript modules, packages and path aliases.

Nothing is run. What a build makes, an alias maps or a host provides is never called missing.
"""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from readiness.repository import standard
from readiness.repository.javascript_module import ScriptImport, imports
from readiness.repository.snapshot import File, Role, Snapshot

CODE = re.compile(r"\.([mc]?[jt]sx?|json|vue|svelte|astro)$")
SCRIPT = re.compile(r"\.[mc]?[jt]sx?$")
KINDS = ("ts", "tsx", "mts", "js", "jsx", "mjs", "cjs")
ENDINGS = tuple(f"{index}.{kind}" for index in ("", "/index") for kind in KINDS)
OPEN = re.compile(r"\bmodule\.exports\b|\bexports\s*[.\[=]|\bexport\s*=|\bexport\s+import\b")
EXPORTS = re.compile(r"^\s*export\b", re.MULTILINE)
STARS = re.compile(r"\bexport\s*\*\s*from\b")
DEEPEST = 8
TWINS = re.compile(r"\.([mc]?)jsx?$")
BUILT = frozenset(
    {
        *(
            "dist",
            "build",
            "out",
            "lib",
            "esm",
            "cjs",
            "umd",
            "es",
            "types",
            "gen",
            "target",
            "pkg",
        ),
        *("wasm", "coverage", "node_modules", "public", "static", ".output"),
    }
)
BUNDLE = re.compile(
    r"function\s*\(require,\s*module,\s*exports\)|__webpack_require__|parcelRequire|System\.register\("
)
BARE = re.compile(r"^(@[a-z0-9~][a-z0-9.\-~]*/[a-z0-9~][a-z0-9._\-~]*|[a-z][a-z0-9._\-]*)(/.*)?$")
HOSTS = frozenset(
    {
        # provided by the program that runs the code, or by its tool chain
        *("vscode", "electron", "obsidian", "atom", "bun", "k6", "aws-sdk", "figma", "photoshop"),
        *("astro", "uxp", "sketch", "qunit", "ember", "next"),
    }
)
FIELDS = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")
CONFIGS = re.compile(
    r"(^|/)(package\.json|[jt]sconfig[\w.\-]*\.json|[\w.\-]+\.config\.[mc]?[jt]s|\.babelrc[\w.]*"
    r"|deno\.jsonc?|import[_-]map\.json|webpack[\w.\-/]*\.[jt]s|vite[\w.\-]*\.[jt]s|angular\.json)$"
)
JSON_NOISE = re.compile(r'("(?:[^"\\\n]|\\.)*")|//[^\n]*|/\*.*?(?:\*/|\Z)|,(?=\s*[}\]])', re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Package:
    """One ``package.json``: its directory, its name and what it declares, by field."""

    path: str
    directory: str
    name: str
    declared: frozenset[str]
    data: Mapping[str, Any] = field(default_factory=dict)


class ScriptTree:
    """The scripts and packages of a snapshot; get it by ``snapshot.once(ScriptTree)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.packages = tuple(_packages(snapshot))
        self._imports: dict[str, tuple[ScriptImport, ...]] = {}

    def files(self, *roles: Role) -> Iterator[File]:
        return self._snapshot.of("javascript", "typescript", roles=roles)

    def imports(self, path: str) -> tuple[ScriptImport, ...]:
        if path not in self._imports:
            text = self._snapshot.text(path) or ""
            self._imports[path] = () if BUNDLE.search(text) else imports(text) or ()
        return self._imports[path]

    def over(self, path: str) -> list[Package]:
        """The packages that a file belongs to, the nearest first."""
        found = [
            each
            for each in self.packages
            if not each.directory or path.startswith(f"{each.directory}/")
        ]
        return sorted(found, key=lambda each: -len(each.directory))

    def missing(self, path: str, specifier: str, *, scripted: bool = True) -> str | None:
        """The path that a relative specifier leads to and where surely nothing is, or None.

        ``scripted`` whether what a package's scripts name may be made by them.
        """
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier))
        bare = re.split(r"[?#]", target)[0]
        if bare.startswith("..") or bare == "." or specifier.endswith(("/", ".")):
            return None
        name = bare.rpartition("/")[2]
        if "." in name and not CODE.search(name) and re.search(r"\.[a-z]{2,5}$", name):
            return None
        if bare in self._stems or TWINS.sub("", bare) in self._stems:
            return None
        return None if self._built(bare, scripted) else bare

    def resolved(self, path: str, specifier: str) -> str | None:
        """The script that a relative specifier surely leads to; None where that is not sure."""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), specifier))
        bare = SCRIPT.sub("", target)
        names = dict.fromkeys((target, *(f"{bare}{ending}" for ending in ENDINGS)))
        found = [name for name in names if name in self._snapshot.files and SCRIPT.search(name)]
        typed = f"{bare}.d.ts" in self._snapshot.files
        return found[0] if len(found) == 1 and not typed else None

    def lacks(self, path: str, name: str, depth: int = 0) -> bool:
        """Whether a module surely exports no such name: it and what it passes on never say it."""
        text = self._snapshot.text(path)
        if text is None or depth > DEEPEST or OPEN.search(text) or not EXPORTS.search(text):
            return False
        if re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", text):
            return False
        stars = {each.specifier for each in self.imports(path) if "*" in each.names}
        if len(stars) < len(STARS.findall(text)):
            return False
        passed = [self.resolved(path, each) if each.startswith(".") else None for each in stars]
        return all(each is not None and self.lacks(each, name, depth + 1) for each in passed)

    def foreign(self, specifier: str) -> str | None:
        """The package of a bare specifier, if it surely is another's and no alias; else None."""
        match = BARE.match(specifier)
        if match is None or specifier.endswith((".css", ".scss", ".sass", ".less")):
            return None
        name = match[1]
        top = name.partition("/")[0]
        if top in standard.NODE or name in HOSTS or name in self._names:
            return None
        if top in self._directories or name in self._aliases or top in self._aliases:
            return None
        return name

    def _built(self, target: str, scripted: bool) -> bool:
        """Whether a build may make what lies at ``target``."""
        pure = PurePosixPath(target)
        absent = [each for each in (pure, *pure.parents) if str(each) not in self._known]
        if any(each.name in BUILT or "generated" in each.name.lower() for each in absent):
            return True
        made = self._ignored | self._scripted if scripted else self._ignored
        return any(each.name.partition(".")[0] in made for each in absent)

    @cached_property
    def _known(self) -> frozenset[str]:
        return self._snapshot.directories | {"."}

    @cached_property
    def _ignored(self) -> frozenset[str]:
        """The words of every ignore file."""
        found = [path for path in self._snapshot.files if path.endswith("ignore")]
        return _words("\n".join(self._snapshot.text(path) or "" for path in found))

    @cached_property
    def _scripted(self) -> frozenset[str]:
        """The words of every package's scripts, which may make files."""
        return _words("\n".join(str(each.data.get("scripts", "")) for each in self.packages))

    @cached_property
    def _stems(self) -> frozenset[str]:
        """Every path, with every part of its endings left off, and every directory of scripts."""
        found: set[str] = set()
        for path in self._snapshot.files:
            directory, _, name = path.rpartition("/")
            prefix = f"{directory}/" if directory else ""
            parts = name.split(".")
            found.update(prefix + ".".join(parts[:count]) for count in range(1, len(parts) + 1))
            if parts[0] == "index" or name == "package.json":
                found.add(directory)
        return frozenset(found)

    @cached_property
    def _directories(self) -> frozenset[str]:
        """The names of the directories and files that a base URL may make importable."""
        found: set[str] = set()
        for path in self._snapshot.files:
            parts = PurePosixPath(path).parts
            found.update(part.partition(".")[0] for part in parts[:4])
        return frozenset(found - {"", "node_modules"})

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.packages if each.name)

    @cached_property
    def _aliases(self) -> "_Mentioned":
        """The texts of the configurations in which aliases may be defined."""
        found = [path for path in self._snapshot.files if CONFIGS.search(path)]
        return _Mentioned("\n".join(self._snapshot.text(path) or "" for path in found))


class _Mentioned:
    """A text that is asked for quoted names."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, name: object) -> bool:
        return bool(re.search(rf"['\"]\^?{re.escape(str(name))}(['\"/$(]|\\/)", self._text))


def package_of(specifier: str) -> str:
    """The package of a bare specifier: its first part, or its first two where that is a scope."""
    parts = specifier.split("/")
    return "/".join(parts[: 2 if specifier.startswith("@") else 1])


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w\-]+", text))


def read_json(text: str) -> Any:
    """JSON with comments and trailing commas. Raises ValueError where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return json.loads(JSON_NOISE.sub(lambda match: match[1] or "", text))


def _packages(snapshot: Snapshot) -> Iterator[Package]:
    skipped = (Role.VENDORED, Role.FIXTURE, Role.EXAMPLE, Role.TEST)
    for file in snapshot.files.values():
        if file.name != "package.json" or file.role in skipped:
            continue
        try:
            data = read_json(snapshot.text(file.path) or "")
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            tables = [data.get(key) for key in FIELDS]
            yield Package(
                path=file.path,
                directory=file.path.rpartition("/")[0],
                name=str(data.get("name", "")),
                declared=frozenset(n for table in tables if isinstance(table, dict) for n in table),
                data=data,
            )
