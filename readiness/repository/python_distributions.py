"""Which distribution installs a module, as far as it is known without installing anything."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from readiness.repository.requirement import normalised

TABLE = Path(__file__).with_name("python_distributions.txt")
COMMON_WORDS = frozenset(
    {
        *("api", "app", "client", "cli", "common", "core", "data", "django", "extra", "extras"),
        *("flask", "helpers", "kit", "lib", "library", "plugin", "pytest", "python", "sdk"),
        *("server", "service", "text", "tool", "tools", "types", "util", "utils", "web"),
    }
)
STUBS = re.compile(r"^types-|-stubs$")
FAMILIES = frozenset(
    {
        *("airflow", "aws_cdk", "azure", "backports", "collective", "databricks", "google"),
        *("jaraco", "llama_index", "mysql", "opentelemetry", "paste", "plone", "repoze"),
        *("ruamel", "snowflake", "sphinxcontrib", "zope"),
    }
)


@cache
def modules() -> dict[str, frozenset[str]]:
    """The modules of the distributions that are known, by the distribution's normalised name."""
    found: dict[str, frozenset[str]] = {}
    for line in _table():
        name, colon, names = line.partition(":")
        if colon:
            found[normalised(name.strip())] = frozenset(names.split())
        elif ">" not in line:
            found |= {each: frozenset({each.replace("-", "_")}) for each in name.split()}
    return found


def providers(module: str) -> tuple[str, ...]:
    """The distributions known to install a dotted module, by its longest known part."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        found = _providers().get(".".join(parts[:length]))
        if found:
            return found
    return ()


def brought(distributions: Iterable[str]) -> frozenset[str]:
    """What these distributions are known to require for themselves, directly or further on."""
    found: set[str] = set()
    waiting = list(distributions)
    while waiting:
        new = _brings().get(waiting.pop(), frozenset()) - found
        found |= new
        waiting += new
    return frozenset(found)


def provides(distribution: str, module: str) -> bool:
    """Whether a distribution surely or possibly installs a dotted module.

    Of a distribution that is not known, a name that resembles the module's is enough.
    """
    if STUBS.search(distribution):
        return False
    top = module.partition(".")[0]
    if distribution in providers(module) or distribution == normalised(top):
        return True
    if distribution in modules() and top not in FAMILIES:
        return top in {each.partition(".")[0] for each in modules()[distribution]}
    return _resembles(distribution, module)


def explained(distributions: Iterable[str], imported: frozenset[str]) -> bool:
    """Whether it is known of all these what they install: from the table, or by their name."""
    names = {normalised(each) for each in imported}
    return all(each in modules() or each in names or STUBS.search(each) for each in distributions)


def _resembles(distribution: str, module: str) -> bool:
    top = module.partition(".")[0]
    if top in FAMILIES:
        return distribution.startswith(normalised(top))
    one, two = _compact(distribution), _compact(top)
    if len(min(one, two, key=len)) > 2 and (one in two or two in one):
        return True
    return bool(_words(distribution) & _words(top))


def _compact(name: str) -> str:
    return re.sub(r"[^a-z0-9]|python", "", name.lower())


def _words(name: str) -> set[str]:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()
    return {each for each in re.split(r"[^a-z0-9]+", spaced) if len(each) > 2} - COMMON_WORDS


def _table() -> Iterator[str]:
    for line in TABLE.read_text("utf-8").splitlines():
        yield line.partition("#")[0].strip()


@cache
def _providers() -> dict[str, tuple[str, ...]]:
    """Distributions by the module that they install, those with the shortest name first."""
    found: dict[str, set[str]] = {}
    for distribution, names in modules().items():
        for name in names:
            found.setdefault(name, set()).add(distribution)
    return {name: tuple(sorted(each, key=lambda n: (len(n), n))) for name, each in found.items()}


@cache
def _brings() -> dict[str, frozenset[str]]:
    pairs = (line.split(">") for line in _table() if ">" in line)
    return {name.strip(): frozenset(names.split()) for name, names in pairs}
