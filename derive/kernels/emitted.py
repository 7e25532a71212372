"""Kernels, each the right side of a proved claim. Written by derive; do not edit."""

import math

from derive.kernels.assumptions import Assumed
from derive.kernels.head import kernel
from derive.kernels.libraries import Array, Namespace, either, erfc, namespace
from derive.kernels.windows import flipped, padded, windows


@kernel(
    "x (..., n), w (n, m), b (...?, m) -> (..., m)",
    claim="001.2.4.2.affine",
    source="001 §2.4.2 The product of the batch",
    digest="ce679b01fd71871a",
)
def affine(x: Array, w: Array, b: Array) -> Array:
    r"""[\boldsymbol{Y}]_{ij} = \sum_{1 \le k \le n} [\boldsymbol{X}]_{ik} [\boldsymbol{W}]_{kj} + b_j"""
    result = x @ w
    result += b
    return result


@kernel(
    "x (...) -> (...)",
    claim="src.001.18",
    source="001 §2.5 ReLU of a batch",
    digest="80e7a9357eb0360e",
    rewritings=("layers.exactly.relu",),
)
def relu(xp: Namespace, x: Array, out: Array | None = None) -> Array:
    r"""[\bm{Y}]_{ij} = f_{\mathrm{ReLU}}\big([\bm{X}]_{ij}\big)"""
    return xp.clip(x, 0, math.inf, out=out)


@kernel(
    "x (...) -> (...)",
    claim="inline.001.01",
    source="001 §2.5 Sigmoid of a batch",
    digest="6b795d0d1708c97e",
    rewritings=("layers.exactly.sigmoid",),
)
def sigmoid(xp: Namespace, x: Array, out: Array | None = None) -> Array:
    r"""[\bm{Y}]_{ij} = f_{\mathrm{sigmoid}}\big([\bm{X}]_{ij}\big)"""
    powers = xp.abs(x)
    powers = xp.negative(powers, out=powers)
    powers = xp.exp(powers, out=powers)
    result = xp.astype(x >= 0, x.dtype, out=out)
    result = xp.maximum(powers, result, out=result)
    powers = xp.add(powers, 1, out=powers)
    result /= powers
    return result


@kernel(
    "x (..., n) -> (..., n)",
    claim="src.001.19",
    source="001 §2.5 Softmax of a batch",
    digest="3a98275a59fc261f",
    rewritings=("src.001.12",),
)
def softmax(xp: Namespace, x: Array) -> Array:
    r"""[\boldsymbol{Y}]_{ij} = \frac{\exp \left( [\boldsymbol{X}]_{ij} \right)}{\sum_k \exp ([\boldsymbol{X}]_{ik})}"""
    powers = x - xp.max(x, axis=-1, keepdims=True)
    powers = xp.exp(powers, out=powers)
    powers = xp.divide(powers, xp.sum(powers, axis=-1, keepdims=True), out=powers)
    return powers


@kernel(
    "x (...?, C), t (...?, C) -> (...)",
    claim="001.3.1.1.mse",
    source="001 §3.1.1 The loss and its gradient",
    digest="cd2ad22b51607d32",
)
def mse(xp: Namespace, x: Array, t: Array) -> Array:
    r"""\mathcal{L} = \frac{1}{C} \sum_{1 \le j \le C} (x_j - t_j)^2"""
    difference = x - t
    return xp.vecdot(difference, difference) / x.shape[-1]


@kernel(
    "x (...?, C), t (...?, C) -> (..., C)",
    claim="001.3.1.1.mse_backward",
    source="001 §3.1.1 The loss and its gradient",
    digest="968d22c6c2512c45",
)
def mse_backward(x: Array, t: Array) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial x_j} = \frac{2}{C} (x_j - t_j)"""
    result = x - t
    result *= 2 / x.shape[-1]
    return result


@kernel(
    "p (...), dp (...), eta () -> (...)",
    claim="001.3.2.sgd_step",
    source="001 §3.2 The step for a matrix of parameters",
    digest="659a590e28c5af44",
)
def sgd_step(xp: Namespace, p: Array, dp: Array, eta: Array, out: Array | None = None) -> Array:
    r"""[\bm{Q}]_{ij} = [\bm{P}]_{ij} - \eta \left[ \frac{\partial \mathcal{L}}{\partial \bm{P}} \right]_{ij}"""
    result = dp * -eta if out is None else xp.multiply(dp, -eta, out=out)
    result += p
    return result


@kernel(
    "x (|b|, n), dy (|b|, m) -> (n, m)",
    claim="src.001.39",
    source="001 §3.3.3 For every batch",
    digest="8e4a3e0bf49c4b2a",
)
def affine_dw(x: Array, dy: Array) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial \boldsymbol{W}} = \boldsymbol{X}^{\top} \cdot \frac{\partial \mathcal{L}}{\partial \boldsymbol{Y}}"""
    return x.T @ dy


@kernel(
    "w (n, m), dy (..., m) -> (..., n)",
    claim="src.001.40",
    source="001 §3.3.3 For every batch",
    digest="c2e6af920a544671",
)
def affine_dx(w: Array, dy: Array) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial \boldsymbol{X}} = \frac{\partial \mathcal{L}}{\partial \boldsymbol{Y}} \cdot \boldsymbol{W}^{\top}"""
    return dy @ w.T


@kernel(
    "dy (|b|, m) -> (m)",
    claim="001.3.3.3.db",
    source="001 §3.3.3 The bias as a row",
    digest="235397c87dab57ae",
)
def affine_db(xp: Namespace, dy: Array) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial b_j} = \sum_{1 \leq k \leq |b|} \left[ \frac{\partial \mathcal{L}}{\partial \bm{Y}} \right]_{kj}"""
    return xp.sum(dy, axis=0)


@kernel(
    "x (...), dy (...) -> (...)",
    claim="001.3.3.4.relu_backward",
    source="001 §3.3.4 ReLU",
    digest="4cbf78f91af71f93",
    excludes=("x_{ij} = 0",),
    conventions=("at a kink the value is the author's choice", "what is left out is multiplied by 0, so there an infinite gradient gives no number"),
)
def relu_backward(xp: Namespace, x: Array, dy: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial x_{pq}} = \begin{cases} \frac{\partial \mathcal{L}}{\partial y_{pq}} & \text{if } x_{pq} \geq 0 \\ 0 & \text{otherwise} \end{cases}"""
    result = xp.astype(x >= 0, dy.dtype, out=out)
    result *= dy
    return result


@kernel(
    "y (..., C), dy (..., C) -> (..., C)",
    claim="001.3.3.5.softmax_backward",
    source="001 §3.3.5 All rows of a batch",
    digest="ac8433f79c583494",
)
def softmax_backward(xp: Namespace, y: Array, dy: Array) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial x_{iq}} = y_{iq} \left( \frac{\partial \mathcal{L}}{\partial y_{iq}} - \sum_{1 \leq j \leq C} \frac{\partial \mathcal{L}}{\partial y_{ij}} y_{ij} \right)"""
    result = dy - xp.vecdot(dy, y)[..., None]
    result *= y
    return result


@kernel(
    "x (...?, C), t (...?, C) -> (...)",
    claim="001.3.3.6.cross_entropy",
    source="001 §3.3.6 Cross entropy",
    digest="4d658d6571c50081",
    conventions=("0 · log 0 is 0; where only the probability is 0, the result is infinite",),
)
def cross_entropy(xp: Namespace, x: Array, t: Array) -> Array:
    r"""\mathcal{L} = -\frac{1}{C} \sum_{1 \le j \le C} t_j \log(x_j)"""
    chosen = xp.where(t != 0, x, 1)
    chosen_2 = xp.where(chosen == 0, -math.inf, xp.log(xp.where(chosen != 0, chosen, 1)))
    chosen_3 = xp.where(t == 0, 0, t * chosen_2)
    total = xp.sum(chosen_3, axis=-1)
    return -total / x.shape[-1]


@kernel(
    "x (...?, C), t (...?, C) -> (..., C)",
    claim="001.3.3.6.cross_entropy_backward",
    source="001 §3.3.6 Cross entropy",
    digest="3440353f6f12fb14",
    excludes=(r"x_{j} \le 0",),
    conventions=("0 / 0 is 0; where only the divisor is 0, the result is infinite",),
)
def cross_entropy_backward(xp: Namespace, x: Array, t: Array) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial x_j} = -\frac{1}{C} \frac{t_j}{x_j}"""
    return xp.where(t == 0, 0, -t / (x.shape[-1] * xp.where(t != 0, x, 1)))


@kernel(
    "x (...?, C), t (...?, C) -> (...)",
    claim="001.3.3.7.softmax_cross_entropy",
    source="001 §3.3.7 One row",
    digest="0d598fb536da1948",
    assumptions=(r"\sum_j t_j = 1",),
    rewritings=("src.001.12",),
    checks=(Assumed(r"\sum_j t_j = 1", "=", lambda t: (namespace(t).sum(t, axis=-1), 1)),),
)
def softmax_cross_entropy(xp: Namespace, x: Array, t: Array) -> Array:
    r"""\mathcal{L} = -\frac{1}{C} \sum_{1 \leq j \leq C} t_j \log \left( \frac{\exp(x_j)}{\sum_k \exp(x_k)} \right)"""
    difference = x - xp.max(x, axis=-1, keepdims=True)
    return -xp.vecdot(t, difference - xp.log(xp.sum(xp.exp(difference), axis=-1, keepdims=True))) / x.shape[-1]


@kernel(
    "y (..., C), t (..., C) -> (..., C)",
    claim="src.001.55",
    source="001 §3.3.7 All rows of a batch",
    digest="dd57c2abe143adda",
    assumptions=(r"\sum_j t_{ij} = 1",),
    checks=(Assumed(r"\sum_j t_{ij} = 1", "=", lambda t: (namespace(t).sum(t, axis=-1), 1)),),
)
def softmax_cross_entropy_backward(y: Array, t: Array) -> Array:
    r"""\frac{\partial \mathcal{L}}{\partial \boldsymbol{X}} = \frac{1}{C}(\boldsymbol{Y} - \boldsymbol{T})"""
    result = y - t
    result /= y.shape[-1]
    return result


@kernel(
    "y (...), dy (...) -> (...)",
    claim="004.1.sigmoid_backward",
    source="004 §1 The backward step of a batch",
    digest="9be4334ae0df15e4",
)
def sigmoid_backward(xp: Namespace, y: Array, dy: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} y_{ij} (1 - y_{ij})"""
    result = 1 - y if out is None else xp.subtract(1, y, out=out)
    result *= dy
    result *= y
    return result


@kernel(
    "x (...) -> (...)",
    claim="004.3.tanh",
    source="004 §3 The forward and the backward step of a batch",
    digest="7e64c8feb8d1b132",
)
def tanh(xp: Namespace, x: Array, out: Array | None = None) -> Array:
    r"""y_{ij} = \tanh(x_{ij})"""
    return xp.tanh(x, out=out)


