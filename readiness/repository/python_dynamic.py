"""Names and modules that Python code makes at run time, which no statement shows."""

import ast
import re
from collections.abc import Iterator

NAME_CALLS = frozenset({"globals", "vars", "exec", "attach", "attach_stub"})
MODULE_NAMES = frozenset(
    {"meta_path", "path_hooks", "__path__", "attach", "extend_path", "declare_namespace"}
)
NAME_WORDS = re.compile("|".join([*NAME_CALLS, "__dict__", "modules", "setattr"]))
MODULE_WORDS = re.compile("|".join([*MODULE_NAMES, "modules"]))


def names_at_run_time(source: str, tree: ast.Module, bindings: set[str]) -> bool:
    """Whether a module may hold names that no statement binds."""
    if "__getattr__" in bindings:
        return True
    return bool(NAME_WORDS.search(source)) and any(map(_makes_names, ast.walk(tree)))


def modules_at_run_time(source: str, tree: ast.Module, bindings: set[str]) -> bool:
    """Whether a package may hold modules that are no files in its directory."""
    if "__path__" in bindings:
        return True
    return bool(MODULE_WORDS.search(source)) and any(map(_makes_modules, ast.walk(tree)))


def _makes_names(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "setattr":
            return bool(node.args) and not _of_self(node.args[0])
        return node.func.id in NAME_CALLS
    if isinstance(node, ast.Subscript) and _is_modules(node.value):
        return not isinstance(node.slice, ast.Constant)
    if isinstance(node, ast.Attribute):
        return node.attr in {"__dict__", "attach", "attach_stub"} and not _of_self(node.value)
    return False


def _makes_modules(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return _is_modules(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr in MODULE_NAMES or (_is_modules(node.value) and node.attr != "get")
    return isinstance(node, ast.Name) and node.id in MODULE_NAMES


def _is_modules(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "modules"


def _of_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"self", "cls"}


def registered(tree: ast.Module) -> Iterator[str]:
    """The constant names with which ``sys.modules`` is indexed or called."""
    for node in ast.walk(tree):
        target = key = None
        if isinstance(node, ast.Subscript):
            target, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            target, key = node.func.value, node.args[0]
        if getattr(target, "attr", "") == "modules" and isinstance(key, ast.Constant):
            yield str(key.value)
