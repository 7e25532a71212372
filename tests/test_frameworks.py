"""The kernels in PyTorch and in JAX: both frameworks' own checkers of gradients accept them, and no false pair."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import jax
import numpy as np
import pytest
import torch
from jax.test_util import check_grads

from derive import jax as derive_jax
from derive import kernels as k
from derive import passes
from derive import torch as derive_torch
from derive.kernels.head import Function
from derive.kernels.sizes import in_numbers, names
from tests.kernels.arguments import LENGTHS

LAYERS = {layer.name: layer for layer in passes.LAYERS}
PROBABILITIES = {"cross_entropy": "x", "batch_cross_entropy": "y"}
BATCH = 2
STEP = 1e-6
TOLERANCE = 1e-5
"""For JAX's checker, whose differences are of numbers near 1 over a step of 1e-6: they are right to about 1e-9."""


def drawn(layer: passes.Layer, dtype: Any = np.float64) -> list[Any]:
    """Arrays of distinct sizes without entries near 0, rows of targets that add up to 1, and numbers as numbers."""
    generator = np.random.default_rng(3)
    heads = [it for _, kernel in layer.forward for it in kernel.shapes.parameters]
    rows_of_all = all(it.batched for it in heads)
    alias = {"N": "b"}
    sizes: dict[str, int] = {}
    found: list[Any] = []
    for name in layer.arguments:
        head = next(it for it in heads if it.name == name)
        for size in head.axes:
            for one in names(size):
                sizes[one] = sizes.setdefault(alias.get(one, one), LENGTHS[len(set(sizes) - set(alias))])
        axes = [in_numbers(size, sizes) for size in head.axes]
        rows = [sizes.setdefault("b", BATCH)] if head.batched and (not head.optional or rows_of_all) else []
        if rows and not axes:
            axes = [LENGTHS[-1]]
        if name == "h_0" and head.batched:
            rows = [sizes["b"]]
        values = generator.uniform(0.2, 1.4, rows + axes) * generator.choice([-1.0, 1.0], rows + axes)
        if name == "t" or name == PROBABILITIES.get(layer.name):
            values = np.abs(values) / np.abs(values).sum(axis=-1, keepdims=True)
        found.append(0.3 if name in layer.numbers else np.asarray(values, dtype))
    return found


def tensors(layer: passes.Layer, dtype: Any = np.float64) -> list[Any]:
    return [
        it if isinstance(it, float) else torch.tensor(it, requires_grad=name in layer.by)
        for name, it in zip(layer.arguments, drawn(layer, dtype), strict=True)
    ]


def total(outputs: Any) -> Any:
    return sum(it.sum() for it in outputs) if isinstance(outputs, tuple) else outputs.sum()


def accepted_by_torch(layer: passes.Layer) -> bool:
    return torch.autograd.gradcheck(derive_torch.of(layer).apply, tensors(layer), eps=STEP, raise_exception=False)


def accepted_by_jax(layer: passes.Layer) -> bool:
    function, given = derive_jax.of(layer), drawn(layer)
    places = [layer.arguments.index(name) for name in layer.by]

    def of_what_is_learnt(*learnt: Any) -> Any:
        changed = dict(zip(places, learnt, strict=True))
        return function(*(changed.get(place, it) for place, it in enumerate(given)))

    try:
        check_grads(of_what_is_learnt, [given[it] for it in places], 1, ["rev"], TOLERANCE, TOLERANCE, STEP)  # type: ignore[no-untyped-call]
    except AssertionError:
        return False
    return True


def other(kernel: Function, change: Callable[[Any], Any]) -> Function:
    """A kernel that takes the same and gives something else."""

    def changed(*given: Any) -> Any:
        found = kernel(*given)
        return tuple(map(change, found)) if isinstance(found, tuple) else change(found)

    changed.shapes, changed.claim = kernel.shapes, kernel.claim  # type: ignore[attr-defined]
    return cast(Function, changed)


@pytest.mark.parametrize("layer", passes.LAYERS, ids=lambda it: it.name)
def test_gradcheck_of_pytorch_accepts_it(layer: passes.Layer) -> None:
    assert accepted_by_torch(layer)


@pytest.mark.parametrize("layer", passes.LAYERS, ids=lambda it: it.name)
def test_check_grads_of_jax_accepts_it(layer: passes.Layer) -> None:
    assert accepted_by_jax(layer)


@pytest.mark.parametrize("accepted", [accepted_by_torch, accepted_by_jax])
@pytest.mark.parametrize("layer", passes.LAYERS, ids=lambda it: it.name)
def test_a_gradient_wrong_by_a_hundredth_is_refused(
    layer: passes.Layer, accepted: Callable[[passes.Layer], bool]
) -> None:
    assert not accepted(replace(layer, backward=other(layer.backward, lambda it: it * 1.01)))


