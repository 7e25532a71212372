r"""The signs of the factors of a product: `1 - y` rather than `y - 1` where another factor takes the sign."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derive.judging.solving.forms import Bag, Called, Chosen, Form, Part, Raised, Step, Summed, Total, bag

ONE = Fraction(1)


def signed(form: Form) -> Form:
    """A form with the signs in all its products so exchanged."""
    match form:
        case Bag(number=number, factors=factors):
            return _exchanged(Bag(number, tuple((signed(factor), exponent) for factor, exponent in factors)))
        case Total(parts=parts):
            return Total(tuple(map(signed, parts)))
        case Summed(body=body):
            return replace(form, body=signed(body))
        case Called(argument=argument):
            return replace(form, argument=signed(argument))
        case Raised(base=base, exponent=raised):
            return Raised(signed(base), signed(raised))
        case Chosen(value=value, above=above, other=other):
            return replace(form, value=signed(value), above=signed(above), other=signed(other))
        case Step(value=value):
            return replace(form, value=signed(value))
    return form


def _exchanged(product: Bag) -> Bag:
    """A product in which `y - 1` is turned together with a difference of two, or with a minus in front."""
    number, factors = product.number, list(product.factors)
    for place, (one, exponent) in enumerate(product.factors):
        if exponent != 1 or factors[place][0] != one or not _lacks_one(one):
            continue
        others = [n for n, (each, e) in enumerate(factors) if n != place and e == 1 and _is_difference(each)]
        if number > 0 and not others:
            continue
        for turned in [place] if number < 0 else [place, others[0]]:
            factors[turned] = _minus(factors[turned][0]), ONE
        number = abs(number)
    return Bag(number, tuple(factors))


def _lacks_one(form: Form) -> bool:
    """Whether a form is an entry of a name or a function, minus 1."""
    return isinstance(form, Total) and len(form.parts) == 2 and any(
        isinstance(part, Part) and other == Bag(-ONE) for part, other in (form.parts, form.parts[::-1])
    )


def _is_difference(form: Form) -> bool:
    """Whether a form is one thing minus another."""
    minus = [isinstance(part, Bag) and part.number < 0 for part in form.parts] if isinstance(form, Total) else []
    return sorted(minus) == [False, True]


def _minus(form: Form) -> Form:
    assert isinstance(form, Total)
    return Total(tuple(
        bag(-part.number, *part.factors) if isinstance(part, Bag) else bag(-ONE, (part, ONE)) for part in form.parts
    ))
