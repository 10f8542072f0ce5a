"""The words by which surroundings are told: of plans, of facts, of the past. English; one place."""

import re

PLAN = re.compile(
    r"\b(?:targets?|goals?|objectives?|aims?|(?:complete|completed|done|finished|ready|"
    r"successful|achieved|accepted|passes|met|validated|verified) (?:when|if|once)|"
    r"next(?! generation)|future|upcoming|deliverables?|criteria|criterion|requirements?|"
    r"required|roadmap|to-?dos?|to do|definition of done|acceptance|backlog|milestones?|planned|"
    r"plans?|planning|proposed|proposals?|recommend\w*|remaining|outstanding|pending|"
    r"test scenarios|quick wins|(?:review|release|merge|approval) process|"
    r"migration (?:path|steps)|checklists?|prerequisites?|strategy|vision|ideas?|wish ?list|"
    r"expected|"
    r"expectations?|must|should|shall|"
    r"will|i'll|we'll|(?:to be|work in) (?:done|progress)|action items?|actions?|before (?:you|"
    r"merging|submitting|release|deploy\w*|production)|how to|options?(?= \d|:|$)|alternatives?|"
    r"you(?:'ll)? get|estimates?|estimated|timelines?|schedules?|examples?|templates?|sample|"
    r"(?<!memory )(?<!cpu )(?<!disk )(?<!resource )usage|gates?|quality (?:standards?|bars?)|"
    r"standards|guidelines?|rules|ideal|policy|"
    r"policies|suggest(?:ed|ions?)|best practices?|conventions?|principles|rollback|contributing|"
    r"exit (?:codes?|status)|legend|status (?:values|codes?|types|definitions?|levels?)|"
    r"thresholds?|kpis?|sla|slos?|instructions|test (?:plan|cases)|path (?:to|forward)|"
    r"success metrics|mvp|what'?s next|follow[- ]?ups?|(?:not )?in scope|out of scope|faq|"
    r"glossary|troubleshooting|"
    r"common (?:pitfalls|mistakes)|definitions?|tutorial|getting started)\b|^\W*(?:week|sprint|"
    r"month|day|quarter|iteration|q[1-4]|before)\b|\bscope\W*$|\benforces?\b"
    r"|^\W*when to\b|\bwhen:?\W*$",
    re.IGNORECASE,
)
"""Headings and leads under which nothing is a fact of now."""

SHIPPED = re.compile(
    r"\W{0,4}[✅☑✔✓].{0,160}?\b(?:shipped|implemented|completed?|done|fixed|landed|merged|delivered|"
    r"released)\b(?!\s(?:when|if|once|by))",
    re.IGNORECASE,
)
"""A tick and the word for it: done, whatever is still ahead."""

AIM = re.compile(
    r"\b(?:criteri\w+|requirements?|expected|expectations?|targets?|goals?|must|should|deliverables?|"
    r"objectives?|metrics|acceptance|milestones?)\b|^\W*(?:week|sprint|month|q[1-4])\b",
    re.IGNORECASE,
)
"""Headings under which a tick may only begin what is asked for."""

NO_PLAN = re.compile(
    r"\b(?:no|not|none|without|remov\w*|dropp?\w*|reduc\w*)\s(?:\w{1,20}\s){0,3}(?:requirements?|"
    r"required|needed|expected|examples?)\b|\bpost-mvp\b",
    re.IGNORECASE,
)
"""Words of a plan that a heading takes back: "no server required"."""

TEST_PLAN = re.compile(r"(?i)^\W*(?:test(?:ing)? plan|test cases|(?:qa|verification) plan)\b")
"""Where a change tells how it is tested, or how it was."""

TOLD_DONE = re.compile(
    r"\b(?:re-?ran|ran|executed|tested|verified|checked|confirmed|built|passed|failed|succeeded)\b"
    r"|\b\d[\d,]{0,8}\s(?:tests?\s)?(?:passing|green)\b|\b\d{1,6}/\d{1,6}\b|✅|☑|✔",
    re.IGNORECASE,
)
"""What only one who has done it can tell, against what is to be done."""

FACTS = re.compile(
    r"\b(?:current(?:ly)?(?! week)|status|progress|(?<!expected )results?|achiev\w+|completed|"
    r"(?<!definition of )done|delivered|implemented|resolved|fixed|verified|"
    r"summary|(?:criteria|requirements?|goals|targets|conditions|gates?)(?: [\w–—:-]+){0,2} (?:met|"
    r"achieved|satisfied|pass(?:ed|ing)?)|(?:files|documents|documentation|tests|examples|"
    r"modules) (?:created|added|written|updated|changed|modified)|what (?:was|is|has|works?|"
    r"actually|changed|we (?:did|built))|implementation complete(?! when)|"
    r"ready for (?:use|production|release|deployment)|what'?s (?:working|implemented|done)|"
    r"sign-?off|final(?! deliverables)|actual|reality|conclusion|accomplish\w+|key facts)\b|✅|☑|✔",
    re.IGNORECASE,
)
"""Headings that speak of what is, against a plan further out."""