FALSE = {
    "another activation's backward": replace(LAYERS["tanh"], backward=k.sigmoid_backward),
    "softmax entry by entry": replace(LAYERS["softmax"], backward=k.sigmoid_backward),
    "softmax without its logarithm": replace(LAYERS["log_softmax"], backward=k.softmax_backward),
    "gradients by others": replace(LAYERS["layernorm"], by=("x", "beta", "gamma")),
    "the sum of a batch for its mean": replace(
        LAYERS["batch_softmax_cross_entropy"], backward=k.softmax_cross_entropy_backward
    ),
    "the scores where their softmax belongs": replace(LAYERS["softmax_cross_entropy"], kept=(("y", k.tanh),)),
    "the step of a perceptron with another activation": replace(LAYERS["mlp_relu"], backward=k.mlp_sigmoid_backward),
    "a bend where a slope belongs": replace(LAYERS["prelu"], backward=k.elu_gradients),
    "the cell where the state belongs": replace(LAYERS["lstm"], above=("de", "dh")),
    "the gates in another order": replace(
        LAYERS["lstm"], by=(*LAYERS["lstm"].by[:3], "w_f", "w_i", "w_o", "w_g", *LAYERS["lstm"].by[7:])
    ),
    "a slope for a closed gate": replace(LAYERS["relu"], forward=(("y", k.tanh),)),
}


@pytest.mark.parametrize("accepted", [accepted_by_torch, accepted_by_jax])
@pytest.mark.parametrize("name", FALSE)
def test_a_false_row_is_refused(name: str, accepted: Callable[[passes.Layer], bool]) -> None:
    assert not accepted(FALSE[name])


@pytest.mark.parametrize("layer", passes.LAYERS, ids=lambda it: it.name)
def test_the_order_of_gradients_is_that_of_the_kernel(layer: passes.Layer) -> None:
    named = [it.name.removeprefix("d") for it in layer.backward.shapes.results if it.name]
    assert not named or named == list(layer.by)


@pytest.mark.parametrize("layer", passes.LAYERS, ids=lambda it: it.name)
def test_float32_stays_float32_and_compiled_is_the_same(layer: passes.Layer) -> None:
    given = tensors(layer, np.float32)
    y = cast(Any, derive_torch.function(layer.name)).apply(*given)
    learnt = [it for it in given if isinstance(it, torch.Tensor) and it.requires_grad]
    gradients = torch.autograd.grad(total(y), learnt)
    outputs = y if isinstance(y, tuple) else (y,)
    assert {it.dtype for it in (*outputs, *gradients)} == {torch.float32}

    places = tuple(place for place, name in enumerate(layer.arguments) if name in layer.by)
    constants = tuple(place for place, name in enumerate(layer.arguments) if name in layer.numbers)
    function = derive_jax.function(layer.name)
    found = jax.jit(jax.grad(lambda *all_: total(function(*all_)), places), static_argnums=constants)(
        *drawn(layer, np.float32)
    )
    for name, ours in zip((layer.arguments[it] for it in places), found, strict=True):
        theirs = gradients[[it for it in layer.arguments if it in layer.by].index(name)]
        assert ours.dtype == np.float32
        np.testing.assert_allclose(ours, theirs.numpy(), rtol=2e-5, atol=2e-6)


@pytest.mark.parametrize("function", [derive_torch.function, derive_jax.function])
def test_an_unknown_name_is_refused_with_all_that_are_known(function: Callable[[str], Any]) -> None:
    known = "expected one of affine, relu, .*, quadratic_form"
    with pytest.raises(ValueError, match=rf"no layer is called 'softmaxx': {known}; did you mean 'softmax'\?$"):
        function("softmaxx")
    with pytest.raises(ValueError, match=rf"no layer is called 'gru': {known}$"):
        function("gru")


@pytest.mark.parametrize("function", [derive_torch.function, derive_jax.function])
def test_help_tells_what_they_take(function: Callable[[str], Any]) -> None:
    told = "`layernorm(x, gamma, beta, epsilon)` gives y, with the proved gradients by x, gamma, beta."
    assert function("layernorm").__doc__.startswith(told)
    assert "gives h, c, with" in function("lstm").__doc__


def test_they_are_what_the_frameworks_call_them() -> None:
    assert issubclass(derive_torch.function("softmax"), torch.autograd.Function)
    assert derive_torch.function("softmax") is derive_torch.function("softmax")
    assert derive_torch.function("softmax").__name__ == "softmax"
    assert isinstance(derive_jax.function("softmax"), jax.custom_vjp)


