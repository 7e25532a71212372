"""The kernels: what is refused first, then that each computes what its statement says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.judging.verdict import Kind, Verdict
from derive.kernels.arguments import Leading
from derive.kernels.emit import Kernel, Origin, definition, emit, load, module
from derive.kernels.refusal import NotEmittable
from derive.kernels.stable import Licence
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Comparison,
    Condition,
    Derivative,
    Every,
    Fold,
    Folding,
    Grid,
    Index,
    Item,
    Limit,
    Not,
    Size,
    SizeValue,
    Some,
    Term,
)
from tests.kernels.by_hand import Point
from tests.kernels.statements import (
    AFFINE,
    CASES,
    LICENCE,
    LOGISTIC,
    PROVED,
    ROW_T,
    ROW_X,
    ROW_Y,
    Y,
    Z,
    add,
    apply,
    at,
    at_least,
    c,
    cases,
    dot,
    equal,
    exp,
    function,
    log,
    neg,
    over,
    q,
    row,
    softmax,
    sub,
    times,
    total,
    transposed,
    unknown,
)

ORIGIN = Origin("a = b", "here", "a.b")
KERNELS = {name: case.kernel() for name, case in CASES.items()}
M = q("M", "n", "m")


def made(
    right: Term, left: Term | None = None, ranges: Mapping[str, Size] | None = None, **definitions: Term
) -> Kernel:
    statement = Statement(left or q("R", *right.shape), right, ranges or {})
    return emit(PROVED, statement, Scope(definitions=definitions), "kernel", ORIGIN)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROVED])
def test_only_a_proved_claim_becomes_a_kernel(kind: Kind) -> None:
    with pytest.raises(NotEmittable, match=f"a.b is {kind.value}: only a proved claim"):
        emit(Verdict(kind, "because"), Statement(Y, AFFINE), Scope(), "affine", ORIGIN)


REFUSED: dict[str, tuple[Any, str]] = {
    "an unknown function": (lambda: made(unknown(M)), "L is an unknown function"),
    "a derivative of a known function": (
        lambda: made(Derivative(numerator=q("f"), by=M, shape=M.shape), f=total("i", "n", at(M, "i", 1))),
        "not the gradient of an unknown function",
    ),
    "a derivative of an array": (
        lambda: made(Derivative(numerator=q("c", 1, "m"), by=q("s"), shape=(1, "m"))),
        "not the gradient of an unknown function",
    ),
    "a primed function": (
        lambda: made(Apply(parameter="z", body=LOGISTIC, primes=1, argument=M, shape=M.shape)),
        "derivative of a function by its argument",
    ),
    "a limit": (lambda: made(Limit(variable="h", to=c(0), body=q("h"))), "no rule for a limit"),
    "a written-out array": (lambda: made(Grid(rows=((c(1), q("a")),), shape=(1, 2))), "no general entry"),
    "a sum with other bounds": (
        lambda: made(Fold(folding=Folding.SUM, index="i", low=c(2), high=SizeValue(size="n"), body=at(M, "i", 1))),
        "bounds of the sum over i",
    ),
    "a sum that misses the last": (
        lambda: made(
            Fold(folding=Folding.SUM, index="i", low=c(1), high=sub(SizeValue(size="n"), c(1)), body=at(M, "i", "i"))
        ),
        "bounds of the sum over i",
    ),
    "an index on an axis of another size": (
        lambda: made(total("i", "m", at(q("v", "n", 1), "i", 1))),
        "index to m on an axis of v to n",
    ),
    "a diagonal": (lambda: made(total("i", "n", at(q("S", "n", "n"), "i", "i"))), "not at free indices"),
    "a shifted index": (
        lambda: made(
            Item(array=q("v", "n", 1), row=add(Index(name="i"), c(1)), column=c(1)),
            at(q("u", "n", 1), "i", 1),
            {"i": "n"},
        ),
        "not at free indices",
    ),
    "a size of no argument": (lambda: made(times(M, SizeValue(size="k"))), "size k is not that of an axis"),
    "an index that the right side has not": (
        lambda: made(at(q("b", 1, "m"), 1, "j"), at(M, "i", "j"), {"i": "n", "j": "m"}),
        "the order of the axes is unknown|does not have the index",
    ),
    "axes in no order": (
        lambda: made(at(M, "i", "j"), add(at(M, "i", "j"), c(0)), {"i": "n", "j": "m"}),
        "order of the axes is unknown",
    ),
    "an array equal to a number": (lambda: made(c(1), M), "result's size is unknown"),
    "a function that the standard has not": (lambda: made(apply("gamma", M)), "gamma is not in the array API"),
    "cases without an otherwise": (
        lambda: made(Cases(branches=((M, at_least(M, c(0))),), shape=M.shape)),
        "needs an otherwise",
    ),
    "a maximum under a condition": (
        lambda: made(
            Fold(
                folding=Folding.MAX,
                index="i",
                low=c(1),
                high=SizeValue(size="n"),
                body=at(q("v", "n", 1), "i", 1),
                condition=at_least(at(q("v", "n", 1), "i", 1), c(0)),
            )
        ),
        "max under a condition",
    ),
    "a comparison of whole arrays": (
        lambda: made(cases(c(1), at_least(M, c(0)), c(0))),
        "comparison of whole arrays",
    ),
    "numbers told by their places": (
        lambda: made(
            cases(c(1), Compare(left=Index(name="i"), comparison=Comparison.EQUAL, right=Index(name="j")), c(0)),
            at(M, "i", "j"),
            {"i": "n", "j": "m"},
        ),
        "size n is not that of an axis",
    ),
    "two names that become one": (lambda: made(add(M, q("m", "n", "m"))), "M and m would both be called m|m and M"),
    "a name in no Latin letters": (lambda: made(q("値", "n", "m")), "cannot be written"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_rule_is_refused_with_its_reason(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(NotEmittable, match=reason):
        make()


def test_a_claim_under_a_condition_or_up_to_a_remainder_is_refused() -> None:
    for statement in (Statement(M, M, condition=equal("i", "j")), Statement(M, M, remainder=("d", 2))):
        with pytest.raises(NotEmittable, match="does not give every value"):
            emit(PROVED, statement, Scope(), "kernel", ORIGIN)


@pytest.mark.parametrize("name", ["", "two words", "class", "f(x)", "1st"])
def test_a_name_that_python_does_not_allow_is_refused(name: str) -> None:
    with pytest.raises(NotEmittable, match="no name of a function"):
        emit(PROVED, Statement(Y, AFFINE), Scope(), name, ORIGIN)


def test_two_kernels_of_one_name_make_no_module() -> None:
    with pytest.raises(NotEmittable, match="2 kernels are called affine"):
        module([KERNELS["affine"], KERNELS["affine, by entries"]])


SHAPES: list[tuple[str, list[tuple[int, ...]], str]] = [
    ("affine", [(2, 3), (4, 5), (5,)], r"affine: x has shape (2, 3), w has (4, 5): x's last axis must equal w's first"),
    ("affine", [(2, 3), (3, 5), (3,)], r"affine: w has shape (3, 5), b has (3,): w's last axis must equal b's last"),
    ("affine", [(2, 3), (3,), (3,)], r"affine: w has shape (3,): expected (n, m)"),
    ("affine", [(2, 3), (1, 3, 5), (5,)], r"affine: w has shape (1, 3, 5): expected (n, m)"),
    ("affine", [(), (3, 5), (5,)], r"affine: x has shape (): expected (..., n)"),
    (
        "affine",
        [(2, 3), (3, 5), (4, 5)],
        r"affine: x has shape (2, 3), b has (4, 5): leading axes that both have must be equal",
    ),
    (
        "affine_dx",
        [(3, 5), (2, 3)],
        r"affine_dx: w has shape (3, 5), dy has (2, 3): w's last axis must equal dy's last",
    ),
    (
        "affine_dw",
        [(2, 3), (4, 5)],
        r"affine_dw: x has shape (2, 3), dy has (4, 5): x's first axis must equal dy's first",
    ),
    ("affine_dw", [(3,), (5,)], r"affine_dw: x has shape (3,): expected (N, n)"),
    ("affine_db", [(3,)], r"affine_db: dy has shape (3,): expected (N, m)"),
    ("relu_backward", [(2, 3), (3, 2)], r"relu_backward: x has shape (2, 3), dy has (3, 2): they must be equal"),
    ("softmax", [()], r"softmax: x has shape (): expected (..., C)"),
    ("softmax_backward", [(2, 3), (2, 4)], r"softmax_backward: y has shape (2, 3), dy has (2, 4): they must be equal"),
    ("softmax_backward", [(2, 3), (3,)], r"softmax_backward: y has shape (2, 3), dy has (3,): they must be equal"),
    ("mse", [(3,), (2,)], r"mse: y_pred has shape (3,), y_train has (2,): they must be equal"),
    ("cross_entropy", [(2, 3), (3,)], r"cross_entropy: y has shape (2, 3), t has (3,): they must be equal"),
    ("sgd_step", [(2, 3), (2, 4), ()], r"sgd_step: w has shape (2, 3), dw has (2, 4): they must be equal"),
    ("sgd_step", [(2, 3), (2, 3), (3,)], r"sgd_step: eta has shape (3,): expected a number"),
]


@pytest.mark.parametrize(("name", "shapes", "message"), SHAPES)
def test_wrong_shapes_are_named(name: str, shapes: list[tuple[int, ...]], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        load(KERNELS[name])(*(np.ones(shape) for shape in shapes))


ARGUMENTS = {
    "affine": "x w b",
    "affine_dx": "w dy",
    "affine_dw": "x dy",
    "affine_db": "dy",
    "relu": "x",
    "relu_backward": "x dy",
    "sigmoid": "x",
    "sigmoid_backward": "y dy",
    "tanh_backward": "y dy",
    "softmax": "x",
    "softmax_backward": "y dy",
    "mse": "y_pred y_train",
    "cross_entropy": "y t",
    "softmax_cross_entropy": "x t",
    "softmax_cross_entropy_backward": "y t",
    "sgd_step": "w dw eta",
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_arguments_are_named_and_ordered_as_the_notation(name: str) -> None:
    assert " ".join(argument.name for argument in KERNELS[name].arguments) == ARGUMENTS[name]


SAME = [(name, name.split(",")[0]) for name in CASES if "," in name and name.split(",")[0] in CASES]
DIFFERENT_SOURCE = {"relu, as a maximum", "sigmoid_backward, of x", "tanh, as a function", "affine, one row"}
DIFFERENT_SOURCE |= {"softmax_backward, by entries", "softmax_backward, of the Jacobian"}


@pytest.mark.parametrize("name", sorted({name for name, _ in SAME} - DIFFERENT_SOURCE))
def test_matrix_form_and_entry_form_give_one_source(name: str) -> None:
    assert KERNELS[name].source.splitlines()[-1] == KERNELS[name.split(",")[0]].source.splitlines()[-1]


READABLE = {
    "affine": "result = x @ w; result += b; return result",
    "affine_dx": "return dy @ w.T",
    "affine_dw": "return x.T @ dy",
    "affine_db": "return xp.sum(dy, axis=0)",
    "relu": "return xp.where(x >= 0, x, 0)",
    "relu_backward": "result = xp.astype(x >= 0, dy.dtype, out=out); result *= dy; return result",
    "sigmoid_backward": "result = 1 - y if out is None else xp.subtract(1, y, out=out); result *= dy; result *= y; "
    "return result",
    "softmax": "powers = x - xp.max(x, axis=-1, keepdims=True); powers = xp.exp(powers, out=powers); "
    "powers = xp.divide(powers, xp.sum(powers, axis=-1, keepdims=True), out=powers); return powers",
    "softmax_backward": "result = dy * y; result += y * -xp.vecdot(dy, y)[..., None]; return result",
    "mse": "difference = y_pred - y_train; return xp.vecdot(difference, difference) / y_pred.shape[-1]",
    "softmax_cross_entropy_backward": "result = y - t; result /= y.shape[-1]; return result",
    "sgd_step": "result = dw * -eta if out is None else xp.multiply(dw, -eta, out=out); result += w; return result",
}


@pytest.mark.parametrize("name", READABLE)
def test_the_source_is_what_one_would_write(name: str) -> None:
    lines = [line.strip() for line in KERNELS[name].source.splitlines()]
    assert lines[-READABLE[name].count(";") - 1 :] == READABLE[name].split("; ")


def sized(shape: tuple[Size, ...], sizes: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sizes[size] if isinstance(size, str) else size for size in shape)


def by_loops(kernel: Kernel, sizes: Mapping[str, int], arrays: Mapping[str, Any]) -> np.ndarray:
    """The right side of the kernel's statement, entry by entry."""
    statement = kernel.statement
    shape = sized(statement.right.shape, sizes)
    if shape:
        point = Point(sizes, arrays, {})
        places = product(*(range(1, size + 1) for size in shape))
        return np.array([point.value(statement.right, *place) for place in places]).reshape(shape)
    axes = [range(1, sized((size,), sizes)[0] + 1) for size in statement.ranges.values()]
    values = [
        Point(sizes, arrays, dict(zip(statement.ranges, at, strict=True))).value(statement.right)
        for at in product(*axes)
    ]
    return np.array(values).reshape([len(axis) for axis in axes])


