"""Rules that a repository brings itself: `ast-grep rules`_ in files that its policy names.

A file holds one rule or several, separated by ``---``, with the keys ``id``, ``language``,
``rule``, ``message``, and optionally ``severity``, ``note``, ``constraints``, ``utils``, ``url``
and ``metadata`` (``category``, ``effort``, ``severity`` in Readiness' words, ``roles``). Nothing
else is taken: no other languages, rewriting or file lists. A rule is named ``custom.ID``.

.. _ast-grep rules: https://ast-grep.github.io/reference/yaml.html
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from readiness import plainyaml
from readiness.model import Effort, Rule, Severity
from readiness.policy.metrics import CATEGORIES
from readiness.probes.probe import Probe
from readiness.probes.structural import AST_GREP, LANGUAGES, Scan, Structure
from readiness.probes.tools import ToolError, scratch
from readiness.repository.snapshot import Role

MAX_BYTES = 64 * 1024
MOST = 100
CHECKING_SECONDS = 20.0
ID = re.compile(r"[a-z][a-z0-9-]{0,60}")
NEEDED = ("id", "language", "rule", "message")
TAKEN = (*NEEDED, "severity", "note", "constraints", "utils", "url", "metadata")
METADATA = ("category", "effort", "severity", "roles")
SEVERITIES = {
    "error": Severity.MAJOR,
    "warning": Severity.MINOR,
    "info": Severity.NOTE,
    "hint": Severity.NOTE,
}


class CustomRuleError(Exception):
    """A rule file that can't be used: which, why, and what to do."""


def custom(files: Mapping[str, bytes]) -> Probe:
    """The rules of these files, by path, as one probe. Raises CustomRuleError."""
    found = [each for path, content in files.items() for each in _structures(path, content)]
    names = [each.rule.id for each in found]
    for name in names:
        if names.count(name) > 1:
            raise CustomRuleError(f"the rule {name} is defined twice; rename one")
    if len(found) > MOST:
        raise CustomRuleError(f"{len(found)} custom rules are more than {MOST}; leave some out")
    for structure in found:
        _try(structure)
    structures = tuple(found)
    return Probe(
        rules=tuple(each.rule for each in structures),
        run=lambda snapshot: Scan(structures=structures, snapshot=snapshot).findings(),
    )


def _structures(path: str, content: bytes) -> Iterator[Structure]:
    for number, entry in enumerate(_entries(path, content), start=1):
        where = f"{path}, rule {number}"
        if not isinstance(entry, dict):
            raise CustomRuleError(f"{where}: no mapping; write id, language, message and rule")
        yield _structure(where, entry)


def _entries(path: str, content: bytes) -> list[Any]:
    if len(content) > MAX_BYTES:
        raise CustomRuleError(f"{path}: larger than {MAX_BYTES // 1024} KiB; divide it")
    try:
        text = content.decode("utf-8-sig")
        plainyaml.check(text, aliases=False)
        return list(yaml.safe_load_all(text))
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        raise CustomRuleError(f"{path}: not readable as YAML: {error}") from error


def _structure(where: str, entry: Mapping[str, Any]) -> Structure:
    missing = [key for key in NEEDED if not entry.get(key)]
    unknown = [str(key) for key in entry if key not in TAKEN]
    if missing or unknown:
        what = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(unknown)}"
        raise CustomRuleError(f"{where}: {what}; it may have {', '.join(TAKEN)}")
    name, language = str(entry["id"]), str(entry["language"]).lower()
    if not ID.fullmatch(name):
        raise CustomRuleError(f"{where}: the id {name!r} is not of small letters, digits, hyphens")
    if language not in LANGUAGES:
        raise CustomRuleError(f"{where}: the language is none of {', '.join(LANGUAGES)}")
    pattern = {key: entry[key] for key in ("rule", "constraints", "utils") if key in entry}
    metadata = entry.get("metadata", {})
    if not isinstance(metadata, dict) or set(map(str, metadata)) - set(METADATA):
        raise CustomRuleError(f"{where}: metadata may have {', '.join(METADATA)} only")
    return Structure(
        rule=_rule(where, name, entry, metadata),
        message=_line(entry["message"]),
        matches=({"languages": [language], **pattern},),
        roles=frozenset(_one_of(where, Role, each) for each in metadata.get("roles", ["source"])),
    )


def _rule(where: str, name: str, entry: Mapping[str, Any], metadata: Mapping[str, Any]) -> Rule:
    category = metadata.get("category", "implementation")
    if category not in CATEGORIES:
        raise CustomRuleError(f"{where}: the category is none of {', '.join(CATEGORIES)}")
    severity = SEVERITIES.get(str(entry.get("severity", "warning")))
    if "severity" in metadata:
        severity = _one_of(where, Severity, metadata["severity"])
    if severity is None:
        raise CustomRuleError(f"{where}: the severity is none of {', '.join(SEVERITIES)}")
    note = _line(entry.get("note", "")) or "See the repository's rule file."
    return Rule(
        id=f"custom.{name}",
        category=category,
        severity=severity,
        effort=_one_of(where, Effort, metadata.get("effort", Effort.HOURS.value)),
        summary=_line(entry["message"]),
        why=note,
        how="A rule of this repository, matched in the syntax tree.",
        fix=note,
    )


def _one_of(where: str, kind: Any, word: object) -> Any:
    try:
        return kind(word)
    except ValueError as error:
        known = ", ".join(each.value for each in kind)
        raise CustomRuleError(f"{where}: “{word}” is none of {known}") from error


def _line(text: object) -> str:
    return " ".join(str(text).split())[:300]


def _try(structure: Structure) -> None:
    """Let ast-grep read the rule on an empty file. Raises CustomRuleError where it can't."""
    with scratch() as directory:
        rules, empty = directory / "rules.yml", directory / "empty.txt"
        rules.write_text(yaml.safe_dump_all(structure.documents()), encoding="utf-8")
        empty.touch()
        options = ["scan", "--rule", str(rules), "--json=stream", "--color=never", "--", str(empty)]
        try:
            AST_GREP.run(options, directory, timeout=CHECKING_SECONDS)
        except ToolError as error:
            raise CustomRuleError(f"{structure.rule.id}: ast-grep refuses it: {error}") from error
