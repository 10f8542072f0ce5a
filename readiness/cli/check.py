"""readiness check: judge a checkout; also the action's job."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.status import HOLDS, OK, wrong
from readiness.settings import SettingsError

if TYPE_CHECKING:
    from readiness.model import Report
    from readiness.settings import Settings, Target


def add(parser: argparse.ArgumentParser) -> None:
    """The command's flags."""
    parser.set_defaults(command=run)
    parser.add_argument("path", nargs="?", default=".", type=Path, help="the checkout (default: .)")
    parser.add_argument("--policy", metavar="FILE", help="the policy (.github/readiness.yml)")
    parser.add_argument("--policy-ref", metavar="REF", help="read the policy at this commit")
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default="",
        help="judge by a shipped policy instead, such as production-validation or go-no-go",
    )
    parser.add_argument(
        "--section",
        metavar="NAME",
        nargs="+",
        default=[],
        help="only these checklists of the policy, by themselves",
    )
    parser.add_argument(
        "--tests", metavar="GLOB", nargs="+", default=[], help="test reports, not the policy's"
    )
    parser.add_argument(
        "--coverage", metavar="GLOB", nargs="+", default=[], help="coverage reports, likewise"
    )
    parser.add_argument(
        "--claims",
        metavar="FILE",
        nargs="+",
        default=[],
        help="documents to read claims from, by name or glob; - is standard input",
    )
    parser.add_argument("--base", metavar="REF", help="the commit the change is held against")
    parser.add_argument(
        "--format",
        metavar="NAME[=FILE]",
        action="append",
        default=[],
        help="terminal (the default), json, markdown, html or sarif; repeatable",
    )
    parser.add_argument(
        "--fail-on",
        metavar="WHAT",
        default="not-ready",
        help="what makes the exit status 1: contradicted, not-ready (the default), degraded or "
        "never; several with commas",
    )
    parser.add_argument("--github", action="store_true", help="be the action, with its inputs")


def run(chosen: argparse.Namespace) -> int:
    """Judge once, write every rendering that was asked for, and return the exit status."""
    from readiness.policy.source import PolicyError
    from readiness.run import Proposal, RunError, check, holds

    try:
        if chosen.github:
            from readiness.action import act

            return act(os.environ)
        wanted = settings(chosen)
        report = check(wanted, Proposal(base=wanted.base))
    except (PolicyError, RunError) as error:
        return wrong(error)
    for target in wanted.targets:
        _write(report, target)
    return HOLDS if holds(report, wanted.fail_on) else OK


def settings(chosen: argparse.Namespace) -> "Settings":
    """The settings that the flags come to. Raises SettingsError."""
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
