"""The words by which a sentence itself takes back that something is a fact of now. English."""

import re

BESIDES = re.compile(
    r"\((?:as )?expected\)|\((?:target|goal|was|required|minimum|threshold|baseline|previously|"
    r"up from|down from)\b[^()]{0,80}\)|\((?:aside from|apart from|other than|besides|"
    r"except(?: for)?|excluding)\s[^()]{1,160}\)|\([^()]{0,60}\b(?:was|were|is)\s(?:lowered|raised|"
    r"dropped|reduced|increased|moved)\b[^()]{0,120}\)|(?<=[✅☑✔])(?P<done>[^,;|]{3,80}),\s?[🟡🟠🔴⏳🚧⚠]"
    r"[^✅☑✔]{0,120}$",
    re.I,
)
"""What an assertion leaves out, whatever is said of that."""

MISSED = re.compile(r"[❌✗✘✖❎🔴🟠🟡🔵⏳⌛🚧🔜🔲⬜☐📋⚠🚫]")

NOT_READY = re.compile(r"\bnot (?:yet )?(?:production[- ]?)?ready\b", re.IGNORECASE)

HEDGES = (
    (
        re.compile(
            r"\b(?:will|shall|going to|(?<!all )planned|plans? (?:to|for)|to be (?:done|"
            r"implemented|added|completed|determined)|upcoming|soon|eventually|tbd|tba|"
            r"in the future|in progress|next (?:week|sprint|step|release|phase|version)|"
            r"by (?:week|the end|end of|q[1-4]|next|20\d\d)|(?:in|within|after|needs?) (?:about |"
            r"~)?\d+(?:\s?[-–]\s?\d+)? (?:more )?(?:days?|weeks?|months?|hours?|sprints?)|"
            r"\d+(?:\s?[-–]\s?\d+)? (?:days?|weeks?|months?|sprints?) (?:to|until|till|away)|"
            r"future (?:support|work|release|version|enhancement)s?|"
            r"ready to (?:begin|start|implement|execute|proceed)|not yet|yet to|"
            r"(?<!\d )(?<!\d are )(?<!\d tests )pending|scheduled|remains to)\b|"
            r"\w'll\b",
            re.IGNORECASE,
        ),
        "it speaks of the future",
    ),
    (
        re.compile(
            r"^\W*(?:if|when|once|unless|until|assuming|provided|suppose|before|where|after(?!:)"
            r"(?!\s(?:\w{2,20}\s){0,2}\w{2,20}ing\b.{3,160},.{2,120}\b(?:(?:have|has)\s(?:now\s)?been|"
            r"is\snow|are\snow)\b)|"
            r"in case|as soon as|whenever)\b|\b(?:if|"
            r"(?<!skipped )(?<!ignored )(?<!disabled )unless|until|provided that|assuming|"
            r"whether|as long as|as soon as|once|in case|only when|when(?:ever)?|so that|"
            r"in order to|before (?:merg|submit|deploy|releas|commit|push|open|you))",
            re.IGNORECASE,
        ),
        "it is conditional",
    ),
    (
        re.compile(
            r"\b(?:should|must|may|might|could|would|ought|needs? to|has to|have to|had to|"
            r"needed|aims?|aiming|intends?|expects?|(?<!as )expected|(?<!as )intended|supposed|"
            r"wants?|hopes?|hopefully|try|tries|trying|strives?|ensures?|ensuring|make sure|"
            r"makes sure|requires?|required|requiring|require|(?<![-\w])(?:target|"
            r"targets(?=\s(?:\d|of\s\d|at|for|all|full|zero|no)|\s?[≥>:])"
            r"|goals?)(?!\s?:?\s(?:(?:have|has|been|"
            r"are|is|was|were|all)\s){0,3}(?:met|achieved|reached|exceeded|satisfied|"
            r"a)\b)(?![,;)])|targeting|ideally|recommended|mandatory|at a minimum|"
            r"minimum(?: of)?|(?:success|acceptance|exit) criteria(?=:)|"
            r"to (?:achieve|reach|increase|raise|boost)|low(?:er)? than required|"
            r"to (?:get|have|hit|keep|maintain) (?:\d+|full)|please|let's|feel free|likely|"
            r"probably|potentially|consider|perhaps|maybe|(?:i|we) (?:think|believe|guess|"
            r"suppose|feel)|(?:am|are|[i'’]m|[e'’]re) confident|estimated|estimates?|unrealistic|"
            r"aspirational)\b",
            re.IGNORECASE,
        ),
        "it tells a wish, a need or a guess",
    ),
    (
        re.compile(
            r"\b(?:claim(?:s|ed|ing)?(?!-)|says|said|saying|reportedly|purported(?:ly)?|"
            r"supposed(?:ly)?|alleged(?:ly)?|according to|advertis(?:es|ed|ing)|pretends?|"
            r"states? that|labell?ed|marked as|described as|documented as|so-called|e\.g|"
            r"for example|such as|for instance|(?<!with an )example(?!\s\()|previously(?!-)|"
            r"formerly|used to|in the past|back then|at the time|(?:previous|former|earlier|"
            r"first|last|old|original) (?:attempts?|versions?|releases?|runs?|tries|try|"
            r"implementation|approach|pull request|pr)|before this (?:change|fix|pr|commit|"
            r"patch))\b|^\W{0,4}(?:in|with|since|until|as of) (?:v|(?:version|release) v?)\d",
            re.IGNORECASE,
        ),
        "it reports what was or what somebody says",
    ),
    (
        re.compile(
            r"\b(?-i:your)\b|\byou(?:'re|'ve| are| have| can| need| want| should| could|"
            r" might| get)\b",
            re.IGNORECASE,
        ),
        "it speaks to the reader",
    ),
    (
        re.compile(
            r"^[\s*+]{0,3}--[a-z]|\b(?:(?:shows?|checks?|verif(?:y|ies)|validates?|reports?"
            r"|asserts?|confirms?|"
            r"enforces?|detects?|guarantees?|allows?|returns?|prints?|displays?|indicates?|"
            r"means?|determines?|signals?|notif(?:y|ies)|proves?)\b (?:that|whether|if|when|the|"
            r"all|you)|fails? (?:if|when|unless|on|the build)|exits? (?:with|0|1)|(?:exit|"
            r"status) (?:codes?|status)|(?<!and )how to|minimum|maximum|threshold|"
            r"(?<![\w-])gates?(?![\w-])(?!\s(?:\w{2,4}\s)?(?:pass|met|green|clean|satisfied))|"
            r"(?<!add )(?<!added )(?<!adds )(?<!new )--[a-z](?!.*(?:\d\s(?:passed|passing)\b"
            r"|:\s\W{0,3}(?:clean|green|ok)\b|✅)))",
            re.IGNORECASE,
        ),
        "it describes what something does",
    ),
    (
        re.compile(
            r"\b(?:not (?!only\b|ready\b|(?:yet )?production)|never|cannot|can't|isn't|aren't|"
            r"doesn't|none of|even though|"
            r"don't|didn't|wasn't|weren't|hasn't|haven't|won't|no longer|neither|nor\b|hardly|"
            r"barely|far from|instead of|rather than|lacks?|lacking|incomplete|unfinished|"
            r"unimplemented|partial(?:ly)?|stop(?:s|ped)? (?:claim|work|function|pass)|"
            r"non[- ]?functional)",
            re.IGNORECASE,
        ),
        "it is negated or partial",
    ),
)
"""Patterns whose presence in a sentence takes away that it is stated as a fact of now."""

