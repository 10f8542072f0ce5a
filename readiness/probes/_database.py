"""Whether a service keeps data, and where that shows."""

import re
from collections.abc import Iterator

from readiness.model import Location
from readiness.probes._evidence import Code
from readiness.probes._service import service
from readiness.repository.snapshot import Role, Snapshot

NO_DATABASE = "no code of a service uses a database"
RELATIONAL = (
    (("sqlalchemy", "sqlmodel", "psycopg", "asyncpg", "mysql", "MySQLdb", "tortoise", "peewee",
      "django.db", "databases", "pyodbc", "oracledb"), re.compile(
        r"^[ \t]*(?:from|import)[ \t]+(?:sqlalchemy|sqlmodel|psycopg2?|asyncpg|aiomysql|pymysql"
        r"|MySQLdb|tortoise|peewee|databases|django\.db|flask_sqlalchemy|pyodbc|oracledb)\b",
        re.MULTILINE), ("python",)),
    (("pg", "mysql", "typeorm", "sequelize", "knex", "prisma", "drizzle", "mikro", "postgres"),
     re.compile(
        r"(?:\bfrom|\brequire\()[ \t]*['\"](?:pg|mysql2?(?:/promise)?|typeorm|sequelize|knex"
        r"|postgres|@prisma/client|drizzle-orm(?:/[\w-]+)?|@mikro-orm/\w+)['\"]"),
     ("javascript", "typescript")),
    (("database/sql", "pgx", "gorm", "sqlx", "entgo"), re.compile(
        r"\"(?:database/sql|github\.com/jackc/pgx[^\"]*|gorm\.io/gorm|github\.com/jmoiron/sqlx"
        r"|entgo\.io/ent[^\"]*)\""), ("go",)),
    (("persistence", "springframework"), re.compile(
        r"^import (?:javax|jakarta)\.persistence|^import org\.springframework\.(?:data\.|jdbc)",
        re.MULTILINE), ("java", "kotlin")),
    (("EntityFrameworkCore", "Npgsql", "Dapper"), re.compile(
        r"^using (?:Microsoft\.EntityFrameworkCore|Npgsql|Dapper)\b", re.MULTILINE), ("csharp",)),
    (("sqlx", "diesel", "sea_orm", "tokio_postgres"), re.compile(
        r"^use (?:sqlx|diesel|sea_orm|tokio_postgres)\b", re.MULTILINE), ("rust",)),
    (("ActiveRecord",), re.compile(r"\bActiveRecord::|< ApplicationRecord\b"), ("ruby",)),
)  # fmt: skip
OTHER = (
    (("pymongo", "motor", "beanie", "elasticsearch", "opensearchpy"), re.compile(
        r"^[ \t]*(?:from|import)[ \t]+(?:pymongo|motor|beanie|elasticsearch|opensearchpy)\b",
        re.MULTILINE), ("python",)),
    (("mongo",), re.compile(r"(?:\bfrom|\brequire\()[ \t]*['\"](?:mongodb|mongoose)['\"]"),
     ("javascript", "typescript")),
    (("mongo-driver",), re.compile(r"\"go\.mongodb\.org/mongo-driver[^\"]*\""), ("go",)),
)  # fmt: skip

CREATED = re.compile(r"\bCREATE\s+TABLE\b", re.IGNORECASE)
SCHEMA = re.compile(
    r"\bdeclarative_base\(|\(DeclarativeBase\b|\bmodels\.Model\b|\btable=True\b|^@Entity\b|"
    r"@Entity\(|\bAutoMigrate\(|\bsequelize\.define\(|\b(?:pg|mysql|sqlite)Table\(|\bDbSet<|"
    r"\bDbContext\b|(?i:\bCREATE\s+TABLE\b)|\bTable\(\s*['\"]\w+['\"],\s*\w*metadata\b|^@Table\b",
    re.MULTILINE,
)
SCHEMA_WORDS = (
    "declarative_base", "DeclarativeBase", "models.Model", "table=True", "@Entity", "AutoMigrate",
    "sequelize.define", "Table(", "DbSet<", "DbContext", "CREATE", "create table", "@Table",
)  # fmt: skip


def database(snapshot: Snapshot) -> Location | None:
    """Where a service uses a relational database; get it by ``snapshot.once(database)``."""
    return next(_used(snapshot, RELATIONAL), None)


def schema(snapshot: Snapshot) -> Location | None:
    """Where the repository defines tables; get it by ``snapshot.once(schema)``."""
    found = snapshot.once(Code).first(SCHEMA_WORDS, SCHEMA)
    scripts = (
        Location(path=file.path, line=1)
        for file in snapshot.of("sql", roles=(Role.SOURCE, Role.CONFIG, Role.OTHER))
        if CREATED.search(snapshot.text(file.path) or "")
    )
    return found or next(scripts, None)


def store(snapshot: Snapshot) -> Location | None:
    """Where a service uses any database; get it by ``snapshot.once(store)``."""
    return snapshot.once(database) or next(_used(snapshot, OTHER), None)


def _used(
    snapshot: Snapshot, table: tuple[tuple[tuple[str, ...], re.Pattern[str], tuple[str, ...]], ...]
) -> Iterator[Location]:
    if snapshot.once(service) is None:
        return
    code = snapshot.once(Code)
    for words, pattern, languages in table:
        found = code.first(words, pattern, *languages)
        if found:
            yield found