SORT = re.compile(r"\b(?:metrics|changes|overview|evidence|findings)\b", re.IGNORECASE)
"""Headings of facts, or of those that a plan further out asks for."""

RESULT = re.compile(r"(?i)\b\d[\d,]{0,8}\s(?:[a-z]{2,12}\s)?(?:passing|passed|green)\b")
"""What came of a run."""

TOPIC = re.compile(
    r"\b(?:usage|examples?|templates?|sample|gates?|thresholds?|strategy|schedules?|polic(?:y|ies)|"
    r"standards|rules|definitions?|rollback|kpis?|slos?|sla)\b",
    re.IGNORECASE,
)
"""What a plan may be of, and a thing that is ticked off as well."""

FACT_LEAD = re.compile(
    r"^\W{0,4}(?:(?:new|modified|changed|updated|added|created|configuration|key)\s(?:files|"
    r"modules|scripts|tests|documents|components)|files\s(?:added|created|modified|changed|"
    r"updated)|what (?:was|is|we) (?:added|built|done|changed|delivered)|changes|(?:test |"
    r"scan\w* )?results)\W{0,4}$",
    re.IGNORECASE,
)
"""Leads whose items are facts, whatever heading is further out."""

DONE = re.compile(
    r"✅|☑|✔|✓|\b(?:(?<!definition of )done|completed?|achieved|met|delivered|finished|"
    r"satisfied|passed|passing|fully implements|verified|accomplished|"
    r"(?<!be )(?<!once )(?<!when )(?:implemented|applied|addressed|resolved|fixed"
    r"|added))\b(?! (?:when|if|once))",
    re.IGNORECASE,
)

CLAIMED_LABEL = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleged(?:ly)?|advertised|reported|stated|quote[ds]?|"
    r"documentation says|says)\b",
    re.IGNORECASE,
)

PLAN_LABEL = re.compile(
    r"\b(?:(?<!-)targets?|goals?|objectives?|aims?|required?|requires|requirements?|expected|"
    r"expectations?|estimate[ds]?|plan(?:ned)?|plans|criteri(?:a|on)|minimum|maximum|min|max|"
    r"thresholds?|examples?|e\.g|next(?: steps?)?|timelines?|to-?do|when|should|must|note to|"
    r"remember|recommend\w*|future|proposed|proposal|deadline|eta|due|before|"
    r"previous(?:ly)?|was|old|baseline|start(?:ing point)?|initial(?:ly)?|original(?:ly)?|"
    r"option(?: \d+)?|outputs?$|sample|validates|"
    r"tests?(?= that)|usage|(?<!-)returns?(?! \w)|raises?|args?|parameters?|"
    r"question|todo|acceptance|definition of done|(?:total )?deliverables|roi|if)\b|"
    r"(?:complete|done|finished|ready) when|(?:^|\s)(?:priority|impact|benefits?|risks?|purpose|"
    r"rationale|fix|solution|problem|action)(?:\s(?:required|needed|level|assessment|factor|mitigation))?\W*$",
    re.IGNORECASE,
)

STATUS_LABEL = re.compile(
    r"\b(?:status|progress|results?|actual(?:ly)?|current(?:ly)?|achieved|completed|verified|"
    r"reality|measured)\b",
    re.IGNORECASE,
)

FACT_LABEL = re.compile(
    rf"{STATUS_LABEL.pattern}|\b(?:created|generated|added|written|implemented|updated|complete"
    rf"|done|"
    r"delivered|met|installed|removed)\W*$",
    re.IGNORECASE,
)
"""Labels that state what is, though they also name a plan or a bound."""

TICKED = re.compile(r"[✅☑✔✓]")

ADVICE = re.compile(r"\W{0,4}(?:final\s)?recommendation\W{0,4}$", re.IGNORECASE)
"""A heading of one recommendation: what it rests on stands there beside what it asks."""

VERDICT = re.compile(
    r"\W{0,4}(?:final\s)?recommendation\W{1,8}(?:approved|ready)\s(?:for|to)\s", re.IGNORECASE
)
"""A recommendation that is a verdict."""

APPROVED = re.compile(
    r"\W{0,8}(?-i:APPROVED|Approved)\s(?:for\s(?:\w{1,12}\s)?(?:production|release|deployment|launch"
    r"|merge)|to\s(?:ship|deploy|release|merge))\b",
    re.IGNORECASE,
)
"""A verdict, wherever it stands."""

