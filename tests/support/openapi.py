"""Requests and answers held against GitHub's published OpenAPI description."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from .github_data import github_data

URI = "urn:github"
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", ValueError)
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


@dataclass(frozen=True)
class Operation:
    """One method of one path. ``parameters`` are the values that stood in the path."""

    method: str
    template: str
    parameters: dict[str, str]

    @cached_property
    def _described(self) -> dict[str, Any]:
        return _description()["paths"][self.template][self.method.lower()]

    @cached_property
    def _pointer(self) -> str:
        path = self.template.replace("~", "~0").replace("/", "~1").replace("{", "%7B")
        return f"{URI}#/paths/{path.replace('}', '%7D')}/{self.method.lower()}"

    def wrong_request(self, query: dict[str, str], body: Any) -> list[str]:
        """What the description does not allow about a request."""
        return [*self._wrong_query(query), *self._wrong_body(body)]

    def wrong_answer(self, status: int, body: Any) -> list[str]:
        """What the description does not allow about an answer."""
        described = self._described["responses"].get(str(status))
        if described is None and status >= 400:
            return _wrong(f"{URI}#/components/schemas/basic-error", body)
        if described is None:
            return [f"{status} is no answer to {self.method} {self.template}"]
        pointer = described.get("$ref") or f"{self._pointer}/responses/{status}"
        content = _resolve(described).get("content")
        if content is None:
            return [] if body is None else [f"{status} has a body"]
        kind = "application/json" if "application/json" in content else next(iter(content))
        kind = kind.replace("/", "~1").replace("+", "%2B")
        return _wrong(f"{_absolute(pointer)}/content/{kind}/schema", body)

    def example(self, status: int) -> Any:
        """A copy of the first example that GitHub publishes of this answer."""
        content = _resolve(self._described["responses"][str(status)])["content"]
        first = next(iter(content["application/json"]["examples"].values()))
        return json.loads(json.dumps(_resolve(first)["value"]))

    @property
    def query_names(self) -> set[str]:
        return set(self._query)

    @cached_property
    def _query(self) -> dict[str, Any]:
        described = map(_resolve, self._described.get("parameters", ()))
        return {each["name"]: each["schema"] for each in described if each["in"] == "query"}

    def _wrong_query(self, query: dict[str, str]) -> list[str]:
        known = self._query
        found = [f"unknown parameter {name!r}" for name in query if name not in known]
        for name, value in query.items():
            if name in known:
                schema = known[name]
                typed = int(value) if schema.get("type") == "integer" else value
                found += [
                    f"parameter {name}: {each.message}"
                    for each in Draft7Validator(schema).iter_errors(typed)
                ]
        if int(query.get("per_page", "30")) > 100 or int(query.get("per_page", "30")) < 1:
            found.append("per_page is not from 1 to 100")
        return found

    def _wrong_body(self, body: Any) -> list[str]:
        described = self._described.get("requestBody")
        if described is None:
            return [] if body is None else ["a body where none is described"]
        schema = described["content"]["application/json"]["schema"]
        unknown = _unknown_keys(schema, body, "")
        pointer = f"{self._pointer}/requestBody/content/application~1json/schema"
        return [*unknown, *_wrong(pointer, body)]


def operation(method: str, path: str) -> Operation | None:
    """The operation that ``path`` (without query, still percent-encoded) asks for."""
    for expression, template in _templates():
        found = expression.fullmatch(path)
        if found and method.lower() in _description()["paths"][template]:
            values = {name: unquote(value) for name, value in found.groupdict().items()}
            return Operation(method, template, values)
    return None


@cache
def _description() -> dict[str, Any]:
    return github_data()["openapi"]


@cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """The templates, those with the fewest parameters first; ``path`` spans several segments."""
    ordered = sorted(_description()["paths"], key=lambda each: (each.count("{"), each))
    return [(re.compile(_expression(each)), each) for each in ordered]


def _expression(template: str) -> str:
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(
        re.escape(part) if n % 2 == 0 else f"(?P<{part}>{'.*' if part == 'path' else '[^/]+'})"
        for n, part in enumerate(parts)
    )


@cache
def _validator(pointer: str) -> Draft7Validator:
    resource = Resource(contents=_description(), specification=DRAFT7)
    registry = Registry().with_resource(URI, resource)
    return Draft7Validator({"$ref": pointer}, registry=registry, format_checker=FORMATS)


def _wrong(pointer: str, value: Any) -> list[str]:
    found = _validator(pointer).iter_errors(value)
    return [f"{each.json_path}: {_cut(each.message)}" for each in found]


def _cut(message: str) -> str:
    return message if len(message) < 300 else f"{message[:150]} … {message[-150:]}"


def _absolute(pointer: str) -> str:
    return f"{URI}{pointer}" if pointer.startswith("#") else pointer


def _resolve(value: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in value:
        return value
    found: Any = _description()
    for part in value["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


def _unknown_keys(schema: dict[str, Any], body: Any, where: str) -> list[str]:
    """The keys of ``body`` that GitHub would ignore; they are the sender's mistake."""
    if isinstance(body, list):
        items = schema.get("items", {})
        return [each for item in body for each in _unknown_keys(items, item, f"{where}[]")]
    properties = schema.get("properties")
    if not isinstance(body, dict) or properties is None:
        return []
    found = [f"unknown key {where}{key}" for key in body if key not in properties]
    for key, value in body.items():
        found += _unknown_keys(properties.get(key, {}), value, f"{where}{key}.")
    return found
