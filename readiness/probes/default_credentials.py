"""Passwords and keys in configuration that everybody tries first."""

import re
from collections.abc import Iterator, Mapping

from readiness import plugins
from readiness.model import Effort, Finding, Location, Outcome, Rule, Severity
from readiness.probes._files import COMPOSE, own
from readiness.probes.probe import Probe
from readiness.repository.snapshot import File, Role, Snapshot

LOOKED_AT = """
    How: Compose files, committed .env files, and YAML, TOML, JSON, properties and ini files that
    hold settings or deploy something are searched, line by line, for keys that end in password,
    secret, secret_key or the like, and for addresses with a user and a password. What counts is a
    well-known default (admin, postgres, changeme, secret …), the name of its user, or such a value
    as the fallback of a variable, as in ${{VAR:-changeme}}. A variable without a fallback is fine.
    Tests, workflows, examples, templates, documentation, and files for development are left out.
    {severity} The value is not shown.
"""
DEFAULT = plugins.rule(
    "security.default-credential",
    severity=Severity.MINOR,
    effort=Effort.MINUTES,
    text=f"""A password in configuration is one that everybody tries first.

    Why: Whoever deploys with the configuration as it is has a service that anybody can enter.
    {LOOKED_AT.format(severity="Files for production are another rule's.")}
    Fix: Take the value from the environment without a fallback, and refuse to start without it.
    """,
)
PRODUCTION = plugins.rule(
    "security.production-default-credential",
    severity=Severity.MAJOR,
    effort=Effort.MINUTES,
    text=f"""A password in the configuration for production is one that everybody tries first.

    Why: The service that runs in production can be entered by anybody who reaches it.
    {LOOKED_AT.format(severity="Only files whose path says that they are for production.")}
    Fix: Change it wherever it is in use, and take it from the environment or a secret store.
    """,
)
LANGUAGES = ("yaml", "toml", "json", "properties", "ini", "dotenv")
ROLES = (Role.CONFIG, Role.OTHER, Role.SOURCE)
SETTINGS = re.compile(
    r"(^|[/._-])(settings?|config(uration)?|conf|credentials?|secrets?|application|appsettings|"
    r"database|values|deploy(ment)?|k8s|kubernetes|helm|charts?|prod(uction)?|stack)([/._-]|$)",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"(^|[/._-])(examples?|samples?|templates?|tmpl|tpl|dist|default|tests?|testing|e2e|ci|spec|"
    r"dev|develop(ment)?|devcontainer|local(host)?|override|debug|mocks?|demo|github|gitlab|"
    r"circleci|travis|locales?|i18n|lang(uages?)?|translations?|schemas?|openapi|swagger)([/._-]|$)",
    re.IGNORECASE,
)
TOOLS = re.compile(r"(^|/)(pyproject|tox|setup|pytest|package|tsconfig)[\w.-]*$|-lock\.|\.lock$")
FOR_PRODUCTION = re.compile(r"(^|[/._-])prod(uction)?([/._-]|$)", re.IGNORECASE)
PAIR = re.compile(
    r"""^\s*(?:-\s+)?(?:export\s+)?["']?(?P<key>[A-Za-z][\w.-]{0,80})["']?\s*[:=]\s*(?P<value>\S.*)$"""
)
VALUE = re.compile(r"""^(["']?)(?P<bare>[^"'#]*?)\1[,;]?(\s+(#|//).*)?$""")
SECRET = re.compile(
    r"(?i)(password|passwd|passphrase|(^|[_.-])(pwd|pass)|(^|[_.-]|client|app|jwt)secret|"
    r"secret[_.-]?key([_.-]?base)?|(api|jwt|signing|encryption)[_.-]?key)$"
)
USER = re.compile(r"(?i)(user(name)?|login|(^|[_.-])role)$")
FALLBACK = re.compile(r"\$\{\w+:?-(?P<shell>[^{}]*)\}|\$\{[\w.]+:(?![?+-])(?P<spring>[^{}]*)\}"
                      r"|\bdefault[ (]+[\"'](?P<template>[^\"']+)[\"']")  # fmt: skip
