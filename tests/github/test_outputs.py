import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.github.outputs import command, harmless, write_outputs, write_summary


def as_the_runner_reads(text: str) -> dict[str, str]:
    """A file of outputs, read by the runner's rules: name=value, or name<<delimiter."""
    found, lines = {}, iter(re.split(r"\r\n|\r|\n", text))
    for line in lines:
        if "=" in line and (line.find("<<") < 0 or line.find("=") < line.find("<<")):
            name, _, value = line.partition("=")
            found[name] = value
        elif "<<" in line:
            name, _, delimiter = line.partition("<<")
            value_lines = []
            for each in lines:
                if each == delimiter:
                    break
                value_lines.append(each)
            else:
                raise AssertionError(f"{name} does not end")
            found[name] = "\n".join(value_lines)
    return found


@given(st.text())
def test_a_value_stays_in_its_output(tmp_path_factory, value):
    file = tmp_path_factory.mktemp("outputs") / "output"
    write_outputs(file, {"verdict": value, "score": "81.5"})
    read = as_the_runner_reads(file.read_bytes().decode())
    assert set(read) == {"verdict", "score"}
    assert read["verdict"] == re.sub(r"\r\n?", "\n", value + "\n")[:-1]
    assert read["score"] == "81.5"


def test_outputs_are_added_to_those_of_before(tmp_path):
    file = tmp_path / "output"
    file.write_text("earlier=1\n")
    write_outputs(file, {"report": "a\nverdict=ready\nEOF"})
    write_outputs(file, {"broken": "\udcff"})
    assert as_the_runner_reads(file.read_text()) == {
        "earlier": "1",
        "report": "a\nverdict=ready\nEOF",
        "broken": "\\udcff",
    }


@pytest.mark.parametrize("name", ["", "a=b", "a<<b", "a\nb", "1a", "ä"])
def test_a_name_that_is_none_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="name of an output"):
        write_outputs(tmp_path / "output", {name: "x"})


def test_summaries_of_several_steps_stand_below_each_other(tmp_path):
    file = tmp_path / "summary"
    write_summary(file, "# One")
    write_summary(file, "# Two\n\n")
    assert file.read_text() == "# One\n# Two\n"


def test_a_command_is_written_as_github_documents_it():
    assert command("error", "no\n100 %", file="a,b:c.py", line=3, end_line=4, title="x:y") == (
        "::error file=a%2Cb%3Ac.py,line=3,endLine=4,title=x%3Ay::no%0A100 %25"
    )
    assert command("notice", "plain") == "::notice::plain"


@given(st.text(), st.text(), st.text())
def test_a_command_is_one_line_and_one_command(message, file, title):
    line = command("warning", message, file=file, title=title)
    assert len(re.split(r"[\r\n]", line)) == 1
    properties, found = line.removeprefix("::warning ").split("::", 1)
    assert set(re.findall(r"(?:^|,)([^=,]*)=", properties)) == {"file", "title"}
    assert found == message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


@given(st.text(alphabet=st.sampled_from(" \t\r\n:#[]adserov-\x1b\x1c\u2003\u00a0")))
def test_no_text_in_the_log_is_a_command(text):
    for line in re.split(r"[\r\n]", harmless(text)):
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "\x1b" not in line


def test_what_is_no_command_is_printed_as_it_is():
    text = "std::vector\n\tindented: 100 %\n# heading"
    assert harmless(text) == text
    assert harmless("a\r::set-output name=x::1") == "a\n\u200b::set-output name=x::1"
