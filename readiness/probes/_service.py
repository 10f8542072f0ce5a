"""Whether the repository is a service that somebody runs, by what it starts and how it is run."""

import re
from collections.abc import Iterator
from typing import Any

from readiness.model import Location
from readiness.probes._evidence import LANGUAGES as LANGUAGES
from readiness.probes._evidence import Code, place
from readiness.probes._parsed import documents
from readiness.repository.javascript import ScriptTree
from readiness.repository.snapshot import Role, Snapshot

NO_SERVICE = "nothing here starts a server or a worker: it is taken for a library or a tool"
PYTHON = re.compile(
    r"^[ \t]*(?:[\w.]+[ \t]*(?::[^=\n]{1,60})?=|return)[ \t]*(?:\w+\.)?"
    r"(?P<made>FastAPI|Flask|Starlette|Sanic|Quart|Litestar|FastMCP|Celery|Bottle|Robyn)\("
    r"|\buvicorn\.run\(|\bweb\.run_app\(|\bgrpc\.(?:aio\.)?server\(|^WSGI_APPLICATION\s*=\s*[\"\']",
    re.MULTILINE,
)
PYTHON_WORDS = (
    "FastAPI(", "Flask(", "Starlette(", "Sanic(", "Quart(", "Litestar(", "FastMCP(", "Celery(",
    "Bottle(", "Robyn(", "uvicorn.run(", "run_app(", "grpc.", "WSGI_APPLICATION",
)  # fmt: skip
SCRIPT = re.compile(
    r"=\s*(?:await\s+)?(?:express|[fF]astify)\(|\bnew (?:Koa|Hono)\b|\bNestFactory\.create\b"
)
SCRIPT_WORDS = ("express(", "astify(", "new Koa", "new Hono", "NestFactory")
SCRIPT_PACKAGES = frozenset({"express", "fastify", "koa", "hono", "@nestjs/core", "next", "nuxt"})
SITE = re.compile(r"(^|/)(www|web-?site|site|docs?)(/|$)")
COMPILED = (
    (("ListenAndServe", "gin.", "echo.New", "fiber.New", "chi.New", "mux.New"), re.compile(
        r"^[^\n]{0,60}\b\w+\.ListenAndServe(?:TLS)?\("
        r"|\b(?:gin\.(?:Default|New)|echo\.New|fiber\.New|chi\.NewRouter|mux\.NewRouter)\(",
        re.MULTILINE), ("go",)),
    (("@SpringBootApplication", "embeddedServer(", "@QuarkusMain", "Micronaut.run"), re.compile(
        r"@SpringBootApplication|\bembeddedServer\(|@QuarkusMain|\bMicronaut\.run\b"),
     ("java", "kotlin")),
    (("WebApplication.", "WebHost.", "Host.Create"), re.compile(
        r"\bWebApplication\.Create\w*Builder\(|\bWebHost\.CreateDefaultBuilder\("
        r"|\bHost\.Create(?:Default|Application)Builder\("), ("csharp",)),
    (("axum::serve", "HttpServer::new", "rocket::build", "warp::serve"), re.compile(
        r"\baxum::serve\(|\bHttpServer::new\(|\brocket::build\(|\bwarp::serve\("), ("rust",)),
)  # fmt: skip
MAIN = re.compile(r"^package main\b", re.MULTILINE)
FRAMEWORK = re.compile(
    r"\"github\.com/(gin-gonic/gin|labstack/echo|gofiber/fiber|go-chi/chi|gorilla/mux)[/\"]"
)
EXPOSE = re.compile(r"^[ \t]*EXPOSE\s+\S", re.MULTILINE | re.IGNORECASE)
HELP = re.compile(r"^[ \t]*CMD\b.*--help", re.MULTILINE | re.IGNORECASE)
WEB = re.compile(r"^(web|worker|release|api)\s*:\s*\S", re.MULTILINE)


def service(snapshot: Snapshot) -> Location | None:
    """The place that shows that this is a service; get it by ``snapshot.once(service)``."""
    return next(_places(snapshot), None)


def _places(snapshot: Snapshot) -> Iterator[Location]:
    code = snapshot.once(Code)
    yield from _python(snapshot, code)
    yield from _script(snapshot, code)
    for words, pattern, languages in COMPILED:
        for at, _ in code.find(words, pattern, *languages, bare=True):
            if languages != ("go",) or _is_program(code, at.path):
                yield at
    yield from _containers(snapshot)


def _python(snapshot: Snapshot, code: Code) -> Iterator[Location]:
    for at, match in code.find(PYTHON_WORDS, PYTHON, "python", bare=True):
        made = match["made"]
        imported = rf"^[ \t]*(?:from|import)\s+{made}\b" if made else ""
        text = code.text(at.path)
        known = made is None or re.search(imported, text, re.MULTILINE | re.IGNORECASE)
        if known and not _own(snapshot, (made or "").lower()):
            yield at


def _own(snapshot: Snapshot, package: str) -> bool:
    """Whether the repository is the framework itself."""
    return bool(package) and any(f"{r}{package}" in snapshot.directories for r in ("", "src/"))


def _script(snapshot: Snapshot, code: Code) -> Iterator[Location]:
    """A framework is started by a package that has it for run time."""
    packages = snapshot.once(ScriptTree).packages
    serving = [each for each in packages if SCRIPT_PACKAGES & _runtime(each.data)]
    for each in serving:
        scripts = each.data.get("scripts")
        if SITE.search(each.directory):
            continue
        if isinstance(scripts, dict) and re.match(r"(next|nuxt) start", str(scripts.get("start"))):
            yield Location(path=each.path)
    if not serving:
        return
    for at, _ in code.find(SCRIPT_WORDS, SCRIPT, "javascript", "typescript", bare=True):
        if any(not each.directory or at.path.startswith(f"{each.directory}/") for each in serving):
            yield at


def _runtime(data: Any) -> set[str]:
    table = data.get("dependencies")
    return set(table) if isinstance(table, dict) else set()


def _is_program(code: Code, path: str) -> bool:
    """Whether a Go file is run: a program itself, or one with a framework in a tree with one."""
    text = code.text(path)
    if MAIN.search(text):
        return True
    programs = (MAIN.search(code.text(each)) for each in code.paths(["package main"], "go"))
    return FRAMEWORK.search(text) is not None and any(programs)


def _containers(snapshot: Snapshot) -> Iterator[Location]:
    """What at the root runs it: an image that listens, a Procfile, a built compose service."""
    for file in snapshot.files.values():
        if "/" in file.path or file.role in (Role.TEST, Role.EXAMPLE, Role.FIXTURE):
            continue
        text = snapshot.text(file.path) or ""
        if re.fullmatch(r"(Dockerfile|Containerfile)", file.name):
            found = EXPOSE.search(text)
            if found and not HELP.search(text):
                yield place(file.path, text, found.start())
        elif (file.name == "Procfile" and WEB.search(text)) or _listens(file.name, text):
            yield Location(path=file.path, line=1)


def _listens(name: str, text: str) -> bool:
    if not re.fullmatch(r"(docker-)?compose\.ya?ml", name):
        return False
    for data in documents(text) or ():
        services = data.get("services") if isinstance(data, dict) else None
        for each in services.values() if isinstance(services, dict) else ():
            if isinstance(each, dict) and each.get("build") and each.get("ports"):
                return True
    return False
