"""Names and keys that Python code gets wrong, as ruff sees them under settings of our own."""

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Rule, Severity
from readiness.probes._turns import Place, carried_over
from readiness.probes.probe import Probe
from readiness.probes.tools import Targets, Tool, scratch
from readiness.repository.python import PythonTree
from readiness.repository.snapshot import Role, Snapshot

RUFF = Tool(distribution="ruff", program="bin/ruff")
OPTIONS = [
    "check", "--isolated", "--no-cache", "--no-fix", "--ignore-noqa",
    "--target-version=py314", "--output-format=json-lines",
]  # fmt: skip
INJECTED = frozenset(
    {
        *("_", "__class__", "ngettext", "reveal_type", "reveal_locals", "get_ipython", "display"),
        *("unicode", "basestring", "long", "xrange", "unichr", "raw_input", "reduce", "buffer"),
        *("cmp", "file", "execfile", "reload", "intern", "apply", "WindowsError", "StandardError"),
    }
)
NAMED = re.compile(r"`([^`]+)`")
TOO_MUCH = re.compile(r"too many nested|Exceeds the limit|null bytes|too complex|stack overflow")
NOQA = re.compile(r"#\s*noqa:.*\bF\d{3}\b.*", re.IGNORECASE)
ALLOWED = re.compile(r"\s{0,40}[\w.]+\s{1,40}# unused \w+ \(.*:\d+\)$")
NEAR_END = 200
BUILT = re.compile(r"^\s*\w+(\s*:[^=]+)?\s*=\s*[{\[]\s*(\S.*)?$")

UNDEFINED = plugins.rule(
    "implementation.undefined-name",
    severity=Severity.BLOCKER,
    effort=Effort.MINUTES,
    text="""A name that nothing defines, or that is read before it is assigned.

    Why: Python finds out when the line runs: NameError, in production, on that path.

    How: Ruff's F821 and F823 over Python source files, whatever the repository's own settings say.
    A line that names the rule ("noqa: F821") is believed where a change did not add it, "noqa"
    alone is not. Annotations, names that tools or earlier versions of Python define, names that an
    earlier turn of a loop may have bound, and the lists of names that vulture is told to pass over,
    are left out.

    Fix: Import or define the name; or correct its spelling.
    """,
)
ANNOTATION = plugins.rule(
    "implementation.undefined-annotation",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text="""An annotation names what nothing defines.

    Why: Type checkers can't check it, and whatever resolves annotations at run time fails on it.

    How: Ruff's F821 at names inside annotations and in strings, in Python source files.

    Fix: Import the name, under TYPE_CHECKING if it is for type checkers only.
    """,
)
EXPORT = plugins.rule(
    "implementation.undefined-export",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text="""A name in __all__ that the module does not define.

    Why: "from module import *" fails on it, and the documentation promises what is not there.

    How: Ruff's F822 over Python source files. Modules that define __getattr__ are left out.

    Fix: Define or import the name, or take it out of __all__.
    """,
)
KEY = plugins.rule(
    "implementation.duplicate-key",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text="""A dictionary literal that has one key twice.

    Why: The first value is lost without a word.

    How: Ruff's F601 and F602 over Python source files.

    Fix: Rename one of the keys, or delete the entry that is not meant.
    """,
)
UNUSED = plugins.rule(
    "implementation.unused-value",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text="""A dictionary or list is built and then never used.

    Why: Code that builds a record and drops it looks as if it stored the record.

    How: Ruff's F841 over Python source files, where what is assigned is a dictionary or list
    literal with something in it.

    Fix: Use the value where it was meant to go, or delete it.
    """,
)
CODES: Mapping[str, Rule] = {
    "F821": UNDEFINED, "F822": EXPORT, "F823": UNDEFINED,
    "F601": KEY, "F602": KEY, "F841": UNUSED,
}  # fmt: skip


READ = frozenset({"F821", "F823"})


