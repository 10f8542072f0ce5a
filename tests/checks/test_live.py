"""Live checks against real servers: HTTP, a port, PostgreSQL."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from support import postgres

from readiness.checks.live import ask
from readiness.model import HttpCheck, Outcome, PostgresCheck, TcpCheck

HEALTH = {"status": "ok", "db": {"lag": 0, "up": True}, "checks": [{"state": "green"}]}
PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN


class Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, dict[str, str]]]

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers)))
        match self.path.partition("?")[0]:
            case "/health":
                self.answer(200, json.dumps(HEALTH).encode())
            case "/away":
                self.answer(302, b"", Location="/health")
            case "/text":
                self.answer(200, b"fine")
            case "/huge":
                self.answer(200, b" " * (2 * 1024 * 1024))
            case "/leak":
                address = "postgres://me:open-sesame@db/x"
                self.answer(200, json.dumps({"status": address}).encode())
            case "/half":
                self.answer(200, b'{"status": "\\ud800"}')
            case "/slow":
                self.drip()
            case _:
                self.answer(503, b"{}")

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self):
        """A byte now and then, so that no single read ever takes long."""
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *arguments):
        return


@pytest.fixture
def web():
    Handler.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def closed():
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        yield free.getsockname()[1]


def one(check, environment=None):
    (result,) = ask((check,), environment or {})
    return result


def http(url, **more):
    return one(HttpCheck(name="api", url=url, **more))


def test_http_answers(web):
    result = http(f"{web}/health?key=1", fields={"status": "ok"})
    assert (result.outcome, result.kind) == (PASS, "http")
    assert result.target == f"{web}/health"
    assert 0 < result.seconds < 5
    wanted = {"db.up": True, "db.lag": 0, "checks.0.state": "green"}
    assert http(f"{web}/health", fields=wanted).outcome is PASS
    assert http(f"{web}/none", status=503).outcome is PASS


@pytest.mark.parametrize(
    ("path", "fields", "reason"),
    [
        ("/none", {}, "it answers 503; 200 is wanted"),
        ("/away", {}, "it answers 302, a redirect, which is not followed; 200 is wanted"),
        ("/health", {"status": "up"}, 'status is "ok"; "up" is wanted'),
        ("/health", {"db.lag": False}, "db.lag is 0; false is wanted"),
        ("/health", {"db.up": 1}, "db.up is true; 1 is wanted"),
        ("/health", {"db.up.more": 1}, "its answer has no db.up.more"),
        ("/health", {"checks.1": 1}, "its answer has no checks.1"),
        ("/half", {"status": "ok"}, 'status is "?"; "ok" is wanted'),
        ("/text", {"status": "ok"}, "its answer is no JSON"),
        ("/huge", {"status": "ok"}, "its answer is larger than 1048576 bytes"),
    ],
)
def test_http_answers_something_else(web, path, fields, reason):
    result = http(f"{web}{path}", fields=fields)
    assert (result.outcome, result.reason) == (FAIL, reason)


def test_no_redirect_is_followed_and_nothing_of_ours_is_sent(web, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password open-sesame\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    one(HttpCheck(name="a", url=f"{web}/away"), {"GITHUB_TOKEN": "open-sesame"})
    ((path, headers),) = Handler.seen
    assert path == "/away"
    assert headers["User-Agent"] == "readiness"
    assert not {"authorization", "cookie"} & {each.lower() for each in headers}
    assert "open-sesame" not in str(headers)


def test_an_answer_that_drips_takes_no_longer_than_allowed(web):
    begin = time.monotonic()
    result = http(f"{web}/slow", fields={"status": "ok"}, seconds=0.5)
    assert (result.outcome, result.reason) == (FAIL, "it does not answer in time")
    assert result.seconds is None
    assert time.monotonic() - begin < 2


def test_checks_run_at_once(web):
    begin = time.monotonic()
    checks = [
        HttpCheck(name=str(n), url=f"{web}/slow", fields={"a": 1}, seconds=0.6) for n in range(8)
    ]
    assert [each.name for each in ask(checks, {})] == [str(n) for n in range(8)]
    assert time.monotonic() - begin < 3


def test_a_secret_in_an_answer_is_masked(web):
    environment = {"SOME_PASSWORD": "open-sesame"}
    result = one(HttpCheck(name="a", url=f"{web}/leak", fields={"status": "ok"}), environment)
    assert result.outcome is FAIL
    assert "open-sesame" not in result.reason


def test_nobody_listens(closed):
    result = http(f"http://127.0.0.1:{closed}/")
    assert (result.outcome, result.reason) == (FAIL, "no answer: connection refused")
    result = one(TcpCheck(name="cache", host="127.0.0.1", port=closed))
    assert (result.outcome, result.reason) == (FAIL, "no connection: connection refused")
    assert result.target == f"127.0.0.1:{closed}"
    result = http("http://no-such-host.invalid/")
    assert result.outcome is FAIL


def test_a_port_accepts_connections():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert one(TcpCheck(name="cache", host="127.0.0.1", port=port)).outcome is PASS


def test_a_port_that_speaks_something_else(web):
    port = web.rpartition(":")[2]
    environment = {"DB": f"postgresql://me:open-sesame@127.0.0.1:{port}/x?sslmode=disable"}
    result = one(PostgresCheck(name="db", variable="DB", seconds=0.5), environment)
    assert result.outcome is FAIL
    assert "open-sesame" not in str(result)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "the environment variable DB is not set"),
        ("mysql://me:open-sesame@h/x", "DB holds no PostgreSQL address"),
        ("open-sesame", "DB holds no PostgreSQL address"),
        ("postgresql://h/x", "DB names no user"),
        ("postgresql://me:open-sesame@h:port/x", "DB holds no address"),
        ("postgresql://me:open-sesame@h/x?sslmode=maybe", "the sslmode of DB is not known"),
    ],
)
def test_a_variable_that_names_no_database_decides_nothing(value, reason):
    result = one(PostgresCheck(name="db", variable="DB"), {"DB": value})
    assert result.outcome is UNKNOWN
    assert result.reason.startswith(reason)
    assert "open-sesame" not in str(result)
    assert "***" not in result.reason


@pytest.fixture(scope="module")
def database():
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with postgres.server() as server:
        server.run(
            "CREATE TABLE migrations (id int, name text)",
            "INSERT INTO migrations VALUES (1, 'first'), (2, 'second')",
            'CREATE SCHEMA "Odd"',
            'CREATE TABLE "Odd"."my""table" (id int)',
            "CREATE ROLE app LOGIN PASSWORD 'p@ss:w/rd'",
            "GRANT SELECT ON migrations TO app",
        )
        yield server


ENCODED = "p%40ss%3Aw%2Frd"


def asked(database, user="app", password=ENCODED, name="postgres", **more):
    environment = {"APP_DB": database.address(user, password, name)}
    result = one(PostgresCheck(name="db", variable="APP_DB", **more), environment)
    assert password not in str(result)
    assert "p@ss" not in str(result)
    assert (result.target, result.kind) == ("APP_DB", "postgresql")
    return result.outcome, result.reason


def test_the_database_is_ready(database):
    assert asked(database) == (PASS, "it connects")
    permissions = (
        ("table", "migrations", "select"),
        ("schema", "public", "usage"),
        ("database", "", "connect"),
    )
    outcome, reason = asked(
        database,
        permissions=permissions,
        migrations="public.migrations",
        number=2,
        holds={"name": "second", "id": "2"},
    )
    assert (outcome, reason) == (
        PASS,
        "it connects, the permissions are there, 2 migrations applied",
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"password": "open-sesame"}, "the login is refused"),
        ({"user": "nobody-here"}, "the login is refused"),
        ({"name": "nothing"}, "the database nothing does not exist"),
        (
            {"permissions": (("table", "migrations", "insert"),)},
            "the login may not insert in table migrations",
        ),
        ({"permissions": (("table", "nothing", "select"),)}, "the table nothing does not exist"),
        ({"permissions": (("schema", "nothing", "usage"),)}, "the schema nothing does not exist"),
        (
            {"permissions": (("database", "", "create"),)},
            "the login may not create in database",
        ),
        ({"migrations": "nothing"}, "the table nothing does not exist"),
        (
            {"migrations": "migrations", "number": 3},
            "2 migrations in migrations; 3 wanted",
        ),
        (
            {"migrations": "migrations", "holds": {"name": "third"}},
            "no migration in migrations has name third",
        ),
        (
            {"migrations": "migrations", "holds": {"nothing": "1"}},
            "the column nothing does not exist",
        ),
        ({"migrations": 'Odd.my"table'}, "permission denied"),
    ],
)
def test_the_database_is_not_ready(database, more, reason):
    assert asked(database, **more) == (FAIL, reason)


def test_names_are_quoted_and_nothing_is_written(database):
    hostile = 'migrations"; DROP TABLE migrations; --'
    assert asked(database, "postgres", postgres.PASSWORD, migrations=hostile)[0] is FAIL
    holds = {'id" IS NOT NULL; DELETE FROM migrations; --': "1"}
    assert (
        asked(database, "postgres", postgres.PASSWORD, migrations="migrations", holds=holds)[0]
        is FAIL
    )
    assert asked(database, migrations="migrations", number=2)[0] is PASS


def test_a_database_that_is_locked_does_not_hold_us_up(database):
    from pg8000.native import Connection

    holder = Connection(
        "postgres", host="127.0.0.1", port=database.port, password=postgres.PASSWORD
    )
    try:
        holder.run("BEGIN")
        holder.run("LOCK TABLE migrations IN ACCESS EXCLUSIVE MODE")
        begin = time.monotonic()
        outcome = asked(database, migrations="migrations", seconds=0.7)
        assert outcome == (FAIL, "it does not answer in time")
        assert time.monotonic() - begin < 3
    finally:
        holder.close()
