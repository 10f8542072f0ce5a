"""What ready means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from readiness.model.claims import SourceKind
from readiness.model.findings import Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """When something applies: where every part that is given has an entry that fits.

    ``paths`` are globs of changed files, ``bases`` of the base branch, ``components`` of names.
    """

    paths: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    components: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """A bound on a metric. ``id`` names the gate, ``of`` its metric where that is another name.

    At least one of the bounds is given. ``warns`` says that a metric that is not measured does not
    block.
    """

    id: str
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    of: str = ""
    when: Condition = Condition()
    warns: bool = False

    @property
    def metric(self) -> str:
        return self.of or self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicySource:
    """Where a policy came from: its path (or ``built-in``), the commit, and its SHA-256."""

    path: str
    ref: str | None
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PathRule:
    """The severity of a rule's findings in files that a glob matches; None is off."""

    rule: str
    glob: str
    severity: Severity | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiver:
    """A failed rule or gate that does not count, until the end of the day ``expires``.

    ``paths`` are globs: of the files of a rule's findings, or of the name of the component that a
    gate is of ("." for the whole repository).
    """

    paths: tuple[str, ...]
    reason: str
    owner: str
    expires: date
    rule: str = ""
    gate: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attestation:
    """What somebody vouches for that no machine can see; never more than *attested*."""

    item: str
    who: str
    when: date
    link: str
    expires: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Component:
    """A part of the repository that is judged by itself. ``path`` is its directory.

    ``tests`` and ``coverage`` are globs of its own reports, from the repository's root. ``weights``
    and ``gates`` are None where the policy's apply. ``found`` says that nobody listed it.
    """

    name: str
    path: str
    tests: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    weights: Mapping[str, int] | None = None
    gates: tuple[Gate, ...] | None = None
    required: bool = True
    found: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """Files of the repository: by glob, by a word that stands in them, by their length.

    ``mention`` are words of which any counts, whatever their case; ``lines`` is how many lines
    with text a file has at least.
    """

    files: tuple[str, ...]
    mention: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One line of a checklist, decided by whichever of these is given.

    ``gate`` bounds a metric, and ``close`` is the bound from which it is nearly reached; ``rules``
    are patterns of rules of which none may have failed; ``search`` must find a file; ``claims`` are
    kinds of claims of which none may be contradicted; and what ``attestable`` says may be vouched
    for where nothing else decides. It applies where there are the files of ``only_if`` and one of
    the rules ``only_with`` applies. ``mild`` says that it never makes its checklist not ready,
    ``advice`` what to do about a failure.
    """

    id: str
    title: str
    gate: Gate | None = None
    close: Fraction | None = None
    rules: tuple[str, ...] = ()
    search: Search | None = None
    claims: tuple[str, ...] = ()
    attestable: bool = False
    only_if: Search | None = None
    only_with: tuple[str, ...] = ()
    mild: bool = False
    risk: str = ""
    advice: str = ""
    horizon: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A checklist. ``weight`` is None for as many shares as it has items that apply.

    ``required`` says that the whole is no more ready than it; ``each`` that every component has
    one of its own.
    """

    id: str
    title: str
    items: tuple[Item, ...]
    weight: int | None = None
    required: bool = False
    each: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpCheck:
    """An address that must answer with ``status`` and, in its JSON, with the ``fields``' values.

    A field is a path of keys and positions, as ``checks.0.state``.
    """

    name: str
    url: str
    status: int = 200
    fields: Mapping[str, str | float | bool | None] = field(default_factory=dict)
    seconds: float = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class TcpCheck:
    """A port that must accept connections."""

    name: str
    host: str
    port: int
    seconds: float = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class PostgresCheck:
    """A database, named by the environment ``variable`` that holds its address.

    ``permissions`` are (table, schema or database; its name, empty for the database; privilege).
    The table ``migrations`` has at least ``number`` rows, and one in which every column of
    ``holds`` has its value.
    """

    name: str
    variable: str
    permissions: tuple[tuple[str, str, str], ...] = ()
    migrations: str = ""
    number: int = 0
    holds: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 5


LiveCheck = HttpCheck | TcpCheck | PostgresCheck


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportLimits:
    """How much of the reports is read: so many files, megabytes in all, and seconds."""

    files: int = 20_000
    megabytes: int = 8192
    seconds: int = 300


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What ready means here.

    ``rules`` maps a rule's id to its severity, or None for off; of ``path_rules`` the last that
    fits goes first. ``tests``, ``coverage`` and ``analysis`` are globs, of which the
    ``required_reports`` must match a file. ``ready_from`` and ``degraded_from`` are scores.
    ``custom_rules`` are files. ``words`` replaces the words for states and verdicts.
    ``claim_code`` says whether the comments of changed code are read for claims. ``records`` name
    commands that an earlier step must have recorded. ``count_unmeasured`` says
    whether source files that no coverage report mentions count as not covered.
    """

    weights: Mapping[str, int]
    gates: tuple[Gate, ...]
    source: PolicySource
    ready_from: Fraction = Fraction(80)
    degraded_from: Fraction = Fraction(50)
    rules: Mapping[str, Severity | None] = field(default_factory=dict)
    path_rules: tuple[PathRule, ...] = ()
    custom_rules: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    analysis: tuple[str, ...] = ()
    base_coverage: tuple[str, ...] = ()
    required_reports: tuple[str, ...] = ()
    claim_sources: tuple[SourceKind, ...] = tuple(SourceKind)
    claim_documents: tuple[str, ...] = ()
    claim_code: bool = False
    waivers: tuple[Waiver, ...] = ()
    new_ignores: bool = False
    attestations: tuple[Attestation, ...] = ()
    components: tuple[Component, ...] = ()
    find_components: bool = True
    sections: tuple[Section, ...] = ()
    title: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    records: tuple[str, ...] = ()
    live: tuple[LiveCheck, ...] = ()
    report_limits: ReportLimits = ReportLimits()
    count_unmeasured: bool = False
