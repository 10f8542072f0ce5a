"""A checkout that tries to run code, to read outside, to silence tools, and its harmless twin."""

import json
from pathlib import Path

from support.repositories import git, tree

TOKEN = "ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"
CODE = f"""import os

TOKEN = "{TOKEN}"
HOME = "/home/lorenz/data.json"


def send(message):
    # In a real implementation, this would call the provider.
    return {{"sent": True, "to": reciever}}


def charge(card):
    raise NotImplementedError
"""
SOUND = {
    "shop/__init__.py": "",
    "shop/pay.py": CODE,
    "shop/strange\nname.py": CODE,
    "shop/-v.py": CODE,
    "tests/test_pay.py": "def test_pay():\n    assert len([]) >= 0\n",
}
GIBBERISH = b"\x7fELF not really a library"


def plant(root: Path, canary: Path) -> None:
    """Everything that could make a tool run something, read outside, or look away."""
    touch = f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n"
    shell = f"touch {canary}"
    library = "customLanguages:\n  evil:\n    libraryPath: evil.so\n    extensions: [py]\n"
    traps = {
        "sgconfig.yml": f"ruleDirs: [evil]\n{library}",
        "ruff.toml": 'exclude = ["**"]\n[lint]\nselect = []\n',
        "pyproject.toml": '[tool.ruff]\nexclude = ["**"]\n[tool.pytest]\naddopts = "-p x"\n',
        ".gitignore": "*\n",
        ".ignore": "*\n",
        ".kingfisherignore": "*\n",
        "kingfisher.yaml": "exclude: ['**']\n",
        ".coveragerc": "[run]\nplugins = evil\n",
        "package.json": json.dumps({"scripts": {"preinstall": shell, "install": shell}}),
        ".npmrc": "ignore-scripts=false\n",
    }
    for name in (
        "conftest.py",
        "sitecustomize.py",
        "usercustomize.py",
        "yaml.py",
        "json.py",
        "evil.py",
    ):
        traps[name] = touch
    for name, text in traps.items():
        (root / name).write_text(text)
    (root / "evil.so").write_bytes(GIBBERISH)
    for name in ("ast-grep", "sg", "ruff", "kingfisher"):
        (root / name).write_text(f"#!/bin/sh\n{shell}-{name}\n")
        (root / name).chmod(0o755)
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "post-checkout").write_text(f"#!/bin/sh\n{shell}\n")
    (hooks / "post-checkout").chmod(0o755)
    with (root / ".git" / "config").open("a") as config:
        config.write(f"[core]\n\tfsmonitor = {shell}\n\thooksPath = {hooks}\n\tpager = {shell}\n")
    (root / "shop" / "passwd.py").symlink_to("/etc/passwd")
    (root / "etc").symlink_to("/etc")
    (root / "loop").symlink_to(root)
    (root / "knot").symlink_to("tie")
    (root / "tie").symlink_to("knot")
    with (root / "shop" / "huge.py").open("wb") as file:
        file.truncate(1 << 30)


def project(root: Path) -> Path:
    """The sound part of both, in a repository without a commit."""
    tree(root, SOUND)
    git(root, "init", "--quiet", "--initial-branch=main")
    return root
