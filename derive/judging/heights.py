"""Unknown functions of which a statement uses the value, not only how it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derive.meaning.reaching import spoken
from derive.meaning.rewriting import parts
from derive.meaning.terms import Derivative, Item, Negative, Plus, Quantity, Spread, Term, Times, Transpose, Unknown

LINEAR = (Plus, Negative, Item, Transpose, Spread)


def valued(roots: Iterable[object], definitions: Mapping[str, Term]) -> dict[str, Unknown]:
    """Each unknown function whose value counts, itself or through definitions, where it stands.

    That of a sum which is differentiated does not count for its terms, and that of a product not for its one factor
    that speaks of unknown functions.
    """
    found: dict[str, Unknown] = {}
    seen: set[tuple[str, bool]] = set()

    def is_known(term: Term) -> bool:
        return not any(isinstance(node, Unknown) for node in spoken([term], definitions))

    def look(node: object, changes: bool) -> None:
        match node:
            case Derivative(numerator=numerator):
                look(numerator, True)
                return
            case Quantity(name=name) if name in definitions and (name, changes) not in seen:
                seen.add((name, changes))
                look(definitions[name], changes)
            case Unknown(name=name, primes=0) if not changes:
                found.setdefault(name, node)
        is_product = isinstance(node, Times) and (is_known(node.left) or is_known(node.right))
        is_linear = is_product or isinstance(node, LINEAR)
        for part in parts(node):
            look(part, changes and is_linear)

    for root in roots:
        look(root, False)
    return found
