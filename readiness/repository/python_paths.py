"""The paths of Python modules in a repository."""

from pathlib import PurePosixPath


def is_module(path: str) -> bool:
    """Whether a Python file is a module, and no stub."""
    return not path.endswith(".pyi")


def stem(path: str) -> str:
    """The path that a module or package has in imports: without its ending."""
    return path.removesuffix("/__init__.py").removesuffix(".py")


def inner(directory: str, name: str, file: str) -> str:
    """The path of what lies in a directory; each part may be empty."""
    return "/".join(part for part in (directory, name, file) if part)


def up(path: str, level: int) -> str | None:
    """The directory that ``level`` dots name in a file; None above the repository."""
    parents = above(path)
    return parents[level - 1] if level <= len(parents) else None


def above(path: str) -> list[str]:
    """The directories that a file is in, from its own to the root, which is ""."""
    return ["" if parent.name == "" else str(parent) for parent in PurePosixPath(path).parents]
