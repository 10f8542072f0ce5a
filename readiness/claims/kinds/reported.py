"""Work or a state is reported in words that no other kind knows better.

Why: a report that says of forty things that they were built, tested and fast is read as if somebody
had looked.

How: read last, in documents that report on work and where another tells a status: that something
was done, what state it is in, a figure of it. It is decided by the paths and names that it has in
code marks and by the number of things that the code lists under their name; else nothing measures
it, and it is unsupported.

Fix: name the file, the test or the report that shows it, or leave it out.
"""

import re
from collections.abc import Iterator

from readiness.claims import ticked, words
from readiness.claims.context import reading
from readiness.claims.evidence import Evidence
from readiness.claims.genre import tells_of_work
from readiness.claims.made import by_code
from readiness.claims.stated import stated
from readiness.claims.tally import by_number
from readiness.claims.verdicts import unsupported
from readiness.claims.witness import UNMEASURED, by_witness
from readiness.claims.workflows import by_workflows
from readiness.model import Claim, ClaimVerdict, Context, Judgement, SourceKind, Statement

GIVES_WAY = True
_VERB = (
    r"(?:add|achiev|address|adopt|align|appl|approv|audit|automat|benchmark|bundl|cach|captur|chang|"
    r"clean|clos|collect|complet|configur|confirm|connect|consolidat|containeri[sz]|convert|correct|"
    r"cover|creat|debugg|decoupl|defin|delet|deliver|deploy|deprecat|design|detect|develop|disabl|"
    r"document|eliminat|embed|enabl|enforc|enhanc|establish|exceed|expand|expos|extend|extract|"
    r"finali[sz]|finish|fix|generat|handl|harden|implement|improv|includ|increas|index|initiali[sz]|"
    r"install|integrat|introduc|isolat|launch|link|load|log|maintain|merg|migrat|minimi[sz]|"
    r"moderni[sz]|modif|moni?tor|mov|normali[sz]|optimi[sz]|organi[sz]|pass|patch|pin|populat|port|"
    r"preserv|process|profil|protect|prov|publish|reduc|refactor|regist(?:e)?r|releas|remov|renam|"
    r"reorgani[sz]|repair|replac|resolv|restor|restructur|review|revis|rework|sanit?i[sz]|save|"
    r"secur|seed|separat|ship|simplif|solv|specif|split|standardi[sz]|stabili[sz]|stor|streamlin|"
    r"structur|support|switch|synchroni[sz]|tes?t|track|train|transform|translat|tun|unif|updat|"
    r"upgrad|us|validat|verif|wir|wrapp)"
)
_PAST = (
    rf"(?:{_VERB}(?:t|p|n|r|g)?(?:ed|ied)|built|wrote|written|made|set\sup|ran|run|split|cut|met|"
    r"done|shipped|rewrote|rewritten|caught|kept|held|found|brought|put|broken\s(?:out|up|down))"
)
_DID = re.compile(
    rf"^\W{{0,8}}(?:\d{{1,2}}\.\s\W{{0,3}})?(?:[A-Za-z][\w /&()-]{{1,40}}:\s\W{{0,3}})?"
    rf"(?:(?:(?:we|i)(?:['’]ve)?|successfully|fully|now|also|all|newly|properly)\s"
    rf"(?:have\s|has\s)?){{0,2}}{_PAST}\b\s\S",
    re.IGNORECASE,
)
_BECAME = re.compile(rf"\b(?:was|were|been|now)\s(?:\w{{2,14}}\s){{0,3}}?{_PAST}\b", re.IGNORECASE)
_ENDS = re.compile(
    rf"\S\s{_PAST}\b(?=\W{{0,6}}$|\s?[(,;:–—]|\s(?:and|with|for|in|to|via|using|on|as|across|"
    r"from|through|successfully|correctly|properly)\b)",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:ready|working|operational|functional|complete[d]?|stable|clean|green|passing|"
    r"passes|pass|passed|active|live|available|enabled|in\splace|compliant|compatible|"
    r"up[- ]to[- ]date|correctly|properly|successful(?:ly)?|confirmed|synchroni[sz]ed"
    rf"|supported|{_PAST})\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\w./:#-])\d[\d,]{0,9}(?:\.\d{1,4})?(?:\s?%|\+\s|/\d|\s(?:out\s)?of\s\d"
    r"|\s(?:[a-z-]{2,20}\s){0,3}[a-z]{2,20}s\b)",
    re.IGNORECASE,
)
_VALUE = re.compile(r"^\W{0,8}[A-Za-z][\w /&()-]{1,60}:\s\W{0,4}~?\d[\d,]{0,9}\W{0,4}$")
_DATED = re.compile(
    r"(?i)\b\d{4}-\d\d|\b(?:date|duration|time|hours?|minutes?|seconds?|days?|weeks?|months?|"
    r"years?|[km]?bytes|gb|mb|kb|cores|workers|phase)\b"
)
"""Figures of when, how long and how large, which nobody counts as work."""
_SETTLED = re.compile(
    r"^\W{0,6}(?:fixed|done|landed|shipped|resolved|implemented|completed|delivered)(?:\s\([^()]{1,60}\))?:\s",
    re.I,
)
"""A label that says what has become of what follows."""
_FIXES = re.compile(
    r"\W{0,4}(?:bugs?|issues?|problems|errors)\s(?:fixed|resolved)\W{0,4}$|"
    r"\W{0,4}(?:fixed|resolved)\s(?:bugs|issues|problems)\W{0,4}$",
    re.I,
)
"""Above the names of what was wrong and is mended."""
_ALL_ARE = re.compile(
    r"^\W{0,8}(?:[A-Za-z][\w /&()-]{1,40}:\s\W{0,3})?all\s\S.{1,120}?\s(?:pass|compile|have\s\w|"
    rf"(?:is|are|were)\s(?:\w{{2,14}}\s){{0,2}}?{_PAST})\b|\b(?:is|are)\s(?:implemented|supported|"
    r"available|live|deployed)\s(?:now|today|currently)\b",
    re.IGNORECASE,
)
"""That all of something is so, or that something is so today."""
_HAS = re.compile(
    r"^\W{0,8}(?:(?!(?:this|that|it|which|each|you|we|they|if|when|for|with)\b)[\w`/.&+()'-]{1,40},?\s)"
    r"{1,7}?(?:now\s|also\s|currently\s|fully\s|already\s){0,2}(?:includes?|supports?|provides?|ships?|"
    r"exposes?|implements?|offers?|integrates?|handles?|covers?|maintains?)\s\S",
    re.IGNORECASE,
)
"""What something that is spoken of has by now."""
_NONE = re.compile(r"^\W{0,8}(?:no|zero|none|0)\s[a-z]", re.IGNORECASE)
_TICK = re.compile(r"^\W{0,4}[✅☑✔✓]")
_TICK_IN = re.compile(r":\s?[✅☑✔]|[✅☑✔]\W{0,4}$")
_COUNTED = re.compile(
    r"(?i)\(\W{0,2}\d[\d,]{0,8}\+?\s(?:files?|tests?|lines|modules?|components?)\b"
)
"""In a heading over so many of them."""
_TICK_LAST = re.compile(
    r"\S\s?[✅☑✔]\W{0,4}(?:(?:shipped|done|fixed|validated|verified|live|resolved|working|"
    r"tested)\W{0,4})?$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]{2,}\W+[\w`]")
