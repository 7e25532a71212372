"""Powers, exponentials, logarithms and signs of index terms. What needs positivity is done only where it is known."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from math import gcd, isqrt, lcm
from operator import mul

from derive.judging.general.atoms import Base, Delta, Exponential, Function, Named, Order, Sign
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import (
    Atom,
    Expression,
    NotCovered,
    Product,
    Singular,
    normal,
    number,
    of,
    together,
    total,
    whole_power,
)
from derive.judging.general.indices import EXPANDED, Place, bounds
from derive.judging.general.rationals import Number, plain, raised, ratio

LARGEST_PRIME = 10_000


def power(base: Expression, exponent: Number) -> Expression:
    """A power with a rational exponent. Raises `Singular` for a division by zero."""
    if exponent.denominator == 1 and exponent >= 0:
        return whole_power(base, int(exponent))
    if not base.terms:
        if exponent < 0:
            raise Singular("a division by zero")
        return base
    return by_sign(base, lambda value: _plain_power(value, exponent))


def _plain_power(base: Expression, exponent: Number) -> Expression:
    if not base.terms:
        raise Singular("a division by zero")
    single = base.single
    if single is not None:
        return _power_of_product(*single, exponent)
    is_whole = exponent.denominator == 1
    squares = {} if is_whole else {a: e - e % 2 for a, e in _common(base, any_sign=True).factors if e >= 2}
    if squares and not all(atom.positive for atom in squares):
        rest = base * together({atom: -e for atom, e in squares.items()})
        return _power_of_product(Product(squares), 1, exponent) * _plain_power(rest, exponent)
    factor, product, rest = primitive(base, signed=is_whole, any_sign=is_whole)
    left = of(Base(base), exponent) if rest == base else _plain_power(rest, exponent)
    return _power_of_product(product, factor, exponent) * left


def _power_of_product(product: Product, factor: Number, exponent: Number) -> Expression:
    """A power of a product; a broken one goes only into factors that are known to be positive.

    An odd root of odd powers is a product of whole powers, wherever it has a value.
    """
    if exponent.denominator == 1:
        return normal({atom: e * exponent for atom, e in product.factors}).scaled(raised(factor, int(exponent)))
    inner = {atom: e for atom, e in product.factors if not atom.positive}
    if factor > 0 and exponent.denominator % 2 and all((e * exponent).denominator == 1 for e in inner.values()):
        inner = {}
    if len(inner) == 1 and factor > 0 and abs(next(iter(inner.values()))) == 1:
        inner = {}
    if len(inner) > 1 and factor > 0 and all(never_negative(atom, e) for atom, e in inner.items()):
        rest = _power_of_product(Product({a: e for a, e in product.factors if a not in inner}), factor, exponent)
        return reduce(mul, (_power_of_product(Product({a: e}), 1, exponent) for a, e in inner.items()), rest)
    outer = {atom: plain(Fraction(e * exponent)) for atom, e in product.factors if atom not in inner}
    result = normal(outer) * _root_of_number(factor if factor > 0 else -factor, exponent)
    if inner or factor < 0:
        sign = 1 if factor > 0 else -1
        result = result * of(Base(Expression({Product(inner): sign})), exponent)
    return result


def never_negative(atom: Atom, exponent: Number) -> bool:
    """Whether a power is known to be zero or more: an even one, one of a positive number, a sum of such."""
    if atom.positive or (exponent.denominator == 1 and exponent % 2 == 0):
        return True
    return isinstance(atom, Sum) and exponent > 0 and all(never_negative(*factor) for factor in atom.body.factors)


def _root_of_number(value: Number, exponent: Number) -> Expression:
    """A broken power of a positive number, by its prime numbers."""
    factors: dict[Atom, Number] = {}
    for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime, times in _primes(whole).items():
            atom = Named(str(prime))
            factors[atom] = factors.get(atom, 0) + sign * times * exponent
    return normal(factors)


def _primes(value: int) -> dict[int, int]:
    found: dict[int, int] = {}
    divisor = 2
    while value > 1:
        if divisor > min(isqrt(value), LARGEST_PRIME):
            if isqrt(value) > LARGEST_PRIME:
                raise NotCovered(f"a root of a number with the factor {value}")
            divisor = value
        while value % divisor == 0:
            found[divisor] = found.get(divisor, 0) + 1
            value //= divisor
        divisor += 1
    return found


def primitive(value: Expression, *, signed: bool, any_sign: bool) -> tuple[Number, Product, Expression]:
    """A number, a product and the expression that is left when both are taken out.

    With `signed` the number may be negative, with `any_sign` the product may have factors that are not known to be
    positive.
    """
    numbers = list(value.terms.values())
    top, bottom = 0, 1
    for each in numbers:
        top, bottom = gcd(top, each.numerator), lcm(bottom, each.denominator)
    factor = plain(Fraction(top, bottom))
    first = min(value.terms)
    if signed and value.terms[first] < 0:
        factor = -factor
    common = _common(value, any_sign)
    if factor == 1 and not common.factors:
        return factor, common, value
    away = {atom: -e for atom, e in common.factors}
    rest = total(normal(_joined(product, away)).scaled(ratio(c, factor)) for product, c in value.terms.items())
    return factor, common, rest


def _joined(product: Product, more: dict[Atom, Number]) -> dict[Atom, Number]:
    factors = dict(product.factors)
    for atom, exponent in more.items():
        factors[atom] = factors.get(atom, 0) + exponent
    return factors


def _common(value: Expression, any_sign: bool) -> Product:
    """The atoms that every term has, with their least exponents."""
    least: dict[Atom, Number] | None = None
    for product in value.terms:
        factors = {atom: e for atom, e in product.factors if (any_sign or atom.positive) and not atom.idempotent}
        if least is None:
            least = factors
            continue
        for atom in [*least, *factors]:
            least[atom] = min(least.get(atom, 0), factors.get(atom, 0))
    return Product(least or {})


def exponential(argument: Expression) -> Expression:
    """exp of a sum is the product of exps; exp of a logarithm is its argument."""
    return by_sign(argument, _plain_exponential)


def _plain_exponential(argument: Expression) -> Expression:
    result = number(1)
    for product, coefficient in argument.terms.items():
        atom = product.factors[0][0] if product.factors else None
        if len(product.factors) == 1 and isinstance(atom, Function) and product.factors[0][1] == 1 and _is_log(atom):
            result = result * power(atom.arguments[0], coefficient)
        else:
            result = result * of(Exponential(product), coefficient)
    return result


def _is_log(atom: Function) -> bool:
    return atom.name == "log" and atom.primes == 0


def logarithm(argument: Expression) -> Expression:
    """log of a product is a sum as far as the factors are known to be positive."""
    if not argument.terms:
        raise Singular("the logarithm of zero")
    return by_sign(argument, _plain_logarithm)


def _plain_logarithm(argument: Expression) -> Expression:
    if not argument.terms:
        raise Singular("the logarithm of zero")
    factor, product, rest = primitive(argument, signed=False, any_sign=False)
    if argument.single is not None:
        product, factor = argument.single
        rest = number(1)
    inner = {atom: e for atom, e in product.factors if not atom.positive}
    outer = [(atom, e) for atom, e in product.factors if atom.positive]
    if len(inner) == 1 and factor > 0 and next(iter(inner.values())).numerator % 2 and rest == number(1):
        outer += inner.items()
        inner = {}
    parts = [_log_of_atom(atom).scaled(e) for atom, e in outer]
    parts += [_log_of_number(factor if factor > 0 else -factor)]
    rest = rest * Expression({Product(inner): 1 if factor > 0 else -1})
    if rest != number(1):
        parts.append(of(Function("log", (rest,))) if rest == argument else _plain_logarithm(rest))
    return total(parts)


def _log_of_atom(atom: Atom) -> Expression:
    if isinstance(atom, Exponential):
        return Expression({atom.product: 1})
    return of(Function("log", (of(atom) if not isinstance(atom, Base) else atom.value,)))


def _log_of_number(value: Number) -> Expression:
    parts = [
        of(Function("log", (number(prime),))).scaled(sign * times)
        for whole, sign in ((value.numerator, 1), (value.denominator, -1))
        for prime, times in _primes(whole).items()
    ]
    return total(parts)


ODD = {"sin", "arctan", "erf"}
EVEN = {"cos"}


def function(name: str, arguments: tuple[Expression, ...], primes: int = 0) -> Expression:
    """A function of which little is known: whether it is odd or even."""
    if len(arguments) == 1:
        return by_sign(arguments[0], lambda value: _plain_function(name, value, primes))
    return of(Function(name, arguments, primes))


def _plain_function(name: str, argument: Expression, primes: int) -> Expression:
    if name in ODD | EVEN:
        if not argument.terms:
            return number(int(name in EVEN))
        first = min(argument.terms)
        if argument.terms[first] < 0:
            return of(Function(name, (-argument,))).scaled(-1 if name in ODD else 1)
    return of(Function(name, (argument,), primes))


def sign(value: Expression, *, above: bool) -> Expression:
    """1 where a value is positive (or, not `above`, negative), elsewhere 0."""
    constant = value.constant
    if constant is not None:
        return number(int(constant > 0 if above else constant < 0))
    if value.positive or (-value).positive:
        return number(int(value.positive == above))
    if any(isinstance(atom, Sign) for product in value.terms for atom, _ in product.factors):
        return by_sign(value, lambda each: sign(each, above=above))
    factor, _, rest = primitive(value, signed=True, any_sign=False)
    if value.single is not None:
        whole, factor = value.single
        rest = Expression({Product({atom: e for atom, e in whole.factors if not atom.positive}): 1})
    return of(Sign(value, above)) if rest == value else sign(rest, above=above == (factor > 0))


def by_sign(argument: Expression, make: Callable[[Expression], Expression]) -> Expression:
    """A function of an expression with steps: its value for each sign, times the step.

    Where the value of a step is 0 the function may have no value, as 1/|a| has none at 0.
    """
    steps = [atom for product in argument.terms for atom, _ in product.factors if atom.idempotent]
    if not steps:
        return make(argument)
    step = min(steps)
    if isinstance(step, Delta | Order):
        on, off = replaced(argument, step, 1), replaced(argument, step, 0)
        known = of(step)
        return known * by_sign(on, make) + (number(1) - known) * by_sign(off, make)
    assert isinstance(step, Sign)
    up, down = Sign(step.value, above=True), Sign(step.value, above=False)
    above, below = (by_sign(replaced(replaced(argument, up, at), down, 1 - at), make) for at in (1, 0))
    found = of(up) * above + of(down) * below
    try:
        between = by_sign(replaced(replaced(argument, up, 0), down, 0), make)
    except Singular:
        return found
    return found + (number(1) - of(up) - of(down)) * between


def replaced(value: Expression, step: Atom, by: Number) -> Expression:
    """An expression in which a step that is a factor has the value 0 or 1; steps inside atoms stay."""
    terms: dict[Product, Number] = {}
    for product, coefficient in value.terms.items():
        if any(atom == step for atom, _ in product.factors):
            product = Product({atom: e for atom, e in product.factors if atom != step})
            coefficient = coefficient * by
        terms[product] = terms.get(product, 0) + coefficient
    return Expression(terms)


def delta(place: Place) -> Expression:
    """1 where a place is 0, elsewhere 0."""
    if place.number is not None:
        return number(int(place.number == 0))
    if place.offset or len(place.free) != 2:  # the difference of two indices may be 0
        low, high = bounds(place)
        if low.at_least(1) or high.times(-1).at_least(1):
            return number(0)
    return of(Delta(place))


def order(place: Place) -> Expression:
    """1 where a place is positive, elsewhere 0: by one step for all places a few apart, and by deltas."""
    low, high = bounds(place)
    if low.at_least(1) or high.times(-1).at_least(0):
        return number(int(low.at_least(1)))
    if not place.offset or abs(place.offset) > EXPANDED:
        return of(Order(place))
    bare = place + -place.offset
    between = range(1 - place.offset, 1) if place.offset > 0 else range(1, 1 - place.offset)
    steps = total(delta(bare + -value) for value in between)
    return order(bare) + (steps if place.offset > 0 else -steps)
