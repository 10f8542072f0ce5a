"""What the code itself has so many of: members of an enumeration, entries of a constant,
subclasses, decorated functions, numbered files, the files of a directory."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from readiness.claims import phrases
from readiness.claims.evidence import Evidence
from readiness.claims.parsing import parsed
from readiness.claims.paths import mentioned
from readiness.repository.snapshot import Role, Snapshot


@dataclass(frozen=True, slots=True)
class Collection:
    """A group of things of one name in the repository; ``is_closed`` where it is all of them."""

    label: str
    words: frozenset[str]
    size: int
    path: str
    line: int | None = None
    is_closed: bool = False


class Collections:
    """The collections of a snapshot; get it by ``snapshot.once(Collections)``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.all: tuple[Collection, ...] = (
            *_of_code(snapshot),
            *_of_files(snapshot),
            *_of_documents(snapshot),
        )


def collections(noun: str, evidence: Evidence) -> list[Collection]:
    """Those that ``noun`` ("operation types") may be of: their name is in it, or it in theirs."""
    said = _said(noun)
    wanted = frozenset(said) - _PRAISE
    if not wanted - _VAGUE or said[-1] in _PRAISE:
        return []
    head = said[-1]
    return [
        each
        for each in evidence.snapshot.once(Collections).all
        if each.words == wanted
        or (head in each.words and each.words <= wanted)
        or (each.words > wanted and len(wanted) > 1)
    ]


def named(sentence: str, evidence: Evidence) -> list[Collection]:
    """Those that a sentence names as code does: a directory, a class, a constant."""
    places = {path.rstrip("/") for path, *_ in mentioned(sentence)}
    places |= {each.rstrip("/") for each in _DIRECTORY.findall(sentence)}
    names = set(_IDENTIFIER.findall(sentence))
    return [
        each
        for each in evidence.snapshot.once(Collections).all
        if each.label in names
        or (each.label.endswith("/") and any(f"/{each.label}".endswith(f"/{p}/") for p in places))
    ]


_DIRECTORY = re.compile(r"(?<![\w/.])(?:[\w.-]{1,60}/){1,6}(?=[\W]|$)")
_IDENTIFIER = re.compile(r"\b(?:[A-Z][a-z]\w{0,40}[A-Z]\w{0,40}|[A-Z]{2,30}_[A-Z_]{2,40})\b")


def is_of_just(noun: str, collection: Collection) -> bool:
    """Whether a collection bears just the name that is said, of two words or more."""
    wanted = frozenset(_said(noun)) - _PRAISE
    return collection.words == wanted and len(wanted) > 1


def _said(noun: str) -> tuple[str, ...]:
    """The words of a noun, of which "ADRs" is one."""
    return phrases.tokens(_ACRONYMS.sub(r"\1", noun))


_ACRONYMS = re.compile(r"\b([A-Z]{2,6})s\b")
_PRAISE = frozenset(
    """
new major different total key main core comprehensive built pre predefined ready use distinct
unique supported available specialized specialised additional common real major full complete
""".split()  # noqa: SIM905
)
_VAGUE = frozenset(
    """
file module test line item thing step phase task change commit class function method component
feature document case page directory folder line new created touched
""".split()  # noqa: SIM905
)
_STEPS = frozenset(
    {"phase", "step", "week", "day", "part", "section", "option", "version", "example"}
)
_PLAIN = frozenset(
    {"base", "abstract", "default", "all", "list", "map", "set", "dict", "registry", "data", "the"}
)
_ENUMS = frozenset({"Enum", "StrEnum", "IntEnum", "Flag", "IntFlag"})
_NUMBERED = re.compile(r"^(?P<name>[A-Za-z]{2,12})[-_]?\d{1,5}(?:\D|$)")
_NUMBERED_HEADING = re.compile(
    r"^#{2,5}[ \t]+\W{0,6}(?:(?P<name>[A-Za-z]{3,20})[ \t]#?\d{1,3}\b|(?P<question>Q\d{0,3}[:.]))",
    re.MULTILINE,
)
_ENUM = re.compile(
    r"^[ \t]*(?:export[ \t]+)?(?:const[ \t]+)?enum[ \t]+(?P<name>\w{2,60})[ \t]*"
    r"\{(?P<members>[^{}]{1,6000})\}",
    re.MULTILINE,
)
_UNION = re.compile(
    r"^[ \t]*(?:export[ \t]+)?type[ \t]+(?P<name>\w{2,60})[ \t]*=(?P<members>"
    r"(?:\s*\|?\s*[\"'][^\"'\n]{1,60}[\"']){2,200})(?=\s*(?:;|$|\Z)(?!\s*[|&]))(?!\s*[|&])",
    re.MULTILINE,
)
_LARGEST = 400_000


def _words(name: str) -> frozenset[str]:
    return frozenset(phrases.tokens(name)) - _PLAIN