CONSEQUENCE = re.compile(r"\W{0,4}(?:and\s)?so\s(?!far\b)", re.IGNORECASE)
"""How a document goes on after what it told: "so the tests pass"."""

LEGEND = re.compile(
    r"\W{0,4}`(?!(?:Docker|Make|Proc|Just|Jenkins)file`|(?:LICENSE|README|CHANGELOG)`)[\w-]{1,30}`"
    r"\s?(?::(?!\s`?v?\d)|[–—-]\s)"
)
"""A value in code and what it means."""

SCENARIO = re.compile(r"\W{0,4}(?:GIVEN|WHEN|THEN)\b")
"""A step of a scenario that is to hold."""

TITLED_TASK = re.compile(
    r"\W{0,4}\w[^:–—\n]{1,60}?\s?(?:[:–—]|\s-)\s\W{0,3}(?:please\s)?"
    r"(?:verify|check|confirm|ensure|make sure|test|see|review)\s"
    r"(?:that|whether|if|the|all|each|every|it|how)\b",
    re.IGNORECASE,
)
"""A title and what the reader is to do: "Logo - Verify that it is shown"."""

IMPERATIVE = re.compile(
    r"\W{0,8}(?:\d{1,3}(?:\.\d{1,3}){0,4}\.?\s{1,4})?(?:(?:then|now|next|just|simply|also|always|"
    r"please|finally|first),?\s{1,4})?(ensure|make|verify|check|(?:re-?)?run|execute|monitor|"
    r"achieve|maintain|keep|add|fix|implement|create|write|update|increase|improve|reach|get|"
    r"stop|halt|wait|confirm|use|see|install|do|consider|review|validate|remember|avoid|prefer|"
    r"try|build(?= (?:the|a|an|all)\b)|deploy(?= (?:the|to|a)\b)|open(?= (?:the|a|an)\b)|submit|"
    r"follow|(?:document|test|set)(?= (?:the|a|an|all|that|every|each|your|up)\b)|finish|bring|"
    r"raise|reduce|remove|delete|rename|move|replace|refactor|migrate|upgrade|bump|drop|address|"
    r"resolve|prepare|provide|define|configure|enable|start|begin|continue|complete(?=\s+(?:the|"
    r"all|any|remaining|testing|documentation|your|this|each|every|\w+ (?:tests|docs))))(?:\s|$)",
    re.IGNORECASE,
)

LICENSED = re.compile(
    r"\b[Ss]ee\s(?:the\s)?`?LICEN[CS]E(?:\.\w{2,3})?`?\b(?!\s(?:section|header|key))"
)
"""What most projects say of their licence: that its file is there to be seen."""

INSTRUCTING = re.compile(
    r"achieve|ensure|make|verify|check|(?:re-?)?run|execute|monitor|wait|confirm|see|consider|"
    r"remember|avoid|prefer|try|stop|halt|follow|review|validate|do|use|open|submit",
    re.IGNORECASE,
)
"""Imperatives that tell the reader to do something even in a commit message or pull request."""
