"""The rules of terms that arrange, add and multiply."""

from __future__ import annotations

from derive.judging.modular.balls import BALLS
from derive.judging.modular.fields import Field
from derive.judging.modular.frames import Frame, Seeds
from derive.judging.modular.places import at_place, entered, located, spanned, whole
from derive.judging.modular.reading import Part, Reading, added, chosen, multiplied, product, rule, summed
from derive.judging.modular.tensors import COLUMN, ROW, Tensor, contracted, single
from derive.meaning import terms
from derive.meaning.terms import Term

INNER = "inner"


@rule(terms.Constant)
def _constant(reading: Reading, term: terms.Constant, frame: Frame, field: Field, seeds: Seeds) -> Part:
    return None if seeds else Tensor((), field.number(term.value))


@rule(terms.SizeValue)
@rule(terms.Index)
def _integer(reading: Reading, term: Term, frame: Frame, field: Field, seeds: Seeds) -> Part:
    found = whole(reading, term, frame)
    return None if seeds else Tensor(found.axes, field.integers(found.data))


@rule(terms.Quantity)
def _quantity(reading: Reading, term: terms.Quantity, frame: Frame, field: Field, seeds: Seeds) -> Part:
    overlay = frame.parameters.get(term.name) or frame.varied.get(term.name)
    if overlay is not None:
        if any(seed in overlay.seeds for seed in seeds):
            slope = overlay.slope
            return Tensor(slope.axes, field.integers(slope.data)) if len(seeds) == 1 else None
        value = reading.part(overlay.term, overlay.frame, field, seeds)
        if value is None:
            return None
        return Tensor(value.axes, field.varying(value.data) if overlay.seeds else value.data).renamed(overlay.names)
    if term.name in reading.scope.definitions:
        home = reading.home(term.name, frame, still=not seeds and field is not BALLS)
        return reading.part(reading.scope.definitions[term.name], home, field, seeds)
    return None if seeds else reading.points.value(term.name, reading.shape(term.shape), field)


@rule(terms.Item)
def _item(reading: Reading, term: terms.Item, frame: Frame, field: Field, seeds: Seeds) -> Part:
    if isinstance(term.array, terms.Table):
        return reading.part(term.array.entry, entered(reading, term, term.array, frame), field, seeds)
    value = reading.part(term.array, frame, field, seeds)
    return at_place(reading, term, value, frame, field) if value is not None else None


@rule(terms.Table)
def _table(reading: Reading, term: terms.Table, frame: Frame, field: Field, seeds: Seeds) -> Part:
    inner, axes = spanned(reading, term, frame)
    value = reading.part(term.entry, inner, field, seeds)
    return value.renamed(axes) if value is not None else None


@rule(terms.Grid)
def _grid(reading: Reading, term: terms.Grid, frame: Frame, field: Field, seeds: Seeds) -> Part:
    found: list[Part] = []
    shape = len(term.rows), len(term.rows[0])
    for row, cells in enumerate(term.rows, 1):
        for column, cell in enumerate(cells, 1):
            value = reading.part(cell, frame, field, seeds)
            for number, axis, size in zip((row, column), (ROW, COLUMN), shape, strict=True):
                if value is not None and size > 1:
                    value = chosen(field, located(single(number), axis, size), value)
            found.append(value)
    return added(field, found)


@rule(terms.Spread)
def _spread(reading: Reading, term: terms.Spread, frame: Frame, field: Field, seeds: Seeds) -> Part:
    return reading.part(term.array, frame, field, seeds)


@rule(terms.Transpose)
def _transpose(reading: Reading, term: terms.Transpose, frame: Frame, field: Field, seeds: Seeds) -> Part:
    value = reading.part(term.array, frame, field, seeds)
    return value.renamed({ROW: COLUMN, COLUMN: ROW}) if value is not None else None


@rule(terms.Plus)
def _plus(reading: Reading, term: terms.Plus, frame: Frame, field: Field, seeds: Seeds) -> Part:
    return added(field, [reading.part(part, frame, field, seeds) for part in term.parts])


@rule(terms.Negative)
def _negative(reading: Reading, term: terms.Negative, frame: Frame, field: Field, seeds: Seeds) -> Part:
    value = reading.part(term.operand, frame, field, seeds)
    return Tensor(value.axes, field.negative(value.data)) if value is not None else None


@rule(terms.Times)
def _times(reading: Reading, term: terms.Times, frame: Frame, field: Field, seeds: Seeds) -> Part:
    left, right = (lambda own, side=side: reading.part(side, frame, field, own) for side in (term.left, term.right))
    return product(field, left, right, seeds)


@rule(terms.MatMul)
def _matmul(reading: Reading, term: terms.MatMul, frame: Frame, field: Field, seeds: Seeds) -> Part:
    count = reading.shape(term.left.shape)[1]

    def summed_up(field: Field, left: Tensor, right: Tensor) -> Tensor:
        return _contracted(field, left.renamed({COLUMN: INNER}), right.renamed({ROW: INNER}), count)

    left, right = (lambda own, side=side: reading.part(side, frame, field, own) for side in (term.left, term.right))
    return product(field, left, right, seeds, summed_up)


def _contracted(field: Field, left: Tensor, right: Tensor, count: int) -> Tensor:
    """The products of two tensors summed over `INNER`; of real numbers at once, since arrays may be large there."""
    if field is BALLS and INNER in left.axes and INNER in right.axes:
        return contracted(BALLS.contracted, left, right, INNER)
    return summed(field, multiplied(field, left, right), INNER, count)
