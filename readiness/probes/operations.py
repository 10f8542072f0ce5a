"""What running it takes: each answered with pass and the place, fail, unknown or not applicable."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Rule, Severity
from readiness.probes._service import LANGUAGES, service
from readiness.probes.probe import Probe
from readiness.repository.snapshot import Role, Snapshot

NO_CODE = re.compile(r"^\s*(#|//|/?\*|import\b|from\b|use\b|using\b|require\b)")
TEXT = """{summary}

Why: {why}

How: A line of source code that does it, outside comments and imports, is taken as the place that
shows it; that it works is not shown. {applies}

Fix: {fix}
"""


@dataclass(frozen=True)
class Trace:
    """What shows something in code: a pattern, and lower-case words of which one is in any match.

    A search for the words is many times faster than one for the pattern.
    """

    pattern: re.Pattern[str]
    words: tuple[str, ...]


DATABASE = Trace(
    re.compile(
        r"\b(sqlalchemy|django\.db|psycopg\d?|asyncpg|pymysql|sequelize|typeorm|prisma|knex|"
        r"mongoose|gorm\.io|database/sql|sqlx|diesel|javax\.persistence|jakarta\.persistence|"
        r"EntityFramework)\b"
    ),
    (
        *("sqlalchemy", "django.db", "psycopg", "asyncpg", "pymysql", "sequelize", "typeorm"),
        *("prisma", "knex", "mongoose", "gorm.io", "database/sql", "sqlx", "diesel"),
        *("persistence", "entityframework"),
    ),
)
OUTGOING = Trace(
    re.compile(
        r"\b(requests|httpx|session|client)\.(get|post|put|patch|delete|request)\(|\baiohttp\.|"
        r"\baxios\b|\bfetch\(['\"`]http|\bhttp\.(Get|Post|NewRequest)\(|\breqwest::|\bHttpClient\b"
    ),
    (
        *("requests.", "httpx.", "session.", "client.", "aiohttp.", "axios", "fetch(", "http.get("),
        *("http.post(", "http.newrequest(", "reqwest::", "httpclient"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is looked for in the code, and where that is asked for."""

    rule: Rule
    what: str
    code: "Trace"
    applies: Callable[[Snapshot], Location | None]
    otherwise: str


def _any_service(snapshot: Snapshot) -> Location | None:
    return service(snapshot)


def _database(snapshot: Snapshot) -> Location | None:
    return _place(snapshot, DATABASE, imports=True)


def _outgoing(snapshot: Snapshot) -> Location | None:
    return _place(snapshot, OUTGOING)


def _sought(
    name: str, what: str, code: str, words: str, applies: Callable[[Snapshot], Location | None],
    why: str, fix: str,
) -> Sought:  # fmt: skip
    otherwise = {
        "_any_service": "nothing here shows a service that somebody runs",
        "_database": "nothing here uses a database",
        "_outgoing": "nothing here calls another service",
    }[applies.__name__]
    text = TEXT.format(
        summary=f"{what.capitalize()}: the code has it.",
        why=why,
        fix=fix,
        applies=f"It does not apply where {otherwise}.",
    )
    rule = plugins.rule(
        f"operations.{name}", severity=Severity.NOTE, effort=Effort.HOURS, text=text
    )
    return Sought(
        rule=rule,
        what=what,
        code=Trace(re.compile(code), tuple(words.split())),
        applies=applies,
        otherwise=otherwise,
    )


