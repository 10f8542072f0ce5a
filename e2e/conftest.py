"""What the container tests stand on: the built image, started as GitHub's runner starts it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
IMAGE = "localhost/readiness"
STORAGE = {
    **os.environ,
    "BUILDAH_ISOLATION": "chroot",
    "STORAGE_DRIVER": os.environ.get("STORAGE_DRIVER", "vfs"),
}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INPUTS = {name: str(each["default"]) for name, each in ACTION["inputs"].items()}
REPOSITORY = "octo-org/project"
TOKEN = "ghs_of_the_end_to_end_test"


def run(*command, cwd=None, env=None, check=True):
    return subprocess.run(
        command, cwd=cwd, env=env, check=check, capture_output=True, text=True, timeout=600
    )


@pytest.fixture(scope="session")
def container():
    """A working container of the image, and its entry point as the image declares it."""
    if not shutil.which("buildah"):
        pytest.fail("buildah is not installed; .ci/run installs it")
    name = run("buildah", "from", "--pull-never", IMAGE, env=STORAGE).stdout.strip()
    config = json.loads(run("buildah", "inspect", name, env=STORAGE).stdout)
    yield name, config["OCIv1"]["config"]["Entrypoint"]
    run("buildah", "rm", name, env=STORAGE)


@dataclass
class Runner:
    """GitHub's runner, as far as a container action can tell."""

    container: tuple
    folder: Path
    server: "Server"
    event_name: str = "pull_request"
    sha: str = ""
    inputs: dict = field(default_factory=dict)

    def start(self):
        """Start the action once; what it printed, its exit status, outputs and summary."""
        name, entrypoint = self.container
        commands = self.folder / "file_commands"
        shutil.rmtree(commands, ignore_errors=True)
        commands.mkdir(parents=True)
        for file in ("output", "summary"):
            (commands / file).touch()
        mounts = {
            "home": "/github/home",
            "workflow": "/github/workflow",
            "file_commands": "/github/file_commands",
            "workspace": "/github/workspace",
        }
        flags = []
        for inside, outside in mounts.items():
            (self.folder / inside).mkdir(exist_ok=True)
            flags += ["-v", f"{self.folder / inside}:{outside}"]
        for key, value in self.environment().items():
            flags += ["--env", f"{key}={value}"]
        done = run(
            *("buildah", "run", "--isolation", "chroot", "--workingdir", "/github/workspace"),
            *flags,
            name,
            "--",
            *entrypoint,
            env=STORAGE,
            check=False,
        )
        return Done(
            status=done.returncode,
            log=done.stdout + done.stderr,
            outputs=outputs((commands / "output").read_text()),
            summary=(commands / "summary").read_text(),
            state=self.server.read(),
        )

    def environment(self):
        given = {**INPUTS, "github-token": TOKEN, **self.inputs}
        return {
            **{f"INPUT_{key.upper()}": value for key, value in given.items()},
            "HOME": "/github/home",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.server.url,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_EVENT_NAME": self.event_name,
            "GITHUB_EVENT_PATH": "/github/workflow/event.json",
            "GITHUB_SHA": self.sha,
            "GITHUB_RUN_ID": "77",
            "GITHUB_WORKSPACE": "/github/workspace",
            "GITHUB_OUTPUT": "/github/file_commands/output",
            "GITHUB_STEP_SUMMARY": "/github/file_commands/summary",
            "RUNNER_OS": "Linux",
        }


@dataclass
class Done:
    status: int
    log: str
    outputs: dict
    summary: str
    state: dict


def outputs(text):
    """GITHUB_OUTPUT as the runner reads it: NAME<<DELIMITER, lines, DELIMITER."""
    found, lines = {}, iter(text.splitlines())
    for line in lines:
        name, _, delimiter = line.partition("<<")
        value = []
        for each in lines:
            if each == delimiter:
                break
            value.append(each)
        found[name] = "\n".join(value)
    return found


class Server:
    """The test server of GitHub's API as a process of its own, its state in a file."""

    def __init__(self, folder, *options):
        self.state = folder / "state.json"
        self.event = folder / "workflow" / "event.json"
        self.event.parent.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.support.github_server",
                "--repository",
                REPOSITORY,
                "--token",
                TOKEN,
                "--state",
                str(self.state),
                "--event",
                str(self.event),
                *options,
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stdout.readline().strip()

    def read(self):
        return json.loads(self.state.read_text())

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
