"""What the clone does not have, read from GitHub: a policy, a pull request's texts and change."""

import re
from pathlib import PurePosixPath

from github.ContentFile import ContentFile
from github.File import File

from readiness.github.client import ApiError, Client, asking
from readiness.repository.diff import Change, FileChange

CONTENTS = "give the job `permissions:` with `contents: read`"
CHANGES = {
    "added": Change.ADDED,
    "copied": Change.ADDED,
    "removed": Change.REMOVED,
    "renamed": Change.RENAMED,
}
HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")


def content(client: Client, path: str, ref: str) -> bytes | None:
    """The file at ``path`` of commit ``ref``; None where that commit has none.

    Raises ApiError where it is no file, has more than 1 MiB, or the commit can't be read: a token
    without access is answered as if there was no file.
    """
    wanted = PurePosixPath(path.lstrip("/"))
    what = f"reading {wanted} of {ref[:12]}"
    if ".." in wanted.parts:
        raise ApiError(f"{what}: the path leads out of the repository")
    try:
        with asking(what):
            found = client.repository.get_contents(str(wanted), ref)
            return _bytes(found, what)
    except ApiError as error:
        if error.status != 404:
            raise
    with asking(f"reading commit {ref[:12]} ({CONTENTS})"):
        client.repository.get_commit(ref).complete()
    return None


def texts(client: Client, number: int) -> tuple[str, str]:
    """The title and the body of a pull request as they are now. Raises ApiError."""
    with asking(f"reading pull request {number}"):
        pull = client.repository.get_pull(number)
        return pull.title, pull.body or ""


def commits(client: Client, number: int) -> tuple[tuple[str, str], ...]:
    """The (SHA, message) pairs of a pull request, oldest first; GitHub lists no more than 250.

    Raises ApiError.
    """
    with asking(f"listing the commits of pull request {number}"):
        found = client.repository.get_pull(number).get_commits()
        return tuple((each.sha, each.commit.message) for each in found)


def files(client: Client, number: int) -> dict[str, FileChange]:
    """The changed files of a pull request by path; GitHub lists no more than 3,000.

    The added lines of a file whose patch is too large for GitHub to show are not known. Raises
    ApiError.
    """
    with asking(f"listing the files of pull request {number}"):
        found = client.repository.get_pull(number).get_files()
        return {each.filename: _change(each) for each in found}


def _bytes(found: ContentFile | list[ContentFile], what: str) -> bytes:
    if isinstance(found, list) or found.type != "file":
        raise ApiError(f"{what}: it is no file")
    if found.encoding != "base64":
        raise ApiError(f"{what}: its {found.size} bytes are more than GitHub gives out")
    return found.decoded_content


def _change(file: File) -> FileChange:
    renamed = file.status == "renamed"
    return FileChange(
        path=file.filename,
        change=CHANGES.get(file.status, Change.MODIFIED),
        previous_path=file.previous_filename if renamed else None,
        added=_added(file.patch or ""),
        removed_count=file.deletions,
    )


def _added(patch: str) -> frozenset[int]:
    """The numbers of the lines that a unified diff adds."""
    found = set()
    number = 0
    for line in patch.split("\n"):
        if hunk := HUNK.match(line):
            number = int(hunk[1])
        elif line.startswith("+"):
            found.add(number)
            number += 1
        elif line.startswith(" "):
            number += 1
    return frozenset(found)
