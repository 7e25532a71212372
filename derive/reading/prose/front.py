"""What a Markdown file says of itself before its text, between two lines `---`: its title, its authors, its date."""

from __future__ import annotations

import re

from derive.reading.prose.nodes import Formula, Text, Words

_FIELD = re.compile(r"^(title|authors?|date)[ \t]*:[ \t]*(.*(?:\n[ \t]+.*|\n-[ \t].*)*)", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(?:name[ \t]*:[ \t]*)?(.+)$", re.MULTILINE)


def fields(text: str) -> dict[str, str]:
    """The title, the authors and the date, each as one line; what is written in another way is left out."""
    found = {name.removesuffix("s"): _line(value.strip()) for name, value in _FIELD.findall(text)}
    return {name: value for name, value in found.items() if value}


def sentence(text: str) -> Words:
    """A line with its formulas."""
    parts = re.split(r"\$([^$]+)\$", text)
    return tuple(Formula(part) if at % 2 else Text(part) for at, part in enumerate(parts) if part)


def _line(value: str) -> str:
    """A value as one line: a list has commas between its items."""
    items = _ITEM.findall(value)
    if value.startswith("[") and value.endswith("]"):
        items = value[1:-1].split(",")
    if not items and ("\n" in value or value[:1] in "|>{&*"):
        return ""
    return ", ".join(map(_unquoted, items or [value]))


def _unquoted(value: str) -> str:
    found = re.fullmatch(r"\s*(?:\"(.*)\"|'(.*)'|(.*?))\s*", value, re.DOTALL)
    return next((part for part in found.groups() if part is not None), "") if found else value
