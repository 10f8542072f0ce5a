"""What a running service needs: logs, metrics, health, limits, retries, an orderly end."""

from pathlib import Path

import pytest
from support.answers import answer

from readiness.model import Outcome
from readiness.probes.health import health_endpoint
from readiness.probes.metrics import logging, metrics
from readiness.probes.outgoing import circuit_breaker, rate_limiting, retries
from readiness.probes.probe import Probe
from readiness.probes.shutdown import graceful_shutdown, pools_closed

FLASK = "from flask import Flask\napp = Flask(__name__)\n"
EXPRESS = "const app = express();\n"
PACKAGE = '{"dependencies": {"express": "5"}}'
GO = 'package main\n\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n'
SERVICES = {
    "py": {"shop/app.py": FLASK},
    "ts": {"package.json": PACKAGE, "src/app.ts": EXPRESS},
    "go": {"main.go": GO},
}
PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN
NOT_APPLICABLE = Outcome.NOT_APPLICABLE


def asked(probe: Probe, directory: Path, kind: str, code: str) -> tuple[Outcome, int | None]:
    """The answer to a service with this code in a second file, and the line of its place."""
    service = SERVICES[kind]
    path = {"py": "shop/more.py", "ts": "src/more.ts", "go": "more.go"}[kind]
    found = answer(probe, directory, service | {path: code})
    own = found.location is not None and found.location.path == path
    return found.outcome, found.location.line if own and found.location else None


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("py", "@app.get('/health')\ndef health():\n    return {'status': 'ok'}\n", (FAIL, 1)),
        ("py", "@app.get('/health')\ndef health():\n    db.execute('SELECT 1')\n", (PASS, 1)),
        ("py", "@app.get('/health')\ndef h(\n    db = D(x),\n):\n    return ok()\n", (FAIL, 1)),
        ("py", "'''\n@app.get('/health')\ndef h():\n    db.ping()\n'''\n", (FAIL, None)),
        ("py", "r = client.get('/health')\n", (FAIL, None)),
        ("py", "urls = [path('healthz/', views.healthz)]\n", (UNKNOWN, 1)),
        ("py", "urls = [path('healthz/', up)]\ndef up(r):\n    return ping()\n", (PASS, 1)),
        ("py", "@mcp.tool()\nasync def get_health():\n    return await probe_all()\n", (PASS, 2)),
        ("py", "@cli.command('health')\ndef health():\n    probe_all()\n", (FAIL, None)),
        ("ts", "app.get('/health', (req, res) => {\n  res.json({ok: true});\n});\n", (FAIL, 1)),
        ("ts", "app.get('/health', async (q, r) => {\n  await db.ping();\n});\n", (PASS, 1)),
        ("ts", "app.get('/ready', (req, res) => res.send('ok'));\n", (FAIL, 1)),
        ("ts", "await axios.get('/health');\n", (FAIL, None)),
        (
            "go",
            'mux.HandleFunc("/healthz", func(w W, r R) {\n\tw.Write([]byte("ok"))\n})\n',
            (FAIL, 1),
        ),
        ("go", 'mux.Handle("/healthz", up)\nfunc up(w W) {\n\tdb.Ping()\n}\n', (PASS, 1)),
    ],
)
def test_health_endpoints_look_at_something(
    tmp_path: Path, kind: str, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(health_endpoint, tmp_path, kind, code) == expected


COUNTER = "from prometheus_client import Counter\nC = Counter('orders', 'number')\n"


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("py", COUNTER, (FAIL, 2)),
        ("py", f"{COUNTER}app.mount('/metrics', make_asgi_app())\n", (PASS, 3)),
        ("py", "from collections import Counter\nC = Counter('abc')\n", (FAIL, None)),
        ("py", "Instrumentator().instrument(app).expose(app)\n", (PASS, 1)),
        ("ts", "import p from 'prom-client';\nnew p.Counter({});\n", (FAIL, 2)),
        ("ts", "import p from 'prom-client';\np.register.metrics();\n", (PASS, 2)),
        ("go", "var c = promauto.NewCounter(x)\nvar h = promhttp.Handler()\n", (PASS, 2)),
        ("go", "// promhttp.Handler()\n", (FAIL, None)),
    ],
)
def test_metrics_are_counted_and_exposed(
    tmp_path: Path, kind: str, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(metrics, tmp_path, kind, code) == expected


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("py", "import structlog\nlog = structlog.get_logger()\n", (PASS, 2)),
        ("py", "import logging\nlog = logging.getLogger(__name__)\n", (FAIL, 2)),
        ("py", "handler.setFormatter(JsonFormatter())\n", (PASS, 1)),
        ("ts", "const log = pino();\n", (PASS, 1)),
        ("ts", "console.log('up');\n", (FAIL, 1)),
        ("go", "var l = slog.New(slog.NewJSONHandler(w, nil))\n", (PASS, 1)),
    ],
)
def test_logs_are_structured(
    tmp_path: Path, kind: str, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(logging, tmp_path, kind, code) == expected


def test_a_configured_formatter_counts(tmp_path: Path) -> None:
    files = SERVICES["py"] | {"logback.xml": '<encoder class="a.LogstashEncoder"/>\n'}
    assert answer(logging, tmp_path, files).outcome is PASS


CALL = "import httpx\nr = httpx.get(url)\n"


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("py", "x = 1\n", (NOT_APPLICABLE, None)),
        ("py", CALL, (FAIL, 2)),
        ("py", f"{CALL}@retry(stop=x)\ndef f(): ...\n", (PASS, 3)),
        ("py", f"{CALL}a = Retry(total=3)\n", (PASS, 3)),
        ("py", f"{CALL}a = A(max_retries=0)\n", (FAIL, 2)),
        ("ts", "const r = await fetch(url);\n", (FAIL, 1)),
        ("ts", "const r = await fetch(url);\naxiosRetry(axios);\n", (PASS, 2)),
        ("go", "var r, _ = http.Get(url)\n", (FAIL, 1)),
        ("go", "var r, _ = http.Get(url)\nvar c = retryablehttp.NewClient()\n", (PASS, 2)),
    ],
)
def test_calls_are_tried_again(
    tmp_path: Path, kind: str, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(retries, tmp_path, kind, code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 1\n", (NOT_APPLICABLE, None)),
        (CALL, (FAIL, 2)),
        (f"{CALL}@circuit\ndef f(): ...\n", (PASS, 3)),
        (f"{CALL}guard = CircuitBreaker(5)\n", (FAIL, 3)),
        (f"{CALL}guard = CircuitBreaker(5)\nguard.call(f)\n", (PASS, 3)),
    ],
)
def test_circuit_breakers_are_asked(
    tmp_path: Path, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(circuit_breaker, tmp_path, "py", code) == expected


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("py", "# rate limit\n", (FAIL, None)),
        ("py", "@limiter.limit('5/minute')\ndef f(): ...\n", (PASS, 1)),
        ("py", "class TokenBucket: ...\n", (FAIL, None)),
        ("py", "class TokenBucket: ...\nTokenBucket.take(1)\n", (PASS, 2)),
        ("ts", "app.use(rateLimit({ max: 5 }));\n", (PASS, 1)),
        ("go", "var l = rate.NewLimiter(1, 5)\n", (PASS, 1)),
    ],
)
def test_requests_are_limited(
    tmp_path: Path, kind: str, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(rate_limiting, tmp_path, kind, code) == expected


def test_a_proxy_limits(tmp_path: Path) -> None:
    files = SERVICES["py"] | {"nginx.conf": "location / {\n  limit_req zone=one;\n}\n"}
    found = answer(rate_limiting, tmp_path, files)
    assert (found.outcome, str(found.location)) == (PASS, "nginx.conf:2")


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("py", "x = 1\n", (FAIL, None)),
        ("py", "signal.signal(signal.SIGTERM, stop)\n", (FAIL, 1)),
        ("py", "for s in (signal.SIGTERM, signal.SIGINT):\n    signal.signal(s, x)\n", (PASS, 1)),
        ("py", "# signal.signal(signal.SIGTERM, signal.SIGINT)\n", (FAIL, None)),
        ("py", "uvicorn.run(app)\n", (PASS, 1)),
        ("ts", "process.on('SIGTERM', stop);\n", (FAIL, 1)),
        ("ts", "process.on('SIGTERM', stop);\nprocess.on('SIGINT', stop);\n", (PASS, 1)),
        ("go", "func f() { signal.Notify(c, os.Interrupt, syscall.SIGTERM) }\n", (PASS, 1)),
    ],
)
def test_both_signals_end_it_in_order(
    tmp_path: Path, kind: str, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(graceful_shutdown, tmp_path, kind, code) == expected


@pytest.mark.parametrize(
    ("path", "text", "outcome"),
    [
        ("Dockerfile", 'FROM python\nCMD ["gunicorn", "shop.app:app"]\n', PASS),
        ("Dockerfile", "FROM python\nRUN pip install gunicorn\nCMD python -m shop\n", FAIL),
        ("Procfile", "web: gunicorn shop.app:app\n", PASS),
    ],
)
def test_servers_answer_signals(tmp_path: Path, path: str, text: str, outcome: Outcome) -> None:
    files = SERVICES["py"] | {path: text}
    assert answer(graceful_shutdown, tmp_path, files).outcome is outcome


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("py", "x = 1\n", (NOT_APPLICABLE, None)),
        ("py", "pool = await asyncpg.create_pool(url)\n", (FAIL, 1)),
        ("py", "pool = await asyncpg.create_pool(url)\nawait pool.close()\n", (PASS, 1)),
        ("py", "def f():\n    c = httpx.AsyncClient()\n    return c\n", (UNKNOWN, 2)),
        ("py", "async with httpx.AsyncClient() as c:\n    pass\n", (NOT_APPLICABLE, None)),
        ("ts", "const pool = new Pool();\n", (FAIL, 1)),
        ("ts", "const pool = new Pool();\nawait pool.end();\n", (PASS, 1)),
        ("go", "func f() {\n\tdb, err := sql.Open(a, b)\n\tdefer db.Close()\n}\n", (PASS, 2)),
    ],
)
def test_pools_are_closed(
    tmp_path: Path, kind: str, code: str, expected: tuple[Outcome, int | None]
) -> None:
    assert asked(pools_closed, tmp_path, kind, code) == expected


@pytest.mark.parametrize(
    "probe",
    [
        *(health_endpoint, metrics, logging, retries, circuit_breaker, rate_limiting),
        *(graceful_shutdown, pools_closed),
    ],
)
def test_a_library_is_not_asked(tmp_path: Path, probe: Probe) -> None:
    found = answer(probe, tmp_path, {"shop.py": "import httpx\nhttpx.get(x)\npool = Pool()\n"})
    assert found.outcome is NOT_APPLICABLE
    assert found.message
