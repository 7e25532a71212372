"""Rules put to use in an expression, wherever they can be."""

from __future__ import annotations

from derive.judging.general.algebra import exponential, function, power, sign
from derive.judging.general.atoms import Base, Exponential, Function, Sign
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import Atom, Expression, Product, number, together, total
from derive.judging.general.rationals import Number
from derive.judging.general.sums import opened, summed
from derive.judging.solving.rules import Rule, Whole


def folded(value: Expression, rule: Rule) -> Expression:
    """An expression with a rule put to use wherever it can be."""
    if not rule.names <= value.names:
        return value
    if isinstance(rule, Whole):
        return rule.gathered(value)
    return total(_product(product, rule).scaled(factor) for product, factor in value.terms.items())


def _product(product: Product, rule: Rule) -> Expression:
    factors = dict(product.factors)
    made = rule.taken(factors)
    result = number(1) if made is None else made
    kept: dict[Atom, Number] = {}
    for atom, exponent in factors.items():
        inner = atom if not rule.names <= atom.names or rule.keeps(atom) else _inside(atom, rule)
        if isinstance(inner, Atom):
            kept[atom] = exponent
        else:
            result = result * power(inner, exponent)
    if made is None and len(kept) == len(product.factors):
        return Expression({product: 1})
    return result * together(kept)


def _inside(atom: Atom, rule: Rule) -> Expression | Atom:
    """An atom with the rule put to use inside it, or itself where nothing changes."""
    match atom:
        case Sum():
            names, body = opened(atom)
            new = folded(body, rule)
            return atom if new == body else summed(new, *names)
        case Base(value=value):
            new = folded(value, rule)
            return atom if new == value else new
        case Exponential(product=product):
            new = _product(product, rule)
            return atom if new == Expression({product: 1}) else exponential(new)
        case Sign(value=value, above=above):
            new = folded(value, rule)
            return atom if new == value else sign(new, above=above)
        case Function(name=name, arguments=arguments, primes=primes):
            changed = tuple(folded(argument, rule) for argument in arguments)
            return atom if changed == arguments else function(name, changed, primes)
    return atom
