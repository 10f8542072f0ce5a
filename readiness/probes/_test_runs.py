"""Whether a command runs tests, itself or through the project's own scripts, which are read."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from readiness.probes._files import effective
from readiness.probes.unknown_command import MAKEFILES
from readiness.repository.javascript import ScriptTree
from readiness.repository.snapshot import Snapshot

RUNNER = re.compile(
    r"(?<![\w-])(pytest|py\.test|unittest|runtests|vitest|jest|mocha|rspec|phpunit|pest|ctest|bats"
    r"|playwright test|cypress run|(go|deno|bun|dart|flutter|swift|mix|sbt|bazel) test"
    r"|cargo\b.*\b(nextest|test)|dotnet test|manage\.py test|node --test|rake|rails test"
    r"|mvnw?\b.*\b(test|verify|package|install)|gradlew?\b.*\b(test|check|build)"
    r"|hatch (run )?[\w:.-]*test|(uv|pdm|poetry|poe|composer|invoke|inv|task|mage)( run)? "
    r"([\w:.-]+ )*[\w:.-]*test)(?![\w.-]*/)",
    re.IGNORECASE,
)
SESSIONS = re.compile(r"(?<![\w./-])(tox|nox)(?![\w.-])(?P<arguments>.*)")
SESSION = re.compile(r"(?:-e|-s|-re|--session[s]?|-f|-m)[ =]?([^\s-]\S*)")
NO_TESTS = re.compile(
    r"^(lint|docs?\w*|style|format|fmt|type\w*|mypy|flake8|ruff|pre-?commit|build|package|dist|release"
    r"|clean|check-?\w*|black|isort|bandit|safety|changelog|twine|generate|publish|deploy)([-_:,.]\w*)*$",
    re.IGNORECASE,
)
PREPARES = re.compile(
    r"(?<![\w-])(install|add|cache|upload|download|mkdir|echo|printf|rm|cp|mv|cat|kill|git|curl|wget|apt)\b"
)
WHOLE = re.compile(r"--version|--help|--collect-only|--no-run\b")
PACKAGE = re.compile(
    r"(?<![\w./-])(npm|pnpm|yarn|bun)\s+(?:(?:-\S+|--\S+\s+\S+)\s+)*(?P<run>run(?:-script)?\s+)?(?:-\S+\s+)*"
    r"(?P<name>[\w:.-]+)"
)
SHORT = {"t": "test", "tst": "test"}
TARGET = re.compile(r"(?<![\w./-])(?P<tool>make|just)\b(?P<arguments>.*)")
RULE = re.compile(
    r"^@?(?P<names>[\w][\w.\-/ ]*?)(?P<parameters> [^:=\n]*)?:(?!=)(?P<needs>[^=\n]*)$"
)
JUSTFILES = frozenset({"justfile", "Justfile", ".justfile"})
ASKS = re.compile(r"(^|[-_:./])(tests?|checks?|ci|all|verify|unit|integration)([-_:./]|$)", re.I)
PLACEHOLDER = re.compile(r"^\s*(echo\b|exit\b|true\b|:|$)|no test specified")
PARTS = re.compile(r"&&|\|\||;|\||\n")
WORD = re.compile(r"[^\s\"']+")
STARTS = re.compile(
    r"(-\S*|\w+=\S*|python[\d.]*|node|bash|sh|zsh|pwsh|powershell|sudo|env|time|exec|uvx?|run|poetry"
    r"|pdm|hatch|rye|npx|tsx|bun|deno|xvfb-run)$"
)
DEEPEST = 4
MOST_LINES = 2_000
LONGEST = 500

Paths = tuple[str, ...]


class TestRuns:
    """Knows which commands run tests; get it by ``snapshot.once(TestRuns)``."""

    __test__ = False

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._followed: dict[tuple[str, str], Paths | None] = {}

    def through(self, line: str, depth: int = 0) -> Paths | None:
        """The files through which a command line comes to run tests; None where it does not."""
        for part in PARTS.split(line[:LONGEST]):
            found = self._through(part.strip(), depth)
            if found is not None:
                return found
        return None

    def _through(self, part: str, depth: int) -> Paths | None:
        if not part or WHOLE.search(part):
            return None
        runner = RUNNER.search(part) or _sessions(part)
        if runner and not PREPARES.search(part[: runner.start()]):
            return ()
        if depth >= DEEPEST or PREPARES.match(part):
            return None
        for follow in (self._package, self._target, self._script):
            found = follow(part, depth + 1)
            if found is not None:
                return found
        return None

    def _package(self, part: str, depth: int) -> Paths | None:
        """Through a script of a package.json; by its name alone where none has it."""
        match = PACKAGE.search(part)
        if match is None or (match["name"] == "ci" and not match["run"]):
            return None
        name = SHORT.get(match["name"], match["name"])
        if name not in self._scripts:
            return () if ASKS.search(name) else None
        for path, command in self._scripts[name]:
            if not PLACEHOLDER.search(command) and (ASKS.search(name) or depth > 1):
                found = self._within(path, name, [command], depth)
                return (path,) if found is None and "test" in name else found
        return None

    def _target(self, part: str, depth: int) -> Paths | None:
        """Through a target of a Makefile or justfile, or what it needs."""
        match = TARGET.search(part)
        if match is None:
            return None
        rules = self._makefiles if match["tool"] == "make" else self._justfiles
        names = [each for each in match["arguments"].split() if re.match(r"\w[^=]*$", each)]
        for name in names or list(rules)[:1]:
            if name not in rules:
                found: Paths | None = () if ASKS.search(name) else None
            else:
                path, body, needs = rules[name]
                lines = [*(f"{match['tool']} {each}" for each in needs), *body]
                found = self._within(path, name, lines, depth)
            if found is not None:
                return found
        return None

    def _script(self, part: str, depth: int) -> Paths | None:
        """Through a file of the repository that is called, with an argument that asks for tests."""
        words = WORD.findall(part)
        for index, word in enumerate(words):
            path = self._file(word.removeprefix("./"))
            if path is None:
                if STARTS.match(word):
                    continue
                return None
            plain = [each for each in words[index + 1 :] if not each.startswith("-")]
            if plain and not any(ASKS.search(each) for each in (path, *plain[:2])):
                return None
            lines = effective(self._snapshot.text(path) or "").split("\n")
            return self._within(path, "", lines, depth)
        return None

    def _file(self, word: str) -> str | None:
        """The script of this path, from the root or from whatever directory the step is in."""
        found = self._programs.get(word.rpartition("/")[2], ()) if re.search(r"[./]", word) else ()
        fits = (path for path in found if f"/{path}".endswith(f"/{word}"))
        return min(fits, key=len, default=None)

    def _within(self, path: str, name: str, lines: list[str], depth: int) -> Paths | None:
        """Through the lines of a file, or of what it calls ``name``; each is followed once."""
        if (path, name) not in self._followed:
            self._followed[path, name] = None
            through = (self.through(line.strip(" \t@-"), depth) for line in lines[:MOST_LINES])
            found = next((each for each in through if each is not None), None)
            self._followed[path, name] = None if found is None else (path, *found)
        return self._followed[path, name]

    @cached_property
    def _programs(self) -> Mapping[str, list[str]]:
        """The paths of the repository's scripts, by name."""
        found: dict[str, list[str]] = {}
        for file in self._snapshot.files.values():
            if file.language in ("python", "shell", "javascript", "powershell"):
                found.setdefault(file.name, []).append(file.path)
        return found

    @cached_property
    def _scripts(self) -> Mapping[str, list[tuple[str, str]]]:
        """Path and command of the scripts of every package.json, by name."""
        found: dict[str, list[tuple[str, str]]] = {}
        for package in self._snapshot.once(ScriptTree).packages:
            table = package.data.get("scripts")
            for name, command in table.items() if isinstance(table, dict) else ():
                found.setdefault(str(name), []).append((package.path, str(command)))
        return found

    @cached_property
    def _makefiles(self) -> Mapping[str, tuple[str, list[str], list[str]]]:
        return self._rules(MAKEFILES)

    @cached_property
    def _justfiles(self) -> Mapping[str, tuple[str, list[str], list[str]]]:
        return self._rules(JUSTFILES)

    def _rules(self, names: frozenset[str]) -> dict[str, tuple[str, list[str], list[str]]]:
        """Path, commands and needs of each target, that of the outermost file."""
        found: dict[str, tuple[str, list[str], list[str]]] = {}
        files = (each for each in self._snapshot.files.values() if each.name in names)
        for file in sorted(files, key=lambda each: each.path.count("/")):
            for name, body, needs in _targets(self._snapshot.text(file.path) or ""):
                found.setdefault(name, (file.path, body, needs))
        return found


def _targets(text: str) -> Iterator[tuple[str, list[str], list[str]]]:
    lines = text.split("\n")
    for index, line in enumerate(lines):
        rule = RULE.match(line[:LONGEST])
        if rule:
            body = []
            for each in lines[index + 1 :]:
                if each.strip() and not each[0].isspace():
                    break
                body.append(each)
            for name in rule["names"].split():
                yield name, body, rule["needs"].partition("#")[0].split()


def _sessions(part: str) -> re.Match[str] | None:
    """A call of tox or nox, unless all the sessions that it names are for other things."""
    match = SESSIONS.search(part)
    if match is None:
        return None
    named = [each for some in SESSION.findall(match["arguments"]) for each in some.split(",")]
    return None if named and all(NO_TESTS.match(each) for each in named) else match
