"""Records on disk: ``.readiness/records/NAME.json`` under the repository's root.

What stands there may be hostile: no symbolic link is followed, nothing but a small regular file is
read, and what is replaced is the name, never what it leads to.
"""

import errno
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FOLDER = (".readiness", "records")
SUFFIX = ".json"
NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
LARGEST = 512 * 1024
MOST = 500
SAFE = os.open in os.supports_dir_fd
"""Whether folders can be walked here without a link being put in the way (not on Windows)."""

if SAFE:
    _ROOT = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    _DIRECTORY = _ROOT | os.O_NOFOLLOW
    _FILE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class StoreError(Exception):
    """Why records can't be kept or one can't be read, and what to do."""


def path(name: str) -> str:
    """Where the record of this name stands, from the repository's root."""
    return "/".join((*FOLDER, name + SUFFIX))


def write(root: Path, name: str, record: Mapping[str, Any]) -> None:
    """Keep a record, in place of one of the same name. Raises StoreError."""
    content = json.dumps(record, indent=2).encode("ascii") + b"\n"
    with _folder(root, make=True) as folder:
        try:
            _replace(folder, name + SUFFIX, content)
        except OSError as error:
            raise StoreError(f"{path(name)} can't be written: {error.strerror}") from error


def remove(root: Path, name: str) -> None:
    """Forget a record, so that none is left of an earlier run. Raises StoreError."""
    with _folder(root, make=True) as folder:
        try:
            os.unlink(name + SUFFIX, dir_fd=folder)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"{path(name)} can't be removed: {error.strerror}") from error


def names(root: Path) -> tuple[str, ...]:
    """The names of the records that there are, in order. Raises StoreError."""
    if not os.path.lexists(root.joinpath(*FOLDER)):
        return ()
    with _folder(root, make=False) as folder:
        found = sorted(name for name in os.listdir(folder) if name.endswith(SUFFIX))
    if len(found) > MOST:
        raise StoreError(f"{'/'.join(FOLDER)} holds {len(found)} records; at most {MOST} are read")
    return tuple(name.removesuffix(SUFFIX) for name in found)


def read(root: Path, name: str) -> bytes:
    """The content of a record's file. Raises StoreError."""
    with _folder(root, make=False) as folder:
        try:
            file = os.open(name + SUFFIX, os.O_RDONLY | _FILE, dir_fd=folder)
        except OSError as error:
            raise StoreError(f"it can't be opened: {_why(error)}") from error
        try:
            content = _content(file)
        finally:
            os.close(file)
    if len(content) > LARGEST:
        raise StoreError(f"it is larger than {LARGEST} bytes")
    return content


def _content(file: int) -> bytes:
    if not stat.S_ISREG(os.fstat(file).st_mode):
        raise StoreError("it is no regular file")
    with os.fdopen(file, "rb", closefd=False) as stream:
        return stream.read(LARGEST + 1)


@contextmanager
def _folder(root: Path, *, make: bool) -> Iterator[int]:
    """A descriptor of the records' folder, reached without following a link."""
    if not SAFE:
        raise StoreError("records can be neither kept nor read safely on this system; use Linux")
    try:
        handle = os.open(root, _ROOT)
    except OSError as error:
        raise StoreError(f"the repository's root can't be opened: {_why(error)}") from error
    try:
        for depth, part in enumerate(FOLDER):
            if make:
                with suppress(FileExistsError):
                    os.mkdir(part, dir_fd=handle)
            below = os.open(part, _DIRECTORY, dir_fd=handle)
            os.close(handle)
            handle = below
            if make and depth == 0:
                _ignore(handle)
    except OSError as error:
        os.close(handle)
        place = "/".join(FOLDER)
        raise StoreError(f"{place} can't be used as a folder: {_why(error)}") from error
    try:
        yield handle
    finally:
        os.close(handle)


def _ignore(folder: int) -> None:
    """Keep the folder out of commits."""
    with suppress(FileExistsError):
        made = os.open(".gitignore", os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE, 0o644,
                       dir_fd=folder)  # fmt: skip
        with os.fdopen(made, "wb") as stream:
            stream.write(b"*\n")


def _replace(folder: int, name: str, content: bytes) -> None:
    new = f".{name}.{os.getpid()}"
    with suppress(FileNotFoundError):
        os.unlink(new, dir_fd=folder)
    file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE, 0o644, dir_fd=folder)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
    os.replace(new, name, src_dir_fd=folder, dst_dir_fd=folder)


def _why(error: OSError) -> str:
    match error.errno:
        case errno.ELOOP:
            return "it is a symbolic link"
        case errno.ENOTDIR:
            return "it is a symbolic link or a file"
        case _:
            return str(error.strerror).lower()
