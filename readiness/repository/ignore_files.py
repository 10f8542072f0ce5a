"""What a repository's ignore file keeps out of it, judged generously."""

from fnmatch import fnmatch

from readiness.repository.snapshot import Snapshot


def may_ignore(snapshot: Snapshot, path: str) -> bool:
    """Whether a line of the root's .gitignore may be meant for this path."""
    lines = [line.strip() for line in (snapshot.text(".gitignore") or "").splitlines()]
    for pattern in (line.strip("/") for line in lines if line and not line.startswith(("#", "!"))):
        if "/" in pattern and fnmatch(path, pattern):
            return True
        if "/" not in pattern and any(fnmatch(part, pattern) for part in path.split("/")):
            return True
    return False
