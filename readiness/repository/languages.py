"""A file's language, by its name, or by its first line where the name tells nothing."""

import re
from pathlib import PurePosixPath

EXTENSIONS = {
    "python": "py pyi pyw",
    "cython": "pyx pxd pxi",
    "typescript": "ts tsx mts cts",
    "javascript": "js jsx mjs cjs",
    "vue": "vue",
    "svelte": "svelte",
    "astro": "astro",
    "go": "go",
    "java": "java",
    "kotlin": "kt kts",
    "scala": "scala",
    "groovy": "groovy gradle",
    "csharp": "cs",
    "fsharp": "fs",
    "rust": "rs",
    "ruby": "rb rake gemspec",
    "php": "php",
    "swift": "swift",
    "dart": "dart",
    "elixir": "ex exs",
    "c": "c h",
    "cpp": "cc cpp cxx hpp hh",
    "shell": "sh bash zsh",
    "powershell": "ps1",
    "sql": "sql",
    "html": "html htm",
    "css": "css scss sass less",
    "terraform": "tf tfvars",
    "protobuf": "proto",
    "graphql": "graphql gql",
    "markdown": "md markdown mdx",
    "restructuredtext": "rst",
    "asciidoc": "adoc asciidoc",
    "text": "txt text",
    "yaml": "yml yaml",
    "json": "json jsonc json5",
    "toml": "toml",
    "ini": "ini cfg conf",
    "properties": "properties",
    "xml": "xml csproj props targets fsproj sln",
    "dotenv": "env",
    "notebook": "ipynb",
}
LANGUAGES = {suffix: name for name, suffixes in EXTENSIONS.items() for suffix in suffixes.split()}
NAMES = {
    "dockerfile": "dockerfile",
    "containerfile": "dockerfile",
    "makefile": "makefile",
    "gnumakefile": "makefile",
    "justfile": "makefile",
    "rakefile": "ruby",
    "gemfile": "ruby",
    "jenkinsfile": "groovy",
    "procfile": "procfile",
    "pipfile": "toml",
    "license": "text",
    "copying": "text",
    "notice": "text",
    "authors": "text",
    "readme": "text",
    "changelog": "text",
    "go.mod": "gomod",
    "pipfile.lock": "json",
    "uv.lock": "toml",
    "poetry.lock": "toml",
    "pdm.lock": "toml",
    "cargo.lock": "toml",
    "composer.lock": "json",
    "yarn.lock": "yaml",
    ".babelrc": "json",
    ".eslintrc": "json",
    ".coveragerc": "ini",
    ".flake8": "ini",
}
INTERPRETERS = {
    "python": "python", "node": "javascript", "deno": "typescript", "bun": "typescript",
    "bash": "shell", "sh": "shell", "zsh": "shell", "ruby": "ruby", "php": "php",
}  # fmt: skip
DOCUMENTS = frozenset({"markdown", "restructuredtext", "asciidoc", "text"})
CONFIGS = frozenset(
    {"yaml", "json", "toml", "ini", "properties", "xml", "dotenv", "dockerfile", "makefile",
     "gomod", "procfile", "terraform"}
)  # fmt: skip
CODE = frozenset(LANGUAGES.values()) - DOCUMENTS - CONFIGS - {"notebook"}


def language(path: str, head: str = "") -> str:
    """The lower-case name of a file's language, or '' where it is not known.

    ``head`` is the beginning of its text, for a file whose name tells nothing.
    """
    pure = PurePosixPath(path)
    name = pure.name.lower()
    if name in NAMES:
        return NAMES[name]
    if name.startswith((".env", "dockerfile.", "makefile.")):
        return "dotenv" if name.startswith(".env") else name.partition(".")[0]
    suffix = pure.suffix[1:].lower()
    if suffix:
        return LANGUAGES.get(suffix, "")
    if head.startswith("#!"):
        words = re.split(r"[\s/]+", head.partition("\n")[0])
        return next((INTERPRETERS[w] for w in map(_bare, words) if w in INTERPRETERS), "")
    return ""


def _bare(word: str) -> str:
    return re.sub(r"[\d.]+$", "", word)