def sample(kernel: Kernel, sizes: Mapping[str, int], seed: int) -> dict[str, np.ndarray]:
    """Positive and negative values for each argument as declared; only positive ones where a logarithm is taken."""
    generator = np.random.default_rng(seed)
    positive = "log" in kernel.source
    arrays = {}
    for argument in kernel.arguments:
        values = generator.normal(size=sized(argument.declared, sizes))
        arrays[("d" if argument.gradient else "") + argument.quantity] = np.abs(values) + 0.1 if positive else values
    return arrays


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=8, deadline=None)
@given(sizes=st.lists(st.integers(1, 5), min_size=4, max_size=4), seed=st.integers(0, 2**32))
def test_a_kernel_computes_its_right_side_at_every_size(name: str, sizes: list[int], seed: int) -> None:
    kernel, named = KERNELS[name], dict(zip(("N", "n", "m", "C"), sizes, strict=True))
    arrays = sample(kernel, named, seed)
    given_arrays = []
    for argument in kernel.arguments:
        array = arrays[("d" if argument.gradient else "") + argument.quantity]
        kept = [place for place, size in enumerate(argument.declared) if size != 1]
        given_arrays.append(array.reshape([array.shape[place] for place in kept]))
    result = load(kernel)(*given_arrays)
    expected = by_loops(kernel, named, arrays)
    np.testing.assert_allclose(np.reshape(result, expected.shape), expected, rtol=1e-11, atol=1e-12)


