"""A live check of a PostgreSQL database, in one transaction that reads only."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from readiness.checks.answer import LATE, FailedError, UndecidedError
from readiness.model import PostgresCheck

if TYPE_CHECKING:
    from pg8000.native import Connection

SCHEMES = ("postgres", "postgresql")
PORT = 5432
PRIVILEGES = {
    "table": "SELECT has_table_privilege(:name, :privilege)",
    "schema": "SELECT has_schema_privilege(:name, :privilege)",
    "database": "SELECT has_database_privilege(current_database(), :privilege)",
}
SAYINGS = {
    "28P01": "the login is refused",
    "28000": "the login is refused",
    "42501": "permission denied",
    "53300": "it has no connection left",
    "57014": LATE,
    "57P03": "it is starting up or shutting down",
}
"""SQLSTATE → what it means here."""
ABSENT = {"3D000": "database", "42P01": "table", "3F000": "schema", "42703": "column"}
"""SQLSTATE → what does not exist."""
QUOTED = re.compile(r'["«„“]\s?([^"»”“]{1,200}?)\s?["»”“]')


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where a database is and who asks; nothing of it is ever shown."""

    host: str
    port: int
    user: str
    password: str | None = field(repr=False)
    database: str
    ssl: ssl.SSLContext | bool | None


def ask(check: PostgresCheck, environment: Mapping[str, str]) -> str:
    """Connect, and look at permissions and migrations. Raises FailedError, UndecidedError."""
    from pg8000.exceptions import DatabaseError, InterfaceError

    where = address(check.variable, environment.get(check.variable, ""))
    try:
        return _asked(check, where)
    except DatabaseError as error:
        raise FailedError(_saying(error)) from error
    except (InterfaceError, OSError, ValueError) as error:
        raise FailedError(_broken(error)) from error


def address(variable: str, value: str) -> Address:
    """The address that a variable holds. Raises UndecidedError, without saying the value."""
    form = "it begins with postgresql:// and names user, password, host, port and database"
    if not value:
        raise UndecidedError(f"the environment variable {variable} is not set")
    try:
        parts = urlsplit(value.strip())
        port, host = parts.port or PORT, parts.hostname
    except ValueError as error:
        raise UndecidedError(f"{variable} holds no address; {form}") from error
    if parts.scheme.partition("+")[0] not in SCHEMES or not host:
        raise UndecidedError(f"{variable} holds no PostgreSQL address; {form}")
    if not parts.username:
        raise UndecidedError(f"{variable} names no user; {form}")
    user = unquote(parts.username)
    return Address(
        host=host,
        port=port,
        user=user,
        password=None if parts.password is None else unquote(parts.password),
        database=unquote(parts.path.lstrip("/")) or user,
        ssl=_ssl(variable, parse_qs(parts.query).get("sslmode", ["prefer"])[-1]),
    )


def _ssl(variable: str, mode: str) -> ssl.SSLContext | bool | None:
    """What the client takes for libpq's sslmode."""
    match mode:
        case "disable":
            return False
        case "allow" | "prefer":
            return None
        case "require":
            return True
        case "verify-full" | "verify-ca":
            return ssl.create_default_context()
        case _:
            raise UndecidedError(f"the sslmode of {variable} is not known")


def _asked(check: PostgresCheck, where: Address) -> str:
    from pg8000.native import Connection

    connection = Connection(
        where.user,
        host=where.host,
        port=where.port,
        database=where.database,
        password=where.password,
        ssl_context=where.ssl,
        timeout=check.seconds,
        application_name="readiness",
    )
    try:
        connection.run("START TRANSACTION READ ONLY")
        connection.run(f"SET LOCAL statement_timeout = {int(check.seconds * 1000)}")
        done = ["it connects"]
        if check.permissions:
            _hold_permissions(check, connection)
            done.append("the permissions are there")
        if check.migrations:
            done.append(_hold_migrations(check, connection))
        return ", ".join(done)
    finally:
        connection.close()


def _hold_permissions(check: PostgresCheck, connection: "Connection") -> None:
    for kind, name, privilege in check.permissions:
        rows = connection.run(PRIVILEGES[kind], name=name, privilege=privilege)
        if not rows or rows[0][0] is not True:
            of = f"{kind} {name}".strip()
            raise FailedError(f"the login may not {privilege} in {of}")


def _hold_migrations(check: PostgresCheck, connection: "Connection") -> str:
    from pg8000.native import identifier

    table = ".".join(identifier(part) for part in check.migrations.split("."))
    rows = connection.run(f"SELECT count(*) FROM {table}")  # noqa: S608 - an identifier, quoted
    applied = int(rows[0][0]) if rows else 0
    if applied < check.number:
        raise FailedError(f"{_migrations(applied)} in {check.migrations}; {check.number} wanted")
    if check.holds:
        tests = " AND ".join(
            f"CAST({identifier(column)} AS text) = :value{at}"
            for at, column in enumerate(check.holds)
        )
        values = {f"value{at}": value for at, value in enumerate(check.holds.values())}
        query = f"SELECT 1 FROM {table} WHERE {tests} LIMIT 1"  # noqa: S608 - identifiers, quoted
        if not connection.run(query, **values):
            wanted = ", ".join(f"{column} {value}" for column, value in check.holds.items())
            raise FailedError(f"no migration in {check.migrations} has {wanted}")
    return f"{_migrations(applied)} applied"


def _migrations(number: int) -> str:
    return "1 migration" if number == 1 else f"{number} migrations"


def _saying(error: Exception) -> str:
    """What the server's error means, in words of ours where its code is known."""
    said = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
    code = str(said.get("C", ""))
    if code in ABSENT:
        name = QUOTED.search(str(said.get("M", "")))
        return f"the {ABSENT[code]}{f' {name[1]}' if name else ''} does not exist"
    return SAYINGS.get(code) or f"the server refuses: {said.get('M', 'no reason given')} ({code})"


def _broken(error: Exception) -> str:
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    if isinstance(cause, TimeoutError):
        return LATE
    if isinstance(cause, OSError) and cause.strerror:
        return f"no connection: {cause.strerror.lower()}"
    return "it does not answer as PostgreSQL does"
