"""The catalogue: every rule there is, of whatever room."""

from functools import cache

from readiness import plugins
from readiness.checks import rules as checked
from readiness.claims.kind import kinds
from readiness.model import Rule
from readiness.probes import additions
from readiness.probes import run as probes
from readiness.reports import beyond, change_checks, checks
from readiness.unreported import find as unreported


@cache
def catalogue() -> tuple[Rule, ...]:
    """All rules in the order of their ids. Raises PluginError for a duplicate id."""
    of_reports = (*checks.rules(), *change_checks.rules(), *beyond.rules(), *checked.rules())
    of_claims = (kind.rule for kind in kinds().values())
    of_probes = (*probes.rules(), *additions.rules())
    return plugins.unique((*of_reports, *unreported.rules(), *of_probes, *of_claims))