BATCHED = [name for name, kernel in KERNELS.items() if kernel.batched]


@pytest.mark.parametrize("name", BATCHED)
@settings(max_examples=8, deadline=None)
@given(
    lead=st.lists(st.integers(1, 4), max_size=3).map(tuple), sizes=st.lists(st.integers(1, 5), min_size=4, max_size=4)
)
def test_a_batch_is_the_kernel_at_each_of_its_places(name: str, lead: tuple[int, ...], sizes: list[int]) -> None:
    kernel, named = KERNELS[name], dict(zip(("N", "n", "m", "C"), sizes, strict=True))
    function, generator = load(kernel), np.random.default_rng(1)
    arrays = []
    for argument in kernel.arguments:
        shape = sized(argument.axes, named)
        shared = argument.leading is Leading.SHARED or (argument.leading is Leading.ALLOWED and argument.name != "b")
        arrays.append(np.abs(generator.normal(size=lead + shape if shared else shape)) + 0.1)
    result = function(*arrays)
    cores = [len(argument.axes) for argument in kernel.arguments]
    for place in np.ndindex(lead):
        chosen = [array[place] if np.ndim(array) > core else array for array, core in zip(arrays, cores, strict=True)]
        np.testing.assert_allclose(result[place], function(*chosen), rtol=1e-12)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].licence])
