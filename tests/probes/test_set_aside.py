"""Product code among tests, examples and vendored code is named; honest imports are not."""

from pathlib import Path

from support.answers import answers

from readiness.probes.set_aside import set_aside

APP = {"app/__init__.py": "", "app/core.py": "x = 1\n"}


def messages(directory: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    found = answers(set_aside, directory, {**APP, **files})
    return [(str(each.location), each.message) for each in found]


def test_what_the_product_imports_is_the_product(tmp_path: Path) -> None:
    files = {
        "examples/pay.py": "def pay(): ...\n",
        "tests/__init__.py": "",
        "tests/tools.py": "y = 1\n",
        "app/main.py": "from examples.pay import pay\nimport tests.tools\n",
        "src/index.ts": 'import { send } from "../test/send";\n',
        "test/send.ts": "export const send = 1;\n",
    }
    assert messages(tmp_path, files) == [
        ("examples/pay.py",
         "examples/pay.py counts as an example, by its place, and is imported by the product"),
        ("test/send.ts",
         "test/send.ts counts as test code, by its place, and is imported by the product"),
        ("tests/tools.py",
         "tests/tools.py counts as test code, by its place, and is imported by the product"),
    ]  # fmt: skip


def test_vendored_code_does_not_know_the_product(tmp_path: Path) -> None:
    files = {
        "app/vendor/__init__.py": "",
        "app/vendor/pay.py": "from app.core import x\n",
        "app/vendor/other.py": "from app.vendor import pay\nfrom . import pay\n",
    }
    ((place, message),) = messages(tmp_path, files)
    assert place == "app/vendor/pay.py:1"
    assert message.endswith(
        "counts as another project's code, by its place, and imports the product"
    )


def test_tests_may_import_what_they_like(tmp_path: Path) -> None:
    files = {
        "tests/__init__.py": "",
        "tests/tools.py": "y = 1\n",
        "tests/test_core.py": "from tests.tools import y\nfrom app.core import x\n",
        "app/vendor/six.py": "import os\n",
        "app/main.py": "from app.vendor import six\nif False:\n    import tests.tools\n",
    }
    assert messages(tmp_path, files) == []