@pytest.mark.parametrize("a", [0.3, 1.0, 1.7])
def test_a_learned_slope_may_be_above_1_also_where_jax_compiles(a: float) -> None:
    x = np.array([[-2.0, 0.5], [3.0, -0.25]])
    found = jax.jit(derive_jax.function("prelu"))(x, np.asarray(a))
    np.testing.assert_allclose(found, np.where(x > 0, x, a * x), rtol=1e-15)


UNPROVED = "softmax_cross_entropy: a gradient by t is wanted, but only that by x is proved: expected t to be a constant"


def test_a_gradient_that_is_not_proved_is_refused_and_not_0() -> None:
    x, t = drawn(LAYERS["softmax_cross_entropy"])
    with pytest.raises(ValueError, match=UNPROVED):
        cast(Any, derive_torch.function("softmax_cross_entropy")).apply(
            torch.tensor(x), torch.tensor(t, requires_grad=True)
        )
    function = derive_jax.function("softmax_cross_entropy")
    for places in (1, (0, 1)):
        with pytest.raises(ValueError, match=UNPROVED):
            jax.grad(lambda *given: function(*given).sum(), places)(x, t)


def test_an_assumption_is_looked_at_where_asked_for() -> None:
    x, t = drawn(LAYERS["softmax_cross_entropy"])
    t[1] *= 1.1
    with k.checking(), pytest.raises(ValueError, match=r"row 1 of t breaks the assumption"):
        cast(Any, derive_torch.function("softmax_cross_entropy")).apply(torch.tensor(x), torch.tensor(t))


def test_without_gradients_nothing_is_refused_nor_kept() -> None:
    x, t = drawn(LAYERS["softmax_cross_entropy"])
    expected = k.softmax_cross_entropy(x, t)
    y = cast(Any, derive_torch.function("softmax_cross_entropy")).apply(torch.tensor(x), torch.tensor(t))
    assert y.grad_fn is None
    np.testing.assert_allclose(y, expected, rtol=1e-14)
    np.testing.assert_allclose(derive_jax.function("softmax_cross_entropy")(x, t), expected, rtol=1e-14)


def test_a_gradient_of_a_gradient_is_refused_by_pytorch() -> None:
    x = torch.tensor([[0.2, 0.5]], requires_grad=True)
    y = cast(Any, derive_torch.function("softmax")).apply(x)
    with pytest.raises(RuntimeError, match="softmax: a gradient of its gradient is wanted"):
        torch.autograd.grad(y[0, 0], x, create_graph=True)


def test_a_wrong_number_of_arguments_is_refused_with_their_names() -> None:
    with pytest.raises(TypeError, match="affine: 1 argument given: expected x, w, b"):
        cast(Any, derive_torch.function("affine")).apply(torch.ones(2, 3))
    with pytest.raises(TypeError, match="affine: 1 argument given: expected x, w, b"):
        derive_jax.function("affine")(jax.numpy.ones((2, 3)))


def test_wrong_shapes_are_refused_as_the_kernels_refuse_them() -> None:
    for apply, one in (
        (cast(Any, derive_torch.function("affine")).apply, torch.ones),
        (derive_jax.function("affine"), np.ones),
    ):
        with pytest.raises(ValueError, match=r"affine: x has shape .*: x's last axis must equal w's first"):
            apply(one((2, 3)), one((4, 5)), one(5))


@pytest.mark.parametrize(
    ("module", "absent"),
    [("derive", "torch jax"), ("derive.passes", "torch jax sympy"), ("derive.torch", "jax"), ("derive.jax", "torch")],
)
def test_a_framework_is_imported_only_by_who_asks_for_it(module: str, absent: str) -> None:
    source = f"import sys, {module}; assert not set(sys.modules) & set({absent.split()})"
    subprocess.run([sys.executable, "-c", source], cwd=Path(__file__).parent.parent, timeout=300, check=True)


@pytest.mark.parametrize(("library", "name"), [("torch", "PyTorch"), ("jax", "JAX")])
def test_what_is_to_be_installed_is_said(library: str, name: str) -> None:
    told = failing(f"import sys; sys.modules[{library!r}] = None; import derive.{library}")
    assert told == f"ModuleNotFoundError: derive.{library} needs {name}: `pip install {library}`"


@pytest.mark.parametrize("library", ["torch", "jax"])
def test_that_a_framework_lacks_something_is_not_said_of_the_framework(library: str, tmp_path: Path) -> None:
    (tmp_path / f"{library}.py").write_text("import not_installed", "utf-8")
    told = failing(f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import derive.{library}")
    assert told == "ModuleNotFoundError: No module named 'not_installed'"


def failing(source: str) -> str:
    """What is said last by a program that fails."""
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=Path(__file__).parent.parent, timeout=300, capture_output=True, text=True
    )
    assert done.returncode == 1
    return done.stderr.splitlines()[-1]
