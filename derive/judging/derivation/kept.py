"""Functions of the document that keep their names in a derivation, since their slope is known in them.

So it is of the logistic function, whose slope is σ(1 - σ). They are worked with as unknown functions, and put in again
where a line is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from derive.judging.derivation.building import MINUS, ONE, TWO, plus, raised, times
from derive.judging.derivation.entries import Body, Rule
from derive.judging.general.equal import equal
from derive.judging.symbols.printing import shown
from derive.meaning.claims import Claim
from derive.meaning.reaching import quantities, spoken
from derive.meaning.rewriting import rebuilt
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Apply, Derivative, Quantity, Term, Unknown

FORMS: tuple[tuple[str, Callable[[Term], Term]], ...] = (
    ("{0} (1 - {0})", lambda f: times(f, plus(ONE, times(MINUS, f)))),
    ("1 - {0}^2", lambda f: plus(ONE, times(MINUS, raised(f, TWO)))),
)
"""The slopes that a function may have in its own value, as they are shown."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Functions that keep their names: the `names` of bodies, and the rule for the slope of each name."""

    names: Mapping[Body, str] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def opened(self, claim: Claim) -> Claim:
        """A claim in which these functions are unknown."""
        statement, scope = claim.statement, claim.scope
        definitions = {name: self._opened(term) for name, term in scope.definitions.items()}
        sides = {"left": self._opened(statement.left), "right": self._opened(statement.right)}
        return replace(claim, statement=replace(statement, **sides), scope=replace(scope, definitions=definitions))

    def _opened(self, term: Any) -> Any:
        made = rebuilt(term, self._opened)
        match term:
            case Apply(parameter=parameter, body=body, primes=primes) if (parameter, body) in self.names:
                return Unknown(self.names[parameter, body], (made.argument,), primes, shape=term.shape, span=term.span)
        return made

    def meant(self, term: Any) -> Any:
        """A term with these functions put in as what they are."""
        made = rebuilt(term, self.meant)
        for (parameter, body), name in self.names.items() if isinstance(made, Unknown) else ():
            if made.name == name:
                return Apply(parameter, body, made.primes, made.arguments[0], shape=made.shape, span=made.span)
        return made


NONE = Kept()


def kept(claim: Claim, functions: Mapping[Body, str]) -> Kept:
    """The functions that keep their names in the derivation of a claim.

    There are none in a claim about a slope of theirs: then that is to be shown. It is about others where it names the
    gradient of an unknown number.
    """
    statement, names, rules = claim.statement, dict[Body, str](), dict[str, Rule]()
    nodes = spoken((statement.left, statement.right), claim.scope.definitions)
    slopes = [node for node in nodes if isinstance(node, Derivative)]
    if not slopes or not all(isinstance(node.numerator, Unknown) and node.numerator.shape == () for node in slopes):
        return NONE
    applied = [node for node in nodes if isinstance(node, Apply)]
    taken = {node.name for node in nodes if isinstance(node, Unknown)}
    for node in applied:
        name = functions.get((node.parameter, node.body))
        form = _form(node.parameter, node.body) if name is not None and name not in taken else None
        if name is not None and form is not None and not any(each.primes for each in applied):
            text, made = FORMS[form]
            names[node.parameter, node.body] = name
            rules[name] = made, f"{spelled(name)}' = {text.format(spelled(name))}"
    return Kept(names, rules)


def spelled(name: str) -> str:
    """The name of a function in LaTeX."""
    return rf"\operatorname{{{name}}}" if name.isalpha() and len(name) > 1 else shown(name)


@cache
def _form(parameter: str, body: Term) -> int | None:
    """Which form the slope of a function has."""
    if quantities(body, {}) != {parameter}:
        return None
    variable = Quantity("x")
    value, slope = (Apply(parameter, body, primes, variable) for primes in (0, 1))
    scope = Scope(shapes={"x": ()})
    for at, (_, made) in enumerate(FORMS):
        if equal(Statement(slope, made(value)), scope).shown:
            return at
    return None