@pytest.mark.parametrize("size", [1e3, 1e4])
def test_large_values_give_no_warning_and_no_nan(name: str, size: float) -> None:
    kernel = KERNELS[name]
    values = {"x": np.array([[-size, 0.0, size], [size, size, size], [-size, -size, 1.0]])}
    values["y"] = load(KERNELS["softmax"])(values["x"])
    values |= {"t": np.eye(3), "dy": np.ones((3, 3))}
    if kernel.name == "cross_entropy_backward":
        values["y"] = np.full((3, 3), 0.5)
    assert np.isfinite(load(kernel)(*(values[argument.name] for argument in kernel.arguments))).all()


def test_forward_kernels_have_their_limits_at_large_values() -> None:
    x = np.array([-1000.0, 0.0, 1000.0])
    np.testing.assert_array_equal(load(KERNELS["sigmoid"])(x), [0, 0.5, 1])
    np.testing.assert_array_equal(load(KERNELS["tanh"])(x), [-1, 0, 1])
    np.testing.assert_array_equal(load(KERNELS["softmax"])(x), [0, 0, 1])
    assert load(KERNELS["softmax_cross_entropy"])(x, np.array([1.0, 0.0, 0.0])) == pytest.approx(2000 / 3)
    cross_entropy = load(KERNELS["cross_entropy"])
    assert cross_entropy(np.array([0.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0])) == 0
    assert cross_entropy(np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, 1.0])) == np.inf


