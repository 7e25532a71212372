"""Conventions under which a claim is true though it is not as it stands.

- Layout: a derivative of a number by a vector has the vector's shape, but many authors write it as a row so that the
  chain rule reads from left to right; and a Jacobian may be written transposed. Both are tried only where a claim
  differentiates a vector, so that a forgotten transpose is not excused.
- A kink: the claim gives a derivative a value where it has none, one between the slopes on both sides.
- A factor: an outer section, or the document as a whole, defines the same name with the constant positive factor that
  is missing here. A factor that no such definition has, and a sign, are mistakes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.judging.kinks import Unseen, choices, choices_at_ones, may_have_kinks, meets_on_both
from derive.judging.lengths import at_any
from derive.judging.limits import TimeOver, limited
from derive.judging.namesakes import Namesake, factor
from derive.judging.trial import Judge, proof
from derive.judging.verdict import TRUE, Choice, Convention, Kind, Verdict
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.reaching import quantities
from derive.meaning.scope import Layout
from derive.meaning.terms import Times
from derive.meaning.world import World
from derive.reading.grammar.trees import walk
from derive.reading.statements import Equation
from derive.reading.syntax import Name, Node, Partial, Product, Transposed, Unreadable

GRADIENT = "the derivative of a number by a vector is read as its transpose"
JACOBIAN = "the derivative of a vector by a vector is read in denominator layout"
TRANSPOSED = "the derivative of a transposed vector is read in the other layout"
BY = "True by a convention: "
AT_KINKS = 30.0
"""Seconds for the value at a kink; no proof stands of which it is not known."""


@dataclass(frozen=True, slots=True)
class Layouted:
    """A claim read under a convention of layout, and how its variants are read: in `world`, `turned` or not."""

    name: str
    claim: Claim
    world: World
    turned: bool

    def reading(self, equation: Equation, world: World) -> Claim | Shapeless:
        """A variant of the claim, read in the same way."""
        return claim(equation, world, turned=self.turned)


def readings(equation: Equation, world: World) -> Iterator[Layouted]:
    """The claim with gradients turned, and under the other layout where the document declares none.

    Authors differ on what a declared one says of a transposed vector.
    """
    layouts = [(GRADIENT, world, True)]
    other = Layout.NUMERATOR if world.scope.layout is Layout.DENOMINATOR else Layout.DENOMINATOR
    flipped = replace(world, scope=replace(world.scope, layout=other))
    if world.scope.layout is None:
        layouts += [(JACOBIAN, flipped, False), (f"{GRADIENT}, and {JACOBIAN}", flipped, True)]
    elif any(_is_row(node.numerator, world) for node in _derivatives(equation)):
        layouts += [(TRANSPOSED, flipped, False)]
    for name, place, turned in layouts:
        try:
            found: Claim | Shapeless = claim(equation, place, turned=turned)
        except Unreadable:
            continue
        if isinstance(found, Claim) and found.jacobians:
            yield Layouted(name, found, place, turned)


def _derivatives(equation: Equation) -> Iterator[Partial]:
    return (node for node in walk((equation.left, equation.right)) if isinstance(node, Partial))


def _is_row(node: Node | None, world: World) -> bool:
    r"""Whether something is transposed as a whole, or a transposed vector stands first, as in `x^\top A`."""
    if isinstance(node, Transposed):
        return True
    while isinstance(node, Product):
        node = node.left
    match node:
        case Transposed(array=Name(key=key)):
            return 1 in world.scope.shapes.get(key, ())
    return False


def named(verdict: Verdict, convention: Convention, names: Sequence[str]) -> Verdict:
    """A proof as one by a convention, which `names` tell in words, beside those that it has already."""
    known, rest = "", verdict.message
    if rest.startswith(BY):
        known, _, rest = rest.removeprefix(BY).partition(". ")
    message = f"{BY}{'; '.join([*([known] if known else []), *names])}. {rest}"
    conventions = (*verdict.conventions, convention)
    return replace(verdict, kind=Kind.CONVENTION, message=message, conventions=conventions)


def at_kinks(claim: Claim, verdict: Verdict) -> Verdict:
    """A proof that leaves out kinks, as a convention where the claim says what the derivative is there.

    What it says must lie between the slopes on both sides, or the claim is false. Where no entries were compared, it is
    not known whether there are kinks, nor that the sides agree where cases meet without one: no proof stands of which
    both sides do.
    """
    if verdict.kind not in TRUE or (verdict.entries and not verdict.excludes) or not may_have_kinks(claim):
        return verdict
    try:
        with limited(AT_KINKS) as clock:
            lone = [each for each in choices_at_ones(at_any(claim), clock) if _counts(each, verdict)]
            made = (*choices(at_any(claim), clock), *lone)
            if not verdict.entries and meets_on_both(at_any(claim), clock):
                raise Unseen
    except (TimeOver, Unseen):
        message = f"Not decided: what it says at a kink could not be worked out. {verdict.message}"
        return Verdict(Kind.UNDECIDED, message, entries=verdict.entries)
    outside = next((choice for choice in made if choice.is_outside), None)
    if outside is not None:
        return Verdict(Kind.REFUTED, _outside(outside))
    stray = next((choice for choice in made if choice.stray), None)
    if stray is not None:
        message = f"Not decided: at ${stray.place}$ it says what is not the slope on either side. {verdict.message}"
        return Verdict(Kind.UNDECIDED, message, entries=verdict.entries)
    if not made:
        return verdict
    return named(replace(verdict, choices=made), Convention.KINK, list(_chosen_all(made)))


def _counts(choice: Choice, verdict: Verdict) -> bool:
    """Whether a choice at a size of 1 is at a kink that is there alone, or is no slope."""
    return choice.is_outside or choice.stray or choice.place in verdict.excludes


def _outside(choice: Choice) -> str:
    value = "the value that it gives to the derivative" if choice.value is None else f"{choice.value}"
    slopes = "" if choice.slopes is None else ", {} below and {} above".format(*choice.slopes)
    return f"False at the kink ${choice.place}$: {value} is not between the slopes on its two sides{slopes}."


def _chosen_all(made: Sequence[Choice]) -> Iterator[str]:
    """What is chosen, in words; of many kinks at which the same is, the first."""
    alike: dict[str, list[Choice]] = {}
    for choice in made:
        alike.setdefault(_chosen(replace(choice, place="")), []).append(choice)
    for first, *rest in alike.values():
        yield _chosen(first)
        if len(rest) == 1:
            yield _chosen(rest[0])
        elif rest:
            yield f"so it is at {len(rest)} more kinks"


def _chosen(choice: Choice) -> str:
    if choice.value is not None:
        return f"the derivative at the kink ${choice.place}$ is taken to be {choice.value}"
    if choice.ratio is not None and choice.share in (0, 1):
        side = "above" if choice.share else "below"
        return f"the derivative at the kink ${choice.place}$ is taken to be what it is {side} it"
    if choice.share in (0, 1):
        return f"the derivative at the kink ${choice.place}$ is taken to be what it is on one side of it"
    return f"the derivative at the kink ${choice.place}$ is given a value of its own"


def rescaled(claim: Claim, elsewhere: Sequence[Namesake], judge: Judge, seconds: float) -> Verdict | None:
    """The verdict `convention` for a refuted claim that is true under another definition of a name in it.

    The definition in force is multiplied by a positive constant, so that it is the one that stands `elsewhere`.
    """
    end = time.process_time() + seconds
    statement, scope = claim.statement, claim.scope
    names = quantities(statement.left, scope.definitions) | quantities(statement.right, scope.definitions)
    pairs = [(name, other) for other in elsewhere for name in sorted(names & scope.definitions.keys())]
    for name, other in pairs:
        if name.strip("{}") != other.name.strip("{}") or scope.definitions[name] == other.term:
            continue
        here = Namesake(name, scope.definitions[name], (0, 0))
        constant = factor(other, here, judge)
        if constant is None or constant.is_one:
            continue
        term = Times(constant.term, here.term, shape=here.term.shape)
        scaled = replace(claim, scope=replace(scope, definitions={**scope.definitions, name: term}))
        proved = proof(scaled, judge, end)
        verdict = at_kinks(scaled, proved) if proved is not None else None
        if verdict is not None and verdict.kind in TRUE:
            line, column = other.place
            what = f"${name.strip('{}')}$ is ${constant.latex}$ times what it is here"
            return named(verdict, Convention.FACTOR, [f"{what}, as it is defined in line {line}, column {column}"])
    return None