_CHANGE = re.compile(r"(?i)\b(?:increase|decrease|reduction|improvement|faster|slower|drop)\b")
_BENCHMARK = re.compile(r"(?i)\bbenchmarks?\b")
_IS_OF_STATE = re.compile(
    r"\W{0,6}(?:(?:project|current|implementation|development|overall|key)\s){0,2}(?:status|state|"
    r"progress|summary|conclusion|outcome|achievements)\W{0,4}$|\W{0,4}unreleased\b|"
    r"(?:what is|what's) (?:done|implemented|working)",
    re.IGNORECASE,
)
"""Headings of a section that tells a status, in a document of another sort."""
_WHEN = re.compile(
    r"\W{0,6}(?:[A-Za-z]{2,14}\s){0,2}(?:date|updated?|completed?|created|reviewed|revised|generated|"
    r"released|on|by)(?:\s\w{2,10})?:?\s\W{0,4}(?:\d{4}-\d\d|\d{1,2}[./ ]|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)",
    re.IGNORECASE,
)
"""Only when something was done."""
_COUNT_COLUMN = re.compile(r"(?i)\W{0,6}(?:count|number|total|quantity)\W{0,6}$")
_NUMBER = re.compile(r"\W{0,4}~?\d[\d,]{0,9}\+?\W{0,4}$")
_SO_MANY = re.compile(
    r"\W{0,6}(?:(?:[A-Z][\w-]{1,20}\s){1,4}\()?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,4})"
    r"\+?\s(?:[\w-]{2,20}\s){0,3}[a-z][\w-]{2,20}s\b.{0,80}:$",
    re.IGNORECASE,
)
"""What leads a list of so many."""
_PART = re.compile(r"(?i)\W{0,4}(?:but|and|or|so|which|that|what|how|why)\b")
_MARKS = " *_#-✅☑✔✓"
_SUBJECT = 120
_LONGEST = 16
"""Words of an item that says one thing."""


