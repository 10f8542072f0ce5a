import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.repository.python_module import Guard, parse


def names(source: str) -> frozenset[str]:
    module = parse(source)
    assert module is not None
    return module.bindings


def imports(source: str) -> list[tuple[str, Guard, bool, bool]]:
    module = parse(source)
    assert module is not None
    return [(each.written, each.guard, each.lazy, each.typing) for each in module.imports]


@pytest.mark.parametrize(
    "source",
    [
        "x = 1",
        "x: int",
        "def x(): ...",
        "async def x(): ...",
        "class x: ...",
        "import x",
        "import x.y",
        "import y as x",
        "from y import x",
        "from y import z as x",
        "if a:\n    x = 1",
        "if a:\n    pass\nelse:\n    x = 1",
        "try:\n    x = 1\nexcept E:\n    pass",
        "try:\n    pass\nexcept E:\n    x = 1",
        "try:\n    pass\nexcept E:\n    pass\nelse:\n    x = 1",
        "try:\n    pass\nfinally:\n    x = 1",
        "for x in y:\n    pass",
        "for y in z:\n    x = 1",
        "while a:\n    x = 1",
        "with a as x:\n    pass",
        "with a:\n    (y, x) = b",
        "if (x := y):\n    pass",
        "def f():\n    global x\n    x = 1",
        "match a:\n    case {'k': x}:\n        pass",
        "match a:\n    case 1:\n        x = 1",
        "a = [*x] = b",
    ],
)
def test_every_binding_at_the_top_level(source: str) -> None:
    assert "x" in names(source)


@pytest.mark.parametrize("source", ["def f():\n    x = 1", "class C:\n    x = 1", "y.x = 1"])
def test_inner_names_are_not_bound(source: str) -> None:
    assert "x" not in names(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from .a import b", (".a", Guard.NONE, False, False)),
        ("class C:\n    from .a import b", (".a", Guard.NONE, False, False)),
        ("def f():\n    from .a import b", (".a", Guard.NONE, True, False)),
        ("if x:\n    from .a import b", (".a", Guard.NONE, True, False)),
        ("if TYPE_CHECKING:\n    from .a import b", (".a", Guard.NONE, False, True)),
        ("if t.TYPE_CHECKING:\n    from .a import b", (".a", Guard.NONE, False, True)),
        (
            "if not TYPE_CHECKING:\n    pass\nelse:\n    from .a import b",
            (".a", Guard.NONE, False, True),
        ),
        (
            "if TYPE_CHECKING:\n    pass\nelse:\n    from .a import b",
            (".a", Guard.NONE, False, False),
        ),
        (
            "try:\n    from .a import b\nexcept ImportError:\n    b = None",
            (".a", Guard.OPTIONAL, False, False),
        ),
        (
            "try:\n    from .a import b\nexcept (ValueError, ModuleNotFoundError):\n    b = None",
            (".a", Guard.OPTIONAL, False, False),
        ),
        (
            "try:\n    from .a import b\nexcept Exception as e:\n    log(e)",
            (".a", Guard.SWALLOWED, False, False),
        ),
        (
            "try:\n    from .a import b\nexcept:\n    pass",
            (".a", Guard.SWALLOWED, False, False),
        ),
        (
            "try:\n    from .a import b\nexcept ImportError as e:\n    raise SystemExit from e",
            (".a", Guard.RAISES, False, False),
        ),
        (
            "try:\n    from .a import b\nexcept ValueError:\n    pass",
            (".a", Guard.NONE, False, False),
        ),
        (
            "with contextlib.suppress(ImportError):\n    from .a import b",
            (".a", Guard.OPTIONAL, False, False),
        ),
    ],
)
def test_guards(source: str, expected: tuple[str, Guard, bool, bool]) -> None:
    assert imports(source) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "def __getattr__(name): ...",
        "globals().update(x)",
        "import sys\nsys.modules[__name__] = X()",
        "def f():\n    setattr(module, name, value)",
        "import lazy_loader\na, b, c = lazy_loader.attach(__name__, [])",
    ],
)
def test_dynamic(source: str) -> None:
    module = parse(source)
    assert module is not None
    assert module.dynamic


@pytest.mark.parametrize(
    "source",
    [
        "__path__ = extend_path(__path__, __name__)",
        "__path__.append(x)",
        "__import__('pkg_resources').declare_namespace(__name__)",
        "import sys\nsys.modules[name] = module",
        "import sys\nsys.modules.setdefault(name, module)",
        "sys.meta_path.append(Finder())",
    ],
)
def test_modules_that_are_no_files(source: str) -> None:
    module = parse(source)
    assert module is not None
    assert module.virtual


@pytest.mark.parametrize(
    "source",
    ["def __getattr__(name): ...", "import sys\nx = sys.modules.get('a')", "globals()['x'] = 1"],
)
def test_names_at_run_time_are_no_modules(source: str) -> None:
    module = parse(source)
    assert module is not None
    assert not module.virtual


def test_syntax_that_is_unknown_here_is_no_error() -> None:
    assert parse("this is no python") is None
    assert parse("x = " + "(" * 5000 + ")" * 5000) is None
    assert parse("x = '\\d'") is not None


def test_statements_newer_than_some_interpreters() -> None:
    module = parse("type x = int")
    assert module is None or "x" in module.bindings


@given(st.text(max_size=80))
def test_never_raises(source: str) -> None:
    module = parse(source)
    assert module is None or isinstance(module.bindings, frozenset)
