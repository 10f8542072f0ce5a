"""Credentials that everybody tries first are found in configuration, and only there."""

from pathlib import Path

import pytest
from support.answers import answers

from readiness.probes.default_credentials import CREDENTIALS

COMPOSE = """services:
  db:
    image: postgres:17
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: shop
      REPLICATION_PASSWORD: ${REPLICATION_PASSWORD}
  web:
    environment:
      - DATABASE_URL=postgresql://shop:${DB_PASSWORD:-changeme}@db/shop
      - CACHE_URL=redis://cache:6379/0
      - SECRET_KEY=${SECRET_KEY:?set it}
      - ADMIN_PASSWORD=${ADMIN_PASSWORD-admin}
      - MAIL_PASSWORD=${MAIL_PASSWORD:-}
"""


def places(directory: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    found = answers(CREDENTIALS, directory, files)
    return [(str(each.location), each.rule.id.partition(".")[2]) for each in found]


def test_a_compose_file(tmp_path: Path) -> None:
    assert places(tmp_path, {"docker-compose.yml": COMPOSE}) == [
        ("docker-compose.yml:6", "default-credential"),
        ("docker-compose.yml:10", "default-credential"),
        ("docker-compose.yml:13", "default-credential"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (".env", "# Our settings\nexport DB_PASSWORD='postgres'\n", 2),
        ("config/application.properties", "spring.datasource.password=${DB_PASS:secret}\n", 1),
        ("settings.toml", '[admin]\nuser = "root"\npassword = "root"  # for now\n', 3),
        ("config/settings.json", '{\n  "adminPassword": "changeme",\n  "port": 1\n}\n', 2),
        ("app.ini", "[api]\nsecret_key = change-this-in-production\n", 2),
        ("k8s/db.yaml", "env:\n  - name: POSTGRES_PASSWORD\n    value: postgres\n", 3),
        ("config/database.yml", "main:\n  username: app\n  password: Passw0rd\n", 3),
        ("helm/values.yaml", "auth:\n  rootPassword: admin123\n", 2),
        ("config/broker.conf", "url = amqp://guest:guest@broker:5672//\n", 1),
    ],
)
def test_settings_of_every_kind(tmp_path: Path, path: str, text: str, line: int) -> None:
    assert places(tmp_path, {path: text}) == [(f"{path}:{line}", "default-credential")]


@pytest.mark.parametrize(
    "path", ["deploy/production/settings.yaml", "compose.prod.yml", ".env.production"]
)
def test_what_is_for_production_weighs_more(tmp_path: Path, path: str) -> None:
    text = "DB_PASSWORD: postgres\n".replace(": ", "=" if "env" in path else ": ")
    assert places(tmp_path, {path: text}) == [(f"{path}:1", "production-default-credential")]


@pytest.mark.parametrize(
    "path",
    [
        ".env.example", ".env.sample", ".env.test", "compose.dev.yml", "docker-compose.ci.yml",
        "tests/settings.yml", ".github/workflows/settings.yml", "examples/config.yml",
        "docs/config.yml", "locales/config.yml", "config.yml.dist", ".devcontainer/compose.yml",
        "translations.yml", "openapi/config.yaml",
    ],
)  # fmt: skip
def test_what_is_for_others_is_left_out(tmp_path: Path, path: str) -> None:
    assert places(tmp_path, {path: "DB_PASSWORD=postgres\nDB_PASSWORD: postgres\n"}) == []


@pytest.mark.parametrize(
    "line",
    [
        "DB_PASSWORD=",
        'DB_PASSWORD=""',
        "DB_PASSWORD=${DB_PASSWORD}",
        "DB_PASSWORD=$DB_PASSWORD",
        "DB_PASSWORD=<password>",
        "DB_PASSWORD_FILE=/run/secrets/password",
        "DB_PASSWORD=tR4-9fk2-qLs8",
        "HIDE_PASSWORD=1",
        "SECRET_NAME=postgres",
        "# DB_PASSWORD=postgres",
        "PASSWORD_HASHER=default",
        "URL=https://github.com/admin",
        "DATABASE_URL=postgres://shop:${DB_PASSWORD}@db/shop",
    ],
)
def test_what_is_no_default_is_left_out(tmp_path: Path, line: str) -> None:
    assert places(tmp_path, {".env": f"{line}\n"}) == []


def test_the_value_is_not_shown(tmp_path: Path) -> None:
    (found,) = answers(CREDENTIALS, tmp_path, {".env": "DB_PASSWORD=letmein\n"})
    assert found.message == "DB_PASSWORD has a value that everybody tries first"
