"""What comes from the environment: set up, secret, valid."""

from pathlib import Path

import pytest
from support.answers import answer, answers

from readiness.model import Outcome
from readiness.probes.probe import Probe
from readiness.probes.settings import connection_strings, required_environment, secret_settings

SERVICE = {"shop/app.py": "from flask import Flask\napp = Flask(__name__)\n"}
PASS, FAIL, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN
NOT_APPLICABLE = Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("files", "outcome"),
    [
        ({"shop/a.py": 'import os\na = os.environ["SHOP_KEY"]\n'}, FAIL),
        ({"shop/a.py": 'import os\nos.environ["SHOP_KEY"] = "x"\n'}, NOT_APPLICABLE),
        ({"shop/a.py": 'import os\na = os.environ.get("SHOP_KEY")\n'}, NOT_APPLICABLE),
        ({"shop/a.py": 'a = os.environ["SHOP_KEY"]\n', ".env.example": "SHOP_KEY=\n"}, PASS),
        ({"shop/a.py": 'a = os.environ["SHOP_KEY"]\n', "README.md": "Set `SHOP_KEY`.\n"}, PASS),
        ({"shop/a.py": 'a = os.environ["SHOP_KEY"]\n', "README.md": "SHOP_KEYS\n"}, FAIL),
    ],
)
def test_what_is_required_is_set_up(
    tmp_path: Path, files: dict[str, str], outcome: Outcome
) -> None:
    assert answer(required_environment, tmp_path, SERVICE | files).outcome is outcome


@pytest.mark.parametrize(
    ("path", "code", "expected"),
    [
        ("a.py", 'k = os.getenv("JWT_SECRET", "change-me")\n', [(FAIL, 1)]),
        ("a.py", 'k = os.getenv("JWT_SECRET", "")\n', [(UNKNOWN, 1)]),
        ("a.py", 'k = os.environ["JWT_SECRET"]\n', [(PASS, 1)]),
        ("a.py", 'k = os.getenv("API_KEY")\nif not k:\n    raise E\n', [(PASS, 1)]),
        ("a.py", 'k = os.getenv("LEVEL", "info")\n', [(NOT_APPLICABLE, None)]),
        ("a.py", "class S(BaseSettings):\n    key: SecretStr\n", [(PASS, 2)]),
        ("a.ts", "const k = process.env.JWT_SECRET || 'superSecret';\n", [(FAIL, 1)]),
        ("a.ts", "const k = process.env.JWT_SECRET;\n", [(UNKNOWN, 1)]),
        ("a.go", 'var k = os.Getenv("API_TOKEN")\n', [(UNKNOWN, 1)]),
    ],
)
def test_secrets_have_no_default(
    tmp_path: Path, path: str, code: str, expected: list[tuple[Outcome, int | None]]
) -> None:
    found = answers(secret_settings, tmp_path, SERVICE | {path: code})
    assert [(f.outcome, f.location.line if f.location else None) for f in found] == expected


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ('u = os.environ["DATABASE_URL"]\n', FAIL),
        ('u = make_url(os.environ["DATABASE_URL"])\n', PASS),
        ("class S(BaseSettings):\n    database_url: PostgresDsn\n", PASS),
        ("class S(BaseSettings):\n    database_url: str\n", FAIL),
        ('u = os.environ["HOME_URL"]\n', NOT_APPLICABLE),
    ],
)
def test_addresses_are_validated(tmp_path: Path, code: str, outcome: Outcome) -> None:
    assert answer(connection_strings, tmp_path, SERVICE | {"shop/a.py": code}).outcome is outcome


def test_an_address_that_is_parsed_elsewhere_is_unknown(tmp_path: Path) -> None:
    files = {"shop/a.py": 'u = os.environ["DATABASE_URL"]\n', "shop/b.py": "make_url(a.u)\n"}
    assert answer(connection_strings, tmp_path, SERVICE | files).outcome is UNKNOWN


@pytest.mark.parametrize("probe", [required_environment, connection_strings])
def test_a_library_is_not_asked(tmp_path: Path, probe: Probe) -> None:
    found = answer(probe, tmp_path, {"shop.py": 'u = os.environ["DATABASE_URL"]\n'})
    assert found.outcome is NOT_APPLICABLE