@kernel(
    "y (...), dy (...) -> (...)",
    claim="004.3.tanh_backward",
    source="004 §3 The forward and the backward step of a batch",
    digest="b142d32a9c198a7d",
    rewritings=("layers.exactly.squares",),
)
def tanh_backward(xp: Namespace, y: Array, dy: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} (1 - y_{ij}^2)"""
    result = 1 - y if out is None else xp.subtract(1, y, out=out)
    result *= 1 + y
    result *= dy
    return result


@kernel(
    "x (N, n) -> (n)",
    claim="layers.batchnorm.mean",
    source="Layers §1 Batch normalisation",
    digest="e429cc9c62ec5b91",
)
def batchnorm_mean(xp: Namespace, x: Array) -> Array:
    r"""\mu_j = \frac{1}{N} \sum_i x_{ij}"""
    return xp.sum(x, axis=0) / x.shape[0]


@kernel(
    "x (N, n), mu (...?, n) -> (..., n)",
    claim="layers.batchnorm.variance",
    source="Layers §1 Batch normalisation",
    digest="3a4ca3c00244a35f",
)
def batchnorm_variance(xp: Namespace, x: Array, mu: Array) -> Array:
    r"""v_j = \frac{1}{N} \sum_i (x_{ij} - \mu_j)^2"""
    return xp.sum((x - mu[..., None, :]) ** 2, axis=-2) / x.shape[0]


@kernel(
    "v (...), epsilon () -> (...)",
    claim="layers.batchnorm.deviation",
    source="Layers §1 Batch normalisation",
    digest="053a78db944624f2",
    assumptions=(r"\epsilon > 0",),
    checks=(Assumed(r"\epsilon > 0", ">", lambda epsilon: (epsilon, 0)),),
)
def batchnorm_deviation(xp: Namespace, v: Array, epsilon: Array, out: Array | None = None) -> Array:
    r"""s_j = \sqrt{v_j + \epsilon}"""
    result = v + epsilon if out is None else xp.add(v, epsilon, out=out)
    result = xp.sqrt(result, out=result)
    return result


@kernel(
    "x (..., n), mu (...?, n), s (...?, n) -> (..., n)",
    claim="layers.batchnorm.normalised",
    source="Layers §1 Batch normalisation",
    digest="d49cdd3ac38e45b4",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_normalised(x: Array, mu: Array, s: Array) -> Array:
    r"""\hat x_{ij} = \frac{x_{ij} - \mu_j}{s_j}"""
    result = x - mu
    result /= s
    return result


@kernel(
    "x_hat (..., n), beta (...?, n), gamma (...?, n) -> (..., n)",
    claim="layers.batchnorm",
    source="Layers §1 Batch normalisation",
    digest="3d2e17a9e785fce5",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm(x_hat: Array, beta: Array, gamma: Array) -> Array:
    r"""y_{ij} = \gamma_j \hat x_{ij} + \beta_j"""
    result = gamma * x_hat
    result += beta
    return result


@kernel(
    "dy (N, n) -> (n)",
    claim="layers.batchnorm.dbeta",
    source="Layers §1 Batch normalisation",
    digest="38c5a672c3a8aa48",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_dbeta(xp: Namespace, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial \beta_j} = \sum_i \frac{\partial L}{\partial y_{ij}}"""
    return xp.sum(dy, axis=0)


