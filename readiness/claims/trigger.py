"""What a block of text must contain for any kind of claim to be found in it."""

import re

WANTED = re.compile(
    r"test|pass|fail|cover|complete|done|finish|implement|ready|operational|block|exist|"
    r"creat|add|new|file|present|includ|\d\s?%|\d/\d|achiev|address|resolv|"
    r"\w\.\w|✅|✔|☑|work|function|no |zero|\b0 |\d|clean|green|document|remov|delet|mov|renam|"
    r"upgrad|"
    r"updat|bump|depend|integrat|introduc|drop|install|pin|chang|describ|explain|percent|correct|"
    r"production|clos|deliver|ship|final|satisf|met\b|lint|build|ruff|mypy|eslint|line|loc|"
    r"todo|operat|verif|run|without",
    re.IGNORECASE,
)
