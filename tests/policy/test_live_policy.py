"""Recorded commands and live checks as a policy file lists them."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from readiness.model import HttpCheck, PostgresCheck, TcpCheck
from readiness.policy.load import load
from readiness.policy.source import PolicyError

DOCUMENT = Path(__file__).parents[2] / "docs" / "checks.md"


def loaded(text):
    return load("p.yml", text.encode(), ref=None, rules=())


def policies():
    blocks = re.findall(r"```yaml\n(version:.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    return blocks


def test_the_documented_policies():
    records, live = (loaded(each) for each in policies())
    assert records.records == ("cli-starts", "image-builds")
    gates = {each.id: each for each in records.gates}
    assert gates["record.cli-starts"].minimum == Fraction(1)
    assert (gates["record.cli-starts"].warns, gates["record.image-builds"].warns) == (False, True)
    assert live.live == (
        HttpCheck(
            name="api",
            url="http://api:8080/health",
            fields={"status": "ok", "checks.0.state": "green"},
            seconds=2,
        ),
        TcpCheck(name="cache", host="redis", port=6379),
        PostgresCheck(
            name="database",
            variable="DATABASE_URL",
            permissions=(
                ("table", "orders", "select"),
                ("table", "orders", "insert"),
                ("schema", "public", "usage"),
                ("database", "", "connect"),
            ),
            migrations="alembic_version",
            holds={"version_num": "1975ea83b712"},
        ),
        PostgresCheck(
            name="archive", variable="ARCHIVE_URL", migrations="django_migrations", number=42
        ),
    )
    wanted = {"live.api", "live.cache", "live.database", "live.archive"}
    assert wanted <= {each.id for each in live.gates}


def test_nothing_is_asked_unless_listed():
    policy = loaded("version: 1\n")
    assert (policy.records, policy.live) == ((), ())
    assert not [each for each in policy.gates if each.id.startswith(("record.", "live."))]


def test_a_gate_may_be_switched_off():
    policy = loaded("records: [a]\nlive: {b: {tcp: 'h:1'}}\ngates: {record.a: off, live.b: off}\n")
    assert not [each for each in policy.gates if each.id.startswith(("record.", "live."))]


def test_an_address_in_brackets():
    assert loaded("live: {b: {tcp: '[::1]:80'}}\n").live == (
        TcpCheck(name="b", host="::1", port=80),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("records: cli", "records is"),
        ("records: [../x]", "write a name of letters, digits, dots and hyphens"),
        ("records: [a, a]", "names the same twice"),
        ("live: [a]", "write live checks as NAME"),
        ("live: {a/b: {tcp: 'h:1'}}", "write a name"),
        ("live: {a: {}}", "give it one of http, tcp and postgresql"),
        ("live: {a: {tcp: 'h:1', http: 'http://h/'}}", "give it one of http, tcp and postgresql"),
        ("live: {a: {tcp: 'h:1', status: 200}}", "status and json go with http"),
        ("live: {a: {tpc: 'h:1'}}", "did you mean “tcp”"),
        ("live: {a: {tcp: h}}", "write HOST:PORT"),
        ("live: {a: {tcp: 'h:99999'}}", "write HOST:PORT"),
        ("live: {a: {tcp: 'h:0'}}", "write HOST:PORT"),
        ("live: {a: {http: 'ftp://h/'}}", "begins with http:// or https://"),
        ("live: {a: {http: 'http://me:open@h/'}}", "without a user or password"),
        ("live: {a: {http: 'http://h/', status: 42}}", "write an HTTP status"),
        ("live: {a: {http: 'http://h/', seconds: 0}}", "write seconds, at most 60"),
        (
            "live: {a: {postgresql: 'postgresql://h/x'}}",
            "write the name of an environment variable",
        ),
        ("live: {a: {postgresql: A, migrations: {number: 1}}}", "write migrations as"),
        ("live: {a: {postgresql: A, permissions: {tables: {t: [selct]}}}}", "“select”"),
    ],
)
def test_mistakes(text, said):
    with pytest.raises(PolicyError) as refused:
        loaded(f"version: 1\n{text}\n")
    assert said in str(refused.value)
    assert "line 2, column" in str(refused.value)
