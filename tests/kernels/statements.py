"""Statements of the sources, built by hand from terms, in the forms in which source 001 prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from derive.judging.verdict import AllSizes, Kind, Verdict
from derive.kernels.emit import Kernel, Origin, emit
from derive.kernels.stable import Licence
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Every,
    Fold,
    Folding,
    Index,
    Item,
    Map,
    MatMul,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    Shape,
    Size,
    SizeValue,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
    Unknown,
)

PROVED = Verdict(Kind.PROVED, "true", scope=AllSizes())
LICENCE = Licence("001.softmax.shift")


def c(value: int | Fraction) -> Constant:
    return Constant(value=Fraction(value))


def q(name: str, *shape: Size) -> Quantity:
    return Quantity(name=name, shape=_shape(shape))


def _shape(sizes: tuple[Size, ...]) -> Shape:
    return (sizes[0], sizes[1]) if sizes else ()


def at(array: Term, row: str | int, column: str | int) -> Item:
    return Item(array=array, row=_place(row), column=_place(column))


def _place(index: str | int) -> Term:
    return Index(name=index) if isinstance(index, str) else c(index)


def add(*parts: Term) -> Plus:
    return Plus(parts=parts, shape=max((part.shape for part in parts), key=len))


def neg(term: Term) -> Negative:
    return Negative(operand=term, shape=term.shape)


def sub(left: Term, right: Term) -> Plus:
    return add(left, neg(right))


def times(left: Term, right: Term, *others: Term) -> Term:
    first = Times(left=left, right=right, shape=left.shape or right.shape)
    return times(first, *others) if others else first


def over(top: Term, bottom: Term) -> Quotient:
    return Quotient(top=top, bottom=bottom, shape=top.shape or bottom.shape)


def dot(left: Term, right: Term) -> MatMul:
    assert left.shape and right.shape and left.shape[1] == right.shape[0]
    return MatMul(left=left, right=right, shape=(left.shape[0], right.shape[1]))


def transposed(array: Term) -> Transpose:
    assert array.shape
    return Transpose(array=array, shape=(array.shape[1], array.shape[0]))


def apply(function: str, *arguments: Term) -> Map:
    return Map(function=function, arguments=arguments, shape=arguments[0].shape)


def exp(term: Term) -> Map:
    return apply("exp", term)


def log(term: Term) -> Map:
    return apply("log", term)


def square(term: Term) -> Power:
    return Power(base=term, exponent=c(2), shape=term.shape)


def total(index: str, size: str, body: Term, folding: Folding = Folding.SUM) -> Fold:
    return Fold(folding=folding, index=index, low=c(1), high=SizeValue(size=size), body=body, shape=body.shape)


def cases(value: Term, condition: Condition, otherwise: Term) -> Cases:
    return Cases(branches=((value, condition), (otherwise, None)), shape=value.shape or otherwise.shape)


def equal(left: str, right: str) -> Compare:
    return Compare(Comparison.EQUAL, Index(name=left), Index(name=right))


def at_least(left: Term, right: Term) -> Compare:
    return Compare(Comparison.AT_LEAST, left, right)


L = q("L")


def by(quantity: Quantity) -> Derivative:
    """∂L/∂quantity."""
    return Derivative(numerator=L, by=quantity, shape=quantity.shape)


def by_item(quantity: Quantity, row: str | int, column: str | int) -> Derivative:
    """∂L/∂(an entry of quantity)."""
    return Derivative(numerator=L, by=at(quantity, row, column))


def unknown(*arguments: Quantity) -> Unknown:
    return Unknown(name="L", arguments=arguments)


def function(body: Term, argument: Term) -> Apply:
    return Apply(parameter="z", body=body, primes=0, argument=argument, shape=argument.shape)


def diag(row: Quantity) -> Table:
    """The matrix with the entries of a row on its diagonal."""
    assert row.shape
    entry = cases(at(row, 1, "a"), equal("a", "b"), c(0))
    return Table(entry=entry, row="a", column="b", shape=(row.shape[1], row.shape[1]))


@dataclass(frozen=True)
class Case:
    """A statement with what its scope defines."""

    name: str
    statement: Statement
    definitions: Mapping[str, Term] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()
    licence: Licence | None = None

    @property
    def scope(self) -> Scope:
        return Scope(definitions=self.definitions, assumptions=self.assumptions)

    def kernel(self) -> Kernel:
        origin = Origin(r"\text{right side of }" + self.name, "001", f"001.{self.name}")
        return emit(PROVED, self.statement, self.scope, self.name, origin, self.licence)


X, W, B, Y = q("X", "N", "n"), q("W", "n", "m"), q("B", "N", "m"), q("Y", "N", "m")
ROW_B = q("b", 1, "m")
AFFINE = add(dot(X, W), Spread(array=ROW_B, shape=("N", "m")))
AFFINE_ENTRY = add(total("a", "n", times(at(X, "i", "a"), at(W, "a", "j"))), at(ROW_B, 1, "j"))
OF_Y = {"L": unknown(Y), "Y": AFFINE}
I_J: Mapping[str, Size] = {"i": "N", "j": "m"}

Z = q("z")
LOGISTIC = over(c(1), add(c(1), exp(neg(Z))))
RAMP = cases(Z, at_least(Z, c(0)), c(0))
HYPERBOLIC = over(sub(exp(Z), exp(neg(Z))), add(exp(Z), exp(neg(Z))))

IN = q("X", "N", "m")
STEP = cases(c(1), at_least(at(IN, "p", "q"), c(0)), c(0))
ROW_X, ROW_Y, ROW_T = q("x", 1, "C"), q("y", 1, "C"), q("t", 1, "C")
SIZE = SizeValue(size="C")
PREDICTED, TRAINED = q(r"y^{(\text{pred})}", 1, "C"), q(r"y^{(\text{train})}", 1, "C")


def row(array: Quantity, index: str) -> Item:
    """An entry of a row."""
    return at(array, 1, index)


def softmax(index: str) -> Term:
    """exp(x_index) / Σ_k exp(x_k)."""
    return over(exp(row(ROW_X, index)), total("k", "C", exp(row(ROW_X, "k"))))


SOFTMAX_ROW = Table(entry=softmax("c"), row="r", column="c", shape=(1, "C"))
OF_ROW = {"L": unknown(ROW_Y), "y": SOFTMAX_ROW}
ENTROPY_OF_Y = neg(times(over(c(1), SIZE), total("j", "C", times(row(ROW_T, "j"), log(row(ROW_Y, "j"))))))
ENTROPY_OF_X = neg(times(over(c(1), SIZE), total("j", "C", times(row(ROW_T, "j"), log(softmax("j"))))))
SQUARES = times(over(c(1), SIZE), total("j", "C", square(sub(row(PREDICTED, "j"), row(TRAINED, "j")))))
ONE_TARGET = Assumption(Compare(Comparison.EQUAL, total("j", "C", row(ROW_T, "j")), c(1)), {}, r"\sum_j t_j = 1")
JACOBIAN = cases(
    sub(row(ROW_Y, "j"), square(row(ROW_Y, "j"))), equal("j", "q"), neg(times(row(ROW_Y, "j"), row(ROW_Y, "q")))
)
WHOLE_Y = q("Y", "N", "C")
WHOLE_T = q("T", "N", "C")


def entrywise(name: str, body: Term, right: Term | None = None) -> Case:
    """A function of a scalar on every entry of X."""
    return Case(name, Statement(q("Y", "N", "m"), right or function(body, IN)), licence=LICENCE)


def backward(name: str, body: Term, right: Term, **left: Term) -> Case:
    """The gradient of such a function, by X or by its entry p, q."""
    definitions = {"L": unknown(Y), "Y": function(body, IN)}
    ranges: Mapping[str, Size] = {"p": "N", "q": "m"} if left else {}
    return Case(name, Statement(left.get("left", by(IN)), right, ranges), definitions, licence=LICENCE)


def by_row(name: str, right: Term, left: Term | None = None, of: Mapping[str, Term] = OF_ROW) -> Case:
    """A gradient by the entry q of the row x."""
    found = left or by_item(ROW_X, 1, "q")
    ranges: Mapping[str, Size] = {} if found.shape else {"q": "C"}
    return Case(name, Statement(found, right, ranges), of, (ONE_TARGET,), LICENCE)


UPSTREAM_Q = by_item(ROW_Y, 1, "q")
UPSTREAM_J = by_item(ROW_Y, 1, "j")

CASES = {
    "affine": Case("affine", Statement(Y, AFFINE)),
    "affine, by entries": Case("affine", Statement(at(Y, "i", "j"), AFFINE_ENTRY, I_J)),
    "affine, one row": Case("affine", Statement(q("y", 1, "m"), add(dot(q("x", 1, "n"), W), ROW_B))),
    "affine_dx": Case("affine_dx", Statement(by(X), dot(by(Y), transposed(W))), OF_Y),
    "affine_dx, by entries": Case(
        "affine_dx",
        Statement(
            by_item(X, "p", "q"), total("j", "m", times(by_item(Y, "p", "j"), at(W, "q", "j"))), {"p": "N", "q": "n"}
        ),
        OF_Y,
    ),
    "affine_dw": Case("affine_dw", Statement(by(W), dot(transposed(X), by(Y))), OF_Y),
    "affine_dw, by entries": Case(
        "affine_dw",
        Statement(
            by_item(W, "p", "q"), total("i", "N", times(by_item(Y, "i", "q"), at(X, "i", "p"))), {"p": "n", "q": "m"}
        ),
        OF_Y,
    ),
    "affine_dw, through every output": Case(
        "affine_dw",
        Statement(
            by_item(W, "p", "q"),
            total(
                "i",
                "N",
                total("j", "m", times(by_item(Y, "i", "j"), cases(at(X, "i", "p"), equal("j", "q"), c(0)))),
            ),
            {"p": "n", "q": "m"},
        ),
        OF_Y,
    ),
    "affine_db": Case(
        "affine_db", Statement(by_item(ROW_B, 1, "j"), total("k", "N", by_item(Y, "k", "j")), {"j": "m"}), OF_Y
    ),
    "relu": entrywise("relu", RAMP),
    "relu, as a maximum": entrywise("relu", RAMP, Map(function="max", arguments=(c(0), IN), shape=IN.shape)),
    "relu_backward": backward("relu_backward", RAMP, times(by_item(Y, "p", "q"), STEP), left=by_item(IN, "p", "q")),
    "relu_backward, through every output": backward(
        "relu_backward",
        RAMP,
        total(
            "i",
            "N",
            total(
                "j",
                "m",
                times(
                    by_item(Y, "i", "j"),
                    cases(c(1), Every((equal("i", "p"), equal("j", "q"), at_least(at(IN, "i", "j"), c(0)))), c(0)),
                ),
            ),
        ),
        left=by_item(IN, "p", "q"),
    ),
    "sigmoid": entrywise("sigmoid", LOGISTIC),
    "sigmoid_backward": backward("sigmoid_backward", LOGISTIC, times(by(Y), Y, sub(c(1), Y))),
    "sigmoid_backward, of x": backward(
        "sigmoid_backward",
        LOGISTIC,
        times(by(Y), function(LOGISTIC, IN), sub(c(1), function(LOGISTIC, IN))),
    ),
    "tanh": entrywise("tanh", HYPERBOLIC),
    "tanh, as a function": entrywise("tanh", HYPERBOLIC, apply("tanh", IN)),
    "tanh_backward": backward("tanh_backward", HYPERBOLIC, times(by(Y), sub(c(1), square(Y)))),
    "softmax": Case("softmax", Statement(exp(row(ROW_X, "i")), softmax("i"), {"i": "C"}), licence=LICENCE),
    "softmax, of a batch": Case(
        "softmax",
        Statement(
            at(WHOLE_Y, "i", "j"),
            over(exp(at(q("X", "N", "C"), "i", "j")), total("k", "C", exp(at(q("X", "N", "C"), "i", "k")))),
            {"i": "N", "j": "C"},
        ),
        licence=LICENCE,
    ),
    "softmax_backward": by_row(
        "softmax_backward",
        dot(by(ROW_Y), sub(diag(ROW_Y), dot(transposed(ROW_Y), ROW_Y))),
        by(ROW_X),
    ),
    "softmax_backward, by entries": by_row(
        "softmax_backward",
        add(
            total("j", "C", times(UPSTREAM_J, neg(times(row(ROW_Y, "j"), row(ROW_Y, "q"))))),
            times(UPSTREAM_Q, row(ROW_Y, "q")),
        ),
    ),
    "softmax_backward, of the Jacobian": by_row("softmax_backward", total("j", "C", times(UPSTREAM_J, JACOBIAN))),
    "mse": Case("mse", Statement(L, SQUARES)),
    "mse_backward": Case(
        "mse_backward",
        Statement(by(PREDICTED), times(over(c(2), SIZE), sub(PREDICTED, TRAINED))),
        {"L": SQUARES},
    ),
    "cross_entropy": Case("cross_entropy", Statement(L, ENTROPY_OF_Y)),
    "cross_entropy_backward": by_row(
        "cross_entropy_backward",
        times(neg(over(c(1), SIZE)), over(row(ROW_T, "q"), row(ROW_Y, "q"))),
        by_item(ROW_Y, 1, "q"),
        {"L": ENTROPY_OF_Y},
    ),
    "softmax_cross_entropy": Case("softmax_cross_entropy", Statement(L, ENTROPY_OF_X), licence=LICENCE),
    "softmax_cross_entropy_backward": by_row(
        "softmax_cross_entropy_backward",
        over(sub(row(ROW_Y, "q"), row(ROW_T, "q")), SIZE),
        of={"L": ENTROPY_OF_Y, "y": SOFTMAX_ROW},
    ),
    "sgd_step": Case("sgd_step", Statement(q("V", "n", "m"), sub(W, times(q(r"\eta"), by(W)))), {"L": unknown(W)}),
}
