"""Live checks and recorded commands as a policy file writes them."""

from collections.abc import Iterator, Mapping
from typing import Any

from readiness.model import HttpCheck, LiveCheck, PostgresCheck, TcpCheck

SECONDS = 5.0


def checks(data: Mapping[str, Any]) -> tuple[LiveCheck, ...]:
    """The live checks, by name, in the order of the file."""
    return tuple(_check(name, value) for name, value in data.items())


def required(data: Mapping[str, Any]) -> dict[str, Any]:
    """The gates that a policy's records and live checks are, by name."""
    names = (
        *(f"record.{name}" for name in data.get("records", ())),
        *(f"live.{name}" for name in data.get("live", {})),
    )
    return dict.fromkeys(names, 1)


def _check(name: str, data: Mapping[str, Any]) -> LiveCheck:
    seconds = float(data.get("seconds", SECONDS))
    if "http" in data:
        return HttpCheck(
            name=name,
            url=data["http"],
            status=data.get("status", 200),
            fields=data.get("json", {}),
            seconds=seconds,
        )
    if "tcp" in data:
        host, _, port = data["tcp"].rpartition(":")
        return TcpCheck(name=name, host=host.strip("[]"), port=int(port), seconds=seconds)
    migrations = data.get("migrations", {})
    return PostgresCheck(
        name=name,
        variable=data["postgresql"],
        permissions=tuple(_permissions(data.get("permissions", {}))),
        migrations=migrations.get("table", ""),
        number=migrations.get("number", 0),
        holds={column: str(value) for column, value in migrations.get("holds", {}).items()},
        seconds=seconds,
    )


def _permissions(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for kind, key in (("table", "tables"), ("schema", "schemas")):
        for name, privileges in data.get(key, {}).items():
            yield from ((kind, str(name), each) for each in privileges)
    yield from (("database", "", each) for each in data.get("database", ()))
