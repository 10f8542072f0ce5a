"""Make a picture of a comment as a reader of the pull request sees it.

    python scripts/picture.py comment.md comment.png [--width 860] [--dark] [--unfold]

Needs Chromium or Chrome on the PATH. An HTML page is taken as it is, in a window of ``--height``.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
MEASURE = """<script>document.title = document.documentElement.scrollHeight</script>"""
PAGE = """<!doctype html><html><head><meta charset="utf-8"><style>
:root {{ color-scheme: {scheme}; --text: {text}; --muted: {muted}; --line: {line};
  --page: {page}; --soft: {soft}; --link: {link}; }}
body {{ margin: 0; padding: 16px; background: var(--page); color: var(--text);
  font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", Helvetica, sans-serif; }}
.comment {{ border: 1px solid var(--line); border-radius: 6px; }}
.by {{ padding: 8px 16px; background: var(--soft); color: var(--muted);
  border-bottom: 1px solid var(--line); border-radius: 6px 6px 0 0; }}
.body {{ padding: 16px; }} .body > :first-child {{ margin-top: 0; }}
h2 {{ font-size: 1.5em; padding-bottom: .3em; border-bottom: 1px solid var(--line);
  margin: 0 0 16px; }}
p, ul, table, details, blockquote {{ margin: 0 0 16px; }} ul {{ padding-left: 2em; }}
table {{ border-collapse: collapse; display: block; width: max-content; max-width: 100%;
  overflow: auto; }}
th, td {{ border: 1px solid var(--line); padding: 6px 13px; }} th {{ font-weight: 600; }}
tr:nth-child(2n) {{ background: var(--soft); }}
a {{ color: var(--link); text-decoration: underline; }}
code {{ font: 85% ui-monospace, "DejaVu Sans Mono", monospace; padding: .2em .4em;
  background: color-mix(in srgb, var(--muted) 20%, transparent); border-radius: 6px; }}
blockquote {{ padding: 0 1em; color: var(--muted); border-left: .25em solid var(--line); }}
blockquote > :last-child {{ margin: 0; }} details > summary {{ cursor: pointer; }}
details[open] > summary {{ margin-bottom: 8px; }}
</style></head><body><div class="comment"><div class="by">github-actions commented</div>
<div class="body">{body}</div></div>{measure}</body></html>"""
COLOURS = {
    "light": {
        "text": "#1f2328",
        "muted": "#59636e",
        "line": "#d1d9e0",
        "page": "#ffffff",
        "soft": "#f6f8fa",
        "link": "#0969da",
    },
    "dark": {
        "text": "#f0f6fc",
        "muted": "#9198a1",
        "line": "#3d444d",
        "page": "#0d1117",
        "soft": "#151b23",
        "link": "#4493f8",
    },
}


def page(markdown: str, *, scheme: str, unfold: bool) -> str:
    """The comment as a page that measures its own height."""
    body = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = body.render(markdown)
    if unfold:
        html = html.replace("<details>", "<details open>")
    return PAGE.format(body=html, measure=MEASURE, scheme=scheme, **COLOURS[scheme])


def browse(*arguments: str) -> str:
    """Run the browser with a profile of its own and return what it prints."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"No browser found: install one of {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [browser, *FLAGS, f"--user-data-dir={profile}", *arguments],
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
    return done.stdout


def shoot(source: Path, target: Path, *, width: int, height: int | None, scale: int) -> None:
    """Photograph a page; without a height, as high as it says it is."""
    if height is None:
        dom = browse(f"--window-size={width},200", "--dump-dom", source.as_uri())
        found = re.search(r"<title>(\d+)</title>", dom)
        height = int(found[1]) if found else 2000
    browse(
        f"--window-size={width},{height}",
        f"--force-device-scale-factor={scale}",
        f"--screenshot={target.resolve()}",
        source.as_uri(),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--width", type=int, default=860)
    parser.add_argument("--height", type=int)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--unfold", action="store_true", help="open what is folded")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = given.source.resolve()
        if source.suffix != ".html":
            scheme = "dark" if given.dark else "light"
            text = page(source.read_text("utf-8"), scheme=scheme, unfold=given.unfold)
            source = Path(folder, "page.html")
            source.write_text(text, "utf-8")
        shoot(source, given.target, width=given.width, height=given.height, scale=given.scale)
    print(given.target)


if __name__ == "__main__":
    main()
