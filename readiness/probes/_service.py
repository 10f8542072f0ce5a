"""Whether the repository is a service that somebody runs, and what shows it."""

import re

from readiness.model import Location
from readiness.repository.snapshot import Role, Snapshot

RUN = re.compile(
    r"^(?!\.|.*/\.)(.*/)?(Dockerfile[^/]*|Containerfile|Procfile|(docker-)?compose[^/]*\.ya?ml|"
    r"Chart\.yaml)$"
)
APP = re.compile(
    r"^\s*[\w.]+\s*(?::[^=\n]+)?=\s*(?P<made>FastAPI|Flask|Starlette|Sanic|Quart|Litestar|FastMCP)\("
    r"|\buvicorn\.run\(|^(?:const|let|var)\s+\w+\s*=\s*(?:express|fastify)\(|\bapp\.listen\("
    r"|\bhttp\.ListenAndServe|\bgin\.(?:Default|New)\(|@SpringBootApplication"
    r"|\bWebApplication\.CreateBuilder\(|\bHttpServer::new\(|\baxum::serve\(",
    re.MULTILINE,
)
HINTS = (
    "FastAPI(", "Flask(", "Starlette(", "Sanic(", "Quart(", "Litestar(", "FastMCP(", "uvicorn.run(",
    "express(", "fastify(", "app.listen(", "ListenAndServe", "gin.", "@SpringBootApplication",
    "WebApplication.CreateBuilder", "HttpServer::new", "axum::serve",
)  # fmt: skip
LANGUAGES = ("python", "javascript", "typescript", "go", "java", "kotlin", "csharp", "rust")


def service(snapshot: Snapshot) -> Location | None:
    """The place that shows that this is a service: how it is run, or where it listens."""
    for file in snapshot.files.values():
        if file.role in (Role.SOURCE, Role.CONFIG, Role.OTHER) and RUN.search(file.path):
            return Location(path=file.path, line=1)
    for file in snapshot.of(*LANGUAGES):
        text = snapshot.text(file.path) or ""
        found = APP.search(text) if any(hint in text for hint in HINTS) else None
        if found and not re.search(rf"\bclass {found['made']}\b", text):
            return Location(path=file.path, line=text.count("\n", 0, found.start()) + 1)
    return None