ADDRESS = re.compile(
    r"\b(?!https?:)\w+(?:\+\w+)?://(?P<user>[^\s:/@\"']+):(?P<password>[^\s@\"']+)@"
)
KNOWN = re.compile(
    r"(?i)(admin(istrator)?|root|toor|sa|p[a@]ss(w[o0]rd)?|passwd|secret|guest|default|user|qwerty|"
    r"letmein|postgres(ql)?|mysql|mariadb|mongo(db)?|redis|rabbit(mq)?|minio(admin)?|elastic|"
    r"welcome|test|demo)?(123(4(5(67?8?9?0?)?)?)?|1)?!?"
    r"|change[ _-]?(me|this|it)[\w-]*"
    r"|(my|super|very|top)?[_-]?(secret|password)([_-]?(key|password))?"
)
NAMED = re.compile(r"^\s*(?:-\s+)?name:\s*[\"']?(\w+)[\"']?\s*$")
LONGEST = 400


def _credentials(snapshot: Snapshot) -> Iterator[Finding]:
    for file in own(snapshot):
        if file.readable and _looked_at(file):
            rule = PRODUCTION if FOR_PRODUCTION.search(file.path) else DEFAULT
            text = snapshot.text(file.path) or ""
            for line, key in _defaults(text):
                yield _finding(rule, Location(path=file.path, line=line), key)


def _looked_at(file: File) -> bool:
    if file.language not in LANGUAGES or file.role not in ROLES:
        return False
    if ELSEWHERE.search(file.path) or TOOLS.search(file.path):
        return False
    named = file.language in ("dotenv", "properties", "ini") or COMPOSE.search(file.path)
    return bool(named or SETTINGS.search(file.path))


def _finding(rule: Rule, place: Location, key: str) -> Finding:
    message = f"{key} has a value that everybody tries first"
    return Finding(rule=rule, outcome=Outcome.FAIL, message=message, location=place)


def _defaults(text: str) -> Iterator[tuple[int, str]]:
    """Line and key of each default credential."""
    pairs = list(_pairs(text))
    users = {_stem(key, USER): _last(value) for _, key, value in pairs if USER.search(key)}
    for line, key, value in pairs:
        found = ADDRESS.search(value)
        if found:
            password, user = _last(found["password"]), _last(found["user"])
            guessed = password == user or _known(password)
        else:
            password = _last(value)
            guessed = bool(SECRET.search(key)) and _guessed(key, password, users)
        if guessed and password:
            yield line, key


def _pairs(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, key and value of what has that form; in Kubernetes' lists a name is on its own line."""
    name = ""
    for number, line in enumerate(text.split("\n"), 1):
        pair = PAIR.match(line[:LONGEST])
        if pair:
            bare = VALUE.match(" ".join(pair["value"].split()))
            value = bare["bare"].strip() if bare else pair["value"]
            yield number, name if name and pair["key"] == "value" else pair["key"], value
        named = NAMED.match(line[:LONGEST])
        name = named[1] if named else ""


def _guessed(key: str, password: str, users: Mapping[str, str]) -> bool:
    return _known(password) or (bool(password) and users.get(_stem(key, SECRET)) == password)


def _known(password: str) -> bool:
    return len(password) > 1 and KNOWN.fullmatch(password) is not None


def _stem(key: str, ending: re.Pattern[str]) -> str:
    """What two keys of one account have in common: POSTGRES of POSTGRES_USER."""
    return ending.sub("", key).strip("_.-").lower()


def _last(value: str) -> str:
    """The value, or the fallback of the variable that it is."""
    found = FALLBACK.search(value)
    if found:
        return next((each for each in found.groups() if each), "").strip("\"' ")
    return "" if "$" in value or "{{" in value or "<" in value else value


CREDENTIALS = Probe(rules=(DEFAULT, PRODUCTION), run=_credentials)
