"""readiness policy: write, check and explain a policy, and try another one."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli import check
from readiness.cli.status import OK, wrong
from readiness.settings import SettingsError

if TYPE_CHECKING:
    from readiness.policies import Sources


def add(parser: argparse.ArgumentParser) -> None:
    """The command's own commands."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command, text in (
        ("init", _init, "write a policy file from what the repository holds"),
        ("check", _check, "say what is wrong with a policy file"),
        ("explain", _explain, "what a policy comes to, and where each value stands"),
    ):
        sub = commands.add_parser(name, help=text)
        sub.set_defaults(command=command)
        sub.add_argument("file", nargs="?", type=Path, help="the repository's, where none is named")
    sub = commands.add_parser("simulate", help="how the verdict would change under another policy")
    check.add(sub)
    sub.set_defaults(command=_simulate)


def _init(chosen: argparse.Namespace) -> int:
    from readiness.policies import look
    from readiness.policy.write import starter

    file = _file(chosen)
    if file.exists():
        raise SettingsError(f"{file} is there already; edit it, or name another file")
    text = starter(look(_top(Path.cwd())))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"{file} written; read it, then readiness policy check, and commit it")
    return OK


def _check(chosen: argparse.Namespace) -> int:
    from readiness.policies import RunError, custom_rules
    from readiness.policy.source import PolicyError

    file = _file(chosen)
    sources = _local(file)
    try:
        custom_rules(sources, sources.load(str(file), _content(file), None))
    except (PolicyError, RunError) as error:
        return wrong(error)
    print(f"{file}: nothing wrong")
    return OK


def _explain(chosen: argparse.Namespace) -> int:
    from readiness.judge.catalogue import catalogue
    from readiness.policy.explain import explain
    from readiness.policy.load import effective
    from readiness.policy.source import PolicyError

    rules = [rule.id for rule in catalogue()]
    file = _file(chosen)
    content = _content(file) if chosen.file or file.exists() else b"profile: standard"
    try:
        reader = _local(file).reader(None)
        found = effective(str(file), content, rules=rules, reader=reader)
    except PolicyError as error:
        return wrong(error)
    sys.stdout.write(explain(found))
    return OK


def _simulate(chosen: argparse.Namespace) -> int:
    from dataclasses import replace

    from readiness.policy.source import PolicyError
    from readiness.render.simulation import simulation
    from readiness.run import RunError, simulate

    if chosen.policy is None:
        raise SettingsError("simulate: no policy is given; write: simulate --policy NEW")
    new = Path(chosen.policy)
    chosen.policy = None
    settings = replace(check.settings(chosen), profile="")
    try:
        now, then = simulate(settings, str(new), _content(new))
    except (PolicyError, RunError) as error:
        return wrong(error)
    sys.stdout.write(simulation(now, then))
    return OK


def _file(chosen: argparse.Namespace) -> Path:
    """The file that is named, or the policy's usual place, relative to here where it is below."""
    from readiness.policy.load import DEFAULT_PATH

    if chosen.file is not None:
        return Path(chosen.file)
    file = _top(Path.cwd()) / DEFAULT_PATH
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


def _top(directory: Path) -> Path:
    from readiness.repository.git import Git

    return Git(directory).top


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file}: {error.strerror}; readiness policy init") from error


def _local(file: Path) -> "Sources":
    """Reads policies of the checkout that holds ``file``, without a network."""
    from readiness.policies import Sources
    from readiness.settings import Settings

    top = _top(file.resolve().parent if file.resolve().parent.is_dir() else Path.cwd())
    return Sources(settings=Settings(root=top, directory=top))
