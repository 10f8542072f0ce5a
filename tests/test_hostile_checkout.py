"""The command in a hostile checkout: it runs nothing and says what it says of the harmless twin."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.hostile import plant, project
from support.repositories import commit, tree


def judged(root: Path, base: str, home: Path) -> dict[str, Any]:
    """What the installed command prints of a checkout, called in it."""
    command = [str(Path(sys.executable).with_name("readiness")), "check", ".", f"--base={base}"]
    environment = {"PATH": f"{root}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}
    done = subprocess.run(
        [*command, "--format=json", "--fail-on=never"],
        cwd=root,
        env=environment,
        check=True,
        capture_output=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_hostile_checkout_is_judged_as_its_harmless_twin(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    harmless, hostile = project(tmp_path / "harmless"), project(tmp_path / "hostile")
    bases = {commit(root, "The shop") for root in (harmless, hostile)}
    for root in (harmless, hostile):
        tree(root, {"shop/refund.py": "def refund(card):\n    raise NotImplementedError\n"})
        commit(root, "Refunds")
    plant(hostile, canary)
    (base,) = bases
    expected = judged(harmless, base, tmp_path)
    assert judged(hostile, base, tmp_path) == expected
    assert not list(tmp_path.glob("canary*"))
    found = {(each["rule"], each["path"]) for each in expected["findings"]}
    assert ("implementation.not-implemented", "shop/refund.py") in found
    assert ("implementation.undefined-name", "shop/strange\nname.py") in found
