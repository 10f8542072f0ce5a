import os
from pathlib import Path

import pytest
from support.repositories import commit, git, tree

from readiness.repository.checkout import Limits, snapshot
from readiness.repository.snapshot import Role


def test_reads_files_in_the_order_of_paths(tmp_path: Path) -> None:
    tree(tmp_path, {"b.py": "x = 1\n", "a/z.py": "y\n", "README.md": "# Hi\n"})
    found = snapshot(tmp_path)
    assert list(found.files) == ["README.md", "a/z.py", "b.py"]
    assert found.text("b.py") == "x = 1\n"
    assert found.files["b.py"].language == "python"
    assert found.files["b.py"].role is Role.SOURCE
    assert found.exists("a")
    assert found.exists("a/")
    assert not found.exists("c")
    assert found.commit is None
    assert found.limits == ()


def test_leaves_out_what_tools_leave_behind(tmp_path: Path) -> None:
    tree(
        tmp_path,
        {
            "app.py": "",
            "node_modules/x/index.js": "",
            "__pycache__/app.py": "",
            "env/pyvenv.cfg": "home = /usr/bin\n",
            "env/lib/site.py": "",
            ".git/config": "",
            "build/lib/app.py": "",
        },
    )
    assert list(snapshot(tmp_path).files) == ["app.py"]


def test_ignored_files_do_not_count_but_new_ones_do(tmp_path: Path) -> None:
    tree(tmp_path, {".gitignore": "secret.py\nforced.py\n", "kept.py": "", "forced.py": ""})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--force", "forced.py")
    sha = commit(tmp_path)
    tree(tmp_path, {"secret.py": "", "new.py": ""})
    found = snapshot(tmp_path)
    assert set(found.files) == {".gitignore", "forced.py", "kept.py", "new.py"}
    assert found.commit == sha


def test_a_checkout_that_an_outer_repository_ignores_is_read_whole(tmp_path: Path) -> None:
    tree(tmp_path, {".gitignore": "inner/\n", "inner/a.py": ""})
    commit(tmp_path)
    assert list(snapshot(tmp_path / "inner").files) == ["a.py"]


def test_links_are_followed_only_inside(tmp_path: Path) -> None:
    outside = tree(tmp_path / "outside", {"secret.py": "password = 1\n"})
    root = tree(tmp_path / "root", {"AGENTS.md": "# Agents\n", "real/code.py": "x = 1\n"})
    (root / "CLAUDE.md").symlink_to("AGENTS.md")
    (root / "alias").symlink_to("real")
    (root / "leak.py").symlink_to(outside / "secret.py")
    (root / "etc").symlink_to("/etc")
    (root / "loop").symlink_to("loop")
    (root / "real" / "up").symlink_to("..")
    os.mkfifo(root / "pipe.py")
    found = snapshot(root)
    assert set(found.files) == {"AGENTS.md", "CLAUDE.md", "alias/code.py", "real/code.py"}
    assert found.files["CLAUDE.md"].role is Role.DOCUMENT
    assert found.files["alias/code.py"].role is Role.OTHER
    assert found.text("alias/code.py") == "x = 1\n"


def test_a_link_hides_no_code(tmp_path: Path) -> None:
    tree(tmp_path, {".gitignore": "cache/\n", "data/pay.bin": "x = 1\n", "app/a.py": "a = 1\n"})
    tree(tmp_path, {"cache/b.py": "b = 1\n", "node_modules/c.js": "c()\n"})
    (tmp_path / "app" / "pay.py").symlink_to("../data/pay.bin")
    (tmp_path / "app" / "b.py").symlink_to("../cache/b.py")
    (tmp_path / "app" / "c.js").symlink_to("../node_modules/c.js")
    commit(tmp_path)
    found = snapshot(tmp_path)
    sources = {file.path for file in found.of()}
    assert sources == {"app/a.py", "app/b.py", "app/pay.py"}
    assert found.text("app/pay.py") == "x = 1\n"


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "CACHEDIR.TAG"])
def test_a_committed_mark_of_a_tool_hides_no_code(tmp_path: Path, mark: str) -> None:
    tree(tmp_path, {f"app/{mark}": "", "app/a.py": "a = 1\n"})
    assert not list(snapshot(tmp_path).of("python"))
    commit(tmp_path)
    assert [file.path for file in snapshot(tmp_path).of("python")] == ["app/a.py"]


def test_limits_are_reported(tmp_path: Path) -> None:
    tree(tmp_path, {f"{index}.py": "x" * 100 for index in range(5)})
    found = snapshot(tmp_path, limits=Limits(files=3, file_bytes=50))
    assert list(found.files) == ["0.py", "1.py", "2.py"]
    assert found.limits[0] == "Only the first 3 files were looked at."
    assert "Larger than 50 bytes, so not read: 0.py, 1.py, 2.py." in found.limits
    assert found.text("0.py") is None


def test_the_bytes_of_all_text_are_limited(tmp_path: Path) -> None:
    tree(tmp_path, {"a.py": "x" * 60, "b.py": "y" * 60})
    found = snapshot(tmp_path, limits=Limits(total_bytes=100))
    assert found.text("a.py") == "x" * 60
    assert found.text("b.py") is None
    assert found.limits == ("Only the first 100 bytes of text were read.",)


def test_a_sparse_gigabyte_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "huge.py", "wb") as file:
        file.truncate(1 << 30)
    found = snapshot(tmp_path)
    assert found.text("huge.py") is None
    assert "huge.py" in found.limits[0]


def test_submodules_are_vendored(tmp_path: Path) -> None:
    other = tree(tmp_path / "other", {"lib.py": "x = 1\n"})
    commit(other)
    root = tree(tmp_path / "root", {"app.py": ""})
    commit(root)
    git(root, "submodule", "--quiet", "add", str(other), "deps")
    commit(root)
    assert snapshot(root).files["deps/lib.py"].role is Role.VENDORED


def test_names_with_newlines_and_odd_bytes(tmp_path: Path) -> None:
    name = "a\nb \udcff.py"
    tree(tmp_path, {name: "x = 1\n"})
    commit(tmp_path)
    found = snapshot(tmp_path)
    assert list(found.files) == [name]
    assert found.text(name) == "x = 1\n"


def test_a_sparse_checkout_is_not_complete(tmp_path: Path) -> None:
    tree(tmp_path, {"a/a.py": "", "b/b.py": ""})
    commit(tmp_path)
    assert snapshot(tmp_path).complete
    git(tmp_path, "sparse-checkout", "set", "a")
    found = snapshot(tmp_path)
    assert list(found.files) == ["a/a.py"]
    assert not found.complete
    assert "sparse" in found.limits[0]


def test_a_file_is_no_checkout(tmp_path: Path) -> None:
    tree(tmp_path, {"a.py": ""})
    with pytest.raises(NotADirectoryError, match="name a checkout"):
        snapshot(tmp_path / "a.py")