SOUGHT = (
    _sought(
        "graceful-shutdown", "an orderly end on SIGTERM",
        r"SIGTERM|signal\.Notify\(|addShutdownHook|@PreDestroy|lifespan\s*=|on_event\(['\"]shutdown"
        r"|ctrl_c\(|server\.shutdown|setGracefulShutdown|IHostApplicationLifetime",
        "sigterm signal.notify shutdown predestroy lifespan ctrl_c applicationlifetime",
        _any_service,
        "Every deployment stops the old process with SIGTERM; without an answer, requests are cut.",
        "Handle SIGTERM: stop accepting, finish what runs, close pools.",
    ),
    _sought(
        "logging", "a log with levels",
        r"logging\.getLogger\(|structlog\.|loguru|winston\.|\bpino\(|zap\.New|slog\.|LoggerFactory|"
        r"ILogger|tracing::(info|warn|error)|log::(info|warn|error)|logger\.(info|warn|error)",
        "getlogger structlog loguru winston pino zap.new slog loggerfactory ilogger tracing:: log::"
        " logger.",
        _any_service,
        "What is printed can't be searched by level, time and request when it matters.",
        "Use the language's logging library, with a level and a time on every record.",
    ),
    _sought(
        "metrics", "metrics of its own",
        r"Counter\(|Histogram\(|Gauge\(|create_counter\(|create_histogram\(|prom-?client|promauto\.|"
        r"prometheus\.New|statsd\.|MeterRegistry|metrics::(counter|gauge|histogram)!",
        "counter histogram gauge prom statsd meterregistry metrics::",
        _any_service,
        "Nobody sees that it gets slower or fails more often before users do.",
        "Count requests, errors and durations, and expose them.",
    ),
    _sought(
        "health-endpoint", "a health endpoint",
        r"['\"]/?(api/)?(v\d+/)?(health|healthz|health[-_]check|ready|readyz|readiness|livez)/?['\"]|"
        r"actuator|MapHealthChecks|def (get_)?health(_check)?\(",
        "health ready livez actuator",
        _any_service,
        "Whatever runs it can't tell when to restart it or to send it traffic.",
        "Answer on a path of its own, with the state of what the service depends on.",
    ),
    _sought(
        "rate-limiting", "a limit on requests",
        r"(?i)rate_?limit|slowapi|throttl|limiter\.|bucket4j|governor::",
        "limit throttl bucket4j governor slowapi",
        _any_service,
        "One caller can take it down for all.",
        "Limit requests by caller, here or in front of it, and say where.",
    ),
    _sought(
        "retries", "retries or a circuit breaker on outgoing calls",
        r"(?i)@retry|Retrying\(|backoff\.on|Retry\(|retries\s*[=:]|circuit_?breaker|max_retries|"
        r"axiosRetry|RetryPolicy|resilience4j",
        "retry backoff retries circuit axiosretry resilience4j",
        _outgoing,
        "A short disturbance of another service becomes an error of this one.",
        "Retry idempotent calls with a growing delay, and give up in time.",
    ),
    _sought(
        "backup", "a backup of the data",
        r"pg_dump|mysqldump|mongodump|pg_restore|create_backup|restore_backup|\.backup\(",
        "dump pg_restore backup",
        _database,
        "The day the database is lost, it is too late.",
        "Write down and rehearse how data is saved and restored.",
    ),
)  # fmt: skip


def _operations(snapshot: Snapshot) -> Iterator[Finding]:
    asked = {each.applies: each.applies(snapshot) for each in SOUGHT}
    for sought in SOUGHT:
        if asked[sought.applies] is None:
            message = f"Not asked for, because {sought.otherwise}"
            yield Finding(rule=sought.rule, outcome=Outcome.NOT_APPLICABLE, message=message)
            continue
        place = _place(snapshot, sought.code)
        yield Finding(
            rule=sought.rule,
            outcome=Outcome.PASS if place else Outcome.FAIL,
            message=f"The code has {sought.what}" if place else f"No code shows {sought.what}",
            location=place,
        )


def _place(snapshot: Snapshot, trace: Trace, *, imports: bool = False) -> Location | None:
    """The first line of source code that fits, outside comments and, mostly, imports."""
    for file in snapshot.of(*LANGUAGES, "ruby", "php", roles=(Role.SOURCE,)):
        text = snapshot.text(file.path) or ""
        lower = text.lower()
        if not any(word in lower for word in trace.words):
            continue
        for found in trace.pattern.finditer(text):
            start = text.rfind("\n", 0, found.start()) + 1
            line = text[start : text.find("\n", found.end())]
            if imports or not NO_CODE.match(line):
                return Location(path=file.path, line=text.count("\n", 0, found.start()) + 1)
    return None


OPERATIONS = Probe(rules=tuple(each.rule for each in SOUGHT), run=_operations)
