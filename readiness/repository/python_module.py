"""What one Python file binds and imports, read from its syntax tree and never executed."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from readiness.repository.python_dynamic import modules_at_run_time, names_at_run_time, registered

IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError"})
ALL_ERRORS = frozenset({"Exception", "BaseException"})

GLOBAL = re.compile(r"^[ \t]+global[ \t]+([^\n#]+)", re.MULTILINE)
NAME = re.compile(r"\w+")


class Guard(StrEnum):
    """What happens to an ImportError where it is raised."""

    NONE = "none"
    OPTIONAL = "optional"
    SWALLOWED = "swallowed"
    RAISES = "raises"


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """An import statement. ``names`` is empty for ``import module``, ("*",) for a star.

    ``lazy`` where it runs only when called or under a condition; ``typing`` where only a type
    checker reads it; ``guard_line`` is that of the handler that catches its failure.
    """

    module: str
    level: int
    names: tuple[str, ...]
    line: int
    guard: Guard = Guard.NONE
    guard_line: int | None = None
    lazy: bool = False
    typing: bool = False

    @property
    def written(self) -> str:
        """The module as it stands in the statement, with its leading dots."""
        return "." * self.level + self.module


@dataclass(frozen=True, kw_only=True, slots=True)
class PythonModule:
    """One file: the names it binds at its top level, its imports and whether it binds more.

    ``stars`` are the modules whose names it takes over; ``dynamic`` where names may appear that
    no statement binds (``__getattr__``, ``globals()``, ``__path__``, ``sys.modules`` …);
    ``registered`` the names that it enters into ``sys.modules``.
    """

    bindings: frozenset[str]
    imports: tuple[Import, ...]
    stars: tuple[Import, ...]
    dynamic: bool
    virtual: bool
    registered: frozenset[str]


def parse(source: str) -> PythonModule | None:
    """What a file binds and imports; None where this interpreter cannot read its syntax."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    reader = _Reader()
    for names in GLOBAL.findall(source):
        reader.bindings.update(NAME.findall(names))
    try:
        reader.statements(tree.body, _Scope())
    except RecursionError:
        return None
    return PythonModule(
        bindings=frozenset(reader.bindings),
        imports=tuple(reader.imports),
        stars=tuple(each for each in reader.imports if each.names == ("*",)),
        dynamic=names_at_run_time(source, tree, reader.bindings),
        virtual=modules_at_run_time(source, tree, reader.bindings),
        registered=frozenset(registered(tree) if "sys.modules" in source else ()),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Scope:
    """Where a statement stands."""

    module: bool = True
    guard: Guard = Guard.NONE
    guard_line: int | None = None
    lazy: bool = False
    typing: bool = False

    def but(self, **changes: object) -> "_Scope":
        values = {name: getattr(self, name) for name in self.__slots__}
        return _Scope(**(values | changes))


@dataclass
class _Reader:
    """Collects bindings and imports over the statements of a module, in order."""

    bindings: set[str] = field(default_factory=set)
    imports: list[Import] = field(default_factory=list)

    def statements(self, body: list[ast.stmt], scope: _Scope) -> None:
        for statement in body:
            self._statement(statement, scope)

    def _statement(self, node: ast.stmt, scope: _Scope) -> None:
        if scope.module:
            self.bindings.update(_bound(node))
        match node:
            case ast.Import() | ast.ImportFrom():
                self.imports.extend(_imports(node, scope))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node, scope)
            case ast.If():
                self._if(node, scope)
            case ast.Try() | ast.TryStar():
                self._try(node, scope)
            case _:
                for body, inner in _blocks(node, scope):
                    self.statements(body, inner)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: _Scope) -> None:
        self.statements(node.body, _Scope(module=False, lazy=True, typing=scope.typing))

    def _if(self, node: ast.If, scope: _Scope) -> None:
        typing, negated = _type_checking(node.test)
        first = scope.but(typing=True) if typing else scope.but(lazy=True)
        second = first if not typing else scope
        if negated:
            first, second = second, first
        self.statements(node.body, first)
        self.statements(node.orelse, second)

    def _try(self, node: ast.Try | ast.TryStar, scope: _Scope) -> None:
        guard, line = _guard(node)
        inner = scope.but(guard=guard, guard_line=line) if guard is not Guard.NONE else scope
        self.statements(node.body, inner)
        self.statements(node.orelse, scope.but(lazy=True) if guard is not Guard.NONE else scope)
        for handler in node.handlers:
            self.statements(handler.body, scope.but(lazy=True))
            if scope.module and handler.name:
                self.bindings.add(handler.name)
        self.statements(node.finalbody, scope)


