"""What a document says in two ways, each way by itself right: no claim is wrong for it, but a reader should know.

A row of `FINDINGS` looks for one kind. A finding is reported only where both places can mean the same thing; to use a
name anew in another section for another purpose is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from derive.judging.namesakes import Factor, Namesake, factor, namesakes
from derive.judging.overlaps import Overlap, matters, overlaps
from derive.judging.results import Finding, Judgement
from derive.judging.trial import Judge
from derive.judging.verdict import Choice, Kind
from derive.judging.words.conditions import named
from derive.judging.words.excused import advice, concerns, is_settled
from derive.judging.words.presumed import presumed
from derive.meaning.claims import Claim
from derive.meaning.definitions import shaped
from derive.meaning.lacking import lacking
from derive.meaning.meanings import Declared, Understood
from derive.meaning.reaching import spoken
from derive.meaning.rewriting import walk
from derive.meaning.scope import Orientation
from derive.meaning.terms import Apply, Cases, Derivative, Fold, Map, Shape
from derive.meaning.world import spelled
from derive.reading.items import Document, Item
from derive.reading.statements import Definition, Option, Shaped, SizeNames
from derive.reading.syntax import Name

BENT = ("abs", "sign", "max", "min")
"""Functions with a kink."""
MANY = 3
"""Formulas that are unread for want of names, from which on the names are told together."""
WITHOUT = frozenset({Kind.REFUTED, Kind.UNDECIDED, Kind.CONDITIONAL})
"""Verdicts that may be others with what is assumed in words."""
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Study:
    """A document with what was understood and judged of it, and the judge of what is compared here."""

    document: Document
    understood: Sequence[Understood]
    judgement: Judgement
    judge: Judge

    def place(self, item: Item) -> Place:
        """Where an item stands."""
        return self.document.source.position(item.span.start)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A name with its shape, and the place where it is declared."""

    name: str
    shape: Shape
    place: Place


def findings(
    document: Document, understood: Sequence[Understood], judgement: Judgement, judge: Judge
) -> tuple[Finding, ...]:
    """All findings of a judged document, in the order of their first places."""
    study = Study(document, understood, judgement, judge)
    found = [finding for look in FINDINGS for finding in look(study)]
    return tuple(sorted(found, key=lambda finding: finding.places))


def bearing(understood: Iterable[Understood]) -> list[str]:
    """The ids of the claims whose verdicts bear on findings: those with cases at a kink, or of which two hold."""
    claims = [(each.item.id, each.meaning) for each in understood if isinstance(each.meaning, Claim)]
    return [name for name, claim in claims if _has_cases(claim) or any(overlaps(claim))]


def _has_cases(claim: Claim) -> bool:
    """Whether a claim differentiates, and there are cases in it or in what it speaks of."""
    nodes = spoken((claim.statement.left, claim.statement.right), claim.scope.definitions)
    has_cases = any(
        isinstance(node, Cases)
        or (isinstance(node, Map) and node.function in BENT)
        or (isinstance(node, Fold) and node.folding.value in BENT)
        for node in nodes
    )
    return has_cases and any(isinstance(node, Derivative | Apply) for node in nodes)


def other_factors(study: Study) -> Iterator[Finding]:
    """Two definitions of one letter that are the same function of their arguments but for a constant factor."""
    groups: list[list[Namesake]] = []
    apart: dict[tuple[int, int], Factor] = {}
    for each in namesakes(study.document, study.understood):
        known = [(k, _factor(each, group[0], study.judge)) for k, group in enumerate(groups)]
        same = next((k for k, constant in known if constant is not None and constant.is_one), None)
        if same is not None:
            groups[same].append(each)
            continue
        apart.update({(k, len(groups)): constant for k, constant in known if constant is not None})
        groups.append([each])
    for (first, second), constant in apart.items():
        one, other = groups[first], groups[second]
        places = [_at(each.place for each in group) for group in (other, one)]
        message = f"${other[0].name}$ {places[0]} is ${constant.latex}$ times ${one[0].name}$ {places[1]}."
        yield Finding(message, tuple(sorted(each.place for each in (*one, *other))))


