"""The commands. Each imports what it needs when it runs, so that a cold start loads little."""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readiness import __version__
from readiness.settings import SettingsError

if TYPE_CHECKING:
    from readiness.model import Report
    from readiness.policies import Sources
    from readiness.settings import Settings, Target

OK, HOLDS, WRONG = 0, 1, 2
"""Exit statuses: nothing of --fail-on holds; something does; the call or environment is wrong."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.command(chosen)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except SettingsError as error:
        return _wrong(error)
    except Exception:
        traceback.print_exc()
        print("readiness: this is a defect of Readiness; please report it", file=sys.stderr)
        return WRONG
    return status


def _wrong(error: Exception) -> int:
    print(f"readiness: {error}", file=sys.stderr)
    return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="readiness", description="Hold what a change claims against what was measured."
    )
    parser.add_argument("--version", action="version", version=f"readiness {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_check(commands.add_parser("check", help="judge a checkout; also the action's job"))
    _add_claims(commands.add_parser("claims", help="how the sentences of a text are read"))
    _add_demo(commands.add_parser("demo", help="the whole main job on a bundled project"))
    _add_policy(commands.add_parser("policy", help="write or check a policy"))
    _add_record(commands.add_parser("record", help="run a command and keep what came of it"))
    _add_rules(commands.add_parser("rules", help="the catalogue of rules"))
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_check)
    parser.add_argument("path", nargs="?", default=".", type=Path, help="the checkout (default: .)")
    parser.add_argument("--policy", metavar="FILE", help="the policy (.github/readiness.yml)")
    parser.add_argument("--policy-ref", metavar="REF", help="read the policy at this commit")
    parser.add_argument("--profile", metavar="NAME", default="", help="judge by a shipped policy")
    parser.add_argument(
        "--section", metavar="NAME", nargs="+", default=[], help="only these of its checklists"
    )
    parser.add_argument("--tests", metavar="GLOB", nargs="+", default=[], help="test reports")
    parser.add_argument("--coverage", metavar="GLOB", nargs="+", default=[], help="its reports")
    parser.add_argument(
        "--claims", metavar="FILE", nargs="+", default=[], help="texts to read claims from; - too"
    )
    parser.add_argument("--base", metavar="REF", help="the commit the change is held against")
    parser.add_argument(
        "--format",
        metavar="NAME[=FILE]",
        action="append",
        default=[],
        help="terminal, json, markdown, html or sarif; repeatable",
    )
    parser.add_argument(
        "--fail-on",
        metavar="WHAT",
        default="not-ready",
        help="contradicted, not-ready, degraded or never; several with commas",
    )
    parser.add_argument("--github", action="store_true", help="be the action, with its inputs")


def _add_claims(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_claims)
    parser.add_argument("files", metavar="FILE", nargs="+", help="Markdown or text; - is stdin")


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_demo)
    parser.add_argument("folder", nargs="?", type=Path, help="where its files go (a new one)")


def _add_policy(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command, text in (
        ("init", _policy_init, "write a policy file from what the repository holds"),
        ("check", _policy_check, "say what is wrong with a policy file"),
        ("explain", _policy_explain, "what a policy comes to, and where each value stands"),
    ):
        sub = commands.add_parser(name, help=text)
        sub.set_defaults(command=command)
        sub.add_argument("file", nargs="?", type=Path, default=Path(".github/readiness.yml"))
    sub = commands.add_parser("simulate", help="how the verdict would change under another policy")
    _add_check(sub)
    sub.set_defaults(command=_policy_simulate)


def _add_record(parser: argparse.ArgumentParser) -> None:
    parser.usage = "readiness record NAME -- COMMAND..."
    parser.set_defaults(command=_record)
    parser.add_argument("name", help="what a policy calls it, such as cli-starts")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="it runs without a shell")


def _add_rules(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_rules)
    parser.add_argument("id", nargs="?", help="one rule, with why, how and fix")
    parser.add_argument("--format", choices=("terminal", "markdown"), default="terminal")


def _check(chosen: argparse.Namespace) -> int:
    from readiness.policy.source import PolicyError
    from readiness.run import Proposal, RunError, check, holds

    try:
        if chosen.github:
            from readiness.action import act

            return act(os.environ)
        settings = _settings(chosen)
        report = check(settings, Proposal(base=settings.base))
    except (PolicyError, RunError) as error:
        return _wrong(error)
    for target in settings.targets:
        _write(report, target)
    return HOLDS if holds(report, settings.fail_on) else OK


def _settings(chosen: argparse.Namespace) -> "Settings":
    from readiness.settings import INPUTS, Settings, fail_on, target

    directory = chosen.path.resolve()
    if not directory.is_dir():
        raise SettingsError(f"{chosen.path} is no directory; name the checkout to judge")
    return Settings(
        root=directory,
        directory=directory,
        policy=chosen.policy or INPUTS["policy"],
        policy_given=chosen.policy is not None,
        policy_ref=chosen.policy_ref,
        profile=_profile(chosen.profile),
        sections=tuple(chosen.section),
        tests=tuple(chosen.tests),
        coverage=tuple(chosen.coverage),
        claims=tuple(_document(each, directory) for each in chosen.claims),
        base=chosen.base,
        targets=tuple(target(each) for each in chosen.format or ["terminal"]),
        fail_on=fail_on(chosen.fail_on),
        standard_input=sys.stdin.read() if "-" in chosen.claims else "",
        environment=os.environ,
    )


def _document(name: str, directory: Path) -> str:
    """A document as it was named: from here, or else from the checkout."""
    here = Path(name).resolve()
    if name == "-" or not here.is_file():
        return name
    return here.relative_to(directory).as_posix() if here.is_relative_to(directory) else str(here)


def _profile(name: str) -> str:
    from readiness.policy.chain import profiles

    if name and name not in profiles():
        raise SettingsError(f"profile: there is no “{name}”; write one of {', '.join(profiles())}")
    return name


def _write(report: "Report", target: "Target") -> None:
    from readiness.render.formats import formats
    from readiness.render.links import Links

    if target.format == "terminal" and target.file is None and sys.stdout.isatty():
        from rich.console import Console

        from readiness.render import terminal

        text = terminal.render(report, Links(), console=Console())
    else:
        text = formats()[target.format](report, Links())
    if target.file is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    try:
        target.file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"format: {target.file} can't be written: {error.strerror}") from error


def _claims(chosen: argparse.Namespace) -> int:
    from readiness.claims.find import explain
    from readiness.claims.statements import Text
    from readiness.model import Source, SourceKind
    from readiness.render import reading

    for name in chosen.files:
        try:
            given = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8", "replace")
        except OSError as error:
            raise SettingsError(f"claims: {name} can't be read: {error.strerror}") from error
        kind = SourceKind.PULL_REQUEST if name == "-" else SourceKind.DOCUMENT
        source = Source(kind=kind, reference=name)
        text = Text(source=source, text=given, path=None if name == "-" else name)
        sys.stdout.write(reading.render(name, explain(text)))
    return OK


def _demo(chosen: argparse.Namespace) -> int:
    from readiness.demo import demo

    return demo.run(chosen.folder, sys.stdout)


def _policy_init(chosen: argparse.Namespace) -> int:
    from readiness.policies import look
    from readiness.policy.write import starter

    if chosen.file.exists():
        raise SettingsError(f"{chosen.file} is there already; edit it, or name another file")
    text = starter(look(Path.cwd()))
    chosen.file.parent.mkdir(parents=True, exist_ok=True)
    chosen.file.write_text(text, encoding="utf-8")
    print(f"{chosen.file} written; read it, commit it, then: readiness policy check")
    return OK


def _policy_check(chosen: argparse.Namespace) -> int:
    from readiness.policy.source import PolicyError

    try:
        _local(chosen.file).load(str(chosen.file), _policy_file(chosen.file), None)
    except PolicyError as error:
        return _wrong(error)
    print(f"{chosen.file}: nothing wrong")
    return OK


def _policy_explain(chosen: argparse.Namespace) -> int:
    from readiness.judge.catalogue import catalogue
    from readiness.policy.explain import explain
    from readiness.policy.load import effective
    from readiness.policy.source import PolicyError

    rules = [rule.id for rule in catalogue()]
    content = _policy_file(chosen.file) if chosen.file.exists() else b"profile: standard"
    try:
        reader = _local(chosen.file).reader(None)
        found = effective(str(chosen.file), content, rules=rules, reader=reader)
    except PolicyError as error:
        return _wrong(error)
    sys.stdout.write(explain(found))
    return OK


def _policy_simulate(chosen: argparse.Namespace) -> int:
    from dataclasses import replace

    from readiness.policy.source import PolicyError
    from readiness.render.simulation import simulation
    from readiness.run import RunError, simulate

    if chosen.policy is None:
        raise SettingsError("simulate: no policy is given; write: simulate --policy NEW")
    new = Path(chosen.policy)
    chosen.policy = None
    settings = replace(_settings(chosen), profile="")
    try:
        now, then = simulate(settings, str(new), _policy_file(new))
    except (PolicyError, RunError) as error:
        return _wrong(error)
    sys.stdout.write(simulation(now, then))
    return OK


def _policy_file(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}; readiness policy init") from error


def _local(file: Path) -> "Sources":
    """Reads policies of the checkout that holds ``file``, without a network."""
    from readiness.policies import Sources
    from readiness.repository.git import Git
    from readiness.settings import Settings

    top = Git(file.resolve().parent if file.resolve().parent.is_dir() else Path.cwd()).top
    return Sources(settings=Settings(root=top, directory=top))


def _record(chosen: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from readiness.checks import record
    from readiness.checks.store import StoreError
    from readiness.repository.git import Git

    command = chosen.arguments[chosen.arguments[:1] == ["--"] :]
    if not command:
        raise SettingsError("record: no command is given; write: readiness record NAME -- COMMAND")
    git = Git(Git(Path.cwd()).top)
    try:
        return record.run(
            chosen.name,
            command,
            checkout=record.Checkout(root=git.top, commit=git.head(), clean=git.is_clean()),
            environment=os.environ,
            now=lambda: datetime.now(UTC),
            output=sys.stdout.buffer,
            errors=sys.stderr.buffer,
        )
    except StoreError as error:
        return _wrong(error)


def _rules(chosen: argparse.Namespace) -> int:
    from readiness.judge.catalogue import catalogue
    from readiness.render import rules

    found = [rule for rule in catalogue() if chosen.id in (None, rule.id)]
    if not found:
        raise SettingsError(f"there is no rule {chosen.id}; readiness rules lists them")
    render = rules.markdown if chosen.format == "markdown" else rules.terminal
    sys.stdout.write(render(found))
    return OK


if __name__ == "__main__":
    sys.exit(main())
