"""Addresses of files, lines and commits on the forge."""

from dataclasses import dataclass
from urllib.parse import quote

from readiness.model import Location


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """Where the judged commit can be read; without a server and repository there are no links.

    ``server`` is the forge's base URL, ``repository`` is ``owner/name``, ``commit`` the SHA that
    was judged and ``run_id`` the workflow run whose summary holds the whole answer.
    """

    server: str = ""
    repository: str = ""
    commit: str = ""
    run_id: str = ""

    def file(self, location: Location) -> str | None:
        """The URL of a path, at its line and at the judged commit."""
        root = self._root()
        if root is None or not self.commit or not location.path:
            return None
        try:
            path = quote(location.path)
        except UnicodeEncodeError:
            return None
        url = f"{root}/blob/{quote(self.commit)}/{path}"
        return url if location.line is None else f"{url}?plain=1#{_lines(location)}"

    def commit_page(self, sha: str) -> str | None:
        """The URL of a commit."""
        root = self._root()
        return f"{root}/commit/{quote(sha, safe='')}" if root and sha else None

    def run_page(self) -> str | None:
        """The URL of the workflow run."""
        root = self._root()
        run = quote(self.run_id, safe="")
        return f"{root}/actions/runs/{run}" if root and run else None

    def _root(self) -> str | None:
        if not self.server or not self.repository:
            return None
        return f"{self.server.rstrip('/')}/{quote(self.repository)}"


def _lines(location: Location) -> str:
    if location.end_line is None or location.end_line == location.line:
        return f"L{location.line}"
    return f"L{location.line}-L{location.end_line}"
