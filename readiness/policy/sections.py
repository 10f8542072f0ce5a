"""Checklists: the ``sections`` of a policy file and the items in them."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from readiness.model import Item, Section
from readiness.policy.metrics import CATEGORIES
from readiness.policy.source import KeyPath
from readiness.policy.values import OFF, bound, gate, search

DECIDERS = ("metric", "rules", "search", "claims")


def sections(data: Mapping[str, Any]) -> tuple[Section, ...]:
    """The sections of a mapping by name, less those and their items that are off."""
    return tuple(_section(name, value) for name, value in data.items() if value != OFF)


def attestable(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the items that somebody may vouch for."""
    return tuple(
        name for _, name, item in _items(data) if item != OFF and item.get("attest", False)
    )


def wrong_sections(
    data: Mapping[str, Any], rules: tuple[str, ...] | None
) -> Iterator[tuple[KeyPath, str]]:
    """(where, what) of everything wrong with the sections; ``rules`` None checks no names."""
    seen: dict[str, str] = {}
    titles = dict.fromkeys(CATEGORIES, "a category")
    for name, section in data.items():
        if section == OFF:
            continue
        if not ({"title", "items"} <= section.keys()):
            yield ("sections", name), f"section {name} lacks title or items; give it both"
        title = section.get("title", name)
        if titles.setdefault(title, name) != name:
            yield ("sections", name), f"“{title}” is the title of {titles[title]}; choose another"
    for name, key, item in _items(data):
        path: KeyPath = ("sections", name, "items", key)
        if item == OFF:
            continue
        if seen.setdefault(key, name) != name:
            yield path, f"“{key}” is an item of {seen[key]} too; give one of them another name"
        yield from ((path, message) for message in _wrong_item(key, item, rules))


def _items(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, section in data.items():
        if section != OFF:
            for key, item in section.get("items", {}).items():
                yield name, key, item


def _wrong_item(key: str, item: Mapping[str, Any], rules: tuple[str, ...] | None) -> Iterator[str]:
    given = [each for each in DECIDERS if each in item]
    if "title" not in item:
        yield f"item {key} lacks a title; say what is checked"
    if len(given) > 1:
        yield f"item {key} is decided by {' and '.join(given)}; leave one"
    if not given and not item.get("attest"):
        yield f"item {key} is decided by nothing; give it {', '.join(DECIDERS)} or attest: true"
    if "metric" in item and not {"min", "max"} & item.keys():
        yield f"item {key} has a metric without a bound; give it min or max"
    for pattern in item.get("rules", ()):
        if rules is not None and not any(fnmatchcase(rule, pattern) for rule in rules):
            yield f"“{pattern}” fits no rule; `readiness rules` lists them"
    for rule in item.get("only-if", {}).get("rules", ()):
        if rules is not None and rule not in rules:
            yield f"“{rule}” is no rule; `readiness rules` lists them"


def _section(name: str, data: Mapping[str, Any]) -> Section:
    found = ((key, item) for key, item in data["items"].items() if item != OFF)
    return Section(
        id=name,
        title=data["title"],
        items=tuple(_item(key, item) for key, item in found),
        weight=data.get("weight"),
        required=data.get("required", False),
        each=data.get("per") == "component",
    )


def _item(name: str, data: Mapping[str, Any]) -> Item:
    bounds = {key: data[key] for key in ("min", "max") if key in data}
    only_if = data.get("only-if", {})
    return Item(
        id=name,
        title=data["title"],
        gate=gate(data["metric"], bounds) if "metric" in data else None,
        close=bound(data.get("close")),
        rules=tuple(data.get("rules", ())),
        search=search(data.get("search")),
        claims=tuple(data.get("claims", ())),
        attestable=data.get("attest", False),
        only_if=search(only_if) if "files" in only_if else None,
        only_with=tuple(only_if.get("rules", ())),
        mild=data.get("on-failure") == "warn",
        risk=data.get("risk", ""),
        advice=data.get("advice", ""),
        horizon=data.get("horizon", ""),
    )
