r"""Forms by their entries: sums over indices, and letters for these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.judging.general.indices import Index, Length, Place
from derive.judging.solving.forms import (
    Bag,
    Called,
    Chosen,
    Counted,
    Form,
    Part,
    Raised,
    Same,
    Step,
    Summed,
    Total,
    Unwritable,
    bag,
    order,
    sides,
)
from derive.judging.solving.hand import Hand
from derive.judging.solving.letters import ORDER
from derive.judging.solving.pieces import (
    BASE,
    CHAIN,
    FACTOR,
    SUM,
    Piece,
    added,
    compared,
    number,
    power,
    product,
    raised,
    ratio,
)

ONE, HALF = Fraction(1), Fraction(1, 2)
ZERO = Bag(Fraction(0))
LONG = 9
"""The weight from which on a bracket does not stand in a fraction together with other factors."""


@dataclass(frozen=True)
class Entries:
    """Writes forms; `letters` has those of the indices, `taken` the letters that mean something else."""

    hand: Hand
    letters: Mapping[Index, str]
    taken: frozenset[str]

    def write(self, form: Form) -> Piece:
        """A form as LaTeX."""
        match form:
            case Part(leaf=leaf, places=places):
                shown = [p for p, size in zip(places, leaf.shape, strict=True) if size != 1] if places else []
                if places and not shown:
                    shown = list(places)[:1]
                return self.hand.entry(leaf, [*map(self.place, shown)]) if places else self.hand.whole(leaf)
            case Counted(place=place):
                return Piece(self.place(place))
            case Same(first=first, second=second):
                comma = "" if first.index and second.index else ","
                return Piece(rf"\delta_{{{self.place(first)}{comma}{self.place(second)}}}", BASE, 4)
            case Total(parts=parts):
                return added([self.signed(part) for part in parts])
            case Bag():
                minus, piece = self.signed(form)
                return added([(True, piece)]) if minus else piece
            case Summed():
                return self._sum(form)
            case Called():
                return self._call(form)
            case Raised(base=base, exponent=exponent):
                return power(self.write(base), self.write(exponent))
            case Chosen():
                return self._cases(form)
            case Step():
                return self._cases(Chosen(form.value, Bag(ONE), ZERO, form.below))
        raise Unwritable(type(form).__name__)

    def place(self, place: Place) -> str:
        """Where an entry stands."""
        parts = [
            (self.letters[part] if isinstance(part, Index) else part.name, factor) for part, factor in place.parts
        ]
        if any(factor != 1 for _, factor in parts) or any(isinstance(p, Length) for p, _ in place.parts[1:]):
            raise Unwritable("a place that is not one letter")
        offset = [f"{place.offset:+d}"] if parts and place.offset else [str(place.offset)] if not parts else []
        return "".join(["+".join(name for name, _ in parts), *offset])

    def signed(self, form: Form) -> tuple[bool, Piece]:
        """Whether a form has a minus in front, and what stands behind it."""
        if not isinstance(form, Bag):
            return False, self.write(form)
        step = next((factor for factor, _ in form.factors if isinstance(factor, Step)), None)
        if step is not None:
            rest = bag(form.number, *(pair for pair in form.factors if pair[0] != step))
            return False, self._cases(Chosen(step.value, rest, ZERO, step.below))
        top, bottom = split(form)
        tops = [self._power(factor, exponent) for factor, exponent in top]
        return form.number < 0, fraction(abs(form.number), tops, [self._power(f, e) for f, e in bottom])

    def _power(self, form: Form, exponent: Fraction) -> Piece:
        if exponent.denominator == 2:
            root = self.hand.root(self.write(form))
            return root if exponent == HALF else raised(root, exponent.numerator)
        if exponent.denominator != 1:
            raise Unwritable("a broken power")
        if isinstance(form, Called) and form.function == "exp" and exponent != 1:
            return self.write(Called("exp", Bag(exponent, ((form.argument, Fraction(1)),))))
        return self.write(form) if exponent == 1 else raised(self.write(form), int(exponent))

    def _sum(self, form: Summed) -> Piece:
        letter = next((each for each in self.free() if each not in self.letters.values()), None)
        if letter is None:
            raise Unwritable("more sums within sums than there are letters")
        inner = replace(self, letters={**self.letters, form.index: letter})
        body = inner.write(form.body)
        return Piece(rf"\sum_{letter} {body.at(CHAIN)}", CHAIN, 2 + body.weight, open=True)

    def free(self) -> Iterator[str]:
        """Letters that mean nothing else."""
        return (letter for letter in ORDER if letter not in self.taken)

    def _call(self, form: Called) -> Piece:
        argument = self.write(form.argument)
        if form.function == "exp":
            return self.hand.exponential(argument)
        return Piece(f"{self.hand.function(form.function, form.primes)}({argument.text})", FACTOR, 1 + argument.weight)

    def _cases(self, form: Chosen) -> Piece:
        rows, weight = [], 1
        rest: Form = form
        while isinstance(rest, Chosen):
            above, where = self.write(rest.above), compared(*map(self.write, sides(rest.value)), below=rest.below)
            rows.append(rf"{above.text} & \text{{if }} {where.text}")
            weight, rest = weight + 1 + above.weight + where.weight, rest.other
        other = self.write(rest)
        rows.append(rf"{other.text} & \text{{otherwise}}")
        text = r" \\ ".join(rows)
        return Piece(rf"\begin{{cases}} {text} \end{{cases}}", FACTOR, weight + other.weight)


def split(form: Bag) -> tuple[list[tuple[Form, Fraction]], list[tuple[Form, Fraction]]]:
    """The factors above and below the bar; a power of e stays above."""
    factors = sorted(form.factors, key=lambda pair: order(pair[0]))
    top = [(f, e) for f, e in factors if e > 0 or (isinstance(f, Called) and f.function == "exp")]
    return top, [(f, -e) for f, e in factors if (f, e) not in top]


def fraction(value: Fraction, tops: Iterable[Piece], bottoms: Iterable[Piece]) -> Piece:
    """A product over a product; a long bracket stands behind the fraction."""
    tops, bottoms = list(tops), list(bottoms)
    below = [*([number(value.denominator)] if value.denominator != 1 else []), *bottoms]
    if not below:
        return product([*([number(value.numerator)] if value.numerator != 1 or not tops else []), *tops])
    long = [piece for piece in tops if piece.open or (piece.level == SUM and (piece.weight >= LONG or len(tops) > 1))]
    short = [piece for piece in tops if piece not in long]
    above = [*([number(value.numerator)] if value.numerator != 1 or not short else []), *short]
    return product([ratio(product(above), product(below)), *long])
