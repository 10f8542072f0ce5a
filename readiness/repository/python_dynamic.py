"""Names and modules that Python code makes at run time, which no statement shows."""

import ast
import re
from collections.abc import Iterator

DYNAMIC_NAMES = frozenset({"globals", "vars", "exec", "attach", "attach_stub", "extend_path"})
DYNAMIC_ATTRIBUTES = frozenset(
    {"meta_path", "__path__", "__dict__", "attach", "extend_path", "declare_namespace"}
)
DYNAMIC_WORDS = re.compile(
    "|".join([*DYNAMIC_NAMES, *DYNAMIC_ATTRIBUTES, "sys.modules", "setattr"])
)


def dynamic(source: str, tree: ast.Module, bindings: set[str]) -> bool:
    """Whether a module may hold names that no statement binds."""
    if "__getattr__" in bindings or "__path__" in bindings:
        return True
    if not DYNAMIC_WORDS.search(source):
        return False
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in DYNAMIC_NAMES:
                return True
            if node.func.id == "setattr" and node.args and not _of_self(node.args[0]):
                return True
        elif isinstance(node, ast.Attribute):
            if node.attr in DYNAMIC_ATTRIBUTES and not _of_self(node.value):
                return True
            if node.attr == "modules" and getattr(node.value, "id", "") == "sys":
                return True
    return False


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
