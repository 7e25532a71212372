"""The rule for a name that is a quotient of linear expressions in an exponential, as a sigmoid is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from derive.judging.general.algebra import power
from derive.judging.general.atoms import Base, Exponential
from derive.judging.general.expressions import Atom, Expression, number
from derive.judging.general.rationals import Number
from derive.judging.general.sums import put
from derive.judging.solving.binding import Binding, bound
from derive.judging.solving.rules import Rule


@dataclass(frozen=True)
class Fractional(Rule):
    """A name is a quotient of linear expressions in s, a power of an exponential: `solved` has s as a quotient."""

    target: Atom
    step: Number
    solved: tuple[Expression, Expression]

    @property
    def names(self) -> frozenset[str]:
        """Those of the exponential."""
        return self.target.names

    def taken(self, factors: dict[Atom, Number]) -> Expression | None:
        """Powers of the exponential and of linear expressions in it become powers of two expressions in the name."""
        found: dict[str, _Powers] = {}
        for atom, exponent in factors.items():
            inner = next((each for each in (atom, *_within(atom)) if isinstance(each, Exponential)), atom)
            binding = bound(self.target, inner, self.free)
            line = self._line(atom, inner)
            if binding is None:
                continue
            powers = found.setdefault(str(inner), _Powers(binding))
            if line is None:
                powers.blocked = True
                continue
            powers.atoms.append(atom)
            powers.lines[line] = powers.lines.get(line, 0) + exponent
        made: Expression | None = None
        for powers in found.values():
            whole = powers.lines.pop((1, 0), 0)
            steps = Fraction(whole) / Fraction(self.step)
            if powers.blocked or any(Fraction(each).denominator != 1 for each in (steps, *powers.lines.values())):
                continue
            value = self._value(int(steps), {line: int(e) for line, e in powers.lines.items()})
            made = put(value, powers.binding) if made is None else made * put(value, powers.binding)
            for atom in powers.atoms:
                del factors[atom]
        return made

    def _line(self, atom: Atom, exponential_: Atom) -> tuple[Number, Number] | None:
        """An atom as a linear expression in s; the exponential itself counts as (1, 0)."""
        if atom == exponential_:
            return 1, 0
        found = polynomial(atom.value, exponential_) if isinstance(atom, Base) else None
        if found is None or set(found) - {0, self.step} or found.get(0, 0) == 0:
            return None
        return found.get(self.step, 0), found[0]

    def keeps(self, atom: Atom) -> bool:
        """A sum in the denominator that the rule does not take as a whole."""
        return any(bound(self.target, inner, self.free) is not None for inner in _within(atom))

    def _value(self, steps: int, lines: Mapping[tuple[Number, Number], int]) -> Expression:
        """s^steps times powers of linear expressions, where s is a quotient of two expressions."""
        top, bottom = self.solved
        powers: dict[str, tuple[Expression, int]] = {}
        for expression, exponent in ((top, steps), (bottom, -steps)):
            _raise(powers, expression, exponent)
        for (slope, constant), exponent in lines.items():
            _raise(powers, top.scaled(slope) + bottom.scaled(constant), exponent)
            _raise(powers, bottom, -exponent)
        result = number(1)
        for expression, exponent in powers.values():
            result = result * power(expression, exponent)
        return result


@dataclass
class _Powers:
    """The powers of linear expressions in one exponential, and the atoms that they are.

    They are `blocked` where the exponential stands in another expression too.
    """

    binding: Binding
    lines: dict[tuple[Number, Number], Number] = field(default_factory=dict)
    atoms: list[Atom] = field(default_factory=list)
    blocked: bool = False


def polynomial(value: Expression, target: Atom) -> dict[Number, Number] | None:
    """The coefficients of an expression by the powers of one atom, if nothing else is in it."""
    found: dict[Number, Number] = {}
    for product, factor in value.terms.items():
        if any(atom != target for atom, _ in product.factors):
            return None
        found[product.factors[0][1] if product.factors else 0] = factor
    return found


def _raise(powers: dict[str, tuple[Expression, int]], value: Expression, exponent: int) -> None:
    _, before = powers.get(value.key, (value, 0))
    powers[value.key] = (value, before + exponent)


def _within(atom: Atom) -> Iterator[Atom]:
    """The atoms inside a quotient or a power of a sum, not those under another sign of summation."""
    if isinstance(atom, Base):
        for product in atom.value.terms:
            for inner, _ in product.factors:
                yield inner
                yield from _within(inner)
