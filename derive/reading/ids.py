"""The ids of statements: what their author calls them, or their section and their number there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.items import Item, Opening
from derive.reading.statements import Unread


def identified(parts: Sequence[Item | Opening]) -> tuple[Item | Opening, ...]:
    """Every item with an id of its own: the author's, or its section and its number there."""
    taken = {part.id for part in parts if isinstance(part, Item) and part.id}
    slug, count = "document", 0
    found: list[Item | Opening] = []
    slugs: set[str] = set()
    for part in parts:
        if isinstance(part, Opening):
            slug, count = _slug(part.title, slugs), 0
            found.append(part)
            continue
        count += _is_listed(part)
        found.append(replace(part, id=part.id or _fresh(f"{slug}.{count}", taken)))
    return tuple(found)


def _is_listed(item: Item) -> bool:
    return item.display > 0 or isinstance(item.statement, Unread)


def _slug(title: str, slugs: set[str]) -> str:
    """A heading in letters, digits and hyphens; a dot stays inside a word, as in a number."""
    words = "".join(c.lower() if c.isalnum() or c == "." else " " for c in title).split()
    return _fresh("-".join(filter(None, (word.strip(".") for word in words))) or "section", slugs)


def _fresh(name: str, taken: set[str]) -> str:
    """`name`, or with the first number that makes it new; it is added to `taken`."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    taken.add(found)
    return found