def test_without_a_licence_the_formula_stays_plain() -> None:
    case = CASES["softmax"]
    plain = emit(PROVED, case.statement, case.scope, "softmax", ORIGIN)
    assert plain.licence is None and "xp.max" not in plain.source and "shifted" not in plain.source
    with pytest.warns(RuntimeWarning, match="overflow|invalid"):
        load(plain)(np.array([1000.0, 0.0]))


def test_a_licence_that_is_not_used_is_not_claimed() -> None:
    assert KERNELS["mse_backward"].licence is None
    case = CASES["affine"]
    assert emit(PROVED, case.statement, case.scope, "affine", ORIGIN, LICENCE).licence is None
    assert KERNELS["softmax"].licence == LICENCE and LICENCE.claim_id in KERNELS["softmax"].source


def shift_claim(left: Term | None = None, right: Term | None = None) -> Statement:
    moved = over(exp(sub(row(ROW_X, "i"), q("K"))), total("j", "C", exp(sub(row(ROW_X, "j"), q("K")))))
    return Statement(left or moved, right or softmax("i"), {"i": "C"})


def test_a_licence_is_given_for_the_proved_shift_in_either_direction() -> None:
    claim = shift_claim()
    for statement in (claim, Statement(claim.right, claim.left, claim.ranges)):
        assert Licence.of(PROVED, statement, Scope(), "shift") == Licence("shift")


UNLICENSED: dict[str, Statement] = {
    "another constant below": shift_claim(
        over(exp(sub(row(ROW_X, "i"), q("K"))), total("j", "C", exp(sub(row(ROW_X, "j"), q("M")))))
    ),
    "no shift": shift_claim(softmax("i")),
    "a shift by an entry": shift_claim(
        over(exp(sub(row(ROW_X, "i"), row(ROW_T, "i"))), total("j", "C", exp(sub(row(ROW_X, "j"), row(ROW_T, "j")))))
    ),
    "shifted above only": shift_claim(over(exp(sub(row(ROW_X, "i"), q("K"))), total("j", "C", exp(row(ROW_X, "j"))))),
    "a product below": shift_claim(
        right=over(exp(row(ROW_X, "i")), total("j", "C", exp(row(ROW_X, "j")), Folding.PRODUCT))
    ),
    "no exponential": shift_claim(right=over(row(ROW_X, "i"), total("j", "C", row(ROW_X, "j")))),
    "something else": Statement(row(ROW_X, "i"), row(ROW_X, "i"), {"i": "C"}),
}


@pytest.mark.parametrize("name", UNLICENSED)
def test_a_claim_of_another_shape_licenses_nothing(name: str) -> None:
    with pytest.raises(NotEmittable, match="does not say that a softmax is unchanged"):
        Licence.of(PROVED, UNLICENSED[name], Scope(), "claim")


def test_a_claim_that_is_not_proved_licenses_nothing() -> None:
    with pytest.raises(NotEmittable, match="shift is undecided"):
        Licence.of(Verdict(Kind.UNDECIDED, "time"), shift_claim(), Scope(), "shift")


