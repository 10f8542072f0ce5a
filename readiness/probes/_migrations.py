"""The migrations of a repository: their files, what each follows, and whether it does anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.repository.snapshot import File, Role, Snapshot

ELSEWHERE = (Role.TEST, Role.FIXTURE, Role.EXAMPLE, Role.VENDORED, Role.DOCUMENT)
FOLDER = re.compile(
    r"(^|/)(migrations?|migrate|versions|flyway|liquibase|changelog|changesets?|drizzle)(/|$)",
    re.IGNORECASE,
)
NAME = re.compile(
    r"^(?P<number>[vVuU]?\d[\d._]*?)(?:[_\-]|__|\.)[^/]*\.(py|sql|[jt]s|rb|php|cs)$"
    r"|^[0-9a-f]{8,}_\w+\.py$"
)
STAMPED = re.compile(r"(^|/)\d{8,}_[^/]*/migration\.sql$")
REVISION = re.compile(r"^revision\b[^=\n]*=\s*['\"]([^'\"]+)", re.MULTILINE)
FOLLOWS = re.compile(r"^down_revision\b[^=\n]*=\s*([^\n]*(?:\n[ \t)][^\n]*)*)", re.MULTILINE)
QUOTED = re.compile(r"['\"]([^'\"]+)['\"]")
DJANGO = re.compile(r"^class Migration\b", re.MULTILINE)
DEPENDENCIES = re.compile(
    r"^[ \t]*dependencies\s*(?::[^=\n]*)?=\s*\[([^\]]{0,20000})", re.MULTILINE
)
DEPENDS = re.compile(r"\(\s*['\"](\w+)['\"]\s*,\s*['\"](\w+)['\"]\s*,?\s*\)")
NOTHING = (
    ("sql", re.compile(r"\A(?:\s++|;|--[^\n]*+|/\*[\s\S]*?(?:\*/|\Z))*+\Z")),
    ("py", re.compile(r"operations\s*(?::[^=\n]*)?=\s*\[\s*\]")),
    ("py", re.compile(
        r"^def upgrade\([^)]*\)[^:\n]*:\s*+(?:\"\"\"[^\"]*\"\"\"\s*+)?(?:#[^\n]*+\s*+)*+pass\s*"
        r"(?:\n\S|\Z)", re.MULTILINE)),
    ("js ts", re.compile(r"\bup\b[^{};\n]{0,120}\{\s*\}")),
    ("rb", re.compile(r"^[ \t]*def (?:change|up)\s*\n\s*end", re.MULTILINE)),
    ("cs", re.compile(r"\bvoid Up\([^)]*\)\s*\{\s*\}")),
    ("php", re.compile(r"\bfunction up\([^)]*\)[^{]{0,40}\{\s*\}")),
)  # fmt: skip

MEANT = re.compile(r"\bno-?op\b|does nothing|do nothing|intentional|used to|removed", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Migration:
    """One migration. ``set`` is what it belongs to, ``id`` its name or number there.

    ``follows`` are the ids before it in the same set, None where only the order of ids says it.
    """

    path: str
    set: str
    id: str
    follows: tuple[str, ...] | None
    empty: bool
    squashed: bool = False


def migrations(snapshot: Snapshot) -> tuple[Migration, ...]:
    """Every migration, in the order of paths; get them by ``snapshot.once(migrations)``."""
    found = (_read(snapshot, file) for file in snapshot.files.values() if _is_one(file))
    return tuple(each for each in found if each)


def _is_one(file: File) -> bool:
    if file.role in ELSEWHERE or file.name.endswith((".Designer.cs", ".down.sql", ".d.ts")):
        return False
    folder = file.path.rpartition("/")[0]
    named = NAME.match(file.name) and FOLDER.search(folder)
    return bool(named or (STAMPED.search(file.path) and FOLDER.search(folder)))


def _read(snapshot: Snapshot, file: File) -> Migration | None:
    text = snapshot.text(file.path) or ""
    folder, _, name = file.path.rpartition("/")
    if STAMPED.search(file.path):
        folder, _, name = folder.rpartition("/")
    suffix = file.name.rpartition(".")[2]
    if suffix == "py":
        return _python(file.path, folder, name.removesuffix(".py"), text)
    match = NAME.match(name) or re.match(r"(?P<number>\d+)", name)
    number = (match["number"] or name) if match else name
    return Migration(
        path=file.path,
        set=f"{folder}/*.{suffix}",
        id=_canonical(number) if match and len(number) < 30 else name,
        follows=None,
        empty=_empty(text, suffix),
    )


def _python(path: str, folder: str, name: str, text: str) -> Migration | None:
    revision, before = REVISION.search(text), FOLLOWS.search(text)
    if revision and before:
        follows = tuple(QUOTED.findall(before[1]))
        empty = len(follows) < 2 and _empty(text, "py")
        return Migration(path=path, set=folder, id=revision[1], follows=follows, empty=empty)
    if DJANGO.search(text):
        app = folder.rpartition("/")[0].rpartition("/")[2]
        listed = DEPENDENCIES.search(text)
        stated = DEPENDS.findall(listed[1]) if listed else []
        own = tuple(id_ for of, id_ in stated if of == app and id_ != "__first__")
        empty = len(own) < 2 and _empty(text, "py")
        squashed = bool(re.search(r"^[ \t]*replaces\s*=", text, re.MULTILINE))
        return Migration(
            path=path, set=folder, id=name, follows=own, empty=empty, squashed=squashed
        )
    return None


def _empty(text: str, suffix: str) -> bool:
    """Whether it does nothing, and does not say that it means to."""
    if MEANT.search(text):
        return False
    return any(suffix in kinds.split() and shape.search(text) for kinds, shape in NOTHING)


def _canonical(number: str) -> str:
    """A number as its order reads it: ``V007`` and ``7`` are one."""
    parts = re.findall(r"\d+", number)
    return ".".join(str(int(part)) for part in parts)


def sets(found: tuple[Migration, ...]) -> Iterator[tuple[Migration, ...]]:
    """The migrations that belong together."""
    by_set: dict[str, list[Migration]] = {}
    for each in found:
        by_set.setdefault(each.set, []).append(each)
    yield from (tuple(each) for each in by_set.values())
