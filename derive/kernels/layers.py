"""Whole layers as one call: which kernels each is made of, in order, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """A kernel whose result gets a name; `given` are arguments of the kernel that stand here under another one."""

    result: str
    kernel: str
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layer:
    """The steps of one call. What no step before gives is an argument of the whole."""

    steps: tuple[Step, ...]
    results: tuple[str, ...]


def layer(results: str, **kernels: str) -> Layer:
    """A layer whose kernels take each result under the name that it has."""
    return Layer(tuple(Step(result, kernel) for result, kernel in kernels.items()), tuple(results.split()))


def _lstm() -> Layer:
    """Each gate has weights of its own, so the kernels of a parameter stand once for each gate."""
    steps = [Step("dc", "lstm_dc"), *(Step(f"dz_{gate}", f"lstm_dz_{gate}") for gate in "figo")]
    steps += [Step("dx", "lstm_dx"), Step("dh_0", "lstm_dh_0"), Step("dc_0", "lstm_dc_0")]
    steps += [Step(f"d{its}_{gate}", f"lstm_d{its}", {"dz_o": f"dz_{gate}"}) for its in "wub" for gate in "figo"]
    return Layer(tuple(steps), tuple(step.result for step in steps[5:]))


def _mlp(activation: str) -> Layer:
    return layer(
        "dx dw_1 db_1 dw_2 db_2",
        dw_2="mlp_dw_2",
        db_2="mlp_db_2",
        dh="mlp_dh",
        da=f"mlp_{activation}_da",
        dx="mlp_dx",
        dw_1="mlp_dw_1",
        db_1="mlp_db_1",
    )


def _lstm_forward() -> Layer:
    gates = [
        Step(f"s_{gate}", "lstm_gate", {f"{its}_o": f"{its}_{gate}" for its in "wub"}) for gate in "fio"
    ]
    cell = [Step("s_g", "lstm_candidate"), Step("c", "lstm_cell"), Step("h", "lstm")]
    return Layer((*gates, *cell), ("h", "c", "s_f", "s_i", "s_g", "s_o"))


def _norm_forward(kind: str) -> Layer:
    return layer(
        "y x_hat s",
        mu=f"{kind}_mean",
        v=f"{kind}_variance",
        s=f"{kind}_deviation",
        x_hat=f"{kind}_normalised",
        y=kind,
    )


LAYERS: Mapping[str, Layer] = {
    "batchnorm_forward": _norm_forward("batchnorm"),
    "layernorm_forward": _norm_forward("layernorm"),
    "attention_forward": layer("y a", s="attention_scores", a="attention_weights", y="attention"),
    "lstm_forward": _lstm_forward(),
    "batch_softmax_cross_entropy_forward": layer("loss y", y="batch_softmax", loss="batch_softmax_cross_entropy"),
    "affine_backward": layer("dx dw db", dx="affine_dx", dw="affine_dw", db="affine_db"),
    "batchnorm_backward": layer(
        "dx dgamma dbeta", dbeta="batchnorm_dbeta", dgamma="batchnorm_dgamma", dx="batchnorm_dx"
    ),
    "layernorm_backward": layer(
        "dx dgamma dbeta", dbeta="layernorm_dbeta", dgamma="layernorm_dgamma", dx="layernorm_dx"
    ),
    "attention_backward": layer(
        "dq dk dv",
        dv="attention_dv",
        da="attention_da",
        ds="attention_ds",
        dq="attention_dq",
        dk="attention_dk",
    ),
    "convolution_backward": layer("dx dw db", dx="convolution_dx", dw="convolution_dw", db="convolution_db"),
    "leaky_relu_gradients": layer("dx da", dx="leaky_relu_backward", da="leaky_relu_da"),
    "elu_gradients": layer("dx da", dx="elu_backward", da="elu_da"),
    "quadratic_gradients": layer("dx da", dx="quadratic_dx", da="quadratic_da"),
    "mlp_sigmoid_backward": _mlp("sigmoid"),
    "mlp_relu_backward": _mlp("relu"),
    "rnn_backward": layer(
        "dx dh_0 dw du db", da="rnn_da", dx="rnn_dx", dh_0="rnn_dh_0", dw="rnn_dw", du="rnn_du", db="rnn_db"
    ),
    "lstm_backward": _lstm(),
}