def test_branches_not_taken_do_not_warn() -> None:
    v = q("v", 1, "n")
    positive = Compare(Comparison.GREATER, v, c(0))
    for right in (cases(log(v), positive, c(0)), cases(over(c(1), v), positive, v), cases(v, Not(positive), log(v))):
        result = load(made(right))(np.array([-1.0, 0.0, 1.0, 800.0]))
        assert np.isfinite(result).all()
    logistic = cases(LOGISTIC, at_least(Z, c(0)), over(exp(Z), add(c(1), exp(Z))))
    np.testing.assert_array_equal(load(made(function(logistic, v)))(np.array([-1e4, 0.0, 1e4])), [0.0, 0.5, 1.0])


def test_an_entry_over_an_entry_is_0_where_both_are_and_any_other_quotient_is_left_alone() -> None:
    target, probability = q("t", 1, "n"), q("y", 1, "n")
    kernel = made(neg(over(target, probability)))
    assert "0 / 0 is 0" in kernel.source
    with np.errstate(all="raise"):
        found = load(kernel)(y=np.array([0.0, 0.5, 0.25]), t=np.array([0.0, 1.0, 0.0]))
    np.testing.assert_array_equal(found, [0.0, -2.0, 0.0])
    with np.errstate(divide="ignore"):
        assert load(kernel)(y=np.array([0.0]), t=np.array([1.0])) == -np.inf
    for right in (over(sub(target, probability), probability), over(target, q("s")), over(c(1), probability)):
        assert "where" not in made(right).source


def test_what_the_choice_itself_looks_at_is_chosen_and_not_multiplied() -> None:
    v = q("v", 1, "n")
    kernel = made(cases(v, Compare(Comparison.LESS, v, c(0)), c(0)))
    with np.errstate(all="raise"):
        np.testing.assert_array_equal(load(kernel)(np.array([-np.inf, -1.0, np.inf])), [-np.inf, -1.0, 0.0])


def test_columns_are_vectors_too() -> None:
    kernel = made(add(dot(q("W", "m", "n"), q("z", "n", 1)), q("b", "m", 1)))
    assert kernel.source.splitlines()[-1].strip() == "return z @ w.T + b"
    values = {"w": np.ones((2, 3)), "z": np.arange(12.0).reshape(4, 3), "b": np.array([1.0, 2.0])}
    result = load(kernel)(*(values[argument.name] for argument in kernel.arguments))
    np.testing.assert_array_equal(result, values["z"] @ values["w"].T + values["b"])


def test_the_product_of_columns_and_rows_keeps_the_batch() -> None:
    kernel = made(dot(transposed(q("x", 1, "n")), q("y", 1, "m")))
    x, y = np.random.default_rng(3).normal(size=(2, 5, 3)), np.random.default_rng(4).normal(size=(2, 5, 4))
    np.testing.assert_allclose(load(kernel)(x, y), np.einsum("abi,abj->abij", x, y))


def test_attention_is_written_with_matrix_products() -> None:
    queries, keys, values = q("Q", "n", "d"), q("K", "n", "d"), q("V", "n", "v")
    kernel = made(dot(dot(queries, transposed(keys)), values))
    k, w, v = (np.random.default_rng(s).normal(size=shape) for s, shape in enumerate([(4, 3), (4, 3), (4, 2)]))
    assert [argument.name for argument in kernel.arguments] == ["k", "q", "v"]
    np.testing.assert_allclose(load(kernel)(k, w, v), (w @ k.T) @ v)


