"""What is stated, and what the evidence says of it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from readiness.model.findings import Location, Proof


class ClaimVerdict(StrEnum):
    """What the evidence says of a claim."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


class SourceKind(StrEnum):
    """Where a statement was made."""

    PULL_REQUEST = "pull-request"
    COMMIT = "commit"
    DOCUMENT = "document"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Who states something: ``reference`` is a document's path or a commit's SHA."""

    kind: SourceKind
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """Where in its text a statement stands.

    ``headings`` from the outermost to the nearest; ``box`` the state of its task-list box;
    ``row`` and ``column`` the labels of its table cell; ``label`` the bold or colon-ended lead
    ("Status:"); ``lead`` the sentence that introduces its list ("Complete when:"); ``setting``
    what kind of text it stands in, where that is not plain prose: "heading", "quotation",
    "comment" (of code), "exact" or "unreadable" (in a block of claims), or "history" (of a version
    before the newest); ``release`` the heading of the version that a changelog tells of there.
    """

    headings: tuple[str, ...] = ()
    box: bool | None = None
    row: str = ""
    column: str = ""
    label: str = ""
    lead: str = ""
    setting: str = ""
    release: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A sentence that somebody states as a fact, in its context.

    ``location`` is None for a text that is no file (a pull request's body, a commit message);
    its line then stands in ``line``.
    """

    source: Source
    text: str
    line: int
    location: Location | None = None
    context: Context = Context()


class Comparison(StrEnum):
    """How a number was meant."""

    EXACTLY = "exactly"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ABOUT = "about"


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A number as written: "85%+" is 85 at-least with unit "%"; "12/12" is 12 of total 12.

    ``places`` is the number of decimal places written, the precision by which it is judged;
    ``upper`` the other end of a range.
    """

    value: Decimal
    comparison: Comparison = Comparison.EXACTLY
    total: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    places: int = 0


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Something stated that evidence can decide. ``also`` lists other places of the same claim."""

    kind: str
    quote: str
    statement: Statement
    value: str = ""
    subject: str = ""
    amount: Amount | None = None
    also: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A claim, what the evidence says of it, and the places that prove it."""

    claim: Claim
    verdict: ClaimVerdict
    reason: str
    evidence: tuple[Proof, ...] = ()
