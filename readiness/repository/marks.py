"""Files that a change itself calls generated or another's: they stay what they were."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from readiness.repository import classify
from readiness.repository.diff import FileChange
from readiness.repository.snapshot import File, Role, Snapshot

SET_ASIDE = frozenset({Role.GENERATED, Role.VENDORED})


def unmarked(
    snapshot: Snapshot, changed: Mapping[str, FileChange], before: Callable[[str], str | None]
) -> Snapshot:
    """The snapshot, in which no changed file is set aside that was not so under its old name.

    ``before`` reads a file as it was, None where it was not there.
    """
    files = dict(snapshot.files)
    files.update((file.path, file) for file in _restored(snapshot, changed, before))
    return replace(snapshot, files=files)


def _restored(
    snapshot: Snapshot, changed: Mapping[str, FileChange], before: Callable[[str], str | None]
) -> Iterator[File]:
    layout = classify.Layout.of(snapshot.files)
    for path, change in changed.items():
        file = snapshot.files.get(path)
        if file is None or file.role not in SET_ASIDE:
            continue
        old = change.previous_path or path
        if classify.role(old, file.language, "", layout) in SET_ASIDE:
            continue
        text = before(old)
        if text is not None:
            role = classify.role(old, file.language, text[: classify.HEAD_BYTES], layout)
            yield replace(file, role=role)
