"""Where tools get their copies: in memory when there is room, and nothing is left behind."""

from pathlib import Path

import pytest

from readiness.probes import tools


def test_small_copies_are_made_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "MEMORY", tmp_path)
    with tools.scratch(1000) as directory:
        assert directory.parent == tmp_path.resolve()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("size", [0, 1 << 60])
def test_what_is_large_or_of_no_known_size_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(tools, "MEMORY", tmp_path)
    with tools.scratch(size) as directory:
        assert directory.is_dir()
        assert directory.parent != tmp_path.resolve()


def test_no_memory_directory_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "MEMORY", tmp_path / "absent")
    with tools.scratch(1000) as directory:
        assert directory.is_dir()
