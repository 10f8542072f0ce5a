"""Names that an earlier turn of a loop may have bound: read on a condition, bound in the loop."""

import ast
from collections.abc import Iterator

Loop = ast.For | ast.AsyncFor | ast.While
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
Place = tuple[int, int]


def carried_over(tree: ast.Module) -> frozenset[Place]:
    """Row and column, counted from 1 and 0, of such names.

    What is read at every turn, the first included, is not among them.
    """
    loops = (node for node in ast.walk(tree) if isinstance(node, Loop))
    return frozenset(place for loop in loops for place in _of_loop(loop))


def _of_loop(loop: Loop) -> Iterator[Place]:
    inside = list(_below(loop, conditional=False))
    bound = {name for node, _ in inside for name in _bound(node)}
    for node, conditional in inside:
        if conditional and isinstance(node, ast.Name) and node.id in bound:
            yield node.lineno, node.col_offset


def _below(node: ast.AST, *, conditional: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Every node of this scope below ``node``, and whether it is reached on a condition."""
    for child, depends in _children(node):
        if isinstance(child, Function):
            continue
        yield child, conditional or depends
        yield from _below(child, conditional=conditional or depends)


def _children(node: ast.AST) -> Iterator[tuple[ast.AST, bool]]:
    """The children, and whether each is reached on a condition."""
    match node:
        case ast.If(test=first) | ast.IfExp(test=first) | ast.BoolOp(values=[first, *_]):
            yield from ((child, child is not first) for child in ast.iter_child_nodes(node))
        case _:
            depends = isinstance(node, ast.Try | ast.Match)
            yield from ((child, depends) for child in ast.iter_child_nodes(node))


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (each.asname or each.name for each in node.names)