def _factor(one: Namesake, other: Namesake, judge: Judge) -> Factor | None:
    """The factor between two definitions of one letter; a label on both tells two things apart."""
    letters = [name.replace("^", "_").split("_")[0] for name in (one.name, other.name)]
    is_one_name = one.name == other.name or (letters[0] == letters[1] and {one.name, other.name} & {*letters})
    return factor(one, other, judge, signed=True) if is_one_name else None


def choices_at_kinks(study: Study) -> Iterator[Finding]:
    """Different values for the derivative at the kink of one function, told by its slopes beside the kink."""
    found: dict[tuple[Fraction, Fraction], dict[Fraction, list[Place]]] = {}
    for choice, place in _choices(study):
        if choice.ratio is not None:
            found.setdefault(choice.ratio, {}).setdefault(choice.share, []).append(place)
    for (below, above), values in found.items():
        if len(values) > 1:
            parts = [f"{below + share * (above - below)} {_at(places)}" for share, places in values.items()]
            message = f"Where the slope changes from {below} to {above}, it is taken to be {' but '.join(parts)}."
            yield Finding(message, tuple(sorted(place for places in values.values() for place in places)))


def _choices(study: Study) -> Iterator[tuple[Choice, Place]]:
    verdicts = {item.id: item.verdict for item in study.judgement.items}
    for each in study.understood:
        if each.item.id in verdicts:
            place = study.place(each.item)
            yield from ((choice, place) for choice in verdicts[each.item.id].choices)


def axes_of_a_letter(study: Study) -> Iterator[Finding]:
    """A letter that counts the rows of a matrix in one place and the columns of a matrix of that name in another."""
    seen: dict[tuple[str, str], dict[int, Place]] = {}
    for declared in _declarations(study):
        if len(declared.shape) == 2 and len(set(declared.shape)) == 2 and 1 not in declared.shape:
            for axis, size in enumerate(declared.shape):
                if isinstance(size, str):
                    seen.setdefault((size, declared.name), {}).setdefault(axis, declared.place)
    for (size, name), places in seen.items():
        if len(places) == 2:
            message = f"{size} counts the rows of ${name}$ {_at([places[0]])} and its columns {_at([places[1]])}."
            yield Finding(message, tuple(sorted(places.values())))


def indices_that_are_sizes(study: Study) -> Iterator[Finding]:
    """A letter that is an index in a claim, where it is a size by a declaration that holds there."""
    sizes: dict[str, Place] = {}
    for each in study.understood:
        if isinstance(each.item.statement, Shaped | SizeNames):
            sizes = {**_named_sizes(each.item.statement, study.place(each.item)), **sizes}
        if not isinstance(each.meaning, Claim):
            continue
        for letter in sorted(_indices(each.meaning) & each.meaning.scope.sizes & sizes.keys()):
            places = sizes.pop(letter), study.place(each.item)
            yield Finding(f"{letter} is a size {_at(places[:1])} and an index {_at(places[1:])}.", places)


def vectors_above_their_orientation(study: Study) -> Iterator[Finding]:
    """A vector that is declared as a column, or a row, above what says in its section that vectors stand otherwise."""
    told: dict[tuple[int, str], Place] = {}
    for each in study.understood:
        level = each.item.names.level
        match each.item.statement:
            case Shaped(heads=heads):
                told.update(((level, head.key), study.place(each.item)) for head in heads)
            case Definition(head=head):
                told[level, head.key] = study.place(each.item)
            case Option(name="vectors", value=value):
                late = [name for name in each.world.otherwise(Orientation(value)) if (level, name) in told]
                for name in late:
                    places = told[level, name], study.place(each.item)
                    stands = f"${spelled(name)}$ {_at(places[:1])} stands above `vectors: {value}` {_at(places[1:])}"
                    yield Finding(f"{stands}, which does not turn it; write that first.", places)


def overlapping_cases(study: Study) -> Iterator[Finding]:
    """Cases that overlap with different values; at single places only where a verdict rests on which one is taken."""
    verdicts = {item.id: item.verdict.kind for item in study.judgement.items}
    resting: dict[Place, tuple[Overlap, list[Place]]] = {}
    for each in study.understood:
        if not isinstance(each.meaning, Claim) or each.item.id not in verdicts:
            continue
        for overlap in overlaps(each.meaning):
            place = _written(overlap, each.item, study)
            found = resting.setdefault(place, (overlap, []))
            if overlap.wide or matters(each.meaning, overlap, verdicts[each.item.id], study.judge):
                found[1].append(study.place(each.item))
    for place, (overlap, claims) in resting.items():
        if claims:
            message = f"The cases {_at([place])} overlap: where ${overlap.name} = {overlap.at}$ they say "
            message += f"{' and '.join(overlap.values)}; the first that holds is taken; that bears on what stands "
            yield Finding(f"{message}{_at(claims)}.", tuple(dict.fromkeys((place, *claims))))


