"""Recording: the command is really run, its output and status passed on, its record kept."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator
from support.repositories import commit, tree

from readiness.checks import record, records, store

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
SHA = "a" * 40


@pytest.fixture
def recorded(tmp_path):
    def run(*command, environment=None, name="it", sha=SHA, clean=True):
        output, errors = io.BytesIO(), io.BytesIO()
        status = record.run(
            name,
            command,
            checkout=record.Checkout(root=tmp_path, commit=sha, clean=clean),
            environment=environment or {},
            now=lambda: NOW,
            output=output,
            errors=errors,
        )
        text = (tmp_path / store.path(name)).read_text()
        return status, output.getvalue(), errors.getvalue(), json.loads(text)

    return run


def python(code):
    return sys.executable, "-c", code


def test_status_output_and_record(recorded):
    code = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(7)"
    status, output, errors, kept = recorded(*python(code))
    assert (status, output, errors) == (7, b"out\n", b"err\n")
    assert Draft202012Validator(records._schema()).is_valid(kept)
    assert sorted(kept["output"].splitlines()) == ["err", "out"]
    seconds = kept.pop("seconds")
    assert 0 < seconds < 60
    del kept["output"]
    assert kept == {
        "version": 1,
        "name": "it",
        "command": list(python(code)),
        "status": 7,
        "started": "2026-03-04T05:06:07+00:00",
        "commit": SHA,
        "clean": True,
    }


def test_no_shell_reads_the_command(recorded, tmp_path):
    status, output, _, _ = recorded("printf", "%s", "$(id); `id` > x | y")
    assert (status, output) == (0, b"$(id); `id` > x | y")
    assert not (tmp_path / "x").exists()


def test_output_is_passed_on_as_it_comes(tmp_path):
    code = "import time; print('first', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-m", "readiness.cli", "record", "slow", "--", *python(code)],
        cwd=tmp_path, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == b"first\n"
        assert not (tmp_path / store.path("slow")).exists()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 128 + signal.SIGTERM
    assert json.loads((tmp_path / store.path("slow")).read_text())["status"] == 143


def test_a_command_that_leaves_a_service_running_ends(recorded):
    begin = time.monotonic()
    status, output, _, _ = recorded("sh", "-c", "echo up; sleep 20 &")
    assert (status, output) == (0, b"up\n")
    assert time.monotonic() - begin < 15


def test_a_command_that_can_not_be_started(recorded, tmp_path):
    status, _, errors, kept = recorded("no-such-command-here")
    assert (status, kept["status"]) == (127, 127)
    assert b"no-such-command-here can't be started" in errors
    assert "No such file" in kept["output"]
    assert recorded(str(tree(tmp_path, {"data": "no program"}) / "data"))[0] == 126


def test_no_record_is_left_of_an_earlier_run(recorded, tmp_path):
    recorded("true")
    code = f"import os; print(os.path.exists({str(tmp_path / store.path('it'))!r}))"
    assert recorded(*python(code))[1] == b"False\n"


def test_only_the_end_is_kept(recorded):
    kept = recorded(*python("for i in range(100000): print('line', i)"))[3]
    lines = kept["output"].splitlines()
    assert len(lines) == 100
    assert lines[-1] == "line 99999"
    kept = recorded(*python("print('x' * 300000 + 'END')"))[3]
    assert kept["output"] == ""
    kept = recorded(*python("print(); print('x' * 10000 + 'END')"))[3]
    assert len(kept["output"]) == 4096
    assert kept["output"].endswith("xEND")


def test_secrets_are_masked(recorded):
    environment = {
        "MY_API_KEY": "hunter22",
        "DATABASE_URL": "postgresql://me:p%40ss-word@db/x",
        "PLAIN": "harmless",
        "DEPLOY_KEY": "first-line\nsecond-line",
    }
    parts = ("gh", "p_" + "0123456789abcdefghij")
    text = (
        "hunter22 harmless p%40ss-word p@ss-word second-line\n"
        f"{''.join(parts)} https://u:pw123@host/ \x1b[31mhunt\x1b[0mer22\n"
        "::add-mask::quiet%0Avalue\nquiet; value\n"
        "Authorization: Basic dXNlcjpwYXNz\n"
    )
    status, output, _, kept = recorded("printf", "%s", text, environment=environment)
    assert (status, output.decode()) == (0, text)
    everything = json.dumps(kept)
    for secret in ("hunter22", "p@ss", "p%40ss", "second-line", "0123456789abc", "pw123",
                   "quiet", "dXNlcjpwYXNz"):  # fmt: skip
        assert secret not in everything, secret
    assert "harmless" in kept["output"]
    assert "https://***@host/" in kept["output"]


def test_no_part_of_a_secret_survives_the_cut(recorded):
    secret = "0123456789" * 6
    code = f"print('a' * 70000); print(('{secret}' + ' ') * 2000)"
    kept = recorded(*python(code), environment={"A_TOKEN": secret})[3]
    assert "0123" not in kept["output"]


def test_a_private_key_is_masked_whole(recorded):
    key = "-----BEGIN " + "PRIVATE KEY-----\nMIIabc\nMIIdef\n-----END PRIVATE KEY-----"
    assert recorded("printf", "%s", f"a\n{key}\nb")[3]["output"] == "a\n***\nb"


def test_a_name_is_a_plain_name(recorded):
    for name in ("../x", "", ".x", "a/b", "a" * 65, "a\n"):
        with pytest.raises(store.StoreError, match="is no name"):
            recorded("true", name=name)


@pytest.mark.parametrize("place", [".readiness", ".readiness/records"])
def test_a_link_is_not_followed(recorded, tmp_path, place):
    outside = tree(tmp_path / "outside", {"records/keep": ""})
    link = tmp_path / place
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside)
    with pytest.raises(store.StoreError, match="symbolic link"):
        recorded("touch", str(tmp_path / "ran"))
    assert not (tmp_path / "ran").exists()
    assert sorted(os.listdir(outside)) == ["records"]


def test_a_link_in_the_place_of_a_record_is_replaced(recorded, tmp_path):
    outside = tree(tmp_path, {"outside": "keep"}) / "outside"
    tree(tmp_path, {".readiness/records/x": ""})
    (tmp_path / store.path("it")).symlink_to(outside)
    recorded("true")
    assert outside.read_text() == "keep"
    assert not (tmp_path / store.path("it")).is_symlink()


def test_the_command_line(tmp_path):
    tree(tmp_path, {"a/b.txt": "1"})
    sha = commit(tmp_path)
    command = [sys.executable, "-m", "readiness.cli", "record"]
    done = subprocess.run(
        [*command, "shown", "--", "echo", "--", "-x"],
        cwd=tmp_path / "a", capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout == b"-- -x\n"
    kept = json.loads((tmp_path / store.path("shown")).read_text())
    assert (kept["commit"], kept["clean"], kept["command"]) == (sha, True, ["echo", "--", "-x"])
    (tmp_path / "a/b.txt").write_text("2")
    subprocess.run([*command, "shown", "true"], cwd=tmp_path, check=True)
    assert json.loads((tmp_path / store.path("shown")).read_text())["clean"] is False
    assert subprocess.run([*command, "x", "--"], cwd=tmp_path, check=False).returncode == 2