CONDITIONS: dict[str, Condition] = {
    "unequal": Compare(Comparison.UNEQUAL, Index(name="j"), Index(name="q")),
    "below": Compare(Comparison.LESS, Index(name="j"), Index(name="q")),
    "equal": equal("j", "q"),
    "either": Some((equal("j", "q"), Compare(Comparison.GREATER, row(ROW_T, "j"), c(0)))),
    "both": Every((equal("j", "q"), Compare(Comparison.GREATER, row(ROW_T, "j"), c(0)))),
    "not": Not(equal("j", "q")),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_sums_under_a_condition(name: str) -> None:
    body = times(row(ROW_X, "j"), row(ROW_T, "q"))
    summed = Fold(
        folding=Folding.SUM, index="j", low=c(1), high=SizeValue(size="C"), body=body, condition=CONDITIONS[name]
    )
    kernel = made(summed, row(ROW_Y, "q"), {"q": "C"})
    sizes, arrays = {"C": 4}, sample(kernel, {"C": 4}, 9)
    result = load(kernel)(*(arrays[argument.quantity][0] for argument in kernel.arguments))
    np.testing.assert_allclose(result, by_loops(kernel, sizes, arrays))


def test_a_definition_is_a_formula_but_no_kernel() -> None:
    formula = definition("y", CASES["softmax_backward"].scope)
    assert not isinstance(formula, Kernel)
    np.testing.assert_allclose(load(formula)(np.zeros(4)), np.full(4, 0.25))


def test_the_module_imports_what_stands_in_the_heads_and_no_array_library() -> None:
    text = module([KERNELS[name] for name in CASES if "," not in name])
    assert [line for line in text.splitlines() if "import" in line] == [
        "import math",
        "from derive.kernels.assumptions import Assumed",
        "from derive.kernels.head import kernel",
        "from derive.kernels.libraries import Array, Namespace, namespace",
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_docstring_says_where_the_kernel_comes_from(name: str) -> None:
    text = load(KERNELS[name]).__doc__ or ""
    assert CASES[name].name in text and f"Claim: 001.{CASES[name].name}." in text and "Shapes: " in text


def test_no_line_is_too_long_and_no_loop_is_emitted() -> None:
    lines = [line for kernel in KERNELS.values() for line in kernel.source.splitlines()]
    assert max(map(len, lines)) <= 120
    assert not [line for line in lines if line.strip().startswith(("for ", "while "))]


SCALE = q("g", 1, "m")


def test_a_row_that_scales_a_batch_keeps_its_axis() -> None:
    """Its columns are not part of the batch, because the row has no rows."""
    kernel = made(times(at(M, "i", "j"), at(SCALE, 1, "j")), at(M, "i", "j"), {"i": "n", "j": "m"})
    assert [argument.axes for argument in kernel.arguments] == [("m",), ("m",)]
    batch, scale = np.ones((2, 3)), np.arange(3.0)
    np.testing.assert_array_equal(load(kernel)(g=scale, m=batch), np.tile(scale, (2, 1)))
    for wrong in (np.ones(2), np.ones((3, 3)), np.ones(())):
        with pytest.raises(ValueError, match="g has"):
            load(kernel)(g=wrong, m=batch)


def test_a_sum_over_both_axes_is_one_sum() -> None:
    assert made(total("i", "n", total("j", "m", at(M, "i", "j")))).source.splitlines()[-1].strip() == "return xp.sum(m)"


def test_a_weighted_sum_that_stands_twice_gets_a_name() -> None:
    affine = add(dot(q("X", "N", "n"), q("W", "n", "m")), q("B", "N", "m"))
    lines = made(cases(affine, at_least(affine, c(0)), c(0))).source.splitlines()
    assert [line.strip() for line in lines[-3:-1]] == ["weighted = x @ w", "weighted += b"]
    assert lines[-1].strip() == "return xp.where(weighted >= 0, weighted, 0)"


def test_only_a_module_that_needs_erf_imports_it() -> None:
    plain, bell = KERNELS["affine"], made(apply("erf", M))
    assert "erf" not in module([plain]) and "import math" not in module([plain])
    assert "import Array, erf\n" in module([plain, bell])
    np.testing.assert_allclose(load(bell)(np.array([[0.5]])), [[0.5204998778130465]], rtol=1e-15)


def test_a_long_head_has_a_line_for_each_argument() -> None:
    names = [f"a_{letter}_with_a_long_name" for letter in "bcdefgh"]
    kernel = made(add(*(q(name, "n", "m") for name in names)))
    assert "\ndef kernel(\n    xp: Namespace,\n    a_b_with_a_long_name: Array,\n" in kernel.source
    function = load(kernel)
    assert max(len(line) for line in (function.__doc__ or "").splitlines()) <= 120
    assert function(*(np.ones((2, 3)) for _ in names)).sum() == 42