@kernel(
    "x_hat (N, n), dy (N, n) -> (n)",
    claim="layers.batchnorm.dgamma",
    source="Layers §1 Batch normalisation",
    digest="7fc6f2bbc8dbdf18",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_dgamma(xp: Namespace, x_hat: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial \gamma_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \hat x_{ij}"""
    return xp.sum(dy * x_hat, axis=0)


@kernel(
    "gamma (...?, n), dy (..., n) -> (..., n)",
    claim="layers.batchnorm.dx_hat",
    source="Layers §1 Batch normalisation",
    digest="013ddc4b0e98d371",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_dx_hat(gamma: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial \hat x_{ij}} = \gamma_j \frac{\partial L}{\partial y_{ij}}"""
    return gamma * dy


@kernel(
    "x_hat (N, n), s (...?, n), dx_hat (N, n) -> (..., n)",
    claim="layers.batchnorm.dvariance",
    source="Layers §1 Batch normalisation",
    digest="06214174216fbf5a",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_dvariance(xp: Namespace, x_hat: Array, s: Array, dx_hat: Array) -> Array:
    r"""\frac{\partial L}{\partial v_j} = -\frac{1}{2 s_j^2} \sum_i \frac{\partial L}{\partial \hat x_{ij}} \hat x_{ij}"""
    return -xp.sum(dx_hat * x_hat, axis=0) / (2 * s ** 2)


@kernel(
    "s (...?, n), dx_hat (N, n) -> (..., n)",
    claim="layers.batchnorm.dmean",
    source="Layers §1 Batch normalisation",
    digest="a4621d8df5459fa2",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_dmean(xp: Namespace, s: Array, dx_hat: Array) -> Array:
    r"""\frac{\partial L}{\partial \mu_j} = -\frac{1}{s_j} \sum_i \frac{\partial L}{\partial \hat x_{ij}}"""
    return -xp.sum(dx_hat, axis=0) / s


@kernel(
    "x_hat (N, n), gamma (...?, n), s (...?, n), dy (N, n) -> (..., N, n)",
    claim="layers.batchnorm.dx",
    source="Layers §1 Batch normalisation",
    digest="83beb7212705bfbb",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_dx(xp: Namespace, x_hat: Array, gamma: Array, s: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{\gamma_j}{s_j} \left( \frac{\partial L}{\partial y_{ij}} - \frac{1}{N} \sum_k \frac{\partial L}{\partial y_{kj}} - \frac{\hat x_{ij}}{N} \sum_k \frac{\partial L}{\partial y_{kj}} \hat x_{kj} \right)"""
    total = xp.sum(dy * x_hat, axis=0)
    total_2 = xp.sum(dy, axis=0)
    return (dy - total_2 / x_hat.shape[0] - x_hat * (total / x_hat.shape[0])) * (gamma[..., None, :] / s[..., None, :])


@kernel(
    "x (..., n) -> (...)",
    claim="layers.layernorm.mean",
    source="Layers §2 Layer normalisation",
    digest="9e24474c92bc13ca",
)
def layernorm_mean(xp: Namespace, x: Array) -> Array:
    r"""\mu_i = \frac{1}{n} \sum_j x_{ij}"""
    return xp.sum(x, axis=-1) / x.shape[-1]


@kernel(
    "x (..., n), mu (...) -> (...)",
    claim="layers.layernorm.variance",
    source="Layers §2 Layer normalisation",
    digest="f51d47f32fe40247",
)
def layernorm_variance(xp: Namespace, x: Array, mu: Array) -> Array:
    r"""v_i = \frac{1}{n} \sum_j (x_{ij} - \mu_i)^2"""
    difference = x - mu[..., None]
    return xp.vecdot(difference, difference) / x.shape[-1]


@kernel(
    "v (...), epsilon () -> (...)",
    claim="layers.layernorm.deviation",
    source="Layers §2 Layer normalisation",
    digest="1d7cd66171715b4c",
    assumptions=(r"\epsilon > 0",),
    checks=(Assumed(r"\epsilon > 0", ">", lambda epsilon: (epsilon, 0)),),
)
def layernorm_deviation(xp: Namespace, v: Array, epsilon: Array, out: Array | None = None) -> Array:
    r"""s_i = \sqrt{v_i + \epsilon}"""
    result = v + epsilon if out is None else xp.add(v, epsilon, out=out)
    result = xp.sqrt(result, out=result)
    return result


@kernel(
    "x (..., n), mu (...), s (...) -> (..., n)",
    claim="layers.layernorm.normalised",
    source="Layers §2 Layer normalisation",
    digest="1d6b0a0da3aed4dd",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_normalised(x: Array, mu: Array, s: Array) -> Array:
    r"""\hat x_{ij} = \frac{x_{ij} - \mu_i}{s_i}"""
    result = x - mu[..., None]
    result /= s[..., None]
    return result


@kernel(
    "x_hat (..., n), beta (...?, n), gamma (...?, n) -> (..., n)",
    claim="layers.layernorm",
    source="Layers §2 Layer normalisation",
    digest="6becbb6ec1dd6377",
    assumptions=(r"\epsilon > 0",),
)
def layernorm(x_hat: Array, beta: Array, gamma: Array) -> Array:
    r"""y_{ij} = \gamma_j \hat x_{ij} + \beta_j"""
    result = gamma * x_hat
    result += beta
    return result


@kernel(
    "dy (N, n) -> (n)",
    claim="layers.layernorm.dbeta",
    source="Layers §2 Layer normalisation",
    digest="400169b380dd1b59",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_dbeta(xp: Namespace, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial \beta} = \mathbf{1}^\top \frac{\partial L}{\partial Y}"""
    return xp.sum(dy, axis=0)


@kernel(
    "x_hat (N, n), dy (N, n) -> (n)",
    claim="layers.layernorm.dgamma",
    source="Layers §2 Layer normalisation",
    digest="ccf8957703f35393",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_dgamma(xp: Namespace, x_hat: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial \gamma_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \hat x_{ij}"""
    return xp.sum(dy * x_hat, axis=0)


@kernel(
    "gamma (...?, n), dy (..., n) -> (..., n)",
    claim="layers.layernorm.dx_hat",
    source="Layers §2 Layer normalisation",
    digest="4e3eec038d32cd5a",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_dx_hat(gamma: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial \hat x_{ij}} = \frac{\partial L}{\partial y_{ij}} \gamma_j"""
    return dy * gamma


@kernel(
    "x_hat (..., n), s (...), dx_hat (..., n) -> (...)",
    claim="layers.layernorm.dvariance",
    source="Layers §2 Layer normalisation",
    digest="5de67f6f137db7d5",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_dvariance(xp: Namespace, x_hat: Array, s: Array, dx_hat: Array) -> Array:
    r"""\frac{\partial L}{\partial v_i} = -\frac{1}{2 s_i^2} \sum_j \frac{\partial L}{\partial \hat x_{ij}} \hat x_{ij}"""
    return -xp.vecdot(dx_hat, x_hat) / (2 * s ** 2)


@kernel(
    "s (...), dx_hat (..., n) -> (...)",
    claim="layers.layernorm.dmean",
    source="Layers §2 Layer normalisation",
    digest="df22c920fdaaf6b4",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_dmean(xp: Namespace, s: Array, dx_hat: Array) -> Array:
    r"""\frac{\partial L}{\partial \mu_i} = -\frac{1}{s_i} \sum_j \frac{\partial L}{\partial \hat x_{ij}}"""
    return -xp.sum(dx_hat, axis=-1) / s


@kernel(
    "x_hat (..., n), gamma (...?, n), s (...), dy (..., n) -> (..., n)",
    claim="layers.layernorm.dx",
    source="Layers §2 Layer normalisation",
    digest="3d98a36d74874bee",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_dx(xp: Namespace, x_hat: Array, gamma: Array, s: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{1}{s_i} \left( \gamma_j \frac{\partial L}{\partial y_{ij}} - \frac{1}{n} \sum_k \gamma_k \frac{\partial L}{\partial y_{ik}} - \frac{\hat x_{ij}}{n} \sum_k \gamma_k \frac{\partial L}{\partial y_{ik}} \hat x_{ik} \right)"""
    scaled = gamma * dy
    total = xp.vecdot(scaled, x_hat)
    total_2 = xp.vecdot(gamma, dy)
    scaled = xp.subtract(scaled, total_2[..., None] / x_hat.shape[-1], out=scaled)
    scaled -= x_hat * (total[..., None] / x_hat.shape[-1])
    scaled /= s[..., None]
    return scaled


@kernel(
    "x (..., C) -> (..., C)",
    claim="layers.log_softmax",
    source="Layers §3 The logarithm of softmax",
    digest="0931e5fbb17c7a00",
    rewritings=("src.001.12",),
)
def log_softmax(xp: Namespace, x: Array) -> Array:
    r"""y_{ij} = x_{ij} - \log \sum_k e^{x_{ik}}"""
    difference = x - xp.max(x, axis=-1, keepdims=True)
    difference -= xp.log(xp.sum(xp.exp(difference), axis=-1, keepdims=True))
    return difference


@kernel(
    "y (..., C), dy (..., C) -> (..., C)",
    claim="layers.log_softmax.dx",
    source="Layers §3 The logarithm of softmax",
    digest="be71b638ed46278e",
)
def log_softmax_backward(xp: Namespace, y: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} - e^{y_{ij}} \sum_k \frac{\partial L}{\partial y_{ik}}"""
    result = xp.exp(y)
    result = xp.multiply(result, -xp.sum(dy, axis=-1, keepdims=True), out=result)
    result += dy
    return result


@kernel(
    "x (..., C) -> (..., C)",
    claim="layers.batch_softmax",
    source="Layers §3 Softmax with cross entropy, mean over a batch",
    digest="31bd317bd13702e8",
    rewritings=("src.001.12",),
)
def batch_softmax(xp: Namespace, x: Array) -> Array:
    r"""y_{ij} = \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}"""
    powers = x - xp.max(x, axis=-1, keepdims=True)
    powers = xp.exp(powers, out=powers)
    powers = xp.divide(powers, xp.sum(powers, axis=-1, keepdims=True), out=powers)
    return powers


@kernel(
    "x (N, C), t (N, C) -> ()",
    claim="layers.batch_softmax_cross_entropy",
    source="Layers §3 Softmax with cross entropy, mean over a batch",
    digest="ac3fe277bbcf4b3a",
    assumptions=(r"\sum_j t_{ij} = 1",),
    rewritings=("src.001.12",),
    checks=(Assumed(r"\sum_j t_{ij} = 1", "=", lambda t: (namespace(t).sum(t, axis=1), 1)),),
)
def batch_softmax_cross_entropy(xp: Namespace, x: Array, t: Array) -> Array:
    r"""L = -\frac{1}{N} \sum_i \sum_j t_{ij} \log \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}"""
    difference = x - xp.max(x, axis=-1, keepdims=True)
    return -xp.inner(t, difference - xp.log(xp.sum(xp.exp(difference), axis=-1, keepdims=True))) / x.shape[0]


@kernel(
    "y (N, C), t (N, C) -> ()",
    claim="layers.batch_cross_entropy",
    source="Layers §3 Softmax with cross entropy, mean over a batch",
    digest="133b761eb68fe00b",
    assumptions=(r"\sum_j t_{ij} = 1",),
    conventions=("0 · log 0 is 0; where only the probability is 0, the result is infinite",),
    checks=(Assumed(r"\sum_j t_{ij} = 1", "=", lambda t: (namespace(t).sum(t, axis=1), 1)),),
)
def batch_cross_entropy(xp: Namespace, y: Array, t: Array) -> Array:
    r"""L = -\frac{1}{N} \sum_i \sum_j t_{ij} \log y_{ij}"""
    chosen = xp.where(t != 0, y, 1)
    chosen_2 = xp.where(chosen == 0, -math.inf, xp.log(xp.where(chosen != 0, chosen, 1)))
    chosen_3 = xp.where(t == 0, 0, t * chosen_2)
    total = xp.sum(chosen_3)
    return -total / y.shape[0]


@kernel(
    "y (N, C), t (N, C) -> (N, C)",
    claim="layers.batch_cross_entropy.dy",
    source="Layers §3 Softmax with cross entropy, mean over a batch",
    digest="8f68a1d3adf75b40",
    assumptions=(r"\sum_j t_{ij} = 1",),
    conventions=("0 / 0 is 0; where only the divisor is 0, the result is infinite",),
    checks=(Assumed(r"\sum_j t_{ij} = 1", "=", lambda t: (namespace(t).sum(t, axis=1), 1)),),
)
def batch_cross_entropy_backward(xp: Namespace, y: Array, t: Array) -> Array:
    r"""\frac{\partial L}{\partial y_{ij}} = -\frac{1}{N} \frac{t_{ij}}{y_{ij}}"""
    return xp.where(t == 0, 0, -t / (y.shape[0] * xp.where(t != 0, y, 1)))


@kernel(
    "y (N, C), t (N, C) -> (N, C)",
    claim="layers.batch_softmax_cross_entropy.dx",
    source="Layers §3 Softmax with cross entropy, mean over a batch",
    digest="eedb668a2b42cb06",
    assumptions=(r"\sum_j t_{ij} = 1",),
    checks=(Assumed(r"\sum_j t_{ij} = 1", "=", lambda t: (namespace(t).sum(t, axis=1), 1)),),
)
def batch_softmax_cross_entropy_backward(y: Array, t: Array) -> Array:
    r"""\frac{\partial L}{\partial X} = \frac{1}{N} (Y - T)"""
    result = y - t
    result /= y.shape[0]
    return result


@kernel(
    "x (...), m (...), p () -> (...)",
    claim="layers.dropout",
    source="Layers §4 Dropout",
    digest="d58081906d101548",
    assumptions=("p > 0",),
    checks=(Assumed("p > 0", ">", lambda p: (p, 0)),),
)
def dropout(xp: Namespace, x: Array, m: Array, p: Array, out: Array | None = None) -> Array:
    r"""Y = \frac{1}{p} M \odot X"""
    result = m * x if out is None else xp.multiply(m, x, out=out)
    result /= p
    return result


@kernel(
    "m (...), dy (...), p () -> (...)",
    claim="layers.dropout.dx",
    source="Layers §4 Dropout",
    digest="2b920186ab66d766",
    assumptions=("p > 0",),
    checks=(Assumed("p > 0", ">", lambda p: (p, 0)),),
)
def dropout_backward(xp: Namespace, m: Array, dy: Array, p: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial X} = \frac{1}{p} M \odot \frac{\partial L}{\partial Y}"""
    result = m * dy if out is None else xp.multiply(m, dy, out=out)
    result /= p
    return result


@kernel(
    "x (...), a () -> (...)",
    claim="layers.leaky_relu",
    source="Layers §5 Leaky ReLU",
    digest="633d71333ddd9fce",
    rewritings=("layers.exactly.leaky_relu",),
)
def leaky_relu(xp: Namespace, x: Array, a: Array, out: Array | None = None) -> Array:
    r"""y_{ij} = \begin{cases} x_{ij} & \text{if } x_{ij} > 0 \\ a x_{ij} & \text{otherwise} \end{cases}"""
    scaled = a * x if out is None else xp.multiply(a, x, out=out)
    return either(a <= 1, xp.maximum, xp.minimum)(x, scaled, out=scaled)


@kernel(
    "x (...), dy (...), a () -> (...)",
    claim="layers.leaky_relu.dx",
    source="Layers §5 Leaky ReLU",
    digest="3f3d6559e4b39e78",
    excludes=("x_{ij} = 0",),
    conventions=("at a kink the value is the author's choice",),
    rewritings=("layers.exactly.leaky_relu_backward",),
)
def leaky_relu_backward(xp: Namespace, x: Array, dy: Array, a: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \begin{cases} \frac{\partial L}{\partial y_{ij}} & \text{if } x_{ij} > 0 \\ a \frac{\partial L}{\partial y_{ij}} & \text{otherwise} \end{cases}"""
    mask = xp.astype(x > 0, x.dtype)
    result = 1 - mask if out is None else xp.subtract(1, mask, out=out)
    result *= a
    result += mask
    result *= dy
    return result


@kernel(
    "x (N, n), dy (N, n) -> ()",
    claim="layers.leaky_relu.da",
    source="Layers §5 Leaky ReLU",
    digest="061f86b5e187c715",
)
def leaky_relu_da(xp: Namespace, x: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial a} = \sum_i \sum_j \min(0, x_{ij}) \frac{\partial L}{\partial y_{ij}}"""
    return xp.inner(xp.clip(x, -math.inf, 0), dy)


@kernel(
    "x (...), a () -> (...)",
    claim="layers.elu",
    source="Layers §5 ELU",
    digest="93ca7cec3f8adf7e",
    rewritings=("layers.exactly.elu",),
)
def elu(xp: Namespace, x: Array, a: Array, out: Array | None = None) -> Array:
    r"""y_{ij} = \begin{cases} x_{ij} & \text{if } x_{ij} > 0 \\ a (e^{x_{ij}} - 1) & \text{otherwise} \end{cases}"""
    result = xp.clip(x, -math.inf, 0, out=out)
    result = xp.expm1(result, out=result)
    result = xp.multiply(result, a, out=result)
    result += xp.clip(x, 0, math.inf)
    return result


@kernel(
    "x (...), dy (...), a () -> (...)",
    claim="layers.elu.dx",
    source="Layers §5 ELU",
    digest="8b800d8027f63e7e",
    excludes=("x_{ij} = 0",),
    conventions=("at a kink the value is the author's choice",),
    rewritings=("layers.exactly.elu_backward",),
)
def elu_backward(xp: Namespace, x: Array, dy: Array, a: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \begin{cases} \frac{\partial L}{\partial y_{ij}} & \text{if } x_{ij} > 0 \\ \frac{\partial L}{\partial y_{ij}} a e^{x_{ij}} & \text{otherwise} \end{cases}"""
    mask = xp.astype(x > 0, x.dtype)
    result = 1 - mask if out is None else xp.subtract(1, mask, out=out)
    result *= a
    result += mask
    powers = xp.clip(x, -math.inf, 0)
    powers = xp.exp(powers, out=powers)
    result *= powers
    result *= dy
    return result


@kernel(
    "x (N, n), dy (N, n) -> ()",
    claim="layers.elu.da",
    source="Layers §5 ELU",
    digest="5b6d15dd566cdcc6",
)
def elu_da(xp: Namespace, x: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial a} = \sum_i \sum_j \left( e^{\min(0, x_{ij})} - 1 \right) \frac{\partial L}{\partial y_{ij}}"""
    return xp.inner(xp.expm1(xp.clip(x, -math.inf, 0)), dy)


@kernel(
    "x (...) -> (...)",
    claim="layers.softplus",
    source="Layers §5 Softplus",
    digest="395e6395365f13df",
    rewritings=("layers.exactly.softplus",),
)
def softplus(xp: Namespace, x: Array, out: Array | None = None) -> Array:
    r"""y_{ij} = \log(1 + e^{x_{ij}})"""
    result = xp.abs(x, out=out)
    result = xp.negative(result, out=result)
    result = xp.exp(result, out=result)
    result = xp.log1p(result, out=result)
    result += xp.clip(x, 0, math.inf)
    return result


@kernel(
    "x (...), dy (...) -> (...)",
    claim="layers.softplus.dx",
    source="Layers §5 Softplus",
    digest="9487e613ca53372a",
    rewritings=("layers.exactly.sigmoid",),
)
def softplus_backward(xp: Namespace, x: Array, dy: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} \frac{1}{1 + e^{-x_{ij}}}"""
    powers = xp.abs(x)
    powers = xp.negative(powers, out=powers)
    powers = xp.exp(powers, out=powers)
    result = xp.astype(x >= 0, x.dtype, out=out)
    result = xp.maximum(powers, result, out=result)
    result *= dy
    powers = xp.add(powers, 1, out=powers)
    result /= powers
    return result


@kernel(
    "x (...) -> (...)",
    claim="layers.silu",
    source="Layers §5 SiLU",
    digest="09998ac7e95b99b4",
    rewritings=("layers.exactly.sigmoid",),
)
def silu(xp: Namespace, x: Array, out: Array | None = None) -> Array:
    r"""y_{ij} = \frac{x_{ij}}{1 + e^{-x_{ij}}}"""
    powers = xp.abs(x)
    powers = xp.negative(powers, out=powers)
    powers = xp.exp(powers, out=powers)
    result = xp.astype(x >= 0, x.dtype, out=out)
    result = xp.maximum(powers, result, out=result)
    result *= x
    powers = xp.add(powers, 1, out=powers)
    result /= powers
    return result


@kernel(
    "s (...), y (...), dy (...) -> (...)",
    claim="layers.silu.dx",
    source="Layers §5 SiLU",
    digest="de425090810eed3d",
)
def silu_backward(xp: Namespace, s: Array, y: Array, dy: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot \left( S + Y \odot (1 - S) \right)"""
    result = 1 - s if out is None else xp.subtract(1, s, out=out)
    result *= y
    result += s
    result *= dy
    return result


@kernel(
    "x (...) -> (...)",
    claim="layers.gelu",
    source="Layers §5 GELU",
    digest="9528a05a0d47fd76",
)
def gelu(xp: Namespace, x: Array, out: Array | None = None) -> Array:
    r"""y_{ij} = x_{ij} \Phi(x_{ij})"""
    result = x * erfc(-x / math.sqrt(2)) if out is None else xp.multiply(x, erfc(-x / math.sqrt(2)), out=out)
    result /= 2
    return result


@kernel(
    "x (...), dy (...) -> (...)",
    claim="layers.gelu.dx",
    source="Layers §5 GELU",
    digest="6311020e6a218733",
)
def gelu_backward(xp: Namespace, x: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} \left( \Phi(x_{ij}) + x_{ij} \phi(x_{ij}) \right)"""
    result = x ** 2
    result = xp.negative(result, out=result)
    result /= 2
    result = xp.exp(result, out=result)
    result = xp.multiply(result, x, out=result)
    result /= math.sqrt(2 * math.pi)
    result += erfc(-x / math.sqrt(2)) / 2
    result *= dy
    return result


@kernel(
    "x (..., n), w_1 (n, m), b_1 (...?, m) -> (..., m)",
    claim="layers.mlp_sigmoid.hidden",
    source="Layers §6 With sigmoid",
    digest="5ae16d00b17f5945",
    rewritings=("layers.exactly.sigmoid",),
)
def mlp_sigmoid_hidden(xp: Namespace, x: Array, w_1: Array, b_1: Array) -> Array:
    r"""H = \sigma(X W_1 + \mathbf{1} b_1)"""
    weighted = x @ w_1
    weighted += b_1
    powers = xp.abs(weighted)
    powers = xp.negative(powers, out=powers)
    powers = xp.exp(powers, out=powers)
    result = xp.astype(weighted >= 0, x.dtype)
    result = xp.maximum(powers, result, out=result)
    powers = xp.add(powers, 1, out=powers)
    result /= powers
    return result


@kernel(
    "w_2 (m, k), b_2 (...?, k), h (..., m) -> (..., k)",
    claim="layers.mlp.output",
    source="Layers §6 With sigmoid",
    digest="e941e5fac72db9af",
)
def mlp_output(w_2: Array, b_2: Array, h: Array) -> Array:
    r"""Y = H W_2 + \mathbf{1} b_2"""
    result = h @ w_2
    result += b_2
    return result


@kernel(
    "h (N, m), dy (N, k) -> (m, k)",
    claim="layers.mlp.dw_2",
    source="Layers §6 With sigmoid",
    digest="1eedab9d30e10d59",
)
def mlp_dw_2(h: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial W_2} = H^\top \frac{\partial L}{\partial Y}"""
    return h.T @ dy


@kernel(
    "dy (N, k) -> (k)",
    claim="layers.mlp.db_2",
    source="Layers §6 With sigmoid",
    digest="a4dec2203d0d5463",
)
def mlp_db_2(xp: Namespace, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial b_2} = \mathbf{1}^\top \frac{\partial L}{\partial Y}"""
    return xp.sum(dy, axis=0)


@kernel(
    "w_2 (m, k), dy (..., k) -> (..., m)",
    claim="layers.mlp.dh",
    source="Layers §6 With sigmoid",
    digest="766162c7d11853ce",
)
def mlp_dh(w_2: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial H} = \frac{\partial L}{\partial Y} W_2^\top"""
    return dy @ w_2.T


@kernel(
    "h (...), dh (...) -> (...)",
    claim="layers.mlp_sigmoid.da",
    source="Layers §6 With sigmoid",
    digest="c68089a9f3d32f86",
)
def mlp_sigmoid_da(xp: Namespace, h: Array, dh: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} \odot H \odot (1 - H)"""
    result = 1 - h if out is None else xp.subtract(1, h, out=out)
    result *= dh
    result *= h
    return result


@kernel(
    "x (N, n), da (N, m) -> (n, m)",
    claim="layers.mlp.dw_1",
    source="Layers §6 With sigmoid",
    digest="be28394c93f821eb",
)
def mlp_dw_1(x: Array, da: Array) -> Array:
    r"""\frac{\partial L}{\partial W_1} = X^\top \frac{\partial L}{\partial A}"""
    return x.T @ da


@kernel(
    "da (N, m) -> (m)",
    claim="layers.mlp.db_1",
    source="Layers §6 With sigmoid",
    digest="061fb1a36cca29d6",
)
def mlp_db_1(xp: Namespace, da: Array) -> Array:
    r"""\frac{\partial L}{\partial b_1} = \mathbf{1}^\top \frac{\partial L}{\partial A}"""
    return xp.sum(da, axis=0)


@kernel(
    "w_1 (n, m), da (..., m) -> (..., n)",
    claim="layers.mlp.dx",
    source="Layers §6 With sigmoid",
    digest="bfb2b089260baffc",
)
def mlp_dx(w_1: Array, da: Array) -> Array:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W_1^\top"""
    return da @ w_1.T


@kernel(
    "x (N, n), w_2 (m, k), h (N, m), dy (N, k) -> (n, m)",
    claim="layers.mlp_sigmoid.dw_1",
    source="Layers §6 With sigmoid",
    digest="7bdca8a3c65eab6d",
)
def mlp_sigmoid_dw_1(x: Array, w_2: Array, h: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial W_1} = X^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot H \odot (1 - H) \right)"""
    return x.T @ (dy @ w_2.T * h * (1 - h))


@kernel(
    "w_2 (m, k), h (N, m), dy (N, k) -> (m)",
    claim="layers.mlp_sigmoid.db_1",
    source="Layers §6 With sigmoid",
    digest="aea6ee34cd77228c",
)
def mlp_sigmoid_db_1(xp: Namespace, w_2: Array, h: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial b_1} = \mathbf{1}^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot H \odot (1 - H) \right)"""
    return xp.sum(dy @ w_2.T * h * (1 - h), axis=0)


@kernel(
    "x (..., n), w_1 (n, m), b_1 (...?, m) -> (..., m)",
    claim="layers.mlp_relu.hidden",
    source="Layers §6 With ReLU",
    digest="7911506b614917fe",
    rewritings=("layers.exactly.relu",),
)
def mlp_relu_hidden(xp: Namespace, x: Array, w_1: Array, b_1: Array) -> Array:
    r"""H = r(X W_1 + \mathbf{1} b_1)"""
    result = x @ w_1
    result += b_1
    result = xp.clip(result, 0, math.inf, out=result)
    return result


@kernel(
    "h (...), dh (...) -> (...)",
    claim="layers.mlp_relu.da",
    source="Layers §6 With ReLU",
    digest="3d6dfab671d1e971",
    excludes=("a_{ij} = 0",),
    conventions=("what is left out is multiplied by 0, so there an infinite gradient gives no number",),
)
def mlp_relu_da(xp: Namespace, h: Array, dh: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial H} \odot \theta(A) = \frac{\partial L}{\partial H} \odot \theta(H)"""
    result = xp.astype(h > 0, dh.dtype, out=out)
    result *= dh
    return result


@kernel(
    "x (N, n), w_2 (m, k), a (N, m), dy (N, k) -> (n, m)",
    claim="layers.mlp_relu.dw_1",
    source="Layers §6 With ReLU",
    digest="1cb8c2bd5fd2eb50",
    excludes=("a_{ij} = 0",),
    conventions=("at a kink the value is the author's choice", "what is left out is multiplied by 0, so there an infinite gradient gives no number"),
)
def mlp_relu_dw_1(xp: Namespace, x: Array, w_2: Array, a: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial W_1} = X^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot \theta(A) \right)"""
    return x.T @ (dy @ w_2.T * xp.astype(a > 0, dy.dtype))


@kernel(
    "w_2 (m, k), a (N, m), dy (N, k) -> (m)",
    claim="layers.mlp_relu.db_1",
    source="Layers §6 With ReLU",
    digest="f6b88285140c1329",
    excludes=("a_{ij} = 0",),
    conventions=("at a kink the value is the author's choice", "what is left out is multiplied by 0, so there an infinite gradient gives no number"),
)
def mlp_relu_db_1(xp: Namespace, w_2: Array, a: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial b_1} = \mathbf{1}^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot \theta(A) \right)"""
    return xp.sum(dy @ w_2.T * xp.astype(a > 0, dy.dtype), axis=0)


@kernel(
    "x (..., n), w (n, m), b (...?, m), h_0 (..., m), u (m, m) -> (..., m)",
    claim="layers.rnn",
    source="Layers §7 A recurrent step",
    digest="f28bbc1da9358227",
)
def rnn(xp: Namespace, x: Array, w: Array, b: Array, h_0: Array, u: Array) -> Array:
    r"""H = \tanh(X W + H_0 U + \mathbf{1} b)"""
    result = x @ w
    result += h_0 @ u
    result += b
    result = xp.tanh(result, out=result)
    return result


@kernel(
    "h (...), dh (...) -> (...)",
    claim="layers.rnn.da",
    source="Layers §7 A recurrent step",
    digest="cac36237a987f4fb",
    rewritings=("layers.exactly.squares",),
)
def rnn_da(xp: Namespace, h: Array, dh: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} \odot (1 - H \odot H)"""
    result = 1 - h if out is None else xp.subtract(1, h, out=out)
    result *= 1 + h
    result *= dh
    return result


@kernel(
    "w (n, m), da (..., m) -> (..., n)",
    claim="layers.rnn.dx",
    source="Layers §7 A recurrent step",
    digest="e00fb8299036d95d",
)
def rnn_dx(w: Array, da: Array) -> Array:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W^\top"""
    return da @ w.T


@kernel(
    "u (m, m), da (..., m) -> (..., m)",
    claim="layers.rnn.dh_0",
    source="Layers §7 A recurrent step",
    digest="fb95294b32aeae0d",
)
def rnn_dh_0(u: Array, da: Array) -> Array:
    r"""\frac{\partial L}{\partial H_0} = \frac{\partial L}{\partial A} U^\top"""
    return da @ u.T


@kernel(
    "x (N, n), da (N, m) -> (n, m)",
    claim="layers.rnn.dw",
    source="Layers §7 A recurrent step",
    digest="2abbb6ab7da8049e",
)
def rnn_dw(x: Array, da: Array) -> Array:
    r"""\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial A}"""
    return x.T @ da


@kernel(
    "h_0 (N, m), da (N, m) -> (m, m)",
    claim="layers.rnn.du",
    source="Layers §7 A recurrent step",
    digest="2fbdf9fd87bf16f1",
)
def rnn_du(h_0: Array, da: Array) -> Array:
    r"""\frac{\partial L}{\partial U} = H_0^\top \frac{\partial L}{\partial A}"""
    return h_0.T @ da


@kernel(
    "da (N, m) -> (m)",
    claim="layers.rnn.db",
    source="Layers §7 A recurrent step",
    digest="27e67b568c4b44df",
)
def rnn_db(xp: Namespace, da: Array) -> Array:
    r"""\frac{\partial L}{\partial b} = \mathbf{1}^\top \frac{\partial L}{\partial A}"""
    return xp.sum(da, axis=0)


@kernel(
    "x (..., n), w_o (n, m), b_o (...?, m), h_0 (..., m), u_o (m, m) -> (..., m)",
    claim="layers.lstm.gate",
    source="Layers §8 The forward step",
    digest="0dffd1feabde97bd",
    rewritings=("layers.exactly.sigmoid",),
)
def lstm_gate(xp: Namespace, x: Array, w_o: Array, b_o: Array, h_0: Array, u_o: Array) -> Array:
    r"""S_o = \sigma(X W_o + H_0 U_o + \mathbf{1} b_o)"""
    weighted = x @ w_o
    weighted += h_0 @ u_o
    weighted += b_o
    powers = xp.abs(weighted)
    powers = xp.negative(powers, out=powers)
    powers = xp.exp(powers, out=powers)
    result = xp.astype(weighted >= 0, x.dtype)
    result = xp.maximum(powers, result, out=result)
    powers = xp.add(powers, 1, out=powers)
    result /= powers
    return result


@kernel(
    "x (..., n), w_g (n, m), b_g (...?, m), h_0 (..., m), u_g (m, m) -> (..., m)",
    claim="layers.lstm.candidate",
    source="Layers §8 The forward step",
    digest="ff3bdb499195908b",
)
def lstm_candidate(xp: Namespace, x: Array, w_g: Array, b_g: Array, h_0: Array, u_g: Array) -> Array:
    r"""S_g = \tanh(X W_g + H_0 U_g + \mathbf{1} b_g)"""
    result = x @ w_g
    result += h_0 @ u_g
    result += b_g
    result = xp.tanh(result, out=result)
    return result


@kernel(
    "c_0 (...), s_f (...), s_g (...), s_i (...) -> (...)",
    claim="layers.lstm.cell",
    source="Layers §8 The forward step",
    digest="4c4906bbbe2bc420",
)
def lstm_cell(xp: Namespace, c_0: Array, s_f: Array, s_g: Array, s_i: Array, out: Array | None = None) -> Array:
    r"""C = S_f \odot C_0 + S_i \odot S_g"""
    result = s_f * c_0 if out is None else xp.multiply(s_f, c_0, out=out)
    result += s_i * s_g
    return result


@kernel(
    "c (...), s_o (...) -> (...)",
    claim="layers.lstm",
    source="Layers §8 The forward step",
    digest="0246078b6551ba00",
)
def lstm(xp: Namespace, c: Array, s_o: Array, out: Array | None = None) -> Array:
    r"""H = S_o \odot \tanh(C)"""
    result = xp.tanh(c, out=out)
    result = xp.multiply(result, s_o, out=result)
    return result


@kernel(
    "c (...), s_o (...), de (...), dh (...) -> (...)",
    claim="layers.lstm.dc",
    source="Layers §8 The cell",
    digest="87f8b1fca49de58e",
    rewritings=("layers.exactly.squares",),
)
def lstm_dc(xp: Namespace, c: Array, s_o: Array, de: Array, dh: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial C} = \frac{\partial L}{\partial E} + \frac{\partial L}{\partial H} \odot S_o \odot (1 - \tanh^2(C))"""
    tanh_value = xp.tanh(c)
    result = 1 - tanh_value if out is None else xp.subtract(1, tanh_value, out=out)
    tanh_value = xp.add(tanh_value, 1, out=tanh_value)
    result *= tanh_value
    result *= dh
    result *= s_o
    result += de
    return result


@kernel(
    "s_f (...), dc (...) -> (...)",
    claim="layers.lstm.dc_0",
    source="Layers §8 The cell",
    digest="90bd09399b014a0f",
)
def lstm_dc_0(xp: Namespace, s_f: Array, dc: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial C_0} = \frac{\partial L}{\partial C} \odot S_f"""
    return dc * s_f if out is None else xp.multiply(dc, s_f, out=out)


@kernel(
    "c_0 (...), s_f (...), dc (...) -> (...)",
    claim="layers.lstm.dz_f",
    source="Layers §8 What goes into the gates",
    digest="c84db54c62e68ef8",
)
def lstm_dz_f(xp: Namespace, c_0: Array, s_f: Array, dc: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial Z_f} = \frac{\partial L}{\partial C} \odot C_0 \odot S_f \odot (1 - S_f)"""
    result = 1 - s_f if out is None else xp.subtract(1, s_f, out=out)
    result *= dc
    result *= c_0
    result *= s_f
    return result


@kernel(
    "s_g (...), s_i (...), dc (...) -> (...)",
    claim="layers.lstm.dz_i",
    source="Layers §8 What goes into the gates",
    digest="7a86d53604ee45b3",
)
def lstm_dz_i(xp: Namespace, s_g: Array, s_i: Array, dc: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial Z_i} = \frac{\partial L}{\partial C} \odot S_g \odot S_i \odot (1 - S_i)"""
    result = 1 - s_i if out is None else xp.subtract(1, s_i, out=out)
    result *= dc
    result *= s_g
    result *= s_i
    return result


@kernel(
    "s_g (...), s_i (...), dc (...) -> (...)",
    claim="layers.lstm.dz_g",
    source="Layers §8 What goes into the gates",
    digest="23b0e4e5c51030ea",
    rewritings=("layers.exactly.squares",),
)
def lstm_dz_g(xp: Namespace, s_g: Array, s_i: Array, dc: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial Z_g} = \frac{\partial L}{\partial C} \odot S_i \odot (1 - S_g \odot S_g)"""
    result = 1 - s_g if out is None else xp.subtract(1, s_g, out=out)
    result *= 1 + s_g
    result *= dc
    result *= s_i
    return result


@kernel(
    "c (...), s_o (...), dh (...) -> (...)",
    claim="layers.lstm.dz_o",
    source="Layers §8 What goes into the gates",
    digest="f0e2c7ace474c51d",
)
def lstm_dz_o(xp: Namespace, c: Array, s_o: Array, dh: Array, out: Array | None = None) -> Array:
    r"""\frac{\partial L}{\partial Z_o} = \frac{\partial L}{\partial H} \odot \tanh(C) \odot S_o \odot (1 - S_o)"""
    result = xp.tanh(c, out=out)
    result = xp.multiply(result, 1 - s_o, out=result)
    result *= dh
    result *= s_o
    return result


@kernel(
    "w_f (n, m), w_g (n, m), w_i (n, m), w_o (n, m), dz_f (..., m), dz_g (..., m), dz_i (..., m), dz_o (..., m) -> (..., n)",
    claim="layers.lstm.dx",
    source="Layers §8 The input and the state before",
    digest="1dd1eeee93a99594",
)
def lstm_dx(
    w_f: Array,
    w_g: Array,
    w_i: Array,
    w_o: Array,
    dz_f: Array,
    dz_g: Array,
    dz_i: Array,
    dz_o: Array,
) -> Array:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Z_f} W_f^\top + \frac{\partial L}{\partial Z_i} W_i^\top + \frac{\partial L}{\partial Z_g} W_g^\top + \frac{\partial L}{\partial Z_o} W_o^\top"""
    result = dz_f @ w_f.T
    result += dz_i @ w_i.T
    result += dz_g @ w_g.T
    result += dz_o @ w_o.T
    return result


@kernel(
    "u_f (m, m), u_g (m, m), u_i (m, m), u_o (m, m), dz_f (..., m), dz_g (..., m), dz_i (..., m), dz_o (..., m) -> (..., m)",
    claim="layers.lstm.dh_0",
    source="Layers §8 The input and the state before",
    digest="6e1f76f9aa6cbaff",
)
def lstm_dh_0(
    u_f: Array,
    u_g: Array,
    u_i: Array,
    u_o: Array,
    dz_f: Array,
    dz_g: Array,
    dz_i: Array,
    dz_o: Array,
) -> Array:
    r"""\frac{\partial L}{\partial H_0} = \frac{\partial L}{\partial Z_f} U_f^\top + \frac{\partial L}{\partial Z_i} U_i^\top + \frac{\partial L}{\partial Z_g} U_g^\top + \frac{\partial L}{\partial Z_o} U_o^\top"""
    result = dz_f @ u_f.T
    result += dz_i @ u_i.T
    result += dz_g @ u_g.T
    result += dz_o @ u_o.T
    return result


@kernel(
    "x (N, n), dz_o (N, m) -> (n, m)",
    claim="layers.lstm.dw",
    source="Layers §8 The parameters",
    digest="2cf8505629fd0541",
)
def lstm_dw(x: Array, dz_o: Array) -> Array:
    r"""\frac{\partial L}{\partial W_o} = X^\top \frac{\partial L}{\partial Z_o}"""
    return x.T @ dz_o


@kernel(
    "h_0 (N, m), dz_o (N, m) -> (m, m)",
    claim="layers.lstm.du",
    source="Layers §8 The parameters",
    digest="4cdda856a2363dee",
)
def lstm_du(h_0: Array, dz_o: Array) -> Array:
    r"""\frac{\partial L}{\partial U_o} = H_0^\top \frac{\partial L}{\partial Z_o}"""
    return h_0.T @ dz_o


@kernel(
    "dz_o (N, m) -> (m)",
    claim="layers.lstm.db",
    source="Layers §8 The parameters",
    digest="cda5a6890ebe819a",
)
def lstm_db(xp: Namespace, dz_o: Array) -> Array:
    r"""\frac{\partial L}{\partial b_o} = \mathbf{1}^\top \frac{\partial L}{\partial Z_o}"""
    return xp.sum(dz_o, axis=0)


@kernel(
    "k (M, d), q (..., d) -> (..., M)",
    claim="layers.attention.scores",
    source="Layers §9 Scaled dot-product attention",
    digest="026b37b9695ef185",
)
def attention_scores(k: Array, q: Array) -> Array:
    r"""S = \frac{1}{\sqrt{d}} Q K^\top"""
    result = q @ k.T
    result /= math.sqrt(k.shape[-1])
    return result


@kernel(
    "s (..., M) -> (..., M)",
    claim="layers.attention.weights",
    source="Layers §9 Scaled dot-product attention",
    digest="cfd77c9592e9bbb3",
    rewritings=("src.001.12",),
)
def attention_weights(xp: Namespace, s: Array) -> Array:
    r"""a_{ij} = \frac{e^{s_{ij}}}{\sum_l e^{s_{il}}}"""
    powers = s - xp.max(s, axis=-1, keepdims=True)
    powers = xp.exp(powers, out=powers)
    powers = xp.divide(powers, xp.sum(powers, axis=-1, keepdims=True), out=powers)
    return powers


@kernel(
    "a (..., M), v (M, n) -> (..., n)",
    claim="layers.attention",
    source="Layers §9 Scaled dot-product attention",
    digest="d3975e2bd92be491",
)
def attention(a: Array, v: Array) -> Array:
    r"""Y = A V"""
    return a @ v


@kernel(
    "a (N, M), dy (N, n) -> (M, n)",
    claim="layers.attention.dv",
    source="Layers §9 Scaled dot-product attention",
    digest="218067ecd87fd2d2",
)
def attention_dv(a: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial V} = A^\top \frac{\partial L}{\partial Y}"""
    return a.T @ dy


@kernel(
    "v (M, n), dy (..., n) -> (..., M)",
    claim="layers.attention.da",
    source="Layers §9 Scaled dot-product attention",
    digest="76dc62c1920a84f8",
)
def attention_da(v: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} V^\top"""
    return dy @ v.T


@kernel(
    "a (..., M), da (..., M) -> (..., M)",
    claim="layers.attention.ds",
    source="Layers §9 Scaled dot-product attention",
    digest="b2003c96a80f3af9",
)
def attention_ds(xp: Namespace, a: Array, da: Array) -> Array:
    r"""\frac{\partial L}{\partial s_{ij}} = a_{ij} \left( \frac{\partial L}{\partial a_{ij}} - \sum_l \frac{\partial L}{\partial a_{il}} a_{il} \right)"""
    result = da - xp.vecdot(da, a)[..., None]
    result *= a
    return result


@kernel(
    "k (M, d), ds (..., M) -> (..., d)",
    claim="layers.attention.dq",
    source="Layers §9 Scaled dot-product attention",
    digest="ec2ab5225516f90e",
)
def attention_dq(k: Array, ds: Array) -> Array:
    r"""\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K"""
    result = ds @ k
    result /= math.sqrt(k.shape[-1])
    return result


@kernel(
    "q (N, d), ds (N, M) -> (M, d)",
    claim="layers.attention.dk",
    source="Layers §9 Scaled dot-product attention",
    digest="a94e0fedcc2baf79",
)
def attention_dk(q: Array, ds: Array) -> Array:
    r"""\frac{\partial L}{\partial K} = \frac{1}{\sqrt{d}} \left( \frac{\partial L}{\partial S} \right)^\top Q"""
    result = ds.T @ q
    result /= math.sqrt(q.shape[-1])
    return result


@kernel(
    "x (..., m + k - 1), w (k), b () -> (..., m)",
    claim="layers.convolution",
    source="Layers §10 Convolution in one dimension",
    digest="66ac341e5856ec29",
)
def convolution(x: Array, w: Array, b: Array) -> Array:
    r"""y_{ij} = \sum_{l=1}^k x_{i,j+l-1} w_l + b"""
    result = windows(x, w.shape[-1]) @ w
    result += b
    return result


@kernel(
    "w (k), dy (..., m) -> (..., m + k - 1)",
    claim="layers.convolution.dx",
    source="Layers §10 Convolution in one dimension",
    digest="e832aaf004c3f056",
)
def convolution_dx(w: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial x_{ij}} = \sum_{l=1}^k w_l \begin{cases} \frac{\partial L}{\partial y_{i,j-l+1}} & \text{if } 1 \leq j-l+1 \leq m \\ 0 & \text{otherwise} \end{cases}"""
    return windows(padded(dy, w.shape[-1] - 1, w.shape[-1] - 1), w.shape[-1]) @ flipped(w)


@kernel(
    "x (N, m + k - 1), dy (N, m) -> (k)",
    claim="layers.convolution.dw",
    source="Layers §10 Convolution in one dimension",
    digest="6f407d57cea80d9b",
)
def convolution_dw(xp: Namespace, x: Array, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial w_l} = \sum_i \sum_{j=1}^m \frac{\partial L}{\partial y_{ij}} x_{i,j+l-1}"""
    return xp.sum(xp.vecdot(dy[..., :, None, :], windows(x, dy.shape[-1])), axis=0)


@kernel(
    "dy (N, m) -> ()",
    claim="layers.convolution.db",
    source="Layers §10 Convolution in one dimension",
    digest="bf363877ac74043c",
)
def convolution_db(xp: Namespace, dy: Array) -> Array:
    r"""\frac{\partial L}{\partial b} = \sum_i \sum_j \frac{\partial L}{\partial y_{ij}}"""
    return xp.sum(dy)


@kernel(
    "x (N, n), w (...?, n), t (...?, N), lambda_ () -> (...)",
    claim="layers.ridge",
    source="Layers §11 Ridge regression",
    digest="d582ad110894cdcf",
)
def ridge(xp: Namespace, x: Array, w: Array, t: Array, lambda_: Array) -> Array:
    r"""L = \frac{1}{2} \left( \|X w - t\|^2 + \lambda \|w\|^2 \right)"""
    weighted = w @ x.T - t
    return (xp.vecdot(weighted, weighted) + lambda_ * xp.vecdot(w, w)) / 2


@kernel(
    "x (N, n), w (...?, n), t (...?, N), lambda_ () -> (..., n)",
    claim="layers.ridge.dw",
    source="Layers §11 Ridge regression",
    digest="ed373cb9203ef0b8",
)
def ridge_dw(x: Array, w: Array, t: Array, lambda_: Array) -> Array:
    r"""\frac{\partial L}{\partial w} = X^\top (X w - t) + \lambda w"""
    return (w @ x.T - t) @ x + lambda_ * w


@kernel(
    "x (...?, n), a (n, n) -> (...)",
    claim="layers.quadratic",
    source="Layers §11 A quadratic form",
    digest="432594352fa211bf",
)
def quadratic(xp: Namespace, x: Array, a: Array) -> Array:
    r"""q = x^\top A x"""
    return xp.vecdot(x @ a, x)


@kernel(
    "x (...?, n), a (n, n) -> (..., n)",
    claim="layers.quadratic.dx",
    source="Layers §11 A quadratic form",
    digest="58e6922fe84eb5ac",
)
def quadratic_dx(x: Array, a: Array) -> Array:
    r"""\frac{\partial q}{\partial x} = A x + A^\top x"""
    return x @ a.T + x @ a


@kernel(
    "x (...?, n) -> (..., n, n)",
    claim="layers.quadratic.da",
    source="Layers §11 A quadratic form",
    digest="be104f5838805905",
)
def quadratic_da(x: Array) -> Array:
    r"""\frac{\partial q}{\partial A} = x x^\top"""
    return x[..., None] * x[..., None, :]


@kernel(
    "x (N, n), beta (n), gamma (n), epsilon () -> y (N, n), x_hat (N, n), s (n)",
    claim="layers.batchnorm.mean, layers.batchnorm.variance, layers.batchnorm.deviation, layers.batchnorm.normalised, layers.batchnorm",
    source="Layers §1 Batch normalisation",
    digest="1d8df42e9787dfea",
    assumptions=(r"\epsilon > 0",),
    checks=(Assumed(r"\epsilon > 0", ">", lambda epsilon: (epsilon, 0)),),
)
def batchnorm_forward(xp: Namespace, x: Array, beta: Array, gamma: Array, epsilon: Array) -> tuple[Array, ...]:
    r"""y_{ij} = \gamma_j \hat x_{ij} + \beta_j
    \hat x_{ij} = \frac{x_{ij} - \mu_j}{s_j}
    s_j = \sqrt{v_j + \epsilon}
    """
    mu = xp.sum(x, axis=0) / x.shape[0]
    difference = x - mu
    v = xp.sum(difference ** 2, axis=0) / x.shape[0]
    s = xp.sqrt(v + epsilon)
    x_hat = xp.divide(difference, s, out=difference)
    y = gamma * x_hat
    y += beta
    return y, x_hat, s


@kernel(
    "x (N, n), beta (n), gamma (n), epsilon () -> y (N, n), x_hat (N, n), s (N)",
    claim="layers.layernorm.mean, layers.layernorm.variance, layers.layernorm.deviation, layers.layernorm.normalised, layers.layernorm",
    source="Layers §2 Layer normalisation",
    digest="2c14eed60a674a1f",
    assumptions=(r"\epsilon > 0",),
    checks=(Assumed(r"\epsilon > 0", ">", lambda epsilon: (epsilon, 0)),),
)
def layernorm_forward(xp: Namespace, x: Array, beta: Array, gamma: Array, epsilon: Array) -> tuple[Array, ...]:
    r"""y_{ij} = \gamma_j \hat x_{ij} + \beta_j
    \hat x_{ij} = \frac{x_{ij} - \mu_i}{s_i}
    s_i = \sqrt{v_i + \epsilon}
    """
    mu = xp.sum(x, axis=1) / x.shape[-1]
    difference = x - mu[..., None]
    v = xp.vecdot(difference, difference) / x.shape[-1]
    s = xp.sqrt(v + epsilon)
    x_hat = xp.divide(difference, s[..., None], out=difference)
    y = gamma * x_hat
    y += beta
    return y, x_hat, s


@kernel(
    "k (M, d), q (N, d), v (M, n) -> y (N, n), a (N, M)",
    claim="layers.attention.scores, layers.attention.weights, layers.attention",
    source="Layers §9 Scaled dot-product attention",
    digest="4044efc41fc455e5",
    rewritings=("src.001.12",),
)
def attention_forward(xp: Namespace, k: Array, q: Array, v: Array) -> tuple[Array, ...]:
    r"""Y = A V
    a_{ij} = \frac{e^{s_{ij}}}{\sum_l e^{s_{il}}}
    """
    s = q @ k.T
    s /= math.sqrt(k.shape[-1])
    powers = xp.subtract(s, xp.max(s, axis=-1, keepdims=True), out=s)
    powers = xp.exp(powers, out=powers)
    a = xp.divide(powers, xp.sum(powers, axis=-1, keepdims=True), out=powers)
    y = a @ v
    return y, a


@kernel(
    "x (N, n), w_f (n, m), w_g (n, m), w_i (n, m), w_o (n, m), b_f (m), b_g (m), b_i (m), b_o (m), c_0 (N, m), h_0 (N, m), u_f (m, m), u_g (m, m), u_i (m, m), u_o (m, m) -> h (N, m), c (N, m), s_f (N, m), s_i (N, m), s_g (N, m), s_o (N, m)",
    claim="layers.lstm.gate, layers.lstm.candidate, layers.lstm.cell, layers.lstm",
    source="Layers §8 The forward step",
    digest="6082e9717a122f2f",
    rewritings=("layers.exactly.sigmoid",),
)
def lstm_forward(
    xp: Namespace,
    x: Array,
    w_f: Array,
    w_g: Array,
    w_i: Array,
    w_o: Array,
    b_f: Array,
    b_g: Array,
    b_i: Array,
    b_o: Array,
    c_0: Array,
    h_0: Array,
    u_f: Array,
    u_g: Array,
    u_i: Array,
    u_o: Array,
) -> tuple[Array, ...]:
    r"""H = S_o \odot \tanh(C)
    C = S_f \odot C_0 + S_i \odot S_g
    S_o = \sigma(X W_o + H_0 U_o + \mathbf{1} b_o)
    S_g = \tanh(X W_g + H_0 U_g + \mathbf{1} b_g)
    """
    weighted = x @ w_f
    weighted += h_0 @ u_f
    weighted += b_f
    powers = xp.abs(weighted)
    powers = xp.negative(powers, out=powers)
    powers = xp.exp(powers, out=powers)
    s_f = xp.astype(weighted >= 0, x.dtype)
    s_f = xp.maximum(powers, s_f, out=s_f)
    powers = xp.add(powers, 1, out=powers)
    s_f /= powers
    weighted_2 = x @ w_i
    weighted_2 += h_0 @ u_i
    weighted_2 += b_i
    powers_2 = xp.abs(weighted_2)
    powers_2 = xp.negative(powers_2, out=powers_2)
    powers_2 = xp.exp(powers_2, out=powers_2)
    s_i = xp.astype(weighted_2 >= 0, x.dtype)
    s_i = xp.maximum(powers_2, s_i, out=s_i)
    powers_2 = xp.add(powers_2, 1, out=powers_2)
    s_i /= powers_2
    weighted_3 = x @ w_o
    weighted_3 += h_0 @ u_o
    weighted_3 += b_o
    powers_3 = xp.abs(weighted_3)
    powers_3 = xp.negative(powers_3, out=powers_3)
    powers_3 = xp.exp(powers_3, out=powers_3)
    s_o = xp.astype(weighted_3 >= 0, x.dtype)
    s_o = xp.maximum(powers_3, s_o, out=s_o)
    powers_3 = xp.add(powers_3, 1, out=powers_3)
    s_o /= powers_3
    s_g = x @ w_g
    s_g += h_0 @ u_g
    s_g += b_g
    s_g = xp.tanh(s_g, out=s_g)
    c = s_f * c_0
    c += s_i * s_g
    h = xp.tanh(c)
    h = xp.multiply(h, s_o, out=h)
    return h, c, s_f, s_i, s_g, s_o


@kernel(
    "x (N, C), t (N, C) -> loss (), y (N, C)",
    claim="layers.batch_softmax, layers.batch_softmax_cross_entropy",
    source="Layers §3 Softmax with cross entropy, mean over a batch",
    digest="3558980dd3d13725",
    assumptions=(r"\sum_j t_{ij} = 1",),
    rewritings=("src.001.12",),
    checks=(Assumed(r"\sum_j t_{ij} = 1", "=", lambda t: (namespace(t).sum(t, axis=1), 1)),),
)
def batch_softmax_cross_entropy_forward(xp: Namespace, x: Array, t: Array) -> tuple[Array, ...]:
    r"""L = -\frac{1}{N} \sum_i \sum_j t_{ij} \log \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}
    y_{ij} = \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}
    """
    difference = x - xp.max(x, axis=-1, keepdims=True)
    powers = xp.exp(difference)
    total = xp.sum(powers, axis=-1, keepdims=True)
    y = xp.divide(powers, total, out=powers)
    loss = -xp.inner(t, difference - xp.log(total)) / x.shape[0]
    return loss, y


@kernel(
    "x (|b|, n), w (n, m), dy (|b|, m) -> dx (|b|, n), dw (n, m), db (m)",
    claim="src.001.40, src.001.39, 001.3.3.3.db",
    source="001 §3.3.3 For every batch; 001 §3.3.3 The bias as a row",
    digest="4d5fc117b6a5a996",
)
def affine_backward(xp: Namespace, x: Array, w: Array, dy: Array) -> tuple[Array, ...]:
    r"""\frac{\partial \mathcal{L}}{\partial \boldsymbol{X}} = \frac{\partial \mathcal{L}}{\partial \boldsymbol{Y}} \cdot \boldsymbol{W}^{\top}
    \frac{\partial \mathcal{L}}{\partial \boldsymbol{W}} = \boldsymbol{X}^{\top} \cdot \frac{\partial \mathcal{L}}{\partial \boldsymbol{Y}}
    \frac{\partial \mathcal{L}}{\partial b_j} = \sum_{1 \leq k \leq |b|} \left[ \frac{\partial \mathcal{L}}{\partial \bm{Y}} \right]_{kj}
    """
    dx = dy @ w.T
    dw = x.T @ dy
    db = xp.sum(dy, axis=0)
    return dx, dw, db


@kernel(
    "x_hat (N, n), gamma (n), s (n), dy (N, n) -> dx (N, n), dgamma (n), dbeta (n)",
    claim="layers.batchnorm.dbeta, layers.batchnorm.dgamma, layers.batchnorm.dx",
    source="Layers §1 Batch normalisation",
    digest="d6dbce8c3d1e42bb",
    assumptions=(r"\epsilon > 0",),
)
def batchnorm_backward(xp: Namespace, x_hat: Array, gamma: Array, s: Array, dy: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{\gamma_j}{s_j} \left( \frac{\partial L}{\partial y_{ij}} - \frac{1}{N} \sum_k \frac{\partial L}{\partial y_{kj}} - \frac{\hat x_{ij}}{N} \sum_k \frac{\partial L}{\partial y_{kj}} \hat x_{kj} \right)
    \frac{\partial L}{\partial \gamma_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \hat x_{ij}
    \frac{\partial L}{\partial \beta_j} = \sum_i \frac{\partial L}{\partial y_{ij}}
    """
    dbeta = xp.sum(dy, axis=0)
    dgamma = xp.sum(dy * x_hat, axis=0)
    dx = dy - dbeta / x_hat.shape[0]
    dx -= x_hat * (dgamma / x_hat.shape[0])
    dx *= gamma / s
    return dx, dgamma, dbeta


@kernel(
    "x_hat (N, n), gamma (n), s (N), dy (N, n) -> dx (N, n), dgamma (n), dbeta (n)",
    claim="layers.layernorm.dbeta, layers.layernorm.dgamma, layers.layernorm.dx",
    source="Layers §2 Layer normalisation",
    digest="988b4c97dd6121f5",
    assumptions=(r"\epsilon > 0",),
)
def layernorm_backward(xp: Namespace, x_hat: Array, gamma: Array, s: Array, dy: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial x_{ij}} = \frac{1}{s_i} \left( \gamma_j \frac{\partial L}{\partial y_{ij}} - \frac{1}{n} \sum_k \gamma_k \frac{\partial L}{\partial y_{ik}} - \frac{\hat x_{ij}}{n} \sum_k \gamma_k \frac{\partial L}{\partial y_{ik}} \hat x_{ik} \right)
    \frac{\partial L}{\partial \gamma_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \hat x_{ij}
    \frac{\partial L}{\partial \beta} = \mathbf{1}^\top \frac{\partial L}{\partial Y}
    """
    dbeta = xp.sum(dy, axis=0)
    scaled = dy * x_hat
    dgamma = xp.sum(scaled, axis=0)
    product = scaled @ gamma
    product_2 = dy @ gamma
    dx = gamma * dy
    dx -= product_2[..., None] / x_hat.shape[-1]
    dx -= x_hat * (product[..., None] / x_hat.shape[-1])
    dx /= s[..., None]
    return dx, dgamma, dbeta


@kernel(
    "a (N, M), k (M, d), q (N, d), v (M, n), dy (N, n) -> dq (N, d), dk (M, d), dv (M, n)",
    claim="layers.attention.dv, layers.attention.da, layers.attention.ds, layers.attention.dq, layers.attention.dk",
    source="Layers §9 Scaled dot-product attention",
    digest="ba26aa91928cd858",
)
def attention_backward(xp: Namespace, a: Array, k: Array, q: Array, v: Array, dy: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K
    \frac{\partial L}{\partial K} = \frac{1}{\sqrt{d}} \left( \frac{\partial L}{\partial S} \right)^\top Q
    \frac{\partial L}{\partial V} = A^\top \frac{\partial L}{\partial Y}
    """
    dv = a.T @ dy
    da = dy @ v.T
    ds = xp.subtract(da, xp.vecdot(da, a)[..., None], out=da)
    ds *= a
    dq = ds @ k
    dq /= math.sqrt(k.shape[-1])
    dk = ds.T @ q
    dk /= math.sqrt(q.shape[-1])
    return dq, dk, dv


@kernel(
    "x (N, m + k - 1), w (k), dy (N, m) -> dx (N, m + k - 1), dw (k), db ()",
    claim="layers.convolution.dx, layers.convolution.dw, layers.convolution.db",
    source="Layers §10 Convolution in one dimension",
    digest="d88976f9babc277e",
)
def convolution_backward(xp: Namespace, x: Array, w: Array, dy: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial x_{ij}} = \sum_{l=1}^k w_l \begin{cases} \frac{\partial L}{\partial y_{i,j-l+1}} & \text{if } 1 \leq j-l+1 \leq m \\ 0 & \text{otherwise} \end{cases}
    \frac{\partial L}{\partial w_l} = \sum_i \sum_{j=1}^m \frac{\partial L}{\partial y_{ij}} x_{i,j+l-1}
    \frac{\partial L}{\partial b} = \sum_i \sum_j \frac{\partial L}{\partial y_{ij}}
    """
    dx = windows(padded(dy, w.shape[-1] - 1, w.shape[-1] - 1), w.shape[-1]) @ flipped(w)
    dw = xp.sum(xp.vecdot(dy[..., :, None, :], windows(x, dy.shape[-1])), axis=0)
    db = xp.sum(dy)
    return dx, dw, db


@kernel(
    "x (N, n), dy (N, n), a () -> dx (N, n), da ()",
    claim="layers.leaky_relu.dx, layers.leaky_relu.da",
    source="Layers §5 Leaky ReLU",
    digest="de63ef0fd8fed2a8",
    excludes=("x_{ij} = 0",),
    conventions=("at a kink the value is the author's choice",),
    rewritings=("layers.exactly.leaky_relu_backward",),
)
def leaky_relu_gradients(xp: Namespace, x: Array, dy: Array, a: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial x_{ij}} = \begin{cases} \frac{\partial L}{\partial y_{ij}} & \text{if } x_{ij} > 0 \\ a \frac{\partial L}{\partial y_{ij}} & \text{otherwise} \end{cases}
    \frac{\partial L}{\partial a} = \sum_i \sum_j \min(0, x_{ij}) \frac{\partial L}{\partial y_{ij}}
    """
    mask = xp.astype(x > 0, x.dtype)
    dx = 1 - mask
    dx *= a
    dx += mask
    dx *= dy
    da = xp.inner(xp.clip(x, -math.inf, 0), dy)
    return dx, da


@kernel(
    "x (N, n), dy (N, n), a () -> dx (N, n), da ()",
    claim="layers.elu.dx, layers.elu.da",
    source="Layers §5 ELU",
    digest="6ec6b5acc908d39f",
    excludes=("x_{ij} = 0",),
    conventions=("at a kink the value is the author's choice",),
    rewritings=("layers.exactly.elu_backward",),
)
def elu_gradients(xp: Namespace, x: Array, dy: Array, a: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial x_{ij}} = \begin{cases} \frac{\partial L}{\partial y_{ij}} & \text{if } x_{ij} > 0 \\ \frac{\partial L}{\partial y_{ij}} a e^{x_{ij}} & \text{otherwise} \end{cases}
    \frac{\partial L}{\partial a} = \sum_i \sum_j \left( e^{\min(0, x_{ij})} - 1 \right) \frac{\partial L}{\partial y_{ij}}
    """
    mask = xp.astype(x > 0, x.dtype)
    clipped = xp.clip(x, -math.inf, 0)
    dx = 1 - mask
    dx *= a
    dx += mask
    dx *= xp.exp(clipped)
    dx *= dy
    da = xp.inner(xp.expm1(clipped), dy)
    return dx, da


@kernel(
    "x (n), a (n, n) -> dx (n), da (n, n)",
    claim="layers.quadratic.dx, layers.quadratic.da",
    source="Layers §11 A quadratic form",
    digest="3b067f62b5edc5c3",
)
def quadratic_gradients(x: Array, a: Array) -> tuple[Array, ...]:
    r"""\frac{\partial q}{\partial x} = A x + A^\top x
    \frac{\partial q}{\partial A} = x x^\top
    """
    dx = a @ x + x @ a
    da = x[..., None] * x
    return dx, da


@kernel(
    "x (N, n), w_1 (n, m), w_2 (m, k), h (N, m), dy (N, k) -> dx (N, n), dw_1 (n, m), db_1 (m), dw_2 (m, k), db_2 (k)",
    claim="layers.mlp.dw_2, layers.mlp.db_2, layers.mlp.dh, layers.mlp_sigmoid.da, layers.mlp.dx, layers.mlp.dw_1, layers.mlp.db_1",
    source="Layers §6 With sigmoid",
    digest="b52c3d50038c9117",
)
def mlp_sigmoid_backward(xp: Namespace, x: Array, w_1: Array, w_2: Array, h: Array, dy: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W_1^\top
    \frac{\partial L}{\partial W_1} = X^\top \frac{\partial L}{\partial A}
    \frac{\partial L}{\partial b_1} = \mathbf{1}^\top \frac{\partial L}{\partial A}
    \frac{\partial L}{\partial W_2} = H^\top \frac{\partial L}{\partial Y}
    \frac{\partial L}{\partial b_2} = \mathbf{1}^\top \frac{\partial L}{\partial Y}
    """
    dw_2 = h.T @ dy
    db_2 = xp.sum(dy, axis=0)
    dh = dy @ w_2.T
    da = dh
    da *= 1 - h
    da *= h
    dx = da @ w_1.T
    dw_1 = x.T @ da
    db_1 = xp.sum(da, axis=0)
    return dx, dw_1, db_1, dw_2, db_2


@kernel(
    "x (N, n), w_1 (n, m), w_2 (m, k), h (N, m), dy (N, k) -> dx (N, n), dw_1 (n, m), db_1 (m), dw_2 (m, k), db_2 (k)",
    claim="layers.mlp.dw_2, layers.mlp.db_2, layers.mlp.dh, layers.mlp_relu.da, layers.mlp.dx, layers.mlp.dw_1, layers.mlp.db_1",
    source="Layers §6 With sigmoid; Layers §6 With ReLU",
    digest="15f57e87c0b2d719",
    excludes=("a_{ij} = 0",),
    conventions=("what is left out is multiplied by 0, so there an infinite gradient gives no number",),
)
def mlp_relu_backward(xp: Namespace, x: Array, w_1: Array, w_2: Array, h: Array, dy: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W_1^\top
    \frac{\partial L}{\partial W_1} = X^\top \frac{\partial L}{\partial A}
    \frac{\partial L}{\partial b_1} = \mathbf{1}^\top \frac{\partial L}{\partial A}
    \frac{\partial L}{\partial W_2} = H^\top \frac{\partial L}{\partial Y}
    \frac{\partial L}{\partial b_2} = \mathbf{1}^\top \frac{\partial L}{\partial Y}
    """
    dw_2 = h.T @ dy
    db_2 = xp.sum(dy, axis=0)
    dh = dy @ w_2.T
    da = xp.multiply(dh, xp.astype(h > 0, dh.dtype), out=dh)
    dx = da @ w_1.T
    dw_1 = x.T @ da
    db_1 = xp.sum(da, axis=0)
    return dx, dw_1, db_1, dw_2, db_2


@kernel(
    "x (N, n), w (n, m), h (N, m), h_0 (N, m), u (m, m), dh (N, m) -> dx (N, n), dh_0 (N, m), dw (n, m), du (m, m), db (m)",
    claim="layers.rnn.da, layers.rnn.dx, layers.rnn.dh_0, layers.rnn.dw, layers.rnn.du, layers.rnn.db",
    source="Layers §7 A recurrent step",
    digest="5299c829bc66c1d9",
    rewritings=("layers.exactly.squares",),
)
def rnn_backward(xp: Namespace, x: Array, w: Array, h: Array, h_0: Array, u: Array, dh: Array) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W^\top
    \frac{\partial L}{\partial H_0} = \frac{\partial L}{\partial A} U^\top
    \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial A}
    \frac{\partial L}{\partial U} = H_0^\top \frac{\partial L}{\partial A}
    \frac{\partial L}{\partial b} = \mathbf{1}^\top \frac{\partial L}{\partial A}
    """
    da = 1 - h
    da *= 1 + h
    da *= dh
    dx = da @ w.T
    dh_0 = da @ u.T
    dw = x.T @ da
    du = h_0.T @ da
    db = xp.sum(da, axis=0)
    return dx, dh_0, dw, du, db


@kernel(
    "x (N, n), w_f (n, m), w_g (n, m), w_i (n, m), w_o (n, m), c (N, m), c_0 (N, m), h_0 (N, m), s_f (N, m), s_g (N, m), s_i (N, m), s_o (N, m), u_f (m, m), u_g (m, m), u_i (m, m), u_o (m, m), de (N, m), dh (N, m) -> dx (N, n), dh_0 (N, m), dc_0 (N, m), dw_f (n, m), dw_i (n, m), dw_g (n, m), dw_o (n, m), du_f (m, m), du_i (m, m), du_g (m, m), du_o (m, m), db_f (m), db_i (m), db_g (m), db_o (m)",
    claim="layers.lstm.dc, layers.lstm.dz_f, layers.lstm.dz_i, layers.lstm.dz_g, layers.lstm.dz_o, layers.lstm.dx, layers.lstm.dh_0, layers.lstm.dc_0, layers.lstm.dw, layers.lstm.du, layers.lstm.db",
    source="Layers §8 The cell; Layers §8 What goes into the gates; Layers §8 The input and the state before; Layers §8 The parameters",
    digest="f85df2d90d735ede",
    rewritings=("layers.exactly.squares",),
)
def lstm_backward(
    xp: Namespace,
    x: Array,
    w_f: Array,
    w_g: Array,
    w_i: Array,
    w_o: Array,
    c: Array,
    c_0: Array,
    h_0: Array,
    s_f: Array,
    s_g: Array,
    s_i: Array,
    s_o: Array,
    u_f: Array,
    u_g: Array,
    u_i: Array,
    u_o: Array,
    de: Array,
    dh: Array,
) -> tuple[Array, ...]:
    r"""\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Z_f} W_f^\top + \frac{\partial L}{\partial Z_i} W_i^\top + \frac{\partial L}{\partial Z_g} W_g^\top + \frac{\partial L}{\partial Z_o} W_o^\top
    \frac{\partial L}{\partial H_0} = \frac{\partial L}{\partial Z_f} U_f^\top + \frac{\partial L}{\partial Z_i} U_i^\top + \frac{\partial L}{\partial Z_g} U_g^\top + \frac{\partial L}{\partial Z_o} U_o^\top
    \frac{\partial L}{\partial C_0} = \frac{\partial L}{\partial C} \odot S_f
    \frac{\partial L}{\partial W_o} = X^\top \frac{\partial L}{\partial Z_o}
    \frac{\partial L}{\partial U_o} = H_0^\top \frac{\partial L}{\partial Z_o}
    \frac{\partial L}{\partial b_o} = \mathbf{1}^\top \frac{\partial L}{\partial Z_o}
    """
    tanh_value = xp.tanh(c)
    dc = 1 - tanh_value
    dc *= 1 + tanh_value
    dc *= dh
    dc *= s_o
    dc += de
    dz_f = 1 - s_f
    dz_f *= dc
    dz_f *= c_0
    dz_f *= s_f
    dz_i = 1 - s_i
    dz_i *= dc
    dz_i *= s_g
    dz_i *= s_i
    dz_g = 1 - s_g
    dz_g *= 1 + s_g
    dz_g *= dc
    dz_g *= s_i
    dz_o = xp.multiply(tanh_value, 1 - s_o, out=tanh_value)
    dz_o *= dh
    dz_o *= s_o
    dx = dz_f @ w_f.T
    dx += dz_i @ w_i.T
    dx += dz_g @ w_g.T
    dx += dz_o @ w_o.T
    dh_0 = dz_f @ u_f.T
    dh_0 += dz_i @ u_i.T
    dh_0 += dz_g @ u_g.T
    dh_0 += dz_o @ u_o.T
    dc_0 = xp.multiply(dc, s_f, out=dc)
    dw_f = x.T @ dz_f
    dw_i = x.T @ dz_i
    dw_g = x.T @ dz_g
    dw_o = x.T @ dz_o
    du_f = h_0.T @ dz_f
    du_i = h_0.T @ dz_i
    du_g = h_0.T @ dz_g
    du_o = h_0.T @ dz_o
    db_f = xp.sum(dz_f, axis=0)
    db_i = xp.sum(dz_i, axis=0)
    db_g = xp.sum(dz_g, axis=0)
    db_o = xp.sum(dz_o, axis=0)
    return dx, dh_0, dc_0, dw_f, dw_i, dw_g, dw_o, du_f, du_i, du_g, du_o, db_f, db_i, db_g, db_o