def find(statement: Statement) -> Iterator[Claim]:
    if statement.source.kind is not SourceKind.DOCUMENT:
        return
    if not tells_of_work(statement) and not _is_status(statement):
        return
    text = reading(statement)
    if _WHEN.match(text) or _PART.match(text):
        return
    if statement.text.endswith(":"):
        told = bool(_says_done(text) or _SO_MANY.match(text))
    elif statement.context.setting == "heading":
        told = _is_marked(statement)
    else:
        told = _tells(statement, text) or _is_item(statement, text) or _is_marked(statement)
    if told:
        yield stated("reported", statement, "reported", statement.text.strip(_MARKS)[:_SUBJECT])


def _is_status(statement: Statement) -> bool:
    """Whether a document of another sort tells the state of something just here."""
    context = statement.context
    if context.release or any(map(_IS_OF_STATE.match, context.headings)):
        return True
    return _is_marked(statement) or _has_state(context)


def _is_marked(statement: Statement) -> bool:
    """Whether it is ticked off, and is no mere change of a figure."""
    context, text = statement.context, statement.text
    if context.setting == "heading":
        return bool(_TICK_LAST.search(text) or _COUNTED.search(text))
    ticked_off = _TICK.match(text) or context.box or (context.label and _TICK_IN.search(text))
    return bool(ticked_off and _WORDS.search(text)) and not _CHANGE.search(text)


def _has_state(context: Context) -> bool:
    """Whether its label or column is that of a state."""
    return bool(
        words.STATUS_LABEL.search(context.label) or words.STATE_COLUMN.match(context.column)
    )


def _tells(statement: Statement, text: str) -> bool:
    """Whether it says that something was done, in what state it is, or how many there are."""
    context = statement.context
    if _COUNT_COLUMN.match(context.column) and context.row:
        return bool(_NUMBER.match(statement.text))
    if _has_state(statement.context) and _STATE.search(text):
        return True
    if any(map(_FIXES.match, (context.lead.rpartition(" › ")[2], *context.headings[-1:]))):
        return not context.column
    return not statement.context.column and _says_done(text)


def _says_done(text: str) -> bool:
    """Whether it says in its own words that something was done or is there."""
    if _SETTLED.match(text) or _DID.match(text) or _HAS.match(text):
        return True
    return bool(_BECAME.search(text) or _ALL_ARE.search(text))


def _is_item(statement: Statement, text: str) -> bool:
    """Whether it is short as an item is: what there is none of, what is done, how many."""
    context = statement.context
    if context.column or len(text.split()) > _LONGEST or not _WORDS.search(text):
        return False
    if _NONE.match(text):
        return True
    if text.rstrip(" *_").endswith("."):
        return False
    if _ENDS.search(text):
        return True
    if context.setting == "heading" or _DATED.search(text) or _is_benchmark(context):
        return False
    return ticked.is_done(statement) or bool(_FIGURE.search(text) or _VALUE.match(text))


def _is_benchmark(context: Context) -> bool:
    return any(_BENCHMARK.search(each) for each in context.headings)


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    seen = by_witness(claim, evidence)
    if seen and seen.verdict is not ClaimVerdict.UNSUPPORTED:
        return seen
    for by in (by_workflows, by_number, by_code):
        found = by(claim, evidence)
        if found:
            return found
    return seen or unsupported(claim, UNMEASURED)
