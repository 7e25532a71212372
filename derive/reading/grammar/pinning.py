r"""Names that an assumed equation pins down, as `assume A (X^\top X + I) = I` does, so that none defines them anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.stepping import number
from derive.reading.grammar.trees import names_in
from derive.reading.statements import Head
from derive.reading.syntax import Entry, Junction, Logical, Name, Node, Product, Relation, Transposed, Unreadable
from derive.reading.tokens import Token

IDENTITY = Name("I")


def pinned(condition: Logical, names: Names) -> Iterator[Known]:
    """The names without a definition of which a condition says by an equation what they are."""
    every = condition.parts if isinstance(condition, Junction) and condition.every else (condition,)
    for part in every:
        if isinstance(part, Relation) and part.sign == "=":
            known = _named(part, names) or _inverse(part, names)
            if known is not None:
                yield known


def is_excluded(found: Head, tokens: Sequence[Token], names: Names) -> bool:
    r"""Whether a name that was declared by its values, `b \in \{0, 1\}`, is said to be another number."""
    known = names.find(found.plain, found.face)
    if known is None or not known.values or not tokens:
        return False
    try:
        return number(Parser(tokens, names).whole()) not in known.values
    except Unreadable:
        return False


def _named(relation: Relation, names: Names) -> Known | None:
    """The name that is one side of an equation; the left one, where both are."""
    for side, other in ((relation.left, relation.right), (relation.right, relation.left)):
        known = _open(_whole(side, names), names)
        if known is not None and known.key not in names_in(other):
            return known
    return None


def _inverse(relation: Relation, names: Names) -> Known | None:
    """The name that is the inverse of something, which is not another name without a definition."""
    if names.find(IDENTITY.key, "") is not None or IDENTITY not in (relation.left, relation.right):
        return None
    factors = _factors(relation.left if relation.right == IDENTITY else relation.right)
    for place, factor in enumerate(factors):
        known, others = _open(_turned(factor), names), [*factors[:place], *factors[place + 1 :]]
        if known is None or not others or known.key in names_in(*others):
            continue
        if len(others) > 1 or _open(_turned(others[0]), names) is None:
            return known
    return None


def _factors(node: Node) -> list[Node]:
    return [*_factors(node.left), *_factors(node.right)] if isinstance(node, Product) else [node]


def _turned(node: Node) -> Node:
    return node.array if isinstance(node, Transposed) else node


def _whole(node: Node, names: Names) -> Node:
    """The array of a general entry."""
    if not isinstance(node, Entry):
        return node
    letters = [index.key for index in node.indices if isinstance(index, Name) and names.find(index.key, "") is None]
    return node.array if len(set(letters)) == len(node.indices) else node


def _open(node: Node, names: Names) -> Known | None:
    """The quantity that a name is, where it has no definition."""
    key = node.key if isinstance(node, Name) else ""
    known = next((each for each in names.all() if each.key == key), None)
    return known if known is not None and known.sort is Sort.QUANTITY and not known.defined else None
