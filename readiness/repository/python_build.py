"""The Python modules that a build may make: compiled, generated, or named in a build file."""

import re
from functools import cached_property

from readiness.repository.snapshot import Snapshot

COMPILED = frozenset(
    {"pyx", "pxd", "pxi", "pyi", "so", "pyd", "dll", "c", "cc", "cpp", "cu", "rs", "f90", "proto"}
)
BUILD_FILES = re.compile(
    r"(^|/)(pyproject\.toml|setup\.(py|cfg)|hatch_build\.py|build\.py|meson\.build|CMakeLists\.txt"
    r"|Cargo\.toml|\.gitignore|MANIFEST\.in|[Mm]akefile|justfile|tox\.ini|noxfile\.py|tasks\.py"
    r"|BUILD(\.bazel)?|[Dd]ockerfile[\w.]*|\.github/workflows/[^/]+|[^/]+\.sh)$"
)
NATIVE = re.compile(
    r"ext_modules|cffi_modules|\bExtension\(|maturin|setuptools[-_]rust|scikit[-_]build|meson-python"
    r"|mesonpy|pyo3|pybind11|cythonize|nanobind|mypycify"
)
GENERATED_NAME = re.compile(r"_pb2(_grpc)?$|_grpc$|_rc$|^ui_|_ui$|^_?(scm_)?version$|^__version__$")
MADE = re.compile(r"(?<![\w.])(\w+)\.(?:py|pyx|so)\b")


class PythonBuild:
    """What the build files of a snapshot say of modules that are not in it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def makes(self, stem: str) -> bool:
        """Whether a build may make the module at a path without ending."""
        name = stem.rpartition("/")[2]
        if stem in self.compiled or name in self._named or GENERATED_NAME.search(name):
            return True
        return self._native and (name.startswith("_") or name in self._words)

    @cached_property
    def compiled(self) -> frozenset[str]:
        """The paths, without any ending, of what may be compiled into a module, and of stubs."""
        found = set()
        for path in self._snapshot.files:
            directory, _, name = path.rpartition("/")
            stem, *endings = name.split(".")
            if endings and not COMPILED.isdisjoint(endings):
                found.add(f"{directory}/{stem}" if directory else stem)
        return frozenset(found)

    @cached_property
    def _text(self) -> str:
        found = [path for path in self._snapshot.files if BUILD_FILES.search(path)]
        return "\n".join(self._snapshot.text(path) or "" for path in found)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", self._text))

    @cached_property
    def _named(self) -> frozenset[str]:
        """The names of the modules whose files the build names."""
        return frozenset(MADE.findall(self._text))

    @cached_property
    def _native(self) -> bool:
        return NATIVE.search(self._text) is not None
