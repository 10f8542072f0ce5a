"""What claims are read from, of all that a policy, a call and a change name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from readiness.claims.code import has_comments
from readiness.claims.statements import Text
from readiness.model import Policy, Source, SourceKind
from readiness.policies import RunError, contents
from readiness.policy.globs import matches
from readiness.repository.diff import Change, Diff
from readiness.repository.snapshot import Role, Snapshot
from readiness.settings import Settings

DOCUMENTS = frozenset({".md", ".markdown", ".rst", ".txt", ".adoc"})


def texts(
    settings: Settings,
    policy: Policy,
    snapshot: Snapshot,
    diff: Diff | None,
    *,
    said: Iterable[Text],
    commits: Iterable[tuple[str, str]],
) -> Iterator[Text]:
    """The texts, each file once, the author's own words first.

    ``said`` is what the pull request says, ``commits`` are (SHA, message) pairs. Raises RunError
    for a named document that can't be read.
    """
    sources = policy.claim_sources
    if SourceKind.PULL_REQUEST in sources:
        yield from said
    if SourceKind.COMMIT in sources:
        for sha, message in commits:
            yield Text(source=Source(kind=SourceKind.COMMIT, reference=sha), text=message)
    documents = (
        _documents(settings, policy, snapshot, diff) if SourceKind.DOCUMENT in sources else iter(())
    )
    code = _code(snapshot, diff) if policy.claim_code else iter(())
    seen = set()
    for text in (*documents, *code, *_named(settings, snapshot)):
        if text.path is None or text.path not in seen:
            seen.add(text.path)
            yield text


def _documents(
    settings: Settings, policy: Policy, snapshot: Snapshot, diff: Diff | None
) -> Iterator[Text]:
    changed = diff.files if diff else {}
    listed = [*policy.claim_documents, *settings.claims]
    for path, file in snapshot.files.items():
        is_changed = path in changed and changed[path].change is not Change.REMOVED
        is_listed = matches(path, listed)
        if is_listed or (is_changed and _is_document(path) and file.role is not Role.VENDORED):
            text = snapshot.text(path)
            if text is not None:
                yield replace(_document(path, text), is_asked_for=is_listed)


def _code(snapshot: Snapshot, diff: Diff | None) -> Iterator[Text]:
    """The source files that the change touches, of which only the comments are read."""
    for path, change in (diff.files if diff else {}).items():
        file = snapshot.files.get(path)
        is_source = file is not None and file.role is Role.SOURCE
        if is_source and change.change is not Change.REMOVED and has_comments(path):
            yield _document(path, snapshot.text(path) or "")


def _named(settings: Settings, snapshot: Snapshot) -> Iterator[Text]:
    for name in settings.claims:
        if name == "-":
            yield Text(source=Source(kind=SourceKind.PULL_REQUEST), text=settings.standard_input)
            continue
        found = [path for path in snapshot.files if "*" in name and matches(path, [name])]
        if found:
            yield from (_document(path, snapshot.text(path) or "") for path in found)
            continue
        content = contents(settings.directory, name, anywhere=settings.github is None)
        if content is None:
            raise RunError(f"claims: {name} can't be read; name a Markdown or text file, or a glob")
        yield _document(name, content.decode("utf-8", "replace"))


def _document(path: str, text: str) -> Text:
    source = Source(kind=SourceKind.DOCUMENT, reference=path)
    return Text(source=source, text=text, path=path, is_asked_for=True)


def _is_document(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in DOCUMENTS
