"""What a verdict says of where it holds: sizes, places that it excludes, where a counterexample stands."""

from __future__ import annotations

from collections.abc import Sequence

from derive.judging.divisors import divides
from derive.judging.evidence import Evidence, at_sizes
from derive.judging.verdict import Counterexample, Sizes, assigned, closed, names, told
from derive.meaning.claims import Claim
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import is_number, spelled


def extent(sizes: Sizes, evidence: Evidence, assignments: Sequence[Sizes]) -> str:
    """For which sizes both sides are equal, and what was compared."""
    entries, where = evidence.entries, at_sizes(assignments)
    equal_ = f"equal in all {entries} entries{where}" if entries > 1 else f"equal{where}"
    if not sizes:
        if not entries:
            return "Both sides are equal."
        return f"{upper(equal_)}." if entries > 1 else f"Both sides are {equal_}."
    if evidence.general.shown:
        entrywise = f"; compared entry by entry they are {equal_}" if entries else ""
        numbers = [name for name in sizes if is_number(name)]
        own = {name: least for name, least in sizes.items() if name not in numbers}
        where = f" for all {names(own)}" if own else ""
        others = f", whatever the lengths {', '.join(map(spelled, numbers))}" if numbers else ""
        return f"Both sides are equal{where}{others}{entrywise}."
    return closed(f"{upper(equal_)}, but not shown for all sizes: {evidence.general.reason}")


def unlooked(claim: Claim, evidence: Evidence) -> str:
    """That places without a value were not looked for, where entries could not be compared."""
    obstacle = next((each.obstacle for each in evidence.compared if each.obstacle), "")
    if not obstacle or not divides(claim.statement, claim.scope):
        return ""
    return closed(f" Whether a side lacks a value somewhere was not found out: {obstacle}")


def upper(text: str) -> str:
    """A sentence begun large; names of sizes in it stay as they are."""
    return text[0].upper() + text[1:]


def whatever(evidence: Evidence, scope: Scope) -> str:
    """That what was compared holds for any function in place of one that is defined."""
    if evidence.cut is None:
        return ""
    through = ", ".join(f"${scope.spelling(name)}$" for name in evidence.cut.through)
    return f" They are equal whatever function of {through} stands for ${scope.spelling(evidence.cut.number)}$."


def excluded(places: Sequence[str], why: str) -> str:
    """The places that a proof leaves out, and why, as a sentence."""
    return f" Excluded: {', '.join(f'${place}$' for place in places)}, where {why}."


def place(statement: Statement, counterexample: Counterexample) -> str:
    """Where a counterexample stands: at which sizes, in which entry, for which indices."""
    sizes = told(counterexample.sizes)
    text = f" at {assigned(sizes)}" if sizes else ""
    text = f", already{text}" if any(map(is_number, sizes)) else text
    if statement.left.shape != ():
        return f"{text} in entry ({', '.join(map(str, counterexample.entry))})"
    if counterexample.indices:
        return f"{text} for {', '.join(f'{name}={value}' for name, value in counterexample.indices.items())}"
    return text
