"""Text from outside, made harmless once per output language.

Whatever stands in a claim, a file name or a message comes out as that same text: it can't leave
its table cell or code span, mention, refer, link, show pictures or emoji, typeset mathematics,
turn the reading direction, or start a workflow command. What is invisible is spelt out, so
``U+202E`` reads ``⟨U+202E⟩``.
"""

import re
import unicodedata
from functools import cache
from urllib.parse import quote

from markupsafe import Markup, escape

JOINERS = "\u200c\u200d"
BREAK = "&#8203;"
SHORT = 10
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}

ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "|": "&#124;",
    "$": "<span>$</span>",
    **{each: "\\" + each for each in "\\`*_[]~"},
}
SPECIAL = re.compile(
    r"""
    (?P<entity> [&<>|$\\`*_\[\]~] )
    | (?P<break>
        @ (?=\w)                            # a mention, an e-mail address
      | \# (?=[\d\#\[])                     # an issue; a command of the old form: ##[
      | (?<![a-z0-9]) GH- (?=\d)                       # an issue
      | : (?=// | [\w+-]+:)                 # a web address, an emoji's short name
      | (?<![a-z0-9]) www (?=\.)                       # a web address
    )
    | (?P<start> \A (?:[-+=\#] | \d{1,9} [.)] (?=\s|\Z)) )  # a list, a heading, a rule
    """,
    re.VERBOSE | re.IGNORECASE,
)
COMMAND = re.compile(r"##(?=\[)|^[^\S\n]*:(?=:)", re.MULTILINE)


def visible(text: str) -> str:
    """The text with every control, format and lone surrogate character spelt out."""
    return text if text.isprintable() else "".join(map(_spell, text))


def line(text: str) -> str:
    """The text on one line, white space collapsed, everything invisible spelt out."""
    return visible(" ".join(text.split()))


def lines(text: str) -> str:
    """The text with its line breaks, everything else that is invisible spelt out."""
    return "\n".join(visible(each.expandtabs()) for each in text.splitlines())


def markdown(text: str) -> Markup:
    """The text as it is, in GitHub-flavoured Markdown: in a paragraph, a cell or a list."""
    return Markup(SPECIAL.sub(_escaped, line(text)))  # noqa: S704 - escaped here


def unbroken(text: str) -> Markup:
    """A cell's text, on one line where it is as short as ``not ready``."""
    if len(text) > SHORT:
        return markdown(text)
    return markdown(text).replace(" ", Markup("&nbsp;"))


def code(text: str) -> Markup:
    """The text as a code span, in a cell as well as outside."""
    plain = line(text)
    if not plain:
        return Markup()
    if re.search(r"[|`\\]|##\[", plain):
        return Markup(f"<code>{markdown(plain)}</code>")  # noqa: S704
    return Markup(f"`{plain}`")  # noqa: S704


def address(url: str) -> Markup:
    """An address as the destination of a link."""
    return Markup(quote(url, safe="/:?#=&%+,;~"))  # noqa: S704


def prose(text: str) -> Markup:
    """A sentence in which pairs of backticks enclose code."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 == 0:
        return markdown(text)
    return Markup("").join(
        code(part) if index % 2 else _with_ends(part) for index, part in enumerate(parts)
    )


def html(text: str) -> Markup:
    """A sentence for a page, in which pairs of backticks enclose code."""
    parts = line(text).split("`")
    if len(parts) % 2 == 0:
        return escape(line(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )


def log(text: str) -> str:
    """Lines for a workflow's log, none of which the runner takes for a command."""
    return COMMAND.sub(lambda found: f"{found[0]}\u200b", text)


def _with_ends(part: str) -> Markup:
    """The part of a sentence, with the white space towards its neighbours kept."""
    if not part.strip():
        return escape(part[:1])
    before = " " * part[0].isspace()
    after = " " * part[-1].isspace()
    return escape(before) + markdown(part) + escape(after)


def _escaped(found: re.Match[str]) -> str:
    text = found[0]
    if found["entity"]:
        return ENTITIES[text]
    if found["break"]:
        return text + BREAK
    return f"{text[:-1]}\\{text[-1]}"


@cache
def _spell(character: str) -> str:
    if character in JOINERS or unicodedata.category(character) not in INVISIBLE:
        return character
    return f"⟨U+{ord(character):04X}⟩"
