"""Addresses lead to the judged commit, whatever the path is called."""

from readiness.model import Location
from readiness.render.links import Links

LINKS = Links(
    server="https://forge.example/", repository="acme/courier", commit="c0ffee", run_id="7"
)


def test_a_line_and_a_range():
    base = "https://forge.example/acme/courier/blob/c0ffee/src/a.py"
    assert LINKS.file(Location(path="src/a.py")) == base
    assert LINKS.file(Location(path="src/a.py", line=3)) == f"{base}?plain=1#L3"
    assert LINKS.file(Location(path="src/a.py", line=3, end_line=5)) == f"{base}?plain=1#L3-L5"


def test_paths_are_percent_encoded():
    url = LINKS.file(Location(path='a b/(ü)#?"<>.md', line=1))
    assert url.endswith("/a%20b/%28%C3%BC%29%23%3F%22%3C%3E.md?plain=1#L1")
    assert LINKS.file(Location(path="bad\udcff.py")) is None


def test_commits_and_runs():
    assert LINKS.commit_page("abc") == "https://forge.example/acme/courier/commit/abc"
    assert LINKS.run_page() == "https://forge.example/acme/courier/actions/runs/7"


def test_a_laptop_has_no_links():
    assert Links().file(Location(path="a.py")) is None
    assert Links().commit_page("abc") is None
    assert Links().run_page() is None
