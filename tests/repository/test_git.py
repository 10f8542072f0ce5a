import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.repositories import commit, git, tree

from readiness.repository.diff import Change
from readiness.repository.git import Git, GitError


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, str, str]:
    """A repository with two commits: the directory, the base's SHA and the head's."""
    root = tree(
        tmp_path / "root", {"a.py": "one\ntwo\n", "gone.py": "gone\n", "old name.py": "y\n" * 9}
    )
    base = commit(root, "First")
    (root / "gone.py").unlink()
    (root / "old name.py").rename(root / "new\tname.py")
    tree(root, {"a.py": "zero\none\ntwo\n++ b/fake\n", "b/é.py": "x\n", "e.bin": b"\0\1"})
    return root, base, commit(root, "Second\n\nAll tests pass.")


def test_reads_a_history(repository: tuple[Path, str, str]) -> None:
    root, base, head = repository
    history = Git(root)
    assert history.unavailable is None
    assert history.head() == head
    assert history.resolve("main") == head
    assert history.resolve("main~1") == base
    assert history.resolve("no-such") is None
    assert history.resolve("--all") is None
    assert history.merge_base("main", base) == base
    assert history.show(base, "a.py") == b"one\ntwo\n"
    assert history.show(base, "b/é.py") is None
    assert history.commit_time(head) == 1700000000
    assert history.commits(base, "HEAD") == ((head, "Second\n\nAll tests pass."),)
    assert history.tracked() == {"a.py", "b/é.py", "e.bin", "new\tname.py"}


def test_diff(repository: tuple[Path, str, str]) -> None:
    root, base, head = repository
    diff = Git(root).diff(base, head)
    assert (diff.base, diff.head) == (base, head)
    assert list(diff.files) == ["a.py", "b/é.py", "e.bin", "gone.py", "new\tname.py"]
    assert diff.files["a.py"].added == {1, 4}
    assert diff.files["a.py"].change is Change.MODIFIED
    assert diff.files["b/é.py"].added == {1}
    assert diff.files["b/é.py"].change is Change.ADDED
    assert diff.files["gone.py"].change is Change.REMOVED
    assert diff.files["gone.py"].removed_count == 1
    renamed = diff.files["new\tname.py"]
    assert (renamed.change, renamed.previous_path) == (Change.RENAMED, "old name.py")
    assert [message for _, message in diff.commits] == ["Second\n\nAll tests pass."]


def test_diff_of_the_work_tree(repository: tuple[Path, str, str]) -> None:
    root, base, _ = repository
    tree(root, {"a.py": "one\ntwo\nthree\n"})
    assert Git(root).diff(base).files["a.py"].added == {3}


def test_diff_is_against_the_common_ancestor(repository: tuple[Path, str, str]) -> None:
    root, base, _head = repository
    git(root, "checkout", "--quiet", "-b", "topic", base)
    tree(root, {"topic.py": "x\n"})
    commit(root, "Topic")
    assert list(Git(root).diff("main").files) == ["topic.py"]


def test_a_part_of_a_repository(repository: tuple[Path, str, str]) -> None:
    root, base, head = repository
    part = Git(root / "b")
    assert part.tracked() == {"é.py"}
    assert part.show(head, "é.py") == b"x\n"
    assert list(part.diff(base).files) == ["é.py"]


def test_a_shallow_clone_says_what_it_lacks(
    repository: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, base, head = repository
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "shallow")
    history = Git(tmp_path / "shallow")
    assert history.head() == head
    assert history.resolve(base) is None
    assert history.merge_base(base, head) is None
    with pytest.raises(GitError, match="fetch-depth: 0"):
        history.diff(base)


def test_no_repository(tmp_path: Path) -> None:
    history = Git(tmp_path)
    assert "not a git checkout" in (history.unavailable or "")
    assert history.head() is None
    assert history.tracked() == frozenset()
    with pytest.raises(GitError, match="not a git checkout"):
        history.diff("main")


def test_a_linked_work_tree(repository: tuple[Path, str, str], tmp_path: Path) -> None:
    root, base, _head = repository
    git(root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"), base)
    assert Git(tmp_path / "linked").head() == base
    assert "gone.py" in Git(tmp_path / "linked").tracked()


def test_sha256(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    tree(tmp_path, {"a.py": "x\n"})
    sha = commit(tmp_path)
    assert len(sha) == 64
    assert Git(tmp_path).head() == sha


def test_nothing_that_a_checkout_configures_runs(
    repository: tuple[Path, str, str], tmp_path: Path
) -> None:
    root, base, _ = repository
    canary = tmp_path / "canary"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    keys = (
        "core.fsmonitor core.pager core.sshCommand core.gitProxy core.alternateRefsCommand "
        "diff.external diff.evil.command diff.evil.textconv filter.evil.clean filter.evil.smudge "
        "filter.evil.process gpg.program alias.diff alias.log pager.diff pager.log core.editor"
    )
    with open(root / ".git/config", "a") as config:
        for key in keys.split():
            section, _, name = key.rpartition(".")
            first, _, second = section.partition(".")
            heading = f'[{first} "{second}"]' if second else f"[{first}]"
            config.write(f"{heading}\n\t{name} = {script}\n")
        config.write("[log]\n\tshowSignature = true\n[core]\n\tworktree = /etc\n")
        config.write(f"[core]\n\thooksPath = {tmp_path}\n[include]\n\tpath = /etc/passwd\n")
    for hook in ("post-index-change", "fsmonitor-watchman", "post-checkout"):
        (root / ".git/hooks" / hook).write_bytes(script.read_bytes())
        (root / ".git/hooks" / hook).chmod(0o755)
    tree(root, {".gitattributes": "* filter=evil diff=evil\n", "a.py": "one\nchanged\n"})
    tree(root, {".git/info/attributes": "* filter=evil diff=evil\n"})
    history = Git(root)
    history.tracked(), history.untracked(), history.submodules()
    assert history.diff(base).files["a.py"].added == {2}
    assert history.show(base, "a.py") == b"one\ntwo\n"
    assert history.commits(base, "HEAD")
    assert not canary.exists()


def test_the_environment_is_not_handed_on(
    repository: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _, head = repository
    monkeypatch.setenv("GIT_DIR", os.devnull)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    assert Git(root).head() == head


LINES = st.lists(st.sampled_from(["a", "b", "--- a/x", "+++ b/y", "@@ -1 +1 @@", ""]), max_size=12)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=LINES, after=LINES)
def test_added_lines_rebuild_the_file(tmp_path: Path, before: list[str], after: list[str]) -> None:
    root = tree(tmp_path, {"f.txt": "".join(f"{line}\n" for line in before)})
    base = commit(root, "Before")
    tree(root, {"f.txt": "".join(f"{line}\n" for line in after)})
    change = Git(root).diff(base).files.get("f.txt")
    added = change.added if change else frozenset()
    removed = change.removed_count if change else 0
    assert added <= set(range(1, len(after) + 1))
    assert len(before) - removed + len(added) == len(after)


def test_a_git_of_the_checkout_on_the_path_is_not_run(tmp_path, monkeypatch):
    head = commit(tree(tmp_path, {"a.txt": "a"}))
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/canary\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:.:{os.environ['PATH']}")
    assert Git(tmp_path).head() == head
    assert not (tmp_path / "canary").exists()
