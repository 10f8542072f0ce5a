"""The script that photographs a comment; needs a browser."""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "picture.py"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no Chromium on the PATH")
def test_the_picture_is_as_high_as_the_comment(tmp_path):
    source = tmp_path / "comment.md"
    source.write_text("\n\n".join(["## Ready"] + ["A paragraph."] * 30))
    target = tmp_path / "comment.png"
    subprocess.run([sys.executable, SCRIPT, source, target, "--width", "500"], check=True)
    content = target.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    assert content.startswith(b"\x89PNG")
    assert width == 500
    assert 1000 < height < 1600
