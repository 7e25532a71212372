"""What an item of a document may mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

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


class Telling(Enum):
    """How more is told of names than holds where a claim stands."""

    WORDS = auto()
    BELOW = auto()
    ANEW = auto()
    FACE = auto()


@dataclass(frozen=True, slots=True)
class Informed:
    """A claim, its item, and the world that knows what is told."""

    claim: Claim | Shapeless
    item: Item
    world: World


@dataclass(frozen=True, slots=True)
class Retold:
    """A claim `informed` of all that is told of its names in one way, at `lines`.

    It is `defined` with the definitions alone, where by one of them a name varies with others. Those in `names` are
    defined. What is told anew of them takes the place of their definitions at the lines `above`. By its typeface one
    is told to be a number, at no line.
    """

    telling: Telling
    informed: Informed
    defined: Informed | None
    names: tuple[str, ...]
    lines: tuple[int, ...]
    above: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """An item of a document, what it means, and the world in which it means that; `retold` where more is told."""

    item: Item
    meaning: Meaning
    world: World
    retold: tuple[Retold, ...] = ()
