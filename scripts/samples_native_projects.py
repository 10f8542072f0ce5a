"""The tests behind ``samples_native.py``, by tool: file → content."""

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

BATS = {
    "shop.bats": """@test "sells" { true; }
@test "refuses" {
    echo "1 is not 2"
    false
}
@test "left out" { skip "not here"; }
""",
}

RUST = {
    "shop.rs": """#[cfg(test)]
mod cellar {
    #[test]
    fn sells() {}

    #[test]
    fn refuses() {
        assert_eq!(1, 2);
    }

    #[test]
    #[ignore = "not here"]
    fn left_out() {}

    #[test]
    #[should_panic]
    fn fails_as_expected() {
        panic!("broken");
    }
}
""",
}

SWIFT = {
    "Package.swift": """// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Shop",
    targets: [
        .target(name: "Shop"),
        .testTarget(name: "ShopTests", dependencies: ["Shop"]),
    ]
)
""",
    "Sources/Shop/Shop.swift": "public func price(_ count: Int) -> Int { count * 10 }\n",
    "Tests/ShopTests/CellarTests.swift": """import Foundation
import XCTest
@testable import Shop

final class CellarTests: XCTestCase {
    func testSells() { XCTAssertEqual(price(1), 10) }
    func testRefuses() { XCTAssertEqual(price(1), 2); XCTAssertEqual(price(2), 3) }
    func testBreaks() throws { throw NSError(domain: "broken", code: 1) }
    func testLeftOut() throws { throw XCTSkip("not here") }
}
""",
    "Tests/ShopTests/StoreTests.swift": """import Testing
@testable import Shop

struct StoreTests {
    @Test func sells() { #expect(price(1) == 10) }
    @Test func refuses() { #expect(price(1) == 2); #expect(price(2) == 3) }
    @Test(.disabled("not here")) func leftOut() {}
    @Test(arguments: [1, 2]) func sellsMany(count: Int) { #expect(price(count) == 10) }
    @Test func failsAsExpected() { withKnownIssue { #expect(price(1) == 2) } }
}
""",
}

NUNIT = {
    "Shop.cs": """using System;
using NUnit.Framework;

namespace Shop
{
    [TestFixture]
    public class ShopTest
    {
        [Test] public void Sells() { Assert.AreEqual(1, 1); }
        [Test] public void Refuses() { Assert.AreEqual(1, 2); }
        [Test] public void Breaks() { throw new InvalidOperationException("broken"); }
        [Test, Ignore("not here")] public void LeftOut() { }
        [Test] public void Unclear() { Assert.Inconclusive("who knows"); }
        [Test, Explicit] public void OnDemand() { }
        [TestCase(1)] [TestCase(2)] public void IsOne(int count) { Assert.AreEqual(1, count); }
        [Test] public void NotRunnable(int missing) { }
    }

    [TestFixture]
    public class LockedTest
    {
        [TestFixtureSetUp] public void Open() { throw new InvalidOperationException("no key"); }
        [Test] public void NeverRuns() { }
    }
}
""",
}

LAUNCHER = {
    "src/com/example/ShopTest.java": """package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void sells() {
        assertEquals(9, 9);
    }

    @Test
    void refuses() {
        assertEquals(1, 2);
    }

    @Test
    @Disabled("not here")
    void leftOut() {
    }

    @Test
    @Disabled
    void leftOutToo() {
    }

    @Test
    void notAssumed() {
        assumeTrue(false);
    }
}
""",
    "src/com/example/LockedTest.java": """package com.example;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LockedTest {
    @BeforeAll
    static void open() {
        throw new IllegalStateException("locked");
    }

    @Test
    void sells() {
    }
}
""",
    "src/com/example/ClosedTest.java": """package com.example;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClosedTest {
    @Test
    void sells() {
    }

    @Nested
    @Disabled("closed")
    class OnSunday {
        @Test
        void sells() {
        }
    }
}
""",
    "build.xml": """<project name="shop">
  <path id="tests">
    <fileset dir="/usr/share/java"
             includes="junit-jupiter*.jar,junit-platform*.jar,opentest4j*.jar,apiguardian*.jar"/>
    <pathelement location="target"/>
  </path>
  <target name="test">
    <mkdir dir="target"/>
    <mkdir dir="reports"/>
    <javac srcdir="src" destdir="target" includeantruntime="false" classpathref="tests"/>
    <junitlauncher haltonfailure="false">
      <classpath refid="tests"/>
      <test name="com.example.ShopTest" outputdir="reports"><listener type="legacy-xml"/></test>
      <test name="com.example.LockedTest" outputdir="reports"><listener type="legacy-xml"/></test>
      <test name="com.example.ClosedTest" outputdir="reports"><listener type="legacy-xml"/></test>
    </junitlauncher>
  </target>
</project>
""",
}
