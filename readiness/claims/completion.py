"""How people write that something is complete: the patterns, and what they say is."""

import re

from readiness.claims import phrases, ticked
from readiness.claims.trigger import either
from readiness.model import Statement

DONE = r"(?:complete[d]?|done|finished|implemented|delivered|finali[sz]ed)"
_FULLY = r"(?:fully|completely|100\s?%|entirely|feature[- ])"
_STATUS = re.compile(
    rf"^[^\w:]{{0,6}}(?P<what>[\w ()/&.'-]{{0,60}}?)\s?\b(?:status|state|implementation phase|"
    rf"progress)\s?[:|]\W{{0,8}}"
    rf"(?:{_FULLY}\s?|all\s(?:[\w-]{{1,30}}\s){{1,4}}(?:are\s)?|"
    rf"(?P<thing>(?:[\w-]{{1,30}}\s){{1,5}}))?(?:{_FULLY}\s)?{DONE}\b"
    r"(?=\W{0,6}$|\s?[^\w\s]|\s(?:with|and|in|for|on|as|but|by|via|of)\b)",
    re.IGNORECASE,
)
_STRONG = re.compile(
    rf"\b(?:{_FULLY}\s?(?:and\s\w{{1,20}}\s)?(?:{DONE}|integrated|migrated|built|ported)|"
    rf"feature[- ]complete|fully[- ]functional implementation)\b"
    r"(?=\W{0,6}$|\s?[^\w\s]|\s(?:with|in|for|and|on|by|using|as|across|now|via|to)\b)",
    re.IGNORECASE,
)
_REAL = re.compile(r"\breal implementation\b", re.IGNORECASE)
THINGS = (
    r"(?:tasks?|items?|phases?|features?|milestones?|conditions?|steps?|recommendations?|"
    r"requirements?|components?|modules?|endpoints?|checks?|stories|tickets?|issues?|points?|"
    r"deliverables?|objectives?|goals?|reviews?|sections?|integrations?|adapters?|handlers?|"
    r"todos?|boxes|checkboxes|work items?|changes|services?|criteria|parts|pieces|sprints?|epics?)"
)
_BECAME = (
    r"(?:upgraded|migrated|converted|ported|refactored|enabled|configured|installed|deployed|"
    r"created|written|updated|fixed|verified|tested|validated|resolved|addressed|removed|handled|"
    r"covered|preserved|maintained|retained|"
    r"answered)"
)
"""What else all of something has become; less than complete, so that only itself is meant."""
_ALL_AT_ONCE = re.compile(
    rf"^\W{{0,6}}(?:[\w /&:-]{{1,40}}?\s?[:–—-]\s)?all\s(?:of\sthe\s|the\s)?(?:\d{{1,4}}\s)?"
    rf"(?P<what>(?:(?!(?:are|is|was|were|that|which|who|of|to|being|can"
    rf"|will)\b)[\w/.*`,&-]{{1,30}}\s){{1,5}}?)"
    rf"(?:(?:have|has|been|(?:are|is)(?=\s(?:\w{{2,14}}\s){{0,2}}{DONE}\b)|now|fully|successfully|"
    rf"\w{{4,14}}ally|\w{{3,12}}\s(?:and|as))\s){{0,4}}"
    rf"(?:(?P<done>{DONE})|(?P<became>{_BECAME}))\b"
    r"(?=\W{0,6}$|\s(?:successfully\W{0,4}$|and\s[\w-]{3,20}(?=\W{0,4}$|\s?[(,.])|(?:to|for|with|"
    r"as\s(?:of|complete)|in)\b)|\s?[(.!–—]|,\s(?:and\s)?\w{3,12}(?:ed|en)\b)",
    re.IGNORECASE,
)
_STAGE = re.compile(
    rf"^\W{{0,6}}(?P<what>(?:phase|stage|milestone|stor(?:y|ies)|epic|step|task|sprint|iteration|"
    rf"part|week|wave|module)s?\s[\dA-Z][\w.–—-]{{0,8}}"
    rf"(?:[\s:–—,/&-]{{1,3}}[\w/&.'()`,-]{{1,40}}){{0,8}}?)"
    rf"(?:\s?[:–—-]\s?|\s)\W{{0,4}}"
    rf"(?:(?:is|are|has|have|been|now|all|successfully|fully|work)\s){{0,4}}"
    rf"(?:100\s?%\s)?(?:{DONE})\b"
    r"(?=\W{0,8}$|\s(?:in|for|with|and|successfully|on|as of)\b|\s?[(,.:!–—✅])",
    re.IGNORECASE,
)
_ITEM = re.compile(
    rf"^\W{{0,6}}(?P<what>(?:(?!(?:what|how|when|where|as|be|is|are|was)\b)"
    rf"[\w/&.'()`+-]{{1,40}}\s){{1,6}}?)(?:(?:fully|successfully|now)\s)?(?:{DONE})"
    r"(?=\W{0,6}$|\s?\(|\s(?:with|for|in|on|via|using)\b)",
    re.IGNORECASE,
)
_IMPLEMENTS = re.compile(
    rf"\bimplements\s(?P<what>all\s(?:of\s)?(?:the\s)?(?:planned|required|"
    rf"requested|specified|remaining|core|major|key)\s(?:[\w-]{{1,30}}\s)?{THINGS})",
    re.IGNORECASE,
)
_ALL_AFTER = re.compile(
    rf"^\W{{0,6}}(?P<what>(?:\d{{1,4}}\s)?[A-Za-z][\w /&-]{{2,60}}?)\s?[:–—-]\s\W{{0,3}}all\s"
    rf"(?:{DONE}|(?P<became>{_BECAME}))\b(?=\W{{0,6}}$|\sand\s\w{{3,12}}\W{{0,4}}$|\s?[(,])",
    re.IGNORECASE,
)
_MARKED_STAGE = re.compile(
    r"^\W{0,6}100\s?%\s(?P<whole>[A-Za-z][\w /&-]{2,60}?)\s[✅☑✔✓]\W{0,4}$|"
    r"^\W{0,4}(?P<stage>(?:sprints?|phase|week|day|step|stage|"
    r"milestone)\s[\d–-]{1,9})\s?:\s\W{0,2}[✅☑✔✓]\s|^\W{0,4}[✅☑✔✓]\W{0,4}(?P<what>(?:phase|stage|"
    r"milestone|story|epic|step|sprint|iteration|"
    r"wave)\s[\dA-Z][\w.]{0,6}(?:\s?[:–—-]\s.{1,80})?)$",
    re.IGNORECASE,
)
_MET = re.compile(
    r"^\W{0,8}(?:\d{1,2}\.\s)?(?P<what>(?:[\w/-]{1,30}\s){0,6}?(?:criteri(?:a|on)|requirements?|"
    r"goals?|objectives?|targets?|expectations?|deliverables?))\s?[:–—-]?\s?\W{0,3}"
    r"(?:(?:have|has|been|are|is|were|was|all|now|fully|successfully)\s){0,4}"
    r"(?:met|achieved|satisfied|fulfilled|reached|exceeded|delivered|completed)\b"
    r"(?=\W{0,8}$|\s?[(,.!:–—]|\s(?:for|in|by|and|with|on|successfully)\b)",
    re.IGNORECASE,
)
FIXED = re.compile(
    r"^\W{0,6}(?P<what>(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|"
    r"both)\s(?:[\w-]{1,30}\s){0,4}?(?:issues|bugs|problems|failures|vulnerabilities|defects|"
    r"errors))\s(?:(?:have|has)\sbeen|were|are|now)\s(?:now\s|all\s)?(?:fixed|resolved|addressed|"
    r"closed|mended)\b",
    re.IGNORECASE,
)
_AS_WHOLE = re.compile(
    r"^\W{0,6}(?P<what>[A-Za-z][\w /&.()`+:-]{2,80}?)\s?[:–—-]\s(?:fully\s)?complete\s"
    r"(?:implementation|integration|solution|rewrite)\W{0,4}$",
    re.IGNORECASE,
)
"""Of an item that is ticked."""
_SUCCESS = re.compile(
    r"^\W{0,6}(?P<what>(?:(?:overall|final|project|implementation|migration|integration)\s)?)"
    r"(?:status|outcome)\s?:\W{0,6}success(?:ful|fully)?\b(?!\s(?:rate|criteri))",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"^\W{0,6}(?P<became>resolved|fixed|addressed|eliminated"
    r"|mended)\s?:\W{0,6}all\s(?P<what>[^.:;?!]{3,80}?)\W{0,4}$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"^\W{{0,6}}(?P<what>[A-Za-z][\w /&.()`+-]{{1,60}}?)\s?:\W{{0,4}}(?:fully\s|now\s|100\s?%\s)?"
    rf"(?:{DONE})(?=\W{{0,6}}$|\s?\()",
    re.IGNORECASE,
)
_SUCCESSFULLY = re.compile(
    r"^\W{0,6}(?:(?:we|i)\s)?(?:have\s|has\s)?successfully\s(?:integrated|implemented|completed|"
    r"migrated|built|delivered|ported|refactored)\s(?:the\s|a\s"
    r"|an\s)?(?P<what>[\w`/.+&'-]{1,40}(?:\s(?!into\b|in\b|for\b|"
    r"with\b|to\b|from\b)[\w`/.+&'-]{1,40}){0,7})",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\ball\s(?:of\s)?(?:the\s|our\s|my\s|"
    rf"its\s)?(?:\d{{1,4}}\s)?(?P<what>(?:[\"“]?[\w-]{{1,30}}[\"”]?\s){{0,4}}?{THINGS})(?!-)"
    rf"(?:\s(?:from|in|of|found|raised|identified|listed)(?:\s[\w-]{{1,30}}){{1,6}}?)?"
    rf"\s?[:–—-]?\s?\W{{0,3}}(?:(?:have|has|been|are|is|now|were|successfully|fully|"
    rf"\w{{4,14}}ally)\s){{0,4}}"
    rf"(?:{DONE}|addressed|resolved|achieved|met|integrated|migrated|closed|satisfied|"
    rf"delivered|shipped)\b",
    re.IGNORECASE,
)
_WORK = (
    r"(?:implementation|integration|migration|refactor(?:ing)?|rewrite|port|hardening|prototype|"
    r"setup|work(?:\son\s(?:the\s)?[\w-]{1,30})?|project|platform|system|module|component|feature|"
    r"(?:phase|milestone|step|stage|part|iteration)(?:\s\w{1,5})?|"
    r"adapters?|rollout|transition|cleanup|overhaul|documentation|docs|testing|"
    r"support|pipeline|backend|frontend|workflow|server|client|infrastructure|foundation|review|"
    r"analysis|design|framework|engine|layer|configuration|benchmarks?|tasks?|mvp|suite|audit|"
    r"checklist|dashboard|handlers?|endpoints?|services?|security|auth\w*)"
)
_TERSE = re.compile(
    rf"^\W{{0,6}}(?:100\s?%\s"
    rf"|\d[\d.]{{0,6}}\s)?(?P<what>(?:[\w/&.'()`-]{{1,40}}\s){{0,6}}?{_WORK})\s?[:–—-]?\s?"
    rf"(?:(?:is|are|has|have|been|now|was|were|all|successfully|\w{{4,14}}ally)\s){{0,4}}"
    rf"(?:{DONE}|achieved)\b"
    r"(?=\W{0,8}$|\s(?:in|with|and|successfully|ahead|on|as of)\b|\s?[(,.!–—✅]|\s-\s|"
    r":\W{1,4}(?:\d{4}-\d|\w{3,9}\s\d))",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"^\W{{0,6}}(?!(?:what|how|when|where|which|why)\b)(?P<what>[\w /&.'()`:#,+✅%-]{{1,80}}?)"
    rf"[\s:–—✅☑✔|(-]{{1,5}}(?:100\s?%\s)?(?:{DONE})(?:\s\(?100\s?%\)?)?"
    rf"(?:\s\(#\d{{1,6}}\))?(?:\W{{0,8}}$|(?::|\s[–—-])\s(?P<more>.{{0,80}}))",
    re.IGNORECASE,
)
_LIST_TITLE = re.compile(
    rf"^\W{{0,6}}(?:\d{{1,2}}\.\s)?\W{{0,4}}(?:(?:key|core|new|major|main|other|"
    rf"additional)\s)?(?:work|solutions?|fix(?:es)?|improvements?|enhancements?|"
    rf"{THINGS})\s(?:{DONE})\W*$",
    re.IGNORECASE,
)
"""A heading over what was done, whatever else was not."""
_MARKED = re.compile(
    rf"^(?P<what>.{{3,300}}?)[\s:–—(-]{{1,4}}(?:✅|☑|✔)\s?(?:{DONE})(?:\s\(100\s?%\))?\W*$",
    re.IGNORECASE,
)
_COMPLETE_THING = re.compile(
    r"^\W{0,6}(?:a\s|the\s)?complete\s(?P<what>(?:[\w-]{1,30}\s){0,3}?"
    r"(?:platform|system|implementation|application|solution|integration|"
    r"adapters?))\b\s(?:with|for|of)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:"
    + either(
        ("complete", "done", "finished", "implement", "deliver", "finali", "address", "resolved",
         "achieved", "fulfilled", "reached", "success", "valid", "compliant", "added",
         "integrated", "closed", "satisfied", "shipped", "migrated", "built",
         "ported", "feature-complete", "feature complete", "upgraded", "converted", "refactored",
         "enabled", "configured", "installed", "deployed", "created", "written", "updated", "fixed",
         "verified", "tested", "validated", "removed", "in place", "provided", "designed", "typed",
         "documented", "secured", "optimi", "established", "wired up", "registered", "formatted",
         "linted", "reviewed", "approved", "supported", "automated", "containeri",
         "handled", "covered",
         "defined", "set up", "exceeded", "passed", "ready", "live", "active", "answered",
         "completion: 100", "completion status: 100", "completion rate: 100", "progress: 100")
    )
    + r"|met\b)"
)  # fmt: skip
"""Of lower-case text."""
_WAS = re.compile(
    r"\b(?:implemented|done|completed|finished)\s(?:as|by|using|via|through|on top|like|manually|"
    r"automatically|in\s(?:\w{1,12}\s){0,3}(?:manner|way|fashion|order|steps|place|parallel|"
    r"background))\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    rf"(?<![\d.])(?!100\s?%)\d{{1,3}}(?:\.\d{{1,2}})?\s?%\s{DONE}\b", re.IGNORECASE
)
_JOINING = re.compile(r"(?i)^\W{0,4}(?:but|and|so)\s")
_AFTER_ALL = re.compile(r"(?i)\b(?:after|when|once|until|before|list of)\sall\b")
_LATER = re.compile(r"(?i)\b(?:after|when|once|until|before|list of)\b")


def _may_state(statement: Statement, text: str) -> bool:
    """Whether a word of completion is there, and not of how or after what something is done."""
    said = _ANY.search(text.lower()) or _MARKED_STAGE.match(text)
    if not said and not (statement.context.column and ticked.is_yes(statement.text)):
        return False
    if _PARTLY.search(text):
        return False
    return not _WAS.search(text) and not _AFTER_ALL.search(text)


def _all_of(text: str) -> str:
    """What of which all is done: "all adapters"; with what else it has become, if so."""
    every = _ALL.search(text) or _IMPLEMENTS.search(text)
    if every:
        return f"all {every['what'].removeprefix('all ')}"
    every = _ALL_AT_ONCE.search(text) or _ALL_AFTER.search(text) or _SETTLED.match(text)
    return f"all {every['what'].strip()} {every['became'] or ''}".strip() if every else ""


def subject_of(statement: Statement, text: str) -> str | None:
    """What a sentence says is complete, "" where that is the whole; None where it says nothing."""
    if not _may_state(statement, text):
        return None
    every = _all_of(text)
    if every:
        return every
    status = _STATUS.search(text) or ticked.ALL_OF_IT.match(text) or _SUCCESS.match(text)
    if status:
        return _of_status(statement, status.groupdict().get("thing") or status["what"])
    met = _MET.match(text)
    if met:
        return phrases.bare(met["what"])
    if statement.context.setting == "heading":
        return _of_heading(text)
    for pattern in (
        _STAGE,
        _TERSE,
        _COMPLETE_THING,
        _MARKED,
        _MARKED_STAGE,
        _LABELLED,
        _SUCCESSFULLY,
        _ITEM,
        _AS_WHOLE,
    ):
        listed = pattern in (_ITEM, _AS_WHOLE)
        found = pattern.search(text) if not listed or ticked.is_done(statement) else None
        what = _named(found) if found else ""
        if found and not _LATER.search(what):
            return phrases.bare(_JOINING.sub("", what).strip(" -–—:("))
    if statement.context.setting == "comment" and _REAL.search(text):
        return statement.context.headings[-1] if statement.context.headings else ""
    strong = _STRONG.search(text)
    if strong:
        return _of_strong(statement, text, strong.start())
    return ticked.all_in_place(text) or _of_ticked(statement)


def _of_ticked(statement: Statement) -> str | None:
    """What else than done an item or a status under a tick says that something is."""
    cell = ticked.of_cell(statement.text, statement.context)
    if cell or statement.context.column or not ticked.is_done(statement):
        return cell or None
    return ticked.of_item(statement.text) or None


def _of_strong(statement: Statement, text: str, start: int) -> str:
    """ "X (fully implemented)", "X: fully implemented", "X is fully implemented"."""
    head = re.sub(
        r"\s?(?:is|are|was|were|now|has been|have been)\s?$", "", text[:start].rstrip(" (:–—-✅")
    )
    head = re.sub(r"\([^()]{0,80}\)", "", head).rstrip(" (:–—-✅")
    subject = phrases.bare(phrases.before(head, len(head)))
    headings = statement.context.headings
    return subject or (headings[-1] if headings else "")


def _of_status(statement: Statement, what: str) -> str:
    subject = re.sub(
        r"(?i)\b(?:overall|current|project|implementation|verdict|the)\b", "", what
    ).strip()
    headings = statement.context.headings
    return phrases.bare(subject) or (headings[-1] if headings else "")


def _of_heading(text: str) -> str | None:
    """ "Cart ✅ DONE", "Rewrite complete: the new cart", of which the rest tells more."""
    titled = _TITLED.match(text) or _MARKED_STAGE.match(text)
    if not titled or _LIST_TITLE.match(text):
        return None
    named = _named(titled)
    what = f"{named} {titled.groupdict().get('more') or ''}"
    subject = phrases.bare(re.sub(r"(?i)\bstatus\b", "", what).strip(" :–—-"))
    return re.sub(r"^\W+", "", subject) or None


def _named(found: re.Match[str]) -> str:
    told = found.groupdict()
    return found["what"] or told.get("whole") or told.get("stage") or ""