OPTION = re.compile(
    r"\W{0,6}(?:option|alternative|approach|variant|scenario)\s(?:\d{1,2}|[A-H])\b", re.I
)
"""The heading of one of several ways to go on."""

MET_LEAD = re.compile(
    r"\W{0,4}(?:current(?:ly)?|(?:previously |already |now )?verified|latest|already) "
    r"(?!week|plan|goal|target)[\w ]{2,40}:?\W{0,4}$|"
    r"\W{0,4}(?:all\s)?(?:[\w/-]{1,20}\s){0,3}(?:criteria|requirements|goals|objectives|targets|gates|"
    r"checks|conditions|deliverables)\s?:?\s(?:(?:are|were|have|been|all|now)\s){0,3}"
    r"(?:met|passed|passing|achieved|satisfied|completed?|delivered|fulfilled)\W{0,4}$",
    re.IGNORECASE,
)

STATE_COLUMN = re.compile(
    r"\W{0,6}(?:(?:current|implementation|final)\s)?(?:status|state|result|actual|achieved)\b", re.I
)

GUIDE = re.compile(
    r"(?i)(?:^|/)(?:agents|claude|gemini|qwen|copilot-instructions|development|security)\.md$"
)
"""What tells agents about a project, also in what state it is."""

STATE_OF_THINGS = re.compile(
    r"(?i)\b(?:current|status|progress|capabilities|completed|implemented|what works|"
    r"known (?:issues|limitations|gaps)|recent(?:ly)?|test results|coverage|project overview|"
    r"core components|statistics|metrics|achievements)\b|[✅☑✔]"
)

CHECKLIST = re.compile(
    r"\b(?:check-?lists?|timelines?|milestones?|roadmap|recommendations?)\b", re.IGNORECASE
)
"""Headings whose items are facts where they are ticked."""

AHEAD = re.compile(
    r"\b(?:next(?: best)?(?: steps?)?|what'?s next|future|upcoming|follow[- ]?ups?|path forward)\b",
    re.IGNORECASE,
)
"""Headings under which it is a fact that something has been done by now."""

ADVISED = re.compile(r"\b(?:recommend\w*|actions?)\b", re.IGNORECASE)
"""Headings under which it may be told what has become of the advice."""

DEFINED = re.compile(r"(?i)\bdefinition of done\b|\b(?:complete|done|finished|ready) when\b")
"""What is to be reached, whatever mark the heading bears."""

METRICS = re.compile(r"(?i)\bsuccess metrics\b")

TICKED_LAST = re.compile(r"[✅☑✔✓]\W{0,4}$")

FORMER_LEAD = re.compile(r"(?i)\b(?:results?|state|status|numbers|coverage)\s(?:\w+\s)?before\b")

EXAMPLE_LEAD = re.compile(r"(?i)\W{0,4}(?:for\s)?(?:example|instance|sample)\b")

ORDER = re.compile(
    r"\W{0,6}(?:accept|approve|tag|merge|push|announce|publish|mark|notify|schedule|deploy|share|commit|start|"
    r"begin|continue|monitor|review|add|create|update|fix|implement|write|test|run|enable|"
    r"configure|set up|document|refactor|remove|integrate)\s",
    re.IGNORECASE,
)
"""What a tick before it only makes a list of."""

JUST_DELIVERED = re.compile(r"(?i)^\W*(?:(?:key|main|core)\s)?deliverables\W*$")

DELIVERED = re.compile(r"\bdeliverables?\b", re.IGNORECASE)
"""A heading that is of a plan, but in a document of what is finished."""

BY_NOW = re.compile(
    r"\b(?:has|have) (?:(?:now|all|both|also) )?been (?:(?:fully|successfully|now) )?"
    r"\w{2,14}(?:ed|en|lt)\b|\b(?:is|are) (?:now|currently) \S|"
    r"\b(?:migration|implementation|integration|"
    r"refactor\w*|port|work|rewrite) is (?:complete|done|finished)\b",
    re.IGNORECASE,
)
"""What has become of something, whatever is still ahead."""

LEGEND_HEADING = re.compile(
    r"\bexplanation\b|\bsupport (?:levels?|policy)\b|"
    r"\blegend\b|\bstatus (?:values|codes?|types|definitions?|levels?|indicators?|icons?|"
    r"symbols?)\b",
    re.IGNORECASE,
)

NOTHING_LEFT = re.compile(
    r"\W{0,6}(?:no|none|nothing|zero)\b.{0,80}\b(?:remain(?:s|ing)?|left|open|outstanding)\b",
    re.IGNORECASE,
)

LEFT = re.compile(r"\b(?:remaining|outstanding|backlog|to-?dos?)\b", re.IGNORECASE)
"""Headings under which it is a fact that nothing is left."""

PATH = re.compile(r"\S{0,80}/\S{1,200}")

