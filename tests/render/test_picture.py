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
def test_a_longer_comment_makes_a_higher_picture(tmp_path):
    heights = []
    for name, lines in (("short", 1), ("long", 20)):
        source = tmp_path / f"{name}.md"
        source.write_text("\n\n".join(["## Ready"] + ["A paragraph."] * lines))
        target = tmp_path / f"{name}.png"
        subprocess.run([sys.executable, SCRIPT, source, target, "--width", "500"], check=True)
        content = target.read_bytes()
        assert content.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", content[16:24])
        assert width == 500
        heights.append(height)
    assert heights[1] > heights[0] + 400
