"""Committed secrets are found where they matter, and never shown."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from readiness.probes.secrets import SECRETS, prepare
from readiness.repository import checkout

TOKEN = "ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"
ADDRESS = "postgres://shop:" + "vT7pQ2mX9kLw" + "@db.internal:5432/shop"
KEY = (
    rsa.generate_private_key(public_exponent=65537, key_size=2048)
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode()
)


def test_secrets_are_found_and_not_shown(tmp_path: Path) -> None:
    files = {
        "deploy.py": f'import os\nTOKEN = "{TOKEN}"\n',
        "-strange name\n.py": f'TOKEN = "{TOKEN}"  # kingfisher:ignore\n',
        "settings.py": f'DATABASE = "{ADDRESS}"\n',
        "server.key": KEY,
        "dev/localhost.key": KEY,
        "dummyserver/server.key": KEY,
        "tests/test_deploy.py": f'TOKEN = "{TOKEN}"\n',
        "tests/test_fakes.py": f'A = "ghp_{"0123456789" * 3}abcdef"\nB = "{ADDRESS}"\n',
        "tests/data/answer.json": f'{{"token": "{TOKEN}"}}\n',
        "deploy.settings": f"token: {TOKEN}\n",
        "deploy.bin": f"\0token: {TOKEN}\n",
        "README.md": f"Set TOKEN to {TOKEN}\n",
        "clean.py": 'import os\nTOKEN = os.environ["TOKEN"]\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    prepare()
    findings = list(SECRETS.run(checkout.snapshot(tmp_path)))
    places = {(each.location.path, each.location.line, each.rule.id) for each in findings}
    assert places == {
        ("deploy.py", 2, "security.secret"),
        ("-strange name\n.py", 1, "security.secret"),
        ("deploy.settings", 1, "security.secret"),
        ("tests/test_deploy.py", 1, "security.secret-in-tests"),
        ("tests/data/answer.json", 1, "security.secret-in-tests"),
        ("settings.py", 1, "security.possible-secret"),
        ("server.key", 1, "security.secret"),
        ("dev/localhost.key", 1, "security.possible-secret"),
        ("dummyserver/server.key", 1, "security.possible-secret"),
    }
    assert all(TOKEN not in each.message for each in findings)
