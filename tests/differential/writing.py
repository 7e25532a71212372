r"""A formula as one of the many texts that authors write for it: `\frac` or a slash, sums or products of matrices."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import IntEnum

from .formulas import (
    ARRAYS,
    RANGES,
    Delta,
    Entry,
    Map,
    Minus,
    Number,
    Over,
    Plus,
    Size,
    Slope,
    Square,
    Times,
    Total,
    Tree,
)

BRACKETS = ("({})", r"\left({}\right)", "[{}]", r"\bigl({}\bigr)", r"\left\{{{}\right\}}")
TRANSPOSED = (r"{}^\top", "{}^T", r"{}^{{\mathsf T}}")
DELTAS = (r"\delta_{{{}{}}}", r"\delta_{{{},{}}}", r"\mathbb{{1}}[{} = {}]", r"\mathbf{{1}}_{{{}={}}}")


class Place(IntEnum):
    """What a text may be to stand somewhere without brackets; each may stand where those before it do."""

    TERM = 0
    PRODUCT = 1
    FACTOR = 2
    ATOM = 3


@dataclass(frozen=True)
class Writer:
    """Chooses among the ways of writing."""

    draw: random.Random

    def text(self, tree: Tree, place: Place = Place.TERM) -> str:
        """The formula, in brackets where it could be misread at such a place."""
        written, kind = self._written(tree)
        return written if kind >= place else self._one(*BRACKETS).format(written)

    def _one(self, *ways: str) -> str:
        return self.draw.choice(ways)

    def _written(self, tree: Tree) -> tuple[str, Place]:
        match tree:
            case Number(value):
                return str(value), Place.ATOM
            case Size(name):
                return name, Place.ATOM
            case Entry(array, indices):
                return self._entry(array, indices), Place.ATOM
            case Plus((first, *others)):
                return self.text(first, Place.PRODUCT) + "".join(map(self._added, others)), Place.TERM
            case Minus(part):
                return f"-{self.text(part, Place.PRODUCT)}", Place.TERM
            case Times(parts):
                return self._product(parts), Place.PRODUCT
            case Over(top, bottom):
                if self.draw.random() < 0.2:
                    return f"{self.text(top, Place.ATOM)} / {self.text(bottom, Place.ATOM)}", Place.PRODUCT
                return rf"\{self._one('frac', 'dfrac')}{{{self.text(top)}}}{{{self.text(bottom)}}}", Place.FACTOR
            case Square(base):
                return f"{self.text(base, Place.ATOM)}^2", Place.FACTOR
            case Map("exp", argument) if self.draw.random() < 0.5:
                return f"e^{{{self.text(argument)}}}", Place.FACTOR
            case Map(name, argument):
                return rf"\{name}" + self._one(*BRACKETS[:2]).format(self.text(argument)), Place.FACTOR
            case Total(index, body):
                return self._total(index, body)
            case Delta(one, other):
                return self._one(*DELTAS).format(one, other), Place.FACTOR
            case Slope(body, by):
                return rf"\frac{{\partial}}{{\partial {by.array}_{{{by.indices}}}}} ({self.text(body)})", Place.TERM
        raise TypeError(f"expected a formula, not {tree!r}")

    def _added(self, part: Tree) -> str:
        if isinstance(part, Minus):
            return f" - {self.text(part.part, Place.PRODUCT)}"
        return f" + {self.text(part, Place.PRODUCT)}"

    def _product(self, parts: tuple[Tree, ...]) -> str:
        written = self.text(parts[0], Place.FACTOR)
        for part in parts[1:]:
            text = self.text(part, Place.FACTOR)
            written += (r" \cdot " if text[0].isdigit() else self._one(" ", r" \, ", r" \cdot ")) + text
        return written

    def _entry(self, array: str, indices: str) -> str:
        if len(indices) == 1:
            return self._one("{}_{}", "{}_{{{}}}", r"\mathbf{{{}}}_{}").format(array, indices)
        row, column = indices[0], indices[1]
        if self.draw.random() < 0.1:
            return f"({self._one(*TRANSPOSED).format(array)})_{{{column}{row}}}"
        return self._one(array, array, array.lower(), f"[{array}]") + f"_{{{row}{self._one('', ', ')}{column}}}"

    def _total(self, index: str, body: Tree) -> tuple[str, Place]:
        match body:
            case Times((Entry() as one, Entry() as other)) if index in one.indices and self.draw.random() < 0.6:
                found = self._contracted(index, one, other)
                if found:
                    return found, Place.FACTOR
            case Square(Entry(array, indices)) if indices == index and self.draw.random() < 0.6:
                return self._one(r"\|{}\|^2", r"\lVert {} \rVert_2^2").format(array), Place.FACTOR
        known = any(isinstance(part, Entry) and index in part.indices for part in _plainly(body))
        size = RANGES[index]
        bounds = self._one("_{{{0}=1}}^{1}", "_{{{0}=1}}^{{{1}}}", *(["_{0}"] * known)).format(index, size)
        return rf"\sum{bounds} {self.text(body, Place.PRODUCT)}", Place.PRODUCT

    def _contracted(self, index: str, one: Entry, other: Entry) -> str:
        """The sum as a product of arrays, with the indices that are left; empty where it is none."""
        if any(entry.indices.count(index) != 1 for entry in (one, other)):
            return ""
        if len(one.indices) == 1 and len(other.indices) == 2:
            one, other = other, one
        straight = one.indices[1:] == index, other.indices[:1] == index
        left, right = (
            entry.array if stands else self._one(*TRANSPOSED).format(entry.array)
            for entry, stands in zip((one, other), straight, strict=True)
        )
        free = (one.indices + other.indices).replace(index, "")
        return f"({left} {right})_{{{free}}}" if free else f"({left} {right})"


def _plainly(body: Tree) -> list[Tree]:
    return [body, *(body.parts if isinstance(body, Times) else ())]


def declared() -> str:
    """The declarations of all arrays."""
    shapes = {name: r" \times ".join(sizes) for name, sizes in ARRAYS.items()}
    return "; ".join(rf"{name} \in R^{{{shape}}}" for name, shape in shapes.items())
