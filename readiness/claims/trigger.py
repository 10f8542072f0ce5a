"""What a sentence must contain for a claim to be found in it: a number, or such a word."""

import re

WANTED = re.compile(
    r"\b(?:achiev|add|address|all|bump|block|build|chang|clean|clos|complete|correct|cov|creat|"
    r"critical|delet|deliver|depend|describ|document|doc|done|drop|end|enterprise|exist|"
    r"explain|fail|"
    r"feature|file|final|finish|fix|free of|fully|function|green|happy|implement|includ|install|"
    r"integrat|introduc|line|lint|loc|met|migrat|mock|mov|new|no |none|not ready|ok|operat|pass|"
    r"percent|pin|port|present|production|readme|ready|release|remov|renam|resolv|run|satisf|ship|"
    r"show|specs|succe|support|test|todo|touch|undefined|unimplemented|updat|upgrad|verif|without|"
    r"work|writ|wrote|zero|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) )"
    r"|\d|`[^`\s]{1,200}\.\w|[✅☑✔]",
    re.IGNORECASE,
)
