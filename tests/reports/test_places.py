"""Where the cases of a report stand: paths as the tool wrote them, mapped onto the repository."""

from readiness.model import CaseOutcome, Counts, Location, Suite, TestCase, TestRun
from readiness.reports.places import placed

PATH = "test/index.js"


def run(source, path=PATH):
    case = TestCase(
        suite="s", classname="c", name="n", outcome=CaseOutcome.FAILED, location=Location(path=path)
    )
    suite = Suite(name="s", classname="c", counts=Counts(failed=1), path=path)
    return TestRun(
        source=source, format="junit", counts=suite.counts, suites=(suite,), cases=(case,)
    )


def paths(found):
    return [found.suites[0].path, *(each.location and each.location.path for each in found.cases)]


def test_a_report_of_a_package_names_the_files_of_that_package():
    files = {f"packages/{each}/test/index.js" for each in "ab"}
    found = placed(run("packages/b/junit.xml"), files)
    assert paths(found) == ["packages/b/test/index.js", "packages/b/test/index.js"]


def test_a_path_that_several_files_end_like_is_left_out():
    files = {f"packages/{each}/test/index.js" for each in "ab"}
    assert paths(placed(run("reports/junit.xml"), files)) == [None, None]


def test_without_a_repository_paths_stay_as_they_are_written():
    assert paths(placed(run("packages/b/junit.xml"), ())) == [PATH, PATH]
