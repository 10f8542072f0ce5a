"""Structural rules: what a pattern in the syntax tree shows, in one pass for all of them.

A rule is one file in ``rules``, named by its id. It holds the rule's documentation and, under
``match``, `ast-grep rules`_ with the languages that each serves. What a syntax tree can't say is
said beside them, in Python's regular expressions:

``roles``        the roles of the files that are looked at: source, where nothing is said
``locate``       the finding is at the first line of the match that fits, and quotes that line
``line``         the whole line of the finding must fit
``unless``       the match must not fit
``unless-helper``  no function that the match calls, of its file or of what that imports, may fit
``unless-path``  the file's path must not fit
``except-base``  a metavariable: classes of which the repository makes others are left out
``same``         two metavariables whose texts must be equal
``merge``        findings on lines that touch are one
``quote``        false keeps the code out of the message

.. _ast-grep rules: https://ast-grep.github.io/reference/yaml.html
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Rule, Severity
from readiness.probes._copies import LONGEST_LINE, copies, long_line
from readiness.probes._helpers import Helpers
from readiness.probes.probe import Probe
from readiness.probes.tools import Targets, Tool, ToolError, scratch
from readiness.repository.snapshot import File, Role, Snapshot

AST_GREP = Tool(distribution="ast-grep-cli", program="bin/ast-grep")
FOLDER = Path(__file__).with_name("rules")
LANGUAGES = (
    "python", "typescript", "javascript", "go", "java", "kotlin", "csharp", "rust", "ruby", "php",
)  # fmt: skip
BASES = {
    "python": re.compile(r"\bclass\s{1,9}\w+\s{0,9}(?:\[[^\]]{0,200}\])?\(([^)]{0,400})\)"),
    "ruby": re.compile(r"\bclass\s{1,9}\w+(?:::\w+){0,9}\s{0,9}<([^\n]{0,400})"),
}
OTHER_BASES = re.compile(
    r"\bclass\s{1,9}\w+(?:<[^>{]{0,200}>)?[^{\n]{0,200}?(?:\bextends\b|\bimplements\b|:)([^{]{0,400})"
)
NAME = re.compile(r"[A-Za-z_]\w*")
QUOTED = 120
MOST_MATCHES = 20_000

UNREAD = plugins.rule(
    "implementation.unread-source",
    severity=Severity.NOTE,
    effort=Effort.MINUTES,
    text="""A line of source code that the structural rules were not asked about.

    Why: What stands in it is not known, so nothing can be said for it.

    How: Lines of more than 2,000 characters in source and test files, as minified and generated
    code has, are left out; the other lines of the file are read. The answer is unknown.

    Fix: Keep generated code in a directory of that name, or mark it as generated.
    """,
)
UNREADABLE = plugins.rule(
    "implementation.unreadable-source",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text="""A source file that no rule could be asked about.

    Why: What stands in it is not known, so nothing can be said for it.

    How: Source and test files that are larger than 2 MiB, or hold a NUL byte and no byte order
    mark. The answer is unknown.

    Fix: Divide the file; keep generated code in a directory of that name, or mark it as generated.
    """,
)


@dataclass(frozen=True, kw_only=True)
class Structure:
    """A rule, its patterns, and what else must hold of a match."""

    rule: Rule
    message: str
    matches: tuple[Mapping[str, Any], ...]
    roles: frozenset[Role] = frozenset({Role.SOURCE})
    locate: re.Pattern[str] | None = None
    line: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    unless_helper: re.Pattern[str] | None = None
    unless_path: re.Pattern[str] | None = None
    except_base: str | None = None
    same: tuple[str, ...] = ()
    merge: bool = False
    quote: bool = True

    def documents(self) -> Iterator[dict[str, Any]]:
        """The rules as ast-grep reads them, one for each language."""
        for match in self.matches:
            pattern = {key: value for key, value in match.items() if key != "languages"}
            for language in match["languages"]:
                yield {
                    "id": self.rule.id, "language": language, "severity": "warning",
                    "message": self.rule.id, **pattern,
                }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Match:
    """A place where a pattern fits. ``lines`` are the source lines it touches, whole."""

    path: str
    text: str
    lines: tuple[str, ...]
    line: int
    variables: Mapping[str, str]

    @classmethod
    def of(cls, record: Mapping[str, Any], path: str) -> "Match":
        single = record.get("metaVariables", {}).get("single", {})
        return cls(
            path=path,
            text=record["text"],
            lines=tuple(record["lines"].split("\n")),
            line=record["range"]["start"]["line"] + 1,
            variables={name: each["text"] for name, each in single.items()},
        )


def load(folder: Path = FOLDER) -> tuple[Structure, ...]:
    """The rules of a folder, by id. Raises PluginError for one without its documentation."""
    return tuple(_structure(file) for file in sorted(folder.glob("*.yml")))


def _structure(file: Path) -> Structure:
    entry = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(entry, dict) or not entry.get("message") or not entry.get("match"):
        raise plugins.PluginError(f"rule {file.stem}: {file.name} lacks a message or a match")
    rule = plugins.rule(
        file.stem,
        severity=Severity(entry["severity"]),
        effort=Effort(entry["effort"]),
        text=entry.get("documentation"),
    )
    return Structure(
        rule=rule,
        message=entry["message"],
        matches=tuple(entry["match"]),
        roles=frozenset(Role(role) for role in entry.get("roles", ["source"])),
        locate=_pattern(entry, "locate"),
        line=_pattern(entry, "line"),
        unless=_pattern(entry, "unless"),
        unless_helper=_pattern(entry, "unless-helper"),
        unless_path=_pattern(entry, "unless-path"),
        except_base=entry.get("except-base"),
        same=tuple(entry.get("same", ())),
        merge=bool(entry.get("merge", False)),
        quote=bool(entry.get("quote", True)),
    )


def _pattern(entry: Mapping[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(entry[key]) if key in entry else None


@dataclass(frozen=True, kw_only=True)
class Scan:
    """One pass of some rules over a snapshot."""

    structures: tuple[Structure, ...]
    snapshot: Snapshot

    def findings(self) -> Iterator[Finding]:
        """What the rules find. Raises ToolError where ast-grep fails."""
        by_id = {each.rule.id: each for each in self.structures}
        found: dict[str, list[tuple[Match, Finding]]] = {}
        for rule_id, match in self._matches():
            finding = self._finding(by_id[rule_id], match)
            if finding:
                found.setdefault(rule_id, []).append((match, finding))
        yield from self._unread()
        for rule_id, pairs in found.items():
            yield from _merged(pairs) if by_id[rule_id].merge else (each for _, each in pairs)

    def _matches(self) -> Iterator[tuple[str, Match]]:
        """The files of each role are given to ast-grep with the rules of that role."""
        for role in sorted({role for each in self.structures for role in each.roles}):
            rules = [each for each in self.structures if role in each.roles]
            files = list(self._files(role))
            with scratch() as folder:
                targets = Targets(self.snapshot, files, dict(copies(self.snapshot, files, folder)))
                for record in _ast_grep(rules, targets):
                    path = targets.path(record["file"])
                    if path is not None:
                        yield record["ruleId"], Match.of(record, path)

    def _files(self, role: Role) -> Iterator[File]:
        return self.snapshot.of(*LANGUAGES, roles=(role,))

    def _unread(self) -> Iterator[Finding]:
        for role in (Role.SOURCE, Role.TEST):
            for file in self._files(role):
                text = self.snapshot.text(file.path)
                line = long_line(text or "")
                if text is None:
                    yield _unknown(UNREADABLE, "This file is too large, or binary", file.path)
                elif line is not None:
                    message = f"This line is longer than {LONGEST_LINE} characters"
                    yield _unknown(UNREAD, message, file.path, line)

    def _finding(self, structure: Structure, match: Match) -> Finding | None:
        if structure.unless and structure.unless.search(match.text):
            return None
        if structure.unless_path and structure.unless_path.search(match.path):
            return None
        if len({match.variables.get(name) for name in structure.same}) > 1:
            return None
        if structure.except_base and match.variables.get(structure.except_base) in self._bases:
            return None
        if structure.unless_helper and self._helped(match, structure.unless_helper):
            return None
        offset, shown = _shown(structure, match)
        if structure.line and not structure.line.search(match.lines[offset]):
            return None
        message = f"{structure.message}: {shown}" if structure.quote else structure.message
        line = match.line + offset
        return Finding(
            rule=structure.rule,
            outcome=Outcome.FAIL,
            message=message,
            location=Location(path=match.path, line=line),
        )

    def _helped(self, match: Match, pattern: re.Pattern[str]) -> bool:
        return self.snapshot.once(Helpers).fits(match.path, match.text, pattern)

    @cached_property
    def _bases(self) -> frozenset[str]:
        """The names of which the repository's classes are made, whatever the language."""
        names: set[str] = set()
        roles = (Role.SOURCE, Role.TEST, Role.EXAMPLE)
        for file in self.snapshot.of(*LANGUAGES, roles=roles):
            pattern = BASES.get(file.language, OTHER_BASES)
            for bases in pattern.findall(self.snapshot.text(file.path) or ""):
                names.update(NAME.findall(bases))
        return frozenset(names)


