"""Which kernels go forward and which go back: the layers that `derive.torch` and `derive.jax` hand to their frameworks.

A kernel takes values by the names in its head, so a row says only which kernels make which values: `x` is an argument,
`mu` what one kernel makes and others take, and `dy` the gradient by the output `y`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derive import kernels as k
from derive.guessing import guess
from derive.kernels.head import Function

Values = dict[str, Any]
Step = tuple[str, Function]
"""The name of a value, or names of several, and the kernel that makes them."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A function with its proved gradients.

    `forward` makes the outputs last, `kept` what only `backward` takes besides. `backward` gives the gradients
    `by` the arguments named, in that order. It takes the gradients by the outputs under the names `above`. Where it
    takes none, the output is one loss or one for each row, `backward` gives the gradients of these, and they are
    multiplied by what comes back.
    """

    name: str
    arguments: tuple[str, ...]
    by: tuple[str, ...]
    forward: tuple[Step, ...]
    backward: Function
    outputs: tuple[str, ...]
    above: tuple[str, ...]
    kept: tuple[Step, ...] = ()

    def given_back(self, values: Values) -> Any:
        """The output, or all outputs where there are several."""
        found = tuple(values[name] for name in self.outputs)
        return found if len(found) > 1 else found[0]

    @property
    def told(self) -> str:
        """What it takes and gives, for `help`."""
        given = f"`{self.name}({', '.join(self.arguments)})` gives {', '.join(self.outputs)}"
        return f"{given}, with the proved gradients by {', '.join(self.by)}."

    @property
    def numbers(self) -> tuple[str, ...]:
        """The arguments that are numbers, such as ε, and have no gradient."""
        taken = [it for _, kernel in self.forward for it in kernel.shapes.parameters]
        constant = [name for name in self.arguments if name not in self.by]
        return tuple(name for name in constant if all(it.number for it in taken if it.name == name))

    def saved(self) -> tuple[str, ...]:
        """The names of what backward takes, but for the gradients by the outputs."""
        return tuple(it.name for it in self.backward.shapes.parameters if it.name not in self.above)

    def run(self, given: Sequence[Any], keep: bool = False) -> Values:
        """The values by name, for arguments in order; with those that only backward takes, if they are to be kept."""
        if len(given) != len(self.arguments):
            count = f"{len(given)} argument{'s' if len(given) != 1 else ''}"
            raise TypeError(f"{self.name}: {count} given: expected {', '.join(self.arguments)}")
        values: Values = dict(zip(self.arguments, given, strict=True))
        for name, kernel in self.forward + (self.kept if keep else ()):
            made = _call(kernel, values)
            values |= zip(name.split(), made if isinstance(made, tuple) else (made,), strict=True)
        return values

    def gradients(self, saved: Mapping[str, Any], above: Sequence[Any]) -> Values:
        """The gradients, by the names of the arguments, for those by the outputs."""
        found = _call(self.backward, {**saved, **dict(zip(self.above, above, strict=True))})
        gradients = found if isinstance(found, tuple) else (found,)
        if len(self.saved()) == len(self.backward.shapes.parameters):
            (dy,) = above
            gradients = tuple(dy[(..., *[None] * (each.ndim - dy.ndim))] * each for each in gradients)
        return dict(zip(self.by, gradients, strict=True))

    def refuse(self, wanted: Sequence[bool]) -> None:
        """Raise `ValueError` where a gradient is wanted that no claim proves."""
        for name, want in zip(self.arguments, wanted, strict=True):
            if want and name not in self.by:
                raise ValueError(
                    f"{self.name}: a gradient by {name} is wanted, but only that by {', '.join(self.by)} is proved: "
                    f"expected {name} to be a constant"
                )


def layer(name: str) -> Layer:
    """The layer of this name; raises `ValueError`, with all names, if there is none."""
    found = next((each for each in LAYERS if each.name == name), None)
    if found is None:
        names = [each.name for each in LAYERS]
        raise ValueError(f"no layer is called {name!r}: expected one of {', '.join(names)}{guess(name, names)}")
    return found


def _call(kernel: Function, values: Mapping[str, Any]) -> Any:
    return kernel(*(values[it.name] for it in kernel.shapes.parameters))


def _row(
    name: str,
    arguments: str,
    by: str,
    backward: Function,
    *forward: Step,
    kept: tuple[Step, ...] = (),
    above: Mapping[str, str] | None = None,
) -> Layer:
    """A layer; `above` says what the gradient by each output is called, where there are several."""
    known = above or {forward[-1][0]: f"d{forward[-1][0]}"}
    return Layer(
        name, tuple(arguments.split()), tuple(by.split()), forward, backward, (*known,), (*known.values(),), kept
    )


BATCHNORM = (
    ("mu", k.batchnorm_mean),
    ("v", k.batchnorm_variance),
    ("s", k.batchnorm_deviation),
    ("x_hat", k.batchnorm_normalised),
    ("y", k.batchnorm),
)
LAYERNORM = (
    ("mu", k.layernorm_mean),
    ("v", k.layernorm_variance),
    ("s", k.layernorm_deviation),
    ("x_hat", k.layernorm_normalised),
    ("y", k.layernorm),
)
ATTENTION = (("s", k.attention_scores), ("a", k.attention_weights), ("y", k.attention))
SIGMOID_MLP = (("h", k.mlp_sigmoid_hidden), ("y", k.mlp_output))
RELU_MLP = (("h", k.mlp_relu_hidden), ("y", k.mlp_output))
MLP = "x w_1 b_1 w_2 b_2"
SOFTMAX = ("y", k.softmax)
GATES = "w_f w_i w_g w_o u_f u_i u_g u_o b_f b_i b_g b_o"

LAYERS = (
    _row("affine", "x w b", "x w b", k.affine_backward, ("y", k.affine)),
    _row("relu", "x", "x", k.relu_backward, ("y", k.relu)),
    _row("leaky_relu", "x a", "x", k.leaky_relu_backward, ("y", k.leaky_relu)),
    _row("prelu", "x a", "x a", k.leaky_relu_gradients, ("y", k.leaky_relu)),
    _row("elu", "x a", "x", k.elu_backward, ("y", k.elu)),
    _row("learned_elu", "x a", "x a", k.elu_gradients, ("y", k.elu)),
    _row("sigmoid", "x", "x", k.sigmoid_backward, ("y", k.sigmoid)),
    _row("tanh", "x", "x", k.tanh_backward, ("y", k.tanh)),
    _row("softplus", "x", "x", k.softplus_backward, ("y", k.softplus)),
    _row("silu", "x", "x", k.silu_backward, ("y", k.silu), kept=(("s", k.sigmoid),)),
    _row("gelu", "x", "x", k.gelu_backward, ("y", k.gelu)),
    _row("softmax", "x", "x", k.softmax_backward, ("y", k.softmax)),
    _row("log_softmax", "x", "x", k.log_softmax_backward, ("y", k.log_softmax)),
    _row("dropout", "x m p", "x", k.dropout_backward, ("y", k.dropout)),
    _row("batchnorm", "x gamma beta epsilon", "x gamma beta", k.batchnorm_backward, *BATCHNORM),
    _row("layernorm", "x gamma beta epsilon", "x gamma beta", k.layernorm_backward, *LAYERNORM),
    _row("attention", "q k v", "q k v", k.attention_backward, *ATTENTION),
    _row("convolution", "x w b", "x w b", k.convolution_backward, ("y", k.convolution)),
    _row("rnn", "x w b h_0 u", "x h_0 w u b", k.rnn_backward, ("h", k.rnn)),
    _row(
        "lstm",
        f"x h_0 c_0 {GATES}",
        f"x h_0 c_0 {GATES}",
        k.lstm_backward,
        ("h c s_f s_i s_g s_o", k.lstm_forward),
        above={"h": "dh", "c": "de"},
    ),
    _row("mlp_sigmoid", MLP, MLP, k.mlp_sigmoid_backward, *SIGMOID_MLP),
    _row("mlp_relu", MLP, MLP, k.mlp_relu_backward, *RELU_MLP),
    _row("mse", "x t", "x", k.mse_backward, ("l", k.mse)),
    _row("cross_entropy", "x t", "x", k.cross_entropy_backward, ("l", k.cross_entropy)),
    _row("batch_cross_entropy", "y t", "y", k.batch_cross_entropy_backward, ("l", k.batch_cross_entropy)),
    _row(
        "softmax_cross_entropy",
        "x t",
        "x",
        k.softmax_cross_entropy_backward,
        ("l", k.softmax_cross_entropy),
        kept=(SOFTMAX,),
    ),
    _row(
        "batch_softmax_cross_entropy",
        "x t",
        "x",
        k.batch_softmax_cross_entropy_backward,
        ("l", k.batch_softmax_cross_entropy),
        kept=(SOFTMAX,),
    ),
    _row("ridge", "x w t lambda_", "w", k.ridge_dw, ("l", k.ridge)),
    _row("quadratic", "x a", "x", k.quadratic_dx, ("q", k.quadratic)),
    _row("quadratic_form", "x a", "x a", k.quadratic_gradients, ("q", k.quadratic)),
)
