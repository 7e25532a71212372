"""What an item of a document may mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.meaning.claims import Claim, Shapeless
from derive.meaning.world import World
from derive.reading.items import Item
from derive.reading.source import Span


@dataclass(frozen=True, slots=True)
class Declared:
    """A declaration or a definition, which claims nothing; `what` says which, `note` what its author may not know."""

    what: str
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Silent:
    """Mathematics that claims nothing, or that its author leaves out."""

    why: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A statement without a meaning, where it fails, and the statement by which it fails, if that is another one.

    `unknown` is the name of which nothing is known, where it fails at one.
    """

    message: str
    span: Span
    see: Span | None = None
    unknown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """An equation whose right side is asked for; `asked` says of its left side that it equals itself."""

    asked: Claim


Meaning = Claim | Shapeless | Question | Declared | Silent | NotUnderstood


@dataclass(frozen=True, slots=True)
class Retold:
    """A claim with all that running text tells of its names, at `lines`.

    It is `defined` with the definitions alone by which a name varies with others. The names in `names` are defined.
    """

    claim: Claim
    defined: Claim | None
    names: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """An item of a document, what it means, and the world in which it means that; `retold` where text tells more."""

    item: Item
    meaning: Meaning
    world: World
    retold: Retold | None = None