def _unknown(rule: Rule, message: str, path: str, line: int | None = None) -> Finding:
    place = Location(path=path, line=line)
    return Finding(rule=rule, outcome=Outcome.UNKNOWN, message=message, location=place)


def _shown(structure: Structure, match: Match) -> tuple[int, str]:
    """The line within the match that a finding stands for, and its text in short."""
    offset = 0
    if structure.locate:
        fits = (n for n, line in enumerate(match.lines) if structure.locate.search(line))
        offset = next(fits, 0)
    text = match.lines[offset].strip()
    return offset, text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def _merged(pairs: Iterable[tuple[Match, Finding]]) -> Iterator[Finding]:
    """The first finding of each run of lines."""
    previous: tuple[str, int] | None = None
    for match, finding in sorted(pairs, key=lambda pair: (pair[0].path, pair[0].line)):
        if previous is None or previous[0] != match.path or match.line > previous[1] + 1:
            yield finding
        previous = (match.path, match.line + len(match.lines) - 1)


def _ast_grep(structures: Iterable[Structure], targets: Targets) -> Iterator[dict[str, Any]]:
    documents = [document for each in structures for document in each.documents()]
    if not documents or not targets:
        return
    with scratch() as directory:
        rules = directory / "rules.yml"
        rules.write_text(yaml.safe_dump_all(documents), encoding="utf-8")
        options = ["scan", "--rule", str(rules), "--json=stream", "--color=never"]
        options += [f"--max-results={MOST_MATCHES}"]
        options += [f"--no-ignore={kind}" for kind in ("hidden", "dot", "exclude", "global", "vcs")]
        for chunk in targets.chunks():
            printed = AST_GREP.run([*options, "--", *chunk], directory)
            lines = [line for line in printed.splitlines() if line.strip()]
            if len(lines) >= MOST_MATCHES:
                raise ToolError(f"there are more than {MOST_MATCHES} places to look at")
            yield from (json.loads(line) for line in lines)


STRUCTURES = load()
STRUCTURAL = Probe(
    rules=(UNREAD, UNREADABLE, *(each.rule for each in STRUCTURES)),
    run=lambda snapshot: Scan(structures=STRUCTURES, snapshot=snapshot).findings(),
)