def _written(overlap: Overlap, claim: Item, study: Study) -> Place:
    """Where the definition or the claim stands in which cases are written."""
    start = overlap.cases.span.start
    items = [each.item for each in study.understood if each.item.span.start <= start < each.item.span.end]
    return study.place(items[0] if items and overlap.cases.span.end else claim)


def assumptions_in_words(study: Study) -> Iterator[Finding]:
    """What running text assumes of a name in words that are not read, where a claim about it was not shown true."""
    document, verdicts = study.document, {item.id: item.verdict.kind for item in study.judgement.items}
    open_ = [each for each in study.understood if verdicts.get(each.item.id) in WITHOUT]
    for said in presumed(document) if open_ else ():
        claims = [each for each in open_ if concerns(said, each, document, study.understood)]
        claims = [each for each in claims if not is_settled(said, each)]
        if claims:
            place, bare = document.source.position(said.at), [study.place(each.item) for each in claims]
            message = f"Words {_at([place])} say that ${named(said, claims[0])[0]}$ is {said.words}, which is not read"
            message += f"; what stands {_at(bare)} is judged without it"
            line = advice(said, claims[0], document)
            write = f"write `{line}`" if line else "write what is meant"
            yield Finding(f"{message}; {write} in a `derive` comment above.", (place, *bare))


def names_without_a_meaning(study: Study) -> Iterator[Finding]:
    """The names of which nothing is known, where several formulas are unread for it, and what declares them."""
    lacks = lacking(study.document, study.understood)
    items = {item.id: item for lack in lacks for item in lack.items}
    if len(items) < MANY:
        return
    places = tuple(sorted(map(study.place, items.values())))
    names = ", ".join(f"`{lack.name}` ({len(lack.items)})" for lack in lacks)
    said = "; ".join(dict.fromkeys(lack.declaration for lack in lacks if lack.declaration))
    is_tex = study.document.source.path.endswith(".tex")
    lines = [f"`{lack.macro}`" for lack in lacks if lack.macro]
    lines += [f"`% derive: {said}`" if is_tex else f"`<!-- derive {said} -->`"] if said else []
    message = f"{len(items)} formulas are unread since nothing is known of {names}"
    yield Finding(f"{message}; what declares these above them is {' and '.join(lines)}.", places)


def _named_sizes(statement: Shaped | SizeNames, place: Place) -> dict[str, Place]:
    if isinstance(statement, SizeNames):
        return {head.key: place for head in statement.heads}
    return {axis.key: place for axis in statement.axes if isinstance(axis, Name)}


def _indices(claim: Claim) -> set[str]:
    """The letters of all free and bound indices of a claim as it is written."""
    statement = claim.statement
    nodes = [node for side in (statement.left, statement.right) for node in walk(side)]
    return {node.index for node in nodes if isinstance(node, Fold)} | set(statement.ranges)


def _declarations(study: Study) -> Iterator[Declaration]:
    """Every declared shape."""
    for each in study.understood:
        if isinstance(each.item.statement, Shaped) and isinstance(each.meaning, Declared):
            shapes = shaped(each.item.statement, each.world).scope.shapes
            for head in each.item.statement.heads:
                if head.key in shapes:
                    yield Declaration(head.key, shapes[head.key], study.place(each.item))


def _at(places: Iterable[Place]) -> str:
    """Places in words, "at 3:1 and 9:1"."""
    *most, last = (f"{line}:{column}" for line, column in places)
    return f"at {', '.join(most)} and {last}" if most else f"at {last}"


FINDINGS: tuple[Callable[[Study], Iterator[Finding]], ...] = (
    other_factors,
    choices_at_kinks,
    axes_of_a_letter,
    indices_that_are_sizes,
    vectors_above_their_orientation,
    overlapping_cases,
    assumptions_in_words,
    names_without_a_meaning,
)
