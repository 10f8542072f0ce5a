"""What the handler of a request does: its body, and whether it calls anything of its own."""

import re

from readiness.probes._evidence import Code

TRIVIAL = re.compile(
    r"(?:^|\.)(?:\w*Response|jsonify|dict|str|int|float|round|bool|len|json|send|status|end|sendStatus"
    r"|header|set|code|type|JSON|String|Write|WriteHeader|WriteString|Set|Header|Fprint\w*|Encode"
    r"|NewEncoder|Sprintf|Println|byte|string|time|monotonic|now|utcnow|isoformat|Now|Date|uptime"
    r"|memoryUsage|Format|UTC|Unix|Since|toISOString|toString|stringify|getpid|ok|Ok|OK|Results|body"
    r"|info|debug|warning|error|log|print|if|for|while|switch|return|func|function|catch|map|of|build"
    r"|Status\w*|text|writeHead|write|Response|HealthResponse|format|get_json|timestamp|time_ns|perf_counter)$"
)
CALL = re.compile(r"(?<![\w.])([A-Za-z_][\w.]*)\s*\(")
BODY = 4000


def looks(body: str) -> bool:
    """Whether a body calls anything besides what makes an answer."""
    return any(not TRIVIAL.search(name) for name in CALL.findall(body))


def of_named(code: Code, name: str) -> bool | None:
    """Whether the handler of this name looks at something; None where it was not found."""
    defined = re.compile(
        rf"\bdef {re.escape(name)}\(|\bfunc (?:\([^)\n]*\) )?{re.escape(name)}\("
        rf"|\bfunction {re.escape(name)}\(|\b(?:const|let) {re.escape(name)}\s*="
    )
    for path in code.paths([name]):
        text = code.text(path)
        if match := defined.search(text):
            if match[0].startswith("def "):
                return looks(indented(text, match.start()))
            return looks(braced(text[match.end() : match.end() + BODY]))
    return None


def indented(text: str, at: int) -> str:
    """The body of the Python function whose ``def`` stands at an offset."""
    start = text.rfind("\n", 0, at) + 1
    first, *lines = text[start : start + BODY].split("\n")
    depth = len(first) - len(first.lstrip())
    inside = first.rstrip().endswith(":")
    body = []
    for line in lines:
        if inside and line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        if inside:
            body.append(line)
        inside = inside or line.rstrip().endswith(":")
    return "\n".join(body)


def braced(text: str) -> str:
    """The text from its first brace to the one that closes it; empty where there is none."""
    start = text.find("{")
    depth = 0
    for index in range(max(start, 0), len(text)):
        depth += (text[index] == "{") - (text[index] == "}")
        if depth == 0 and start >= 0:
            return text[start:index]
    return text[start:] if start >= 0 else ""