TARGET_COLUMN = re.compile(
    r"\b(?:targets?|goals?|required?|requirements?|expected|planned|plan|thresholds?|gap|delta|"
    r"change|before|previous(?:ly)?|old|claim(?:s|ed)?|baseline|estimate[ds]?|minimum|maximum|min|"
    r"max|default|example|priority|effort|risk|improvement|objective|criteria|"
    r"description|meaning|command|purpose|condition|when|recommendation|next(?: steps?)?)\b"
    r"|^\W*(?:main|master|base|trunk|develop|head~\d?|diff|difference|[Δδ∆±])\W*$",
    re.IGNORECASE,
)

INSTRUCTIONS = re.compile(
    r"(?:^|/)(?:(?:contributing[\w-]{0,40}|contribute|code_of_conduct|security|support|agents|"
    r"claude|gemini|qwen|copilot-instructions|rules|conventions|governance|maintainers|development|"
    r"releasing[\w-]{0,40}|hacking|skill|licen[cs]e|copying|notice)\.(?:md|rst|txt|markdown)$"
    r"|[\w.-]{0,60}(?:template|prompt|style[-_]?guide)s?\.\w{2,8}$|[\w-]{0,40}tutorial"
    r"|\.(?:claude|cursor|codex|gemini|agents?)/|(?:web-bundles|prompts)/"
    r"|(?:rfcs?|peps?|neps?|keps?|jeps?|proposals|enhancements)/)",
    re.IGNORECASE,
)
"""Paths of documents that tell their readers what to do, or propose it."""

CHANGELOG = re.compile(
    r"(?:^|/)(?:changelogs?|changes|history|news|releases|\.?archived?|legacy|deprecated|"
    r"obsolete|\.changeset|announce(?:ments)?|whatsnew|blogs?|_?posts|upgrad(?:es?|ing))/"
    r"|(?:^|/)(?:changelog|changes|history|news|whatsnew|upgrading)(?:[-_.]|$)"
    r"|(?:^|/)(?:upgrad|migrat)\w{1,5}?(?:[-_](?:guide|(?:to|from)[-_\d]|v?\d)|(?-i:To[A-Z]))"
    r"|(?:^|/)(?:release[-_])?v?\d{1,4}(?:\.\d{1,4}){1,3}"
    r"(?:[-_](?:release|notes|upgrad\w{1,3}|migration|changes)[\w-]{0,20})?\.\w{2,8}$",
    re.IGNORECASE,
)
"""Paths of documents that tell what was, version by version."""

BY_VERSION = re.compile(
    r"(?:^|/)(?:change_?log|changes|history|news|release[-_]?notes|releases)(?:[-_.][\w.-]{0,40})?$",
    re.IGNORECASE,
)
"""Paths of documents that go version by version, the newest first."""

PUT_AWAY = re.compile(r"(?i)(?:^|/)\.?(?:archived?|legacy|deprecated|obsolete)/")
"""Directories of documents that are kept, and no longer held up to date."""

UNRELEASED = re.compile(r"(?i)\bunreleased\b")

VERSION_HEADING = re.compile(
    r"\W{0,4}(?:(?:version|release)\s)?(?:v?\d{1,4}\.\d{1,4}(?:\.\d{1,4}){0,2}[\w.-]{0,12}"
    r"(?:\W{1,4}(?:\d{4}|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z.]{0,6} \d"
    r"|unreleased)|\W{0,4}$)|\d{4}-\d\d-\d\d\b)",
    re.IGNORECASE,
)
"""Headings of a version or a day: what stands under them was so then."""

STATUS_HEADING = re.compile(
    r"\d|(?:complete|completed|done|finished|implemented|ready|passing|pass|passed|green|success|"
    r"successful|operational|functional|working|covered|resolved|fixed|delivered|shipped|"
    r"validated|tested|integrated|deployed|live|migrated|updated|removed|added|created|"
    r"met|achieved|satisfied|fulfilled|exceeded"
    r"|verified)(?<!definition of done)(?:\ssuccessfully)?(?:\W*$|:\s|\s[–—-]\s)"
    r"|\S\s?[✅☑✔]\W{0,4}$|(?:status|verdict|state)\W{1,4}\w|^\W{0,4}[\w./-]{1,120}\.[a-z]{1,5}`?\W{0,4}$",
    re.IGNORECASE,
)
"""A heading that states something, instead of naming what its section is about."""

DONE_HEADING = re.compile(
    r"\s[–—:-]\s(?:implemented|done|completed?|shipped|landed|merged)\W{0,4}$|"
    r"✅.{0,60}\b(?:complete[d]?|done)\b(?! (?:when|if|once))|\b(?:complete[d]?|done)\b\W{0,4}✅",
    re.IGNORECASE,
)
"""A heading that says in words and by a mark that it is done, whatever it stands under."""