def _blocks(node: ast.stmt, scope: _Scope) -> Iterator[tuple[list[ast.stmt], _Scope]]:
    """The blocks of a compound statement that needs no more than their scope."""
    match node:
        case ast.ClassDef():
            yield node.body, scope.but(module=False)
        case ast.With() | ast.AsyncWith():
            yield node.body, _suppressed(node, scope)
        case ast.For() | ast.AsyncFor() | ast.While():
            yield [*node.body, *node.orelse], scope
        case ast.Match():
            for each in node.cases:
                yield each.body, scope.but(lazy=True)


def _imports(node: ast.Import | ast.ImportFrom, scope: _Scope) -> Iterator[Import]:
    place = {
        "line": node.lineno, "guard": scope.guard, "guard_line": scope.guard_line,
        "lazy": scope.lazy, "typing": scope.typing,
    }  # fmt: skip
    if isinstance(node, ast.ImportFrom):
        names = tuple(alias.name for alias in node.names)
        yield Import(module=node.module or "", level=node.level, names=names, **place)  # type: ignore[arg-type]
    else:
        for alias in node.names:
            yield Import(module=alias.name, level=0, names=(), **place)  # type: ignore[arg-type]


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that a statement itself binds; those of its blocks are found there."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Import():
            yield from ((a.asname or a.name.partition(".")[0]) for a in node.names)
        case ast.ImportFrom():
            yield from (a.asname or a.name for a in node.names if a.name != "*")
        case ast.Match():
            yield from _stored(node)
        case ast.If() | ast.While():
            yield from _stored(node.test)
        case ast.For() | ast.AsyncFor():
            yield from _stored(node.target)
        case ast.With() | ast.AsyncWith():
            for item in node.items:
                yield from _stored(item)
        case ast.Try() | ast.TryStar():
            return
        case _:
            yield from _stored(node)


def _stored(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            yield each.id
        elif isinstance(each, ast.MatchAs | ast.MatchStar) and each.name:
            yield each.name
        elif type(each).__name__ == "TypeAlias":
            yield each.name.id  # type: ignore[attr-defined]


def _type_checking(test: ast.expr) -> tuple[bool, bool]:
    """Whether a condition asks for a type checker, and whether it asks for none."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        found, negated = _type_checking(test.operand)
        return found, not negated
    if isinstance(test, ast.BoolOp):
        return any(_type_checking(each)[0] for each in test.values), False
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    never = isinstance(test, ast.Constant) and not test.value
    return name in {"TYPE_CHECKING", "MYPY", "MYPY_CHECK_RUNNING", "PYRIGHT"} or never, False


def _guard(node: ast.Try | ast.TryStar) -> tuple[Guard, int | None]:
    """What the first handler that catches an ImportError does with it."""
    for handler in node.handlers:
        caught = _caught(handler.type)
        broad = handler.type is None or not ALL_ERRORS.isdisjoint(caught)
        if broad or not IMPORT_ERRORS.isdisjoint(caught):
            if _raises(handler.body):
                return Guard.RAISES, handler.lineno
            narrow = not IMPORT_ERRORS.isdisjoint(caught)
            return Guard.OPTIONAL if narrow else Guard.SWALLOWED, handler.lineno
    return Guard.NONE, None


def _caught(expression: ast.expr | None) -> set[str]:
    nodes = expression.elts if isinstance(expression, ast.Tuple) else [expression]
    return {
        node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in nodes
    }


def _raises(body: list[ast.stmt]) -> bool:
    """Whether a handler surely does not go on: it raises, or leaves the program."""
    last = body[-1]
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        function = last.value.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        return name in {"exit", "_exit", "abort", "quit", "skip"}
    return isinstance(last, ast.Raise)


def _suppressed(node: ast.With | ast.AsyncWith, scope: _Scope) -> _Scope:
    for item in node.items:
        call = item.context_expr
        if not isinstance(call, ast.Call):
            continue
        function = call.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        caught = {each for argument in call.args for each in _caught(argument)}
        if name == "raises":
            return scope.but(guard=Guard.OPTIONAL, guard_line=node.lineno)
        if name == "suppress" and not caught.isdisjoint(IMPORT_ERRORS | ALL_ERRORS):
            narrow = not caught.isdisjoint(IMPORT_ERRORS)
            guard = Guard.OPTIONAL if narrow else Guard.SWALLOWED
            return scope.but(guard=guard, guard_line=node.lineno)
    return scope