def _names(snapshot: Snapshot) -> Iterator[Finding]:
    targets = Targets(snapshot, list(snapshot.of("python", roles=(Role.SOURCE,))))
    records: dict[str, list[dict[str, Any]]] = {}
    for record in _ruff(targets):
        path = targets.path(record["filename"])
        if path is not None:
            records.setdefault(path, []).append(record)
    for path, found in records.items():
        yield from _of_file(path, found, snapshot.text(path) or "")
    tree = snapshot.once(PythonTree)
    for file in snapshot.of("python", roles=(Role.SOURCE,)):
        if tree.module(file.path) is None and _is_too_much(snapshot.text(file.path) or ""):
            yield _unreadable(file.path, 1)


def _is_too_much(text: str) -> bool:
    """Whether it is by its depth or its numbers, not its syntax, that a text can't be parsed."""
    try:
        ast.parse(text)
    except SyntaxError as error:
        return bool(TOO_MUCH.search(str(error)))
    except (ValueError, RecursionError, MemoryError):
        return True
    return False


def _ruff(targets: Targets) -> Iterator[dict[str, Any]]:
    with scratch() as directory:
        for chunk in targets.chunks():
            arguments = [*OPTIONS, f"--select={','.join(CODES)}", "--", *chunk]
            printed = RUFF.run(arguments, directory)
            yield from (json.loads(line) for line in printed.splitlines() if line.strip())


def _of_file(path: str, records: Sequence[Mapping[str, Any]], text: str) -> Iterator[Finding]:
    lines = text.split("\n")
    tree = _tree(text)
    annotations = None if tree is None else _annotations(tree)
    carried = carried_over(tree) if tree and any(each["code"] in READ for each in records) else ()
    for record in records:
        code, row = record["code"], record["location"]["row"]
        if code not in CODES:
            yield _unreadable(path, row)
            return
        line = lines[row - 1] if row <= len(lines) else ""
        if _left_out(record, code, line, text):
            continue
        place = (row, record["location"]["column"] - 1)
        if code in READ and place in carried:
            continue
        annotated = code == "F821" and _within(place, annotations)
        rule = ANNOTATION if annotated else CODES[code]
        told = NOQA.search(line[-NEAR_END:])
        believed = told is not None and code in told[0].upper()
        yield Finding(
            rule=rule,
            outcome=Outcome.NOT_APPLICABLE if believed else Outcome.FAIL,
            message=record["message"],
            location=Location(path=path, line=row),
            excused=f"told to look away: noqa: {code}" if believed else "",
        )


def _unreadable(path: str, row: int) -> Finding:
    return Finding(
        rule=UNDEFINED,
        outcome=Outcome.UNKNOWN,
        message="This file could not be parsed as Python, so its names were not checked",
        location=Location(path=path, line=row),
    )


def _left_out(record: Mapping[str, Any], code: str, line: str, text: str) -> bool:
    if code == "F821":
        if ALLOWED.match(line):
            return True
        named = NAMED.search(record["message"])
        return named is not None and named[1] in INJECTED
    if code == "F822":
        return "def __getattr__" in text
    return code == "F841" and not BUILT.match(line)


Span = tuple[Place, Place]


def _tree(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _annotations(tree: ast.Module) -> list[Span]:
    """Where annotations and strings stand, as (row, column) spans."""
    found: list[ast.expr | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node.returns)
        elif isinstance(node, ast.arg | ast.AnnAssign):
            found.append(node.annotation)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node)
    return [
        ((each.lineno, each.col_offset), (each.end_lineno or 0, each.end_col_offset or 0))
        for each in found
        if each is not None
    ]


def _within(place: Place, spans: list[Span] | None) -> bool:
    """Whether a name stands in one of the spans, or may, as they are not known."""
    return spans is None or any(start <= place < end for start, end in spans)


NAMES = Probe(rules=(UNDEFINED, ANNOTATION, EXPORT, KEY, UNUSED), run=_names)