def _of_code(snapshot: Snapshot) -> Iterator[Collection]:
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for file in snapshot.of("python", roles=(Role.SOURCE,)):
        tree = parsed((snapshot.text(file.path) or "")[:_LARGEST])
        for node in _outside_functions(tree) if tree else ():
            yield from _entries(node, file.path)
            for group in _groups(node):
                groups[group].append((file.path, getattr(node, "lineno", 1)))
    for group, places in groups.items():
        (path, line), name = places[0], group.rpartition(" ")[2].lstrip("@")
        yield Collection(group, _words(name), len(places), path, line)
    for file in snapshot.of("typescript", roles=(Role.SOURCE,)):
        yield from _of_script(file.path, snapshot.text(file.path) or "")


def _outside_functions(tree: ast.Module) -> Iterator[ast.AST]:
    """What a module defines, at its top and in its classes."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.expr):
            waiting += ast.iter_child_nodes(node)


def _entries(node: ast.AST, path: str) -> Iterator[Collection]:
    if isinstance(node, ast.ClassDef):
        yield from _of_class(node, path)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        yield from _of_constant(node, path)


def _groups(node: ast.AST) -> Iterator[str]:
    """What a class or function is one of: those of a base, those with a decorator."""
    if isinstance(node, ast.ClassDef):
        names = map(_last, node.bases)
        yield from (f"subclasses of {name}" for name in names if name and name not in _ENUMS)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        for mark in node.decorator_list:
            name = _last(mark.func if isinstance(mark, ast.Call) else mark)
            if name:
                yield f"functions marked @{name}"


def _last(node: ast.expr) -> str:
    """The last name of "a.b.c"."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _of_class(node: ast.ClassDef, path: str) -> Iterator[Collection]:
    values = [
        each for each in node.body if isinstance(each, ast.Assign | ast.AnnAssign) and each.value
    ]
    if len(values) < 2:
        return
    is_enum = any(_last(base) in _ENUMS for base in node.bases)
    constants = [each for each in values if _target(each).isupper()]
    if is_enum or len(constants) == len(values):
        is_closed = all(map(_target, values)) and (is_enum or not node.bases)
        yield Collection(
            node.name, _words(node.name), len(values), path, node.lineno, is_closed=is_closed
        )


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return _last(target)


def _of_constant(node: ast.Assign | ast.AnnAssign, path: str) -> Iterator[Collection]:
    value, name = node.value, _target(node)
    if (
        isinstance(value, ast.Call)
        and value.args
        and _last(value.func) in ("frozenset", "set", "tuple")
    ):
        value = value.args[0]
    entries: list[ast.expr | None] = []
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        entries = list(value.elts)
    elif isinstance(value, ast.Dict):
        entries = list(value.keys)
    plain = entries and all(each and not isinstance(each, ast.Starred) for each in entries)
    if plain and len(entries) > 1 and len(name) > 2 and not name.startswith("__"):
        yield Collection(name, _words(name), len(entries), path, node.lineno)


def _of_script(path: str, text: str) -> Iterator[Collection]:
    for pattern, size in ((_ENUM, _members), (_UNION, _kinds)):
        for match in pattern.finditer(text[:_LARGEST]):
            line, name = text.count("\n", 0, match.start()) + 1, match["name"]
            yield Collection(name, _words(name), size(match["members"]), path, line, is_closed=True)


def _members(code: str) -> int:
    plain = re.sub(r"//[^\n]*|/\*.*?\*/", "", code, flags=re.DOTALL)
    return sum(bool(each.strip()) for each in plain.split(","))


def _kinds(code: str) -> int:
    return len(re.findall(r"[\"'][^\"'\n]{1,60}[\"']", code))


def _of_documents(snapshot: Snapshot) -> Iterator[Collection]:
    """The numbered headings of a document ("Issue 12"), and its questions."""
    for file in snapshot.of(roles=(Role.DOCUMENT,)):
        text = (snapshot.text(file.path) or "")[:_LARGEST]
        found = Counter((m["name"] or "question").lower() for m in _NUMBERED_HEADING.finditer(text))
        for name, count in found.items():
            if name not in _STEPS and count > 2:
                yield Collection(f"{name} headings of {file.path}", _words(name), count, file.path)


def _of_files(snapshot: Snapshot) -> Iterator[Collection]:
    """The files and the directories in each directory, and its numbered ones ("ADR-001.md")."""
    inside: dict[PurePosixPath, set[str]] = defaultdict(set)
    for path in snapshot.files:
        parts = PurePosixPath(path)
        inside[parent := parts.parent].add(parts.name)
        if parent.parts:
            inside[parent.parent].add(f"{parent.name}/")
    for directory, names in inside.items():
        place = str(directory)
        numbered = Counter(m["name"].lower() for each in names if (m := _NUMBERED.match(each)))
        for name, count in numbered.items():
            if count > 1:
                yield Collection(
                    f"{name} files in {place}", _words(name), count, place, is_closed=True
                )
        files = {PurePosixPath(each).stem for each in names if not each.endswith("/")}
        own = {each for each in files if each.lower() not in _BESIDES and not each.startswith(".")}
        for count in {len(own), sum(each.endswith("/") for each in names)}:
            if count > 1 and directory.parts:
                yield Collection(f"{place}/", _words(directory.name), count, place)


_BESIDES = frozenset({"__init__", "readme", "index", "mod", "conftest"})
