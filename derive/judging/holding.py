r"""Chain rules over several paths in which `\partial` holds fixed the other names by which its equation differentiates.

Derivatives are read through every path. As textbooks write `L_x = L_u u_x + L_v v_x` where v depends on u, the second
factors are along one path each, and what is false may be meant so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from derive.judging.verdict import FALSE, TRUE, Verdict, closed
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import rebuilt, walk
from derive.meaning.scope import Scope
from derive.meaning.terms import Derivative, Item, Negative, Plus, Quantity, Term, Times

NOTE = r"Note that $\partial$ is read through every path; where it holds the other names fixed, this is true"
Judge = Callable[[Claim | Shapeless, float], Verdict]


def of_paths(verdict: Verdict, claim: Claim, judge: Judge, seconds: float) -> Verdict:
    """The verdict on a claim, which tells where it is false through every path and true with other names held fixed."""
    other = _along_paths(claim) if verdict.kind in FALSE else None
    if other is None or judge(other, seconds).kind not in TRUE:
        return verdict
    return replace(verdict, message=closed(f"{verdict.message} {NOTE}"))


def _along_paths(claim: Claim) -> Claim | None:
    """The claim with names held fixed on its right side; nothing where that makes no other claim of it."""
    statement, left = claim.statement, claim.statement.left
    if not isinstance(left, Derivative):
        return None
    nodes = [node for node in walk(statement.right) if isinstance(node, Derivative)]
    held = {_name(node.by) for node in nodes if node.numerator == left.numerator} - {_name(left.by)}
    paths = _Paths(frozenset(held), claim.scope)

    def change(node: Any) -> Any:
        if isinstance(node, Derivative):
            is_path = node.numerator != left.numerator and _name(node.numerator) in held and node.shape == ()
            return paths.alone(node.numerator, node.by) if is_path else node
        return rebuilt(node, change)

    right = change(statement.right)
    return None if right == statement.right else replace(claim, statement=replace(statement, right=right))


@dataclass(frozen=True, slots=True)
class _Paths:
    """Names that are held fixed, of which those without axes can stand on a path to another."""

    held: frozenset[str]
    scope: Scope

    def alone(self, of: Term, by: Term) -> Term:
        """The derivative through no held name: through every path, less those through each held name."""
        whole = Derivative(of, by)
        through = [Quantity(name) for name in sorted(self.held) if self._is_between(name, of, by)]
        parts = [Negative(Times(self.alone(of, name), Derivative(name, by))) for name in through]
        return Plus((whole, *parts)) if parts else whole

    def _is_between(self, name: str, of: Term, by: Term) -> bool:
        if name in (_name(of), _name(by)) or self.scope.shapes.get(name) != ():
            return False
        return name in self._rests(_name(of)) and _name(by) in self._rests(name)

    def _rests(self, name: str) -> set[str]:
        return quantities(Quantity(name), self.scope.definitions)


def _name(term: Term) -> str:
    """The name of a quantity, or of that of which an entry is; nothing of what is neither."""
    array = term.array if isinstance(term, Item) else term
    return array.name if isinstance(array, Quantity) else ""
