"""Formats are found by scanning."""

from support import reports

from readiness.render.formats import formats


def test_every_format_is_found():
    assert sorted(formats()) == ["html", "json", "markdown", "sarif", "terminal"]


def test_every_format_renders_every_report_the_same_twice():
    for render in formats().values():
        for make in (reports.bad, reports.good, reports.empty):
            text = render(make(), reports.LINKS)
            assert text == render(make(), reports.LINKS)
            assert text.endswith("\n")
