"""NumPy kernels, each the right side of a proved claim. Written by derive; do not edit."""

import math

import numpy as np


def _erf(x: np.ndarray) -> np.ndarray:
    """The error function of each entry, from the standard library, because NumPy has none: one call an entry."""
    return np.vectorize(math.erf, otypes=[float])(x)


def affine(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    r"""Right side of

        [\boldsymbol{Y}]_{ij} = \sum_{1 \le k \le n} [\boldsymbol{X}]_{ik} [\boldsymbol{W}]_{kj} + b_j

    Shapes: x (..., n), w (n, m), b (..., m); returns (..., m).
    Source: 001 §2.4.2 The product of the batch. Claim: 001.2.4.2.affine.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"affine: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(w) != 2:
        raise ValueError(f"affine: w has shape {np.shape(w)}: expected (n, m)")
    if np.ndim(b) < 1:
        raise ValueError(f"affine: b has shape {np.shape(b)}: expected (..., m)")
    if np.ndim(b) > 1 and np.shape(b)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"affine: x has shape {np.shape(x)}, b has {np.shape(b)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w.shape[0]:
        raise ValueError(f"affine: x has shape {np.shape(x)}, w has {np.shape(w)}: x's last axis must equal w's first")
    if w.shape[-1] != b.shape[-1]:
        raise ValueError(f"affine: w has shape {np.shape(w)}, b has {np.shape(b)}: w's last axis must equal b's last")
    return x @ w + b


def relu(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        [\bm{Y}]_{ij} = f_{\mathrm{ReLU}}\big([\bm{X}]_{ij}\big)

    Shapes: x (...); returns (...).
    Source: 001 §2.5 ReLU of a batch. Claim: src.001.18.
    """
    return np.where(x > 0, x, 0)


def sigmoid(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        [\bm{Y}]_{ij} = f_{\mathrm{sigmoid}}\big([\bm{X}]_{ij}\big)

    Shapes: x (...); returns (...).
    Source: 001 §2.5 Sigmoid of a batch. Claim: inline.001.01.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    larger = np.maximum(0, -x)
    powers = np.exp(-larger)
    return powers / (powers + np.exp(-x - larger))


def softmax(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        [\boldsymbol{Y}]_{ij} = \frac{\exp \left( [\boldsymbol{X}]_{ij} \right)}{\sum_k \exp ([\boldsymbol{X}]_{ik})}

    Shapes: x (..., n); returns (..., n).
    Source: 001 §2.5 Softmax of a batch. Claim: src.001.19.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"softmax: x has shape {np.shape(x)}: expected (..., n)")
    powers = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def mse(x: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \mathcal{L} = \frac{1}{C} \sum_{1 \le j \le C} (x_j - t_j)^2

    Shapes: x (..., C), t (..., C); returns (...).
    Source: 001 §3.1.1 The loss and its gradient. Claim: 001.3.1.1.mse.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"mse: x has shape {np.shape(x)}: expected (..., C)")
    if np.shape(x) != np.shape(t):
        raise ValueError(f"mse: x has shape {np.shape(x)}, t has {np.shape(t)}: they must be equal")
    return np.sum((x - t) ** 2, axis=-1) / x.shape[-1]


def mse_backward(x: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial x_j} = \frac{2}{C} (x_j - t_j)

    Shapes: x (..., C), t (..., C); returns (..., C).
    Source: 001 §3.1.1 The loss and its gradient. Claim: 001.3.1.1.mse_backward.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"mse_backward: x has shape {np.shape(x)}: expected (..., C)")
    if np.shape(x) != np.shape(t):
        raise ValueError(f"mse_backward: x has shape {np.shape(x)}, t has {np.shape(t)}: they must be equal")
    return 2 * (x - t) / x.shape[-1]


def sgd_step(p: np.ndarray, dp: np.ndarray, eta: np.ndarray) -> np.ndarray:
    r"""Right side of

        [\bm{Q}]_{ij} = [\bm{P}]_{ij} - \eta \left[ \frac{\partial \mathcal{L}}{\partial \bm{P}} \right]_{ij}

    Shapes: p (...), dp (...), eta a number; returns (...).
    Source: 001 §3.2 The step for a matrix of parameters. Claim: 001.3.2.sgd_step.
    """
    if np.ndim(eta) != 0:
        raise ValueError(f"sgd_step: eta has shape {np.shape(eta)}: expected a number")
    if np.shape(p) != np.shape(dp):
        raise ValueError(f"sgd_step: p has shape {np.shape(p)}, dp has {np.shape(dp)}: they must be equal")
    return p - eta * dp


def affine_dw(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial \boldsymbol{W}} = \boldsymbol{X}^{\top} \cdot \frac{\partial \mathcal{L}}{\partial \boldsymbol{Y}}

    Shapes: x (|b|, n), dy (|b|, m); returns (n, m).
    Source: 001 §3.3.3 For every batch. Claim: src.001.39.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"affine_dw: x has shape {np.shape(x)}: expected (|b|, n)")
    if np.ndim(dy) != 2:
        raise ValueError(f"affine_dw: dy has shape {np.shape(dy)}: expected (|b|, m)")
    if x.shape[0] != dy.shape[0]:
        raise ValueError(
            f"affine_dw: x has shape {np.shape(x)}, dy has {np.shape(dy)}: "
            "x's first axis must equal dy's first"
        )
    return x.T @ dy


def affine_dx(w: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial \boldsymbol{X}} = \frac{\partial \mathcal{L}}{\partial \boldsymbol{Y}} \cdot \boldsymbol{W}^{\top}

    Shapes: w (n, m), dy (..., m); returns (..., n).
    Source: 001 §3.3.3 For every batch. Claim: src.001.40.
    """
    if np.ndim(w) != 2:
        raise ValueError(f"affine_dx: w has shape {np.shape(w)}: expected (n, m)")
    if np.ndim(dy) < 1:
        raise ValueError(f"affine_dx: dy has shape {np.shape(dy)}: expected (..., m)")
    if w.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"affine_dx: w has shape {np.shape(w)}, dy has {np.shape(dy)}: "
            "w's last axis must equal dy's last"
        )
    return dy @ w.T


def affine_db(dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial b_j} = \sum_{1 \leq k \leq |b|} \left[ \frac{\partial \mathcal{L}}{\partial \bm{Y}} \right]_{kj}

    Shapes: dy (|b|, m); returns (m,).
    Source: 001 §3.3.3 The bias as a row. Claim: 001.3.3.3.db.
    """
    if np.ndim(dy) != 2:
        raise ValueError(f"affine_db: dy has shape {np.shape(dy)}: expected (|b|, m)")
    return np.sum(dy, axis=0)


def relu_backward(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial x_{pq}} = \begin{cases} \frac{\partial \mathcal{L}}{\partial y_{pq}} & \text{if } x_{pq} \geq 0 \\ 0 & \text{otherwise} \end{cases}

    Shapes: x (...), dy (...); returns (...).
    Source: 001 §3.3.4 ReLU. Claim: 001.3.3.4.relu_backward.
    Not claimed where x_{ij} = 0.
    """
    if np.shape(x) != np.shape(dy):
        raise ValueError(f"relu_backward: x has shape {np.shape(x)}, dy has {np.shape(dy)}: they must be equal")
    return np.where(x >= 0, dy, 0)


def softmax_backward(y: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial x_{iq}} = y_{iq} \left( \frac{\partial \mathcal{L}}{\partial y_{iq}} - \sum_{1 \leq j \leq C} \frac{\partial \mathcal{L}}{\partial y_{ij}} y_{ij} \right)

    Shapes: y (..., C), dy (..., C); returns (..., C).
    Source: 001 §3.3.5 All rows of a batch. Claim: 001.3.3.5.softmax_backward.
    """
    if np.ndim(y) < 1:
        raise ValueError(f"softmax_backward: y has shape {np.shape(y)}: expected (..., C)")
    if np.shape(y) != np.shape(dy):
        raise ValueError(f"softmax_backward: y has shape {np.shape(y)}, dy has {np.shape(dy)}: they must be equal")
    return y * (dy - np.sum(dy * y, axis=-1, keepdims=True))


def cross_entropy(x: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \mathcal{L} = -\frac{1}{C} \sum_{1 \le j \le C} t_j \log(x_j)

    Shapes: x (..., C), t (..., C); returns (...).
    Source: 001 §3.3.6 Cross entropy. Claim: 001.3.3.6.cross_entropy.
    0 · log 0 counts as 0; where only the probability is 0, the result is infinite.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"cross_entropy: x has shape {np.shape(x)}: expected (..., C)")
    if np.shape(x) != np.shape(t):
        raise ValueError(f"cross_entropy: x has shape {np.shape(x)}, t has {np.shape(t)}: they must be equal")
    with np.errstate(divide="ignore"):
        return -np.sum(np.where(t == 0, 0, t * np.log(np.where(t != 0, x, 1))), axis=-1) / x.shape[-1]


def cross_entropy_backward(x: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial x_j} = -\frac{1}{C} \frac{t_j}{x_j}

    Shapes: x (..., C), t (..., C); returns (..., C).
    Source: 001 §3.3.6 Cross entropy. Claim: 001.3.3.6.cross_entropy_backward.
    Not claimed where x_{i} = 0.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"cross_entropy_backward: x has shape {np.shape(x)}: expected (..., C)")
    if np.shape(x) != np.shape(t):
        raise ValueError(f"cross_entropy_backward: x has shape {np.shape(x)}, t has {np.shape(t)}: they must be equal")
    return -t / (x.shape[-1] * x)


def softmax_cross_entropy(x: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \mathcal{L} = -\frac{1}{C} \sum_{1 \leq j \leq C} t_j \log \left( \frac{\exp(x_j)}{\sum_k \exp(x_k)} \right)

    Shapes: x (..., C), t (..., C); returns (...).
    Source: 001 §3.3.7 One row. Claim: 001.3.3.7.softmax_cross_entropy.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"softmax_cross_entropy: x has shape {np.shape(x)}: expected (..., C)")
    if np.shape(x) != np.shape(t):
        raise ValueError(f"softmax_cross_entropy: x has shape {np.shape(x)}, t has {np.shape(t)}: they must be equal")
    largest = np.max(x, axis=-1, keepdims=True)
    total = np.sum(t * (x - largest - np.log(np.sum(np.exp(x - largest), axis=-1, keepdims=True))), axis=-1)
    return -total / x.shape[-1]


def softmax_cross_entropy_backward(y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial \mathcal{L}}{\partial \boldsymbol{X}} = \frac{1}{C}(\boldsymbol{Y} - \boldsymbol{T})

    Shapes: y (..., C), t (..., C); returns (..., C).
    Source: 001 §3.3.7 All rows of a batch. Claim: src.001.55.
    """
    if np.ndim(y) < 1:
        raise ValueError(f"softmax_cross_entropy_backward: y has shape {np.shape(y)}: expected (..., C)")
    if np.shape(y) != np.shape(t):
        raise ValueError(
            f"softmax_cross_entropy_backward: y has shape {np.shape(y)}, t has {np.shape(t)}: "
            "they must be equal"
        )
    return (y - t) / y.shape[-1]


def sigmoid_backward(y: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} y_{ij} (1 - y_{ij})

    Shapes: y (...), dy (...); returns (...).
    Source: 004 §1 The backward step of a batch. Claim: 004.1.sigmoid_backward.
    """
    if np.shape(y) != np.shape(dy):
        raise ValueError(f"sigmoid_backward: y has shape {np.shape(y)}, dy has {np.shape(dy)}: they must be equal")
    return dy * y * (1 - y)


def tanh(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = \tanh(x_{ij})

    Shapes: x (...); returns (...).
    Source: 004 §3 The forward and the backward step of a batch. Claim: 004.3.tanh.
    """
    return np.tanh(x)


def tanh_backward(y: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} (1 - y_{ij}^2)

    Shapes: y (...), dy (...); returns (...).
    Source: 004 §3 The forward and the backward step of a batch. Claim: 004.3.tanh_backward.
    """
    if np.shape(y) != np.shape(dy):
        raise ValueError(f"tanh_backward: y has shape {np.shape(y)}, dy has {np.shape(dy)}: they must be equal")
    return dy * (1 - y ** 2)


def batchnorm_mean(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        \mu_j = \frac{1}{N} \sum_i x_{ij}

    Shapes: x (N, n); returns (n,).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.mean.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"batchnorm_mean: x has shape {np.shape(x)}: expected (N, n)")
    return np.sum(x, axis=0) / x.shape[0]


def batchnorm_variance(x: np.ndarray, mu: np.ndarray) -> np.ndarray:
    r"""Right side of

        v_j = \frac{1}{N} \sum_i (x_{ij} - \mu_j)^2

    Shapes: x (N, n), mu (..., n); returns (..., n).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.variance.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"batchnorm_variance: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(mu) < 1:
        raise ValueError(f"batchnorm_variance: mu has shape {np.shape(mu)}: expected (..., n)")
    if x.shape[-1] != mu.shape[-1]:
        raise ValueError(
            f"batchnorm_variance: x has shape {np.shape(x)}, mu has {np.shape(mu)}: "
            "x's last axis must equal mu's last"
        )
    return np.sum((x - mu[..., None, :]) ** 2, axis=-2) / x.shape[0]


def batchnorm_deviation(v: np.ndarray, epsilon: np.ndarray) -> np.ndarray:
    r"""Right side of

        s_j = \sqrt{v_j + \epsilon}

    Shapes: v (...), epsilon a number; returns (...).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.deviation.
    """
    if np.ndim(epsilon) != 0:
        raise ValueError(f"batchnorm_deviation: epsilon has shape {np.shape(epsilon)}: expected a number")
    return np.sqrt(v + epsilon)


def batchnorm_normalised(x: np.ndarray, mu: np.ndarray, s: np.ndarray) -> np.ndarray:
    r"""Right side of

        \hat x_{ij} = \frac{x_{ij} - \mu_j}{s_j}

    Shapes: x (..., n), mu (..., n), s (..., n); returns (..., n).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.normalised.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"batchnorm_normalised: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(mu) < 1:
        raise ValueError(f"batchnorm_normalised: mu has shape {np.shape(mu)}: expected (..., n)")
    if np.ndim(s) < 1:
        raise ValueError(f"batchnorm_normalised: s has shape {np.shape(s)}: expected (..., n)")
    if np.ndim(mu) > 1 and np.shape(mu)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"batchnorm_normalised: x has shape {np.shape(x)}, mu has {np.shape(mu)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(s) > 1 and np.shape(s)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"batchnorm_normalised: x has shape {np.shape(x)}, s has {np.shape(s)}: "
            "leading axes that both have must be equal"
        )
    if np.shape(mu) != np.shape(s):
        raise ValueError(f"batchnorm_normalised: mu has shape {np.shape(mu)}, s has {np.shape(s)}: they must be equal")
    if x.shape[-1] != mu.shape[-1]:
        raise ValueError(
            f"batchnorm_normalised: x has shape {np.shape(x)}, mu has {np.shape(mu)}: "
            "x's last axis must equal mu's last"
        )
    if x.shape[-1] != s.shape[-1]:
        raise ValueError(
            f"batchnorm_normalised: x has shape {np.shape(x)}, s has {np.shape(s)}: "
            "x's last axis must equal s's last"
        )
    return (x - mu) / s


def batchnorm(x_hat: np.ndarray, beta: np.ndarray, gamma: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = \gamma_j \hat x_{ij} + \beta_j

    Shapes: x_hat (..., n), beta (..., n), gamma (..., n); returns (..., n).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.
    """
    if np.ndim(x_hat) < 1:
        raise ValueError(f"batchnorm: x_hat has shape {np.shape(x_hat)}: expected (..., n)")
    if np.ndim(beta) < 1:
        raise ValueError(f"batchnorm: beta has shape {np.shape(beta)}: expected (..., n)")
    if np.ndim(gamma) < 1:
        raise ValueError(f"batchnorm: gamma has shape {np.shape(gamma)}: expected (..., n)")
    if np.ndim(beta) > 1 and np.shape(beta)[:-1] != np.shape(x_hat)[:-1]:
        raise ValueError(
            f"batchnorm: x_hat has shape {np.shape(x_hat)}, beta has {np.shape(beta)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(gamma) > 1 and np.shape(gamma)[:-1] != np.shape(x_hat)[:-1]:
        raise ValueError(
            f"batchnorm: x_hat has shape {np.shape(x_hat)}, gamma has {np.shape(gamma)}: "
            "leading axes that both have must be equal"
        )
    if np.shape(beta) != np.shape(gamma):
        raise ValueError(f"batchnorm: beta has shape {np.shape(beta)}, gamma has {np.shape(gamma)}: they must be equal")
    if x_hat.shape[-1] != beta.shape[-1]:
        raise ValueError(
            f"batchnorm: x_hat has shape {np.shape(x_hat)}, beta has {np.shape(beta)}: "
            "x_hat's last axis must equal beta's last"
        )
    if x_hat.shape[-1] != gamma.shape[-1]:
        raise ValueError(
            f"batchnorm: x_hat has shape {np.shape(x_hat)}, gamma has {np.shape(gamma)}: "
            "x_hat's last axis must equal gamma's last"
        )
    return gamma * x_hat + beta


def batchnorm_dbeta(dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \beta_j} = \sum_i \frac{\partial L}{\partial y_{ij}}

    Shapes: dy (N, n); returns (n,).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.dbeta.
    """
    if np.ndim(dy) != 2:
        raise ValueError(f"batchnorm_dbeta: dy has shape {np.shape(dy)}: expected (N, n)")
    return np.sum(dy, axis=0)


def batchnorm_dgamma(x_hat: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \gamma_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \hat x_{ij}

    Shapes: x_hat (N, n), dy (N, n); returns (n,).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.dgamma.
    """
    if np.ndim(x_hat) != 2:
        raise ValueError(f"batchnorm_dgamma: x_hat has shape {np.shape(x_hat)}: expected (N, n)")
    if np.ndim(dy) != 2:
        raise ValueError(f"batchnorm_dgamma: dy has shape {np.shape(dy)}: expected (N, n)")
    if x_hat.shape[0] != dy.shape[0]:
        raise ValueError(
            f"batchnorm_dgamma: x_hat has shape {np.shape(x_hat)}, dy has {np.shape(dy)}: "
            "x_hat's first axis must equal dy's first"
        )
    if x_hat.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"batchnorm_dgamma: x_hat has shape {np.shape(x_hat)}, dy has {np.shape(dy)}: "
            "x_hat's last axis must equal dy's last"
        )
    return np.sum(dy * x_hat, axis=0)


def batchnorm_dx_hat(gamma: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \hat x_{ij}} = \gamma_j \frac{\partial L}{\partial y_{ij}}

    Shapes: gamma (..., n), dy (..., n); returns (..., n).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.dx_hat.
    """
    if np.ndim(gamma) < 1:
        raise ValueError(f"batchnorm_dx_hat: gamma has shape {np.shape(gamma)}: expected (..., n)")
    if np.ndim(dy) < 1:
        raise ValueError(f"batchnorm_dx_hat: dy has shape {np.shape(dy)}: expected (..., n)")
    if np.ndim(gamma) > 1 and np.shape(gamma)[:-1] != np.shape(dy)[:-1]:
        raise ValueError(
            f"batchnorm_dx_hat: dy has shape {np.shape(dy)}, gamma has {np.shape(gamma)}: "
            "leading axes that both have must be equal"
        )
    if gamma.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"batchnorm_dx_hat: gamma has shape {np.shape(gamma)}, dy has {np.shape(dy)}: "
            "gamma's last axis must equal dy's last"
        )
    return gamma * dy


def batchnorm_dvariance(x_hat: np.ndarray, s: np.ndarray, dx_hat: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial v_j} = -\frac{1}{2 s_j^2} \sum_i \frac{\partial L}{\partial \hat x_{ij}} \hat x_{ij}

    Shapes: x_hat (N, n), s (..., n), dx_hat (N, n); returns (..., n).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.dvariance.
    """
    if np.ndim(x_hat) != 2:
        raise ValueError(f"batchnorm_dvariance: x_hat has shape {np.shape(x_hat)}: expected (N, n)")
    if np.ndim(s) < 1:
        raise ValueError(f"batchnorm_dvariance: s has shape {np.shape(s)}: expected (..., n)")
    if np.ndim(dx_hat) != 2:
        raise ValueError(f"batchnorm_dvariance: dx_hat has shape {np.shape(dx_hat)}: expected (N, n)")
    if x_hat.shape[-1] != s.shape[-1]:
        raise ValueError(
            f"batchnorm_dvariance: x_hat has shape {np.shape(x_hat)}, s has {np.shape(s)}: "
            "x_hat's last axis must equal s's last"
        )
    if x_hat.shape[0] != dx_hat.shape[0]:
        raise ValueError(
            f"batchnorm_dvariance: x_hat has shape {np.shape(x_hat)}, dx_hat has {np.shape(dx_hat)}: "
            "x_hat's first axis must equal dx_hat's first"
        )
    if x_hat.shape[-1] != dx_hat.shape[-1]:
        raise ValueError(
            f"batchnorm_dvariance: x_hat has shape {np.shape(x_hat)}, dx_hat has {np.shape(dx_hat)}: "
            "x_hat's last axis must equal dx_hat's last"
        )
    return -np.sum(dx_hat * x_hat, axis=0) / (2 * s ** 2)


def batchnorm_dmean(s: np.ndarray, dx_hat: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \mu_j} = -\frac{1}{s_j} \sum_i \frac{\partial L}{\partial \hat x_{ij}}

    Shapes: s (..., n), dx_hat (N, n); returns (..., n).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.dmean.
    """
    if np.ndim(s) < 1:
        raise ValueError(f"batchnorm_dmean: s has shape {np.shape(s)}: expected (..., n)")
    if np.ndim(dx_hat) != 2:
        raise ValueError(f"batchnorm_dmean: dx_hat has shape {np.shape(dx_hat)}: expected (N, n)")
    if s.shape[-1] != dx_hat.shape[-1]:
        raise ValueError(
            f"batchnorm_dmean: s has shape {np.shape(s)}, dx_hat has {np.shape(dx_hat)}: "
            "s's last axis must equal dx_hat's last"
        )
    return -np.sum(dx_hat, axis=0) / s


def batchnorm_dx(x_hat: np.ndarray, gamma: np.ndarray, s: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \frac{\gamma_j}{s_j} \left( \frac{\partial L}{\partial y_{ij}} - \frac{1}{N} \sum_k \frac{\partial L}{\partial y_{kj}} - \frac{\hat x_{ij}}{N} \sum_k \frac{\partial L}{\partial y_{kj}} \hat x_{kj} \right)

    Shapes: x_hat (N, n), gamma (..., n), s (..., n), dy (N, n); returns (..., N, n).
    Source: Layers §1 Batch normalisation. Claim: layers.batchnorm.dx.
    """
    if np.ndim(x_hat) != 2:
        raise ValueError(f"batchnorm_dx: x_hat has shape {np.shape(x_hat)}: expected (N, n)")
    if np.ndim(gamma) < 1:
        raise ValueError(f"batchnorm_dx: gamma has shape {np.shape(gamma)}: expected (..., n)")
    if np.ndim(dy) != 2:
        raise ValueError(f"batchnorm_dx: dy has shape {np.shape(dy)}: expected (N, n)")
    if np.shape(gamma) != np.shape(s):
        raise ValueError(f"batchnorm_dx: gamma has shape {np.shape(gamma)}, s has {np.shape(s)}: they must be equal")
    if x_hat.shape[-1] != gamma.shape[-1]:
        raise ValueError(
            f"batchnorm_dx: x_hat has shape {np.shape(x_hat)}, gamma has {np.shape(gamma)}: "
            "x_hat's last axis must equal gamma's last"
        )
    if x_hat.shape[0] != dy.shape[0]:
        raise ValueError(
            f"batchnorm_dx: x_hat has shape {np.shape(x_hat)}, dy has {np.shape(dy)}: "
            "x_hat's first axis must equal dy's first"
        )
    if x_hat.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"batchnorm_dx: x_hat has shape {np.shape(x_hat)}, dy has {np.shape(dy)}: "
            "x_hat's last axis must equal dy's last"
        )
    total = np.sum(dy * x_hat, axis=-2, keepdims=True)
    total_2 = np.sum(dy, axis=-2, keepdims=True)
    return gamma[..., None, :] * (dy - total_2 / x_hat.shape[0] - x_hat * total / x_hat.shape[0]) / s[..., None, :]


def layernorm_mean(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        \mu_i = \frac{1}{n} \sum_j x_{ij}

    Shapes: x (..., n); returns (...).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.mean.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"layernorm_mean: x has shape {np.shape(x)}: expected (..., n)")
    return np.sum(x, axis=-1) / x.shape[-1]


def layernorm_variance(x: np.ndarray, mu: np.ndarray) -> np.ndarray:
    r"""Right side of

        v_i = \frac{1}{n} \sum_j (x_{ij} - \mu_i)^2

    Shapes: x (..., n), mu (...); returns (...).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.variance.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"layernorm_variance: x has shape {np.shape(x)}: expected (..., n)")
    if np.shape(mu) != np.shape(x)[:-1]:
        raise ValueError(
            f"layernorm_variance: x has shape {np.shape(x)}, mu has {np.shape(mu)}: "
            "their leading axes must be equal"
        )
    return np.sum((x - mu[..., None]) ** 2, axis=-1) / x.shape[-1]


def layernorm_deviation(v: np.ndarray, epsilon: np.ndarray) -> np.ndarray:
    r"""Right side of

        s_i = \sqrt{v_i + \epsilon}

    Shapes: v (...), epsilon a number; returns (...).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.deviation.
    """
    if np.ndim(epsilon) != 0:
        raise ValueError(f"layernorm_deviation: epsilon has shape {np.shape(epsilon)}: expected a number")
    return np.sqrt(v + epsilon)


def layernorm_normalised(x: np.ndarray, mu: np.ndarray, s: np.ndarray) -> np.ndarray:
    r"""Right side of

        \hat x_{ij} = \frac{x_{ij} - \mu_i}{s_i}

    Shapes: x (..., n), mu (...), s (...); returns (..., n).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.normalised.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"layernorm_normalised: x has shape {np.shape(x)}: expected (..., n)")
    if np.shape(mu) != np.shape(x)[:-1]:
        raise ValueError(
            f"layernorm_normalised: x has shape {np.shape(x)}, mu has {np.shape(mu)}: "
            "their leading axes must be equal"
        )
    if np.shape(s) != np.shape(x)[:-1]:
        raise ValueError(
            f"layernorm_normalised: x has shape {np.shape(x)}, s has {np.shape(s)}: "
            "their leading axes must be equal"
        )
    if np.shape(mu) != np.shape(s):
        raise ValueError(f"layernorm_normalised: mu has shape {np.shape(mu)}, s has {np.shape(s)}: they must be equal")
    return (x - mu[..., None]) / s[..., None]


def layernorm(x_hat: np.ndarray, beta: np.ndarray, gamma: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = \gamma_j \hat x_{ij} + \beta_j

    Shapes: x_hat (..., n), beta (..., n), gamma (..., n); returns (..., n).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.
    """
    if np.ndim(x_hat) < 1:
        raise ValueError(f"layernorm: x_hat has shape {np.shape(x_hat)}: expected (..., n)")
    if np.ndim(beta) < 1:
        raise ValueError(f"layernorm: beta has shape {np.shape(beta)}: expected (..., n)")
    if np.ndim(gamma) < 1:
        raise ValueError(f"layernorm: gamma has shape {np.shape(gamma)}: expected (..., n)")
    if np.ndim(beta) > 1 and np.shape(beta)[:-1] != np.shape(x_hat)[:-1]:
        raise ValueError(
            f"layernorm: x_hat has shape {np.shape(x_hat)}, beta has {np.shape(beta)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(gamma) > 1 and np.shape(gamma)[:-1] != np.shape(x_hat)[:-1]:
        raise ValueError(
            f"layernorm: x_hat has shape {np.shape(x_hat)}, gamma has {np.shape(gamma)}: "
            "leading axes that both have must be equal"
        )
    if np.shape(beta) != np.shape(gamma):
        raise ValueError(f"layernorm: beta has shape {np.shape(beta)}, gamma has {np.shape(gamma)}: they must be equal")
    if x_hat.shape[-1] != beta.shape[-1]:
        raise ValueError(
            f"layernorm: x_hat has shape {np.shape(x_hat)}, beta has {np.shape(beta)}: "
            "x_hat's last axis must equal beta's last"
        )
    if x_hat.shape[-1] != gamma.shape[-1]:
        raise ValueError(
            f"layernorm: x_hat has shape {np.shape(x_hat)}, gamma has {np.shape(gamma)}: "
            "x_hat's last axis must equal gamma's last"
        )
    return gamma * x_hat + beta


def layernorm_dbeta(dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \beta} = \mathbf{1}^\top \frac{\partial L}{\partial Y}

    Shapes: dy (N, n); returns (n,).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.dbeta.
    """
    if np.ndim(dy) != 2:
        raise ValueError(f"layernorm_dbeta: dy has shape {np.shape(dy)}: expected (N, n)")
    return np.sum(dy, axis=0)


def layernorm_dgamma(x_hat: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \gamma_j} = \sum_i \frac{\partial L}{\partial y_{ij}} \hat x_{ij}

    Shapes: x_hat (N, n), dy (N, n); returns (n,).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.dgamma.
    """
    if np.ndim(x_hat) != 2:
        raise ValueError(f"layernorm_dgamma: x_hat has shape {np.shape(x_hat)}: expected (N, n)")
    if np.ndim(dy) != 2:
        raise ValueError(f"layernorm_dgamma: dy has shape {np.shape(dy)}: expected (N, n)")
    if x_hat.shape[0] != dy.shape[0]:
        raise ValueError(
            f"layernorm_dgamma: x_hat has shape {np.shape(x_hat)}, dy has {np.shape(dy)}: "
            "x_hat's first axis must equal dy's first"
        )
    if x_hat.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"layernorm_dgamma: x_hat has shape {np.shape(x_hat)}, dy has {np.shape(dy)}: "
            "x_hat's last axis must equal dy's last"
        )
    return np.sum(dy * x_hat, axis=0)


def layernorm_dx_hat(gamma: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \hat x_{ij}} = \frac{\partial L}{\partial y_{ij}} \gamma_j

    Shapes: gamma (..., n), dy (..., n); returns (..., n).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.dx_hat.
    """
    if np.ndim(gamma) < 1:
        raise ValueError(f"layernorm_dx_hat: gamma has shape {np.shape(gamma)}: expected (..., n)")
    if np.ndim(dy) < 1:
        raise ValueError(f"layernorm_dx_hat: dy has shape {np.shape(dy)}: expected (..., n)")
    if np.ndim(gamma) > 1 and np.shape(gamma)[:-1] != np.shape(dy)[:-1]:
        raise ValueError(
            f"layernorm_dx_hat: dy has shape {np.shape(dy)}, gamma has {np.shape(gamma)}: "
            "leading axes that both have must be equal"
        )
    if gamma.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"layernorm_dx_hat: gamma has shape {np.shape(gamma)}, dy has {np.shape(dy)}: "
            "gamma's last axis must equal dy's last"
        )
    return dy * gamma


def layernorm_dvariance(x_hat: np.ndarray, s: np.ndarray, dx_hat: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial v_i} = -\frac{1}{2 s_i^2} \sum_j \frac{\partial L}{\partial \hat x_{ij}} \hat x_{ij}

    Shapes: x_hat (..., n), s (...), dx_hat (..., n); returns (...).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.dvariance.
    """
    if np.ndim(x_hat) < 1:
        raise ValueError(f"layernorm_dvariance: x_hat has shape {np.shape(x_hat)}: expected (..., n)")
    if np.shape(s) != np.shape(x_hat)[:-1]:
        raise ValueError(
            f"layernorm_dvariance: x_hat has shape {np.shape(x_hat)}, s has {np.shape(s)}: "
            "their leading axes must be equal"
        )
    if np.shape(x_hat) != np.shape(dx_hat):
        raise ValueError(
            f"layernorm_dvariance: x_hat has shape {np.shape(x_hat)}, dx_hat has {np.shape(dx_hat)}: "
            "they must be equal"
        )
    return -np.sum(dx_hat * x_hat, axis=-1) / (2 * s ** 2)


def layernorm_dmean(s: np.ndarray, dx_hat: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial \mu_i} = -\frac{1}{s_i} \sum_j \frac{\partial L}{\partial \hat x_{ij}}

    Shapes: s (...), dx_hat (..., n); returns (...).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.dmean.
    """
    if np.ndim(dx_hat) < 1:
        raise ValueError(f"layernorm_dmean: dx_hat has shape {np.shape(dx_hat)}: expected (..., n)")
    if np.shape(dx_hat)[:-1] != np.shape(s):
        raise ValueError(
            f"layernorm_dmean: s has shape {np.shape(s)}, dx_hat has {np.shape(dx_hat)}: "
            "their leading axes must be equal"
        )
    return -np.sum(dx_hat, axis=-1) / s


def layernorm_dx(x_hat: np.ndarray, gamma: np.ndarray, s: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \frac{1}{s_i} \left( \gamma_j \frac{\partial L}{\partial y_{ij}} - \frac{1}{n} \sum_k \gamma_k \frac{\partial L}{\partial y_{ik}} - \frac{\hat x_{ij}}{n} \sum_k \gamma_k \frac{\partial L}{\partial y_{ik}} \hat x_{ik} \right)

    Shapes: x_hat (..., n), gamma (..., n), s (...), dy (..., n); returns (..., n).
    Source: Layers §2 Layer normalisation. Claim: layers.layernorm.dx.
    """
    if np.ndim(x_hat) < 1:
        raise ValueError(f"layernorm_dx: x_hat has shape {np.shape(x_hat)}: expected (..., n)")
    if np.ndim(gamma) < 1:
        raise ValueError(f"layernorm_dx: gamma has shape {np.shape(gamma)}: expected (..., n)")
    if np.shape(s) != np.shape(x_hat)[:-1]:
        raise ValueError(
            f"layernorm_dx: x_hat has shape {np.shape(x_hat)}, s has {np.shape(s)}: "
            "their leading axes must be equal"
        )
    if np.shape(x_hat) != np.shape(dy):
        raise ValueError(f"layernorm_dx: x_hat has shape {np.shape(x_hat)}, dy has {np.shape(dy)}: they must be equal")
    if np.ndim(gamma) > 1 and np.shape(gamma)[:-1] != np.shape(x_hat)[:-1]:
        raise ValueError(
            f"layernorm_dx: x_hat has shape {np.shape(x_hat)}, gamma has {np.shape(gamma)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(gamma) > 1 and np.shape(gamma)[:-1] != np.shape(s):
        raise ValueError(
            f"layernorm_dx: s has shape {np.shape(s)}, gamma has {np.shape(gamma)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(gamma) > 1 and np.shape(gamma)[:-1] != np.shape(dy)[:-1]:
        raise ValueError(
            f"layernorm_dx: dy has shape {np.shape(dy)}, gamma has {np.shape(gamma)}: "
            "leading axes that both have must be equal"
        )
    if x_hat.shape[-1] != gamma.shape[-1]:
        raise ValueError(
            f"layernorm_dx: x_hat has shape {np.shape(x_hat)}, gamma has {np.shape(gamma)}: "
            "x_hat's last axis must equal gamma's last"
        )
    total = np.sum(gamma * dy * x_hat, axis=-1, keepdims=True)
    total_2 = np.sum(gamma * dy, axis=-1, keepdims=True)
    return (gamma * dy - total_2 / x_hat.shape[-1] - x_hat * total / x_hat.shape[-1]) / s[..., None]


def log_softmax(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = x_{ij} - \log \sum_k e^{x_{ik}}

    Shapes: x (..., C); returns (..., C).
    Source: Layers §3 The logarithm of softmax. Claim: layers.log_softmax.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"log_softmax: x has shape {np.shape(x)}: expected (..., C)")
    largest = np.max(x, axis=-1, keepdims=True)
    return x - largest - np.log(np.sum(np.exp(x - largest), axis=-1, keepdims=True))


def log_softmax_backward(y: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} - e^{y_{ij}} \sum_k \frac{\partial L}{\partial y_{ik}}

    Shapes: y (..., C), dy (..., C); returns (..., C).
    Source: Layers §3 The logarithm of softmax. Claim: layers.log_softmax.dx.
    """
    if np.ndim(y) < 1:
        raise ValueError(f"log_softmax_backward: y has shape {np.shape(y)}: expected (..., C)")
    if np.shape(y) != np.shape(dy):
        raise ValueError(f"log_softmax_backward: y has shape {np.shape(y)}, dy has {np.shape(dy)}: they must be equal")
    return dy - np.exp(y) * np.sum(dy, axis=-1, keepdims=True)


def batch_softmax_cross_entropy(x: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        L = -\frac{1}{N} \sum_i \sum_j t_{ij} \log \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}

    Shapes: x (N, C), t (N, C); returns a number.
    Source: Layers §3 Softmax with cross entropy, mean over a batch. Claim: layers.batch_softmax_cross_entropy.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"batch_softmax_cross_entropy: x has shape {np.shape(x)}: expected (N, C)")
    if np.ndim(t) != 2:
        raise ValueError(f"batch_softmax_cross_entropy: t has shape {np.shape(t)}: expected (N, C)")
    if x.shape[0] != t.shape[0]:
        raise ValueError(
            f"batch_softmax_cross_entropy: x has shape {np.shape(x)}, t has {np.shape(t)}: "
            "x's first axis must equal t's first"
        )
    if x.shape[-1] != t.shape[-1]:
        raise ValueError(
            f"batch_softmax_cross_entropy: x has shape {np.shape(x)}, t has {np.shape(t)}: "
            "x's last axis must equal t's last"
        )
    largest = np.max(x, axis=-1, keepdims=True)
    return -np.sum(t * (x - largest - np.log(np.sum(np.exp(x - largest), axis=-1, keepdims=True)))) / x.shape[0]


def batch_cross_entropy(y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        L = -\frac{1}{N} \sum_i \sum_j t_{ij} \log y_{ij}

    Shapes: y (N, C), t (N, C); returns a number.
    Source: Layers §3 Softmax with cross entropy, mean over a batch. Claim: layers.batch_cross_entropy.
    0 · log 0 counts as 0; where only the probability is 0, the result is infinite.
    """
    if np.ndim(y) != 2:
        raise ValueError(f"batch_cross_entropy: y has shape {np.shape(y)}: expected (N, C)")
    if np.ndim(t) != 2:
        raise ValueError(f"batch_cross_entropy: t has shape {np.shape(t)}: expected (N, C)")
    if y.shape[0] != t.shape[0]:
        raise ValueError(
            f"batch_cross_entropy: y has shape {np.shape(y)}, t has {np.shape(t)}: "
            "y's first axis must equal t's first"
        )
    if y.shape[-1] != t.shape[-1]:
        raise ValueError(
            f"batch_cross_entropy: y has shape {np.shape(y)}, t has {np.shape(t)}: "
            "y's last axis must equal t's last"
        )
    with np.errstate(divide="ignore"):
        return -np.sum(np.where(t == 0, 0, t * np.log(np.where(t != 0, y, 1)))) / y.shape[0]


def batch_cross_entropy_backward(y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial y_{ij}} = -\frac{1}{N} \frac{t_{ij}}{y_{ij}}

    Shapes: y (N, C), t (N, C); returns (N, C).
    Source: Layers §3 Softmax with cross entropy, mean over a batch. Claim: layers.batch_cross_entropy.dy.
    """
    if np.ndim(y) != 2:
        raise ValueError(f"batch_cross_entropy_backward: y has shape {np.shape(y)}: expected (N, C)")
    if np.ndim(t) != 2:
        raise ValueError(f"batch_cross_entropy_backward: t has shape {np.shape(t)}: expected (N, C)")
    if y.shape[0] != t.shape[0]:
        raise ValueError(
            f"batch_cross_entropy_backward: y has shape {np.shape(y)}, t has {np.shape(t)}: "
            "y's first axis must equal t's first"
        )
    if y.shape[-1] != t.shape[-1]:
        raise ValueError(
            f"batch_cross_entropy_backward: y has shape {np.shape(y)}, t has {np.shape(t)}: "
            "y's last axis must equal t's last"
        )
    return -t / (y.shape[0] * y)


def batch_softmax_cross_entropy_backward(y: np.ndarray, t: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial X} = \frac{1}{N} (Y - T)

    Shapes: y (N, C), t (N, C); returns (N, C).
    Source: Layers §3 Softmax with cross entropy, mean over a batch. Claim: layers.batch_softmax_cross_entropy.dx.
    """
    if np.ndim(y) != 2:
        raise ValueError(f"batch_softmax_cross_entropy_backward: y has shape {np.shape(y)}: expected (N, C)")
    if np.ndim(t) != 2:
        raise ValueError(f"batch_softmax_cross_entropy_backward: t has shape {np.shape(t)}: expected (N, C)")
    if y.shape[0] != t.shape[0]:
        raise ValueError(
            f"batch_softmax_cross_entropy_backward: y has shape {np.shape(y)}, t has {np.shape(t)}: "
            "y's first axis must equal t's first"
        )
    if y.shape[-1] != t.shape[-1]:
        raise ValueError(
            f"batch_softmax_cross_entropy_backward: y has shape {np.shape(y)}, t has {np.shape(t)}: "
            "y's last axis must equal t's last"
        )
    return (y - t) / y.shape[0]


def dropout(x: np.ndarray, m: np.ndarray, p: np.ndarray) -> np.ndarray:
    r"""Right side of

        Y = \frac{1}{p} M \odot X

    Shapes: x (...), m (...), p a number; returns (...).
    Source: Layers §4 Dropout. Claim: layers.dropout.
    """
    if np.ndim(p) != 0:
        raise ValueError(f"dropout: p has shape {np.shape(p)}: expected a number")
    if np.shape(x) != np.shape(m):
        raise ValueError(f"dropout: x has shape {np.shape(x)}, m has {np.shape(m)}: they must be equal")
    return m * x / p


def dropout_backward(m: np.ndarray, dy: np.ndarray, p: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial X} = \frac{1}{p} M \odot \frac{\partial L}{\partial Y}

    Shapes: m (...), dy (...), p a number; returns (...).
    Source: Layers §4 Dropout. Claim: layers.dropout.dx.
    """
    if np.ndim(p) != 0:
        raise ValueError(f"dropout_backward: p has shape {np.shape(p)}: expected a number")
    if np.shape(m) != np.shape(dy):
        raise ValueError(f"dropout_backward: m has shape {np.shape(m)}, dy has {np.shape(dy)}: they must be equal")
    return m * dy / p


def leaky_relu(x: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = \begin{cases} x_{ij} & \text{if } x_{ij} > 0 \\ a x_{ij} & \text{otherwise} \end{cases}

    Shapes: x (...), a a number; returns (...).
    Source: Layers §5 Leaky ReLU. Claim: layers.leaky_relu.
    """
    if np.ndim(a) != 0:
        raise ValueError(f"leaky_relu: a has shape {np.shape(a)}: expected a number")
    return np.where(x > 0, x, a * x)


def leaky_relu_backward(x: np.ndarray, dy: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \begin{cases} \frac{\partial L}{\partial y_{ij}} & \text{if } x_{ij} > 0 \\ a \frac{\partial L}{\partial y_{ij}} & \text{otherwise} \end{cases}

    Shapes: x (...), dy (...), a a number; returns (...).
    Source: Layers §5 Leaky ReLU. Claim: layers.leaky_relu.dx.
    Not claimed where x_{ij} = 0.
    """
    if np.ndim(a) != 0:
        raise ValueError(f"leaky_relu_backward: a has shape {np.shape(a)}: expected a number")
    if np.shape(x) != np.shape(dy):
        raise ValueError(f"leaky_relu_backward: x has shape {np.shape(x)}, dy has {np.shape(dy)}: they must be equal")
    return np.where(x > 0, dy, a * dy)


def leaky_relu_da(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial a} = \sum_i \sum_j \min(0, x_{ij}) \frac{\partial L}{\partial y_{ij}}

    Shapes: x (N, n), dy (N, n); returns a number.
    Source: Layers §5 Leaky ReLU. Claim: layers.leaky_relu.da.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"leaky_relu_da: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(dy) != 2:
        raise ValueError(f"leaky_relu_da: dy has shape {np.shape(dy)}: expected (N, n)")
    if x.shape[0] != dy.shape[0]:
        raise ValueError(
            f"leaky_relu_da: x has shape {np.shape(x)}, dy has {np.shape(dy)}: "
            "x's first axis must equal dy's first"
        )
    if x.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"leaky_relu_da: x has shape {np.shape(x)}, dy has {np.shape(dy)}: "
            "x's last axis must equal dy's last"
        )
    return np.sum(np.minimum(0, x) * dy)


def elu(x: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = \begin{cases} x_{ij} & \text{if } x_{ij} > 0 \\ a (e^{x_{ij}} - 1) & \text{otherwise} \end{cases}

    Shapes: x (...), a a number; returns (...).
    Source: Layers §5 ELU. Claim: layers.elu.
    """
    if np.ndim(a) != 0:
        raise ValueError(f"elu: a has shape {np.shape(a)}: expected a number")
    return np.where(x > 0, x, a * (np.exp(np.where(x <= 0, x, 1)) - 1))


def elu_backward(x: np.ndarray, dy: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \begin{cases} \frac{\partial L}{\partial y_{ij}} & \text{if } x_{ij} > 0 \\ \frac{\partial L}{\partial y_{ij}} a e^{x_{ij}} & \text{otherwise} \end{cases}

    Shapes: x (...), dy (...), a a number; returns (...).
    Source: Layers §5 ELU. Claim: layers.elu.dx.
    Not claimed where x_{ij} = 0.
    """
    if np.ndim(a) != 0:
        raise ValueError(f"elu_backward: a has shape {np.shape(a)}: expected a number")
    if np.shape(x) != np.shape(dy):
        raise ValueError(f"elu_backward: x has shape {np.shape(x)}, dy has {np.shape(dy)}: they must be equal")
    return np.where(x > 0, dy, dy * a * np.exp(np.where(x <= 0, x, 1)))


def softplus(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = \log(1 + e^{x_{ij}})

    Shapes: x (...); returns (...).
    Source: Layers §5 Softplus. Claim: layers.softplus.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    larger = np.maximum(0, x)
    return larger + np.log(np.exp(-larger) + np.exp(x - larger))


def softplus_backward(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} \frac{1}{1 + e^{-x_{ij}}}

    Shapes: x (...), dy (...); returns (...).
    Source: Layers §5 Softplus. Claim: layers.softplus.dx.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.shape(x) != np.shape(dy):
        raise ValueError(f"softplus_backward: x has shape {np.shape(x)}, dy has {np.shape(dy)}: they must be equal")
    larger = np.maximum(0, -x)
    powers = np.exp(-larger)
    return dy * powers / (powers + np.exp(-x - larger))


def silu(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = \frac{x_{ij}}{1 + e^{-x_{ij}}}

    Shapes: x (...); returns (...).
    Source: Layers §5 SiLU. Claim: layers.silu.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    larger = np.maximum(0, -x)
    powers = np.exp(-larger)
    return x * powers / (powers + np.exp(-x - larger))


def silu_backward(s: np.ndarray, y: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot \left( S + Y \odot (1 - S) \right)

    Shapes: s (...), y (...), dy (...); returns (...).
    Source: Layers §5 SiLU. Claim: layers.silu.dx.
    """
    if np.shape(s) != np.shape(y):
        raise ValueError(f"silu_backward: s has shape {np.shape(s)}, y has {np.shape(y)}: they must be equal")
    if np.shape(s) != np.shape(dy):
        raise ValueError(f"silu_backward: s has shape {np.shape(s)}, dy has {np.shape(dy)}: they must be equal")
    return dy * (s + y * (1 - s))


def gelu(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        y_{ij} = x_{ij} \Phi(x_{ij})

    Shapes: x (...); returns (...).
    Source: Layers §5 GELU. Claim: layers.gelu.
    """
    return x * (1 + _erf(x / np.sqrt(2))) / 2


def gelu_backward(x: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} \left( \Phi(x_{ij}) + x_{ij} \phi(x_{ij}) \right)

    Shapes: x (...), dy (...); returns (...).
    Source: Layers §5 GELU. Claim: layers.gelu.dx.
    """
    if np.shape(x) != np.shape(dy):
        raise ValueError(f"gelu_backward: x has shape {np.shape(x)}, dy has {np.shape(dy)}: they must be equal")
    return dy * ((1 + _erf(x / np.sqrt(2))) / 2 + x * np.exp(-x ** 2 / 2) / np.sqrt(2 * np.pi))


def mlp_sigmoid_hidden(x: np.ndarray, w_1: np.ndarray, b_1: np.ndarray) -> np.ndarray:
    r"""Right side of

        H = \sigma(X W_1 + \mathbf{1} b_1)

    Shapes: x (..., n), w_1 (n, m), b_1 (..., m); returns (..., m).
    Source: Layers §6 With sigmoid. Claim: layers.mlp_sigmoid.hidden.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"mlp_sigmoid_hidden: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(w_1) != 2:
        raise ValueError(f"mlp_sigmoid_hidden: w_1 has shape {np.shape(w_1)}: expected (n, m)")
    if np.ndim(b_1) < 1:
        raise ValueError(f"mlp_sigmoid_hidden: b_1 has shape {np.shape(b_1)}: expected (..., m)")
    if np.ndim(b_1) > 1 and np.shape(b_1)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"mlp_sigmoid_hidden: x has shape {np.shape(x)}, b_1 has {np.shape(b_1)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w_1.shape[0]:
        raise ValueError(
            f"mlp_sigmoid_hidden: x has shape {np.shape(x)}, w_1 has {np.shape(w_1)}: "
            "x's last axis must equal w_1's first"
        )
    if w_1.shape[-1] != b_1.shape[-1]:
        raise ValueError(
            f"mlp_sigmoid_hidden: w_1 has shape {np.shape(w_1)}, b_1 has {np.shape(b_1)}: "
            "w_1's last axis must equal b_1's last"
        )
    weighted = x @ w_1 + b_1
    larger = np.maximum(0, -weighted)
    powers = np.exp(-larger)
    return powers / (powers + np.exp(-weighted - larger))


def mlp_output(w_2: np.ndarray, b_2: np.ndarray, h: np.ndarray) -> np.ndarray:
    r"""Right side of

        Y = H W_2 + \mathbf{1} b_2

    Shapes: w_2 (m, k), b_2 (..., k), h (..., m); returns (..., k).
    Source: Layers §6 With sigmoid. Claim: layers.mlp.output.
    """
    if np.ndim(w_2) != 2:
        raise ValueError(f"mlp_output: w_2 has shape {np.shape(w_2)}: expected (m, k)")
    if np.ndim(b_2) < 1:
        raise ValueError(f"mlp_output: b_2 has shape {np.shape(b_2)}: expected (..., k)")
    if np.ndim(h) < 1:
        raise ValueError(f"mlp_output: h has shape {np.shape(h)}: expected (..., m)")
    if np.ndim(b_2) > 1 and np.shape(b_2)[:-1] != np.shape(h)[:-1]:
        raise ValueError(
            f"mlp_output: h has shape {np.shape(h)}, b_2 has {np.shape(b_2)}: "
            "leading axes that both have must be equal"
        )
    if w_2.shape[-1] != b_2.shape[-1]:
        raise ValueError(
            f"mlp_output: w_2 has shape {np.shape(w_2)}, b_2 has {np.shape(b_2)}: "
            "w_2's last axis must equal b_2's last"
        )
    if w_2.shape[0] != h.shape[-1]:
        raise ValueError(
            f"mlp_output: w_2 has shape {np.shape(w_2)}, h has {np.shape(h)}: "
            "w_2's first axis must equal h's last"
        )
    return h @ w_2 + b_2


def mlp_dw_2(h: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial W_2} = H^\top \frac{\partial L}{\partial Y}

    Shapes: h (N, m), dy (N, k); returns (m, k).
    Source: Layers §6 With sigmoid. Claim: layers.mlp.dw_2.
    """
    if np.ndim(h) != 2:
        raise ValueError(f"mlp_dw_2: h has shape {np.shape(h)}: expected (N, m)")
    if np.ndim(dy) != 2:
        raise ValueError(f"mlp_dw_2: dy has shape {np.shape(dy)}: expected (N, k)")
    if h.shape[0] != dy.shape[0]:
        raise ValueError(
            f"mlp_dw_2: h has shape {np.shape(h)}, dy has {np.shape(dy)}: "
            "h's first axis must equal dy's first"
        )
    return h.T @ dy


def mlp_db_2(dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial b_2} = \mathbf{1}^\top \frac{\partial L}{\partial Y}

    Shapes: dy (N, k); returns (k,).
    Source: Layers §6 With sigmoid. Claim: layers.mlp.db_2.
    """
    if np.ndim(dy) != 2:
        raise ValueError(f"mlp_db_2: dy has shape {np.shape(dy)}: expected (N, k)")
    return np.sum(dy, axis=0)


def mlp_dh(w_2: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial H} = \frac{\partial L}{\partial Y} W_2^\top

    Shapes: w_2 (m, k), dy (..., k); returns (..., m).
    Source: Layers §6 With sigmoid. Claim: layers.mlp.dh.
    """
    if np.ndim(w_2) != 2:
        raise ValueError(f"mlp_dh: w_2 has shape {np.shape(w_2)}: expected (m, k)")
    if np.ndim(dy) < 1:
        raise ValueError(f"mlp_dh: dy has shape {np.shape(dy)}: expected (..., k)")
    if w_2.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"mlp_dh: w_2 has shape {np.shape(w_2)}, dy has {np.shape(dy)}: "
            "w_2's last axis must equal dy's last"
        )
    return dy @ w_2.T


def mlp_sigmoid_da(h: np.ndarray, dh: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} \odot H \odot (1 - H)

    Shapes: h (...), dh (...); returns (...).
    Source: Layers §6 With sigmoid. Claim: layers.mlp_sigmoid.da.
    """
    if np.shape(h) != np.shape(dh):
        raise ValueError(f"mlp_sigmoid_da: h has shape {np.shape(h)}, dh has {np.shape(dh)}: they must be equal")
    return dh * h * (1 - h)


def mlp_dw_1(x: np.ndarray, da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial W_1} = X^\top \frac{\partial L}{\partial A}

    Shapes: x (N, n), da (N, m); returns (n, m).
    Source: Layers §6 With sigmoid. Claim: layers.mlp.dw_1.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"mlp_dw_1: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(da) != 2:
        raise ValueError(f"mlp_dw_1: da has shape {np.shape(da)}: expected (N, m)")
    if x.shape[0] != da.shape[0]:
        raise ValueError(
            f"mlp_dw_1: x has shape {np.shape(x)}, da has {np.shape(da)}: "
            "x's first axis must equal da's first"
        )
    return x.T @ da


def mlp_db_1(da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial b_1} = \mathbf{1}^\top \frac{\partial L}{\partial A}

    Shapes: da (N, m); returns (m,).
    Source: Layers §6 With sigmoid. Claim: layers.mlp.db_1.
    """
    if np.ndim(da) != 2:
        raise ValueError(f"mlp_db_1: da has shape {np.shape(da)}: expected (N, m)")
    return np.sum(da, axis=0)


def mlp_dx(w_1: np.ndarray, da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W_1^\top

    Shapes: w_1 (n, m), da (..., m); returns (..., n).
    Source: Layers §6 With sigmoid. Claim: layers.mlp.dx.
    """
    if np.ndim(w_1) != 2:
        raise ValueError(f"mlp_dx: w_1 has shape {np.shape(w_1)}: expected (n, m)")
    if np.ndim(da) < 1:
        raise ValueError(f"mlp_dx: da has shape {np.shape(da)}: expected (..., m)")
    if w_1.shape[-1] != da.shape[-1]:
        raise ValueError(
            f"mlp_dx: w_1 has shape {np.shape(w_1)}, da has {np.shape(da)}: "
            "w_1's last axis must equal da's last"
        )
    return da @ w_1.T


def mlp_sigmoid_dw_1(x: np.ndarray, w_2: np.ndarray, h: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial W_1} = X^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot H \odot (1 - H) \right)

    Shapes: x (N, n), w_2 (m, k), h (N, m), dy (N, k); returns (n, m).
    Source: Layers §6 With sigmoid. Claim: layers.mlp_sigmoid.dw_1.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"mlp_sigmoid_dw_1: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(w_2) != 2:
        raise ValueError(f"mlp_sigmoid_dw_1: w_2 has shape {np.shape(w_2)}: expected (m, k)")
    if np.ndim(h) != 2:
        raise ValueError(f"mlp_sigmoid_dw_1: h has shape {np.shape(h)}: expected (N, m)")
    if np.ndim(dy) != 2:
        raise ValueError(f"mlp_sigmoid_dw_1: dy has shape {np.shape(dy)}: expected (N, k)")
    if x.shape[0] != h.shape[0]:
        raise ValueError(
            f"mlp_sigmoid_dw_1: x has shape {np.shape(x)}, h has {np.shape(h)}: "
            "x's first axis must equal h's first"
        )
    if w_2.shape[0] != h.shape[-1]:
        raise ValueError(
            f"mlp_sigmoid_dw_1: w_2 has shape {np.shape(w_2)}, h has {np.shape(h)}: "
            "w_2's first axis must equal h's last"
        )
    if x.shape[0] != dy.shape[0]:
        raise ValueError(
            f"mlp_sigmoid_dw_1: x has shape {np.shape(x)}, dy has {np.shape(dy)}: "
            "x's first axis must equal dy's first"
        )
    if w_2.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"mlp_sigmoid_dw_1: w_2 has shape {np.shape(w_2)}, dy has {np.shape(dy)}: "
            "w_2's last axis must equal dy's last"
        )
    return x.T @ (dy @ w_2.T * h * (1 - h))


def mlp_sigmoid_db_1(w_2: np.ndarray, h: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial b_1} = \mathbf{1}^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot H \odot (1 - H) \right)

    Shapes: w_2 (m, k), h (N, m), dy (N, k); returns (m,).
    Source: Layers §6 With sigmoid. Claim: layers.mlp_sigmoid.db_1.
    """
    if np.ndim(w_2) != 2:
        raise ValueError(f"mlp_sigmoid_db_1: w_2 has shape {np.shape(w_2)}: expected (m, k)")
    if np.ndim(h) != 2:
        raise ValueError(f"mlp_sigmoid_db_1: h has shape {np.shape(h)}: expected (N, m)")
    if np.ndim(dy) != 2:
        raise ValueError(f"mlp_sigmoid_db_1: dy has shape {np.shape(dy)}: expected (N, k)")
    if w_2.shape[0] != h.shape[-1]:
        raise ValueError(
            f"mlp_sigmoid_db_1: w_2 has shape {np.shape(w_2)}, h has {np.shape(h)}: "
            "w_2's first axis must equal h's last"
        )
    if h.shape[0] != dy.shape[0]:
        raise ValueError(
            f"mlp_sigmoid_db_1: h has shape {np.shape(h)}, dy has {np.shape(dy)}: "
            "h's first axis must equal dy's first"
        )
    if w_2.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"mlp_sigmoid_db_1: w_2 has shape {np.shape(w_2)}, dy has {np.shape(dy)}: "
            "w_2's last axis must equal dy's last"
        )
    return np.sum(dy @ w_2.T * h * (1 - h), axis=0)


def mlp_relu_hidden(x: np.ndarray, w_1: np.ndarray, b_1: np.ndarray) -> np.ndarray:
    r"""Right side of

        H = r(X W_1 + \mathbf{1} b_1)

    Shapes: x (..., n), w_1 (n, m), b_1 (..., m); returns (..., m).
    Source: Layers §6 With ReLU. Claim: layers.mlp_relu.hidden.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"mlp_relu_hidden: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(w_1) != 2:
        raise ValueError(f"mlp_relu_hidden: w_1 has shape {np.shape(w_1)}: expected (n, m)")
    if np.ndim(b_1) < 1:
        raise ValueError(f"mlp_relu_hidden: b_1 has shape {np.shape(b_1)}: expected (..., m)")
    if np.ndim(b_1) > 1 and np.shape(b_1)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"mlp_relu_hidden: x has shape {np.shape(x)}, b_1 has {np.shape(b_1)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w_1.shape[0]:
        raise ValueError(
            f"mlp_relu_hidden: x has shape {np.shape(x)}, w_1 has {np.shape(w_1)}: "
            "x's last axis must equal w_1's first"
        )
    if w_1.shape[-1] != b_1.shape[-1]:
        raise ValueError(
            f"mlp_relu_hidden: w_1 has shape {np.shape(w_1)}, b_1 has {np.shape(b_1)}: "
            "w_1's last axis must equal b_1's last"
        )
    weighted = x @ w_1 + b_1
    return np.where(weighted > 0, weighted, 0)


def mlp_relu_da(h: np.ndarray, dh: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial H} \odot \theta(A) = \frac{\partial L}{\partial H} \odot \theta(H)

    Shapes: h (...), dh (...); returns (...).
    Source: Layers §6 With ReLU. Claim: layers.mlp_relu.da.
    Not claimed where a_{ij} = 0.
    """
    if np.shape(h) != np.shape(dh):
        raise ValueError(f"mlp_relu_da: h has shape {np.shape(h)}, dh has {np.shape(dh)}: they must be equal")
    return dh * np.where(h > 0, 1.0, 0.0)


def mlp_relu_dw_1(x: np.ndarray, w_2: np.ndarray, a: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial W_1} = X^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot \theta(A) \right)

    Shapes: x (N, n), w_2 (m, k), a (N, m), dy (N, k); returns (n, m).
    Source: Layers §6 With ReLU. Claim: layers.mlp_relu.dw_1.
    Not claimed where a_{ij} = 0.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"mlp_relu_dw_1: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(w_2) != 2:
        raise ValueError(f"mlp_relu_dw_1: w_2 has shape {np.shape(w_2)}: expected (m, k)")
    if np.ndim(a) != 2:
        raise ValueError(f"mlp_relu_dw_1: a has shape {np.shape(a)}: expected (N, m)")
    if np.ndim(dy) != 2:
        raise ValueError(f"mlp_relu_dw_1: dy has shape {np.shape(dy)}: expected (N, k)")
    if x.shape[0] != a.shape[0]:
        raise ValueError(
            f"mlp_relu_dw_1: x has shape {np.shape(x)}, a has {np.shape(a)}: "
            "x's first axis must equal a's first"
        )
    if w_2.shape[0] != a.shape[-1]:
        raise ValueError(
            f"mlp_relu_dw_1: w_2 has shape {np.shape(w_2)}, a has {np.shape(a)}: "
            "w_2's first axis must equal a's last"
        )
    if x.shape[0] != dy.shape[0]:
        raise ValueError(
            f"mlp_relu_dw_1: x has shape {np.shape(x)}, dy has {np.shape(dy)}: "
            "x's first axis must equal dy's first"
        )
    if w_2.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"mlp_relu_dw_1: w_2 has shape {np.shape(w_2)}, dy has {np.shape(dy)}: "
            "w_2's last axis must equal dy's last"
        )
    return x.T @ (dy @ w_2.T * np.where(a > 0, 1.0, 0.0))


def mlp_relu_db_1(w_2: np.ndarray, a: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial b_1} = \mathbf{1}^\top \left( \left( \frac{\partial L}{\partial Y} W_2^\top \right) \odot \theta(A) \right)

    Shapes: w_2 (m, k), a (N, m), dy (N, k); returns (m,).
    Source: Layers §6 With ReLU. Claim: layers.mlp_relu.db_1.
    Not claimed where a_{ij} = 0.
    """
    if np.ndim(w_2) != 2:
        raise ValueError(f"mlp_relu_db_1: w_2 has shape {np.shape(w_2)}: expected (m, k)")
    if np.ndim(a) != 2:
        raise ValueError(f"mlp_relu_db_1: a has shape {np.shape(a)}: expected (N, m)")
    if np.ndim(dy) != 2:
        raise ValueError(f"mlp_relu_db_1: dy has shape {np.shape(dy)}: expected (N, k)")
    if w_2.shape[0] != a.shape[-1]:
        raise ValueError(
            f"mlp_relu_db_1: w_2 has shape {np.shape(w_2)}, a has {np.shape(a)}: "
            "w_2's first axis must equal a's last"
        )
    if a.shape[0] != dy.shape[0]:
        raise ValueError(
            f"mlp_relu_db_1: a has shape {np.shape(a)}, dy has {np.shape(dy)}: "
            "a's first axis must equal dy's first"
        )
    if w_2.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"mlp_relu_db_1: w_2 has shape {np.shape(w_2)}, dy has {np.shape(dy)}: "
            "w_2's last axis must equal dy's last"
        )
    return np.sum(dy @ w_2.T * np.where(a > 0, 1.0, 0.0), axis=0)


def rnn(x: np.ndarray, w: np.ndarray, b: np.ndarray, h_0: np.ndarray, u: np.ndarray) -> np.ndarray:
    r"""Right side of

        H = \tanh(X W + H_0 U + \mathbf{1} b)

    Shapes: x (..., n), w (n, m), b (..., m), h_0 (..., m), u (m, m); returns (..., m).
    Source: Layers §7 A recurrent step. Claim: layers.rnn.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"rnn: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(w) != 2:
        raise ValueError(f"rnn: w has shape {np.shape(w)}: expected (n, m)")
    if np.ndim(b) < 1:
        raise ValueError(f"rnn: b has shape {np.shape(b)}: expected (..., m)")
    if np.ndim(h_0) < 1:
        raise ValueError(f"rnn: h_0 has shape {np.shape(h_0)}: expected (..., m)")
    if np.ndim(u) != 2:
        raise ValueError(f"rnn: u has shape {np.shape(u)}: expected (m, m)")
    if np.shape(h_0)[:-1] != np.shape(x)[:-1]:
        raise ValueError(f"rnn: x has shape {np.shape(x)}, h_0 has {np.shape(h_0)}: their leading axes must be equal")
    if np.ndim(b) > 1 and np.shape(b)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"rnn: x has shape {np.shape(x)}, b has {np.shape(b)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(b) > 1 and np.shape(b)[:-1] != np.shape(h_0)[:-1]:
        raise ValueError(
            f"rnn: h_0 has shape {np.shape(h_0)}, b has {np.shape(b)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w.shape[0]:
        raise ValueError(f"rnn: x has shape {np.shape(x)}, w has {np.shape(w)}: x's last axis must equal w's first")
    if w.shape[-1] != b.shape[-1]:
        raise ValueError(f"rnn: w has shape {np.shape(w)}, b has {np.shape(b)}: w's last axis must equal b's last")
    if w.shape[-1] != h_0.shape[-1]:
        raise ValueError(
            f"rnn: w has shape {np.shape(w)}, h_0 has {np.shape(h_0)}: "
            "w's last axis must equal h_0's last"
        )
    if w.shape[-1] != u.shape[0]:
        raise ValueError(f"rnn: w has shape {np.shape(w)}, u has {np.shape(u)}: w's last axis must equal u's first")
    if w.shape[-1] != u.shape[-1]:
        raise ValueError(f"rnn: w has shape {np.shape(w)}, u has {np.shape(u)}: w's last axis must equal u's last")
    return np.tanh(x @ w + h_0 @ u + b)


def rnn_da(h: np.ndarray, dh: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial A} = \frac{\partial L}{\partial H} \odot (1 - H \odot H)

    Shapes: h (...), dh (...); returns (...).
    Source: Layers §7 A recurrent step. Claim: layers.rnn.da.
    """
    if np.shape(h) != np.shape(dh):
        raise ValueError(f"rnn_da: h has shape {np.shape(h)}, dh has {np.shape(dh)}: they must be equal")
    return dh * (1 - h ** 2)


def rnn_dx(w: np.ndarray, da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial X} = \frac{\partial L}{\partial A} W^\top

    Shapes: w (n, m), da (..., m); returns (..., n).
    Source: Layers §7 A recurrent step. Claim: layers.rnn.dx.
    """
    if np.ndim(w) != 2:
        raise ValueError(f"rnn_dx: w has shape {np.shape(w)}: expected (n, m)")
    if np.ndim(da) < 1:
        raise ValueError(f"rnn_dx: da has shape {np.shape(da)}: expected (..., m)")
    if w.shape[-1] != da.shape[-1]:
        raise ValueError(
            f"rnn_dx: w has shape {np.shape(w)}, da has {np.shape(da)}: "
            "w's last axis must equal da's last"
        )
    return da @ w.T


def rnn_dh_0(u: np.ndarray, da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial H_0} = \frac{\partial L}{\partial A} U^\top

    Shapes: u (m, m), da (..., m); returns (..., m).
    Source: Layers §7 A recurrent step. Claim: layers.rnn.dh_0.
    """
    if np.ndim(u) != 2:
        raise ValueError(f"rnn_dh_0: u has shape {np.shape(u)}: expected (m, m)")
    if np.ndim(da) < 1:
        raise ValueError(f"rnn_dh_0: da has shape {np.shape(da)}: expected (..., m)")
    if u.shape[0] != u.shape[-1]:
        raise ValueError(f"rnn_dh_0: u has shape {np.shape(u)}: u's first axis must equal u's last")
    if u.shape[0] != da.shape[-1]:
        raise ValueError(
            f"rnn_dh_0: u has shape {np.shape(u)}, da has {np.shape(da)}: "
            "u's first axis must equal da's last"
        )
    return da @ u.T


def rnn_dw(x: np.ndarray, da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial A}

    Shapes: x (N, n), da (N, m); returns (n, m).
    Source: Layers §7 A recurrent step. Claim: layers.rnn.dw.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"rnn_dw: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(da) != 2:
        raise ValueError(f"rnn_dw: da has shape {np.shape(da)}: expected (N, m)")
    if x.shape[0] != da.shape[0]:
        raise ValueError(
            f"rnn_dw: x has shape {np.shape(x)}, da has {np.shape(da)}: "
            "x's first axis must equal da's first"
        )
    return x.T @ da


def rnn_du(h_0: np.ndarray, da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial U} = H_0^\top \frac{\partial L}{\partial A}

    Shapes: h_0 (N, m), da (N, m); returns (m, m).
    Source: Layers §7 A recurrent step. Claim: layers.rnn.du.
    """
    if np.ndim(h_0) != 2:
        raise ValueError(f"rnn_du: h_0 has shape {np.shape(h_0)}: expected (N, m)")
    if np.ndim(da) != 2:
        raise ValueError(f"rnn_du: da has shape {np.shape(da)}: expected (N, m)")
    if h_0.shape[0] != da.shape[0]:
        raise ValueError(
            f"rnn_du: h_0 has shape {np.shape(h_0)}, da has {np.shape(da)}: "
            "h_0's first axis must equal da's first"
        )
    if h_0.shape[-1] != da.shape[-1]:
        raise ValueError(
            f"rnn_du: h_0 has shape {np.shape(h_0)}, da has {np.shape(da)}: "
            "h_0's last axis must equal da's last"
        )
    return h_0.T @ da


def rnn_db(da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial b} = \mathbf{1}^\top \frac{\partial L}{\partial A}

    Shapes: da (N, m); returns (m,).
    Source: Layers §7 A recurrent step. Claim: layers.rnn.db.
    """
    if np.ndim(da) != 2:
        raise ValueError(f"rnn_db: da has shape {np.shape(da)}: expected (N, m)")
    return np.sum(da, axis=0)


def lstm_gate(x: np.ndarray, w_o: np.ndarray, b_o: np.ndarray, h_0: np.ndarray, u_o: np.ndarray) -> np.ndarray:
    r"""Right side of

        S_o &= \sigma(X W_o + H_0 U_o + \mathbf{1} b_o)

    Shapes: x (..., n), w_o (n, m), b_o (..., m), h_0 (..., m), u_o (m, m); returns (..., m).
    Source: Layers §8 The forward step. Claim: layers.lstm.gate.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"lstm_gate: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(w_o) != 2:
        raise ValueError(f"lstm_gate: w_o has shape {np.shape(w_o)}: expected (n, m)")
    if np.ndim(b_o) < 1:
        raise ValueError(f"lstm_gate: b_o has shape {np.shape(b_o)}: expected (..., m)")
    if np.ndim(h_0) < 1:
        raise ValueError(f"lstm_gate: h_0 has shape {np.shape(h_0)}: expected (..., m)")
    if np.ndim(u_o) != 2:
        raise ValueError(f"lstm_gate: u_o has shape {np.shape(u_o)}: expected (m, m)")
    if np.shape(h_0)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"lstm_gate: x has shape {np.shape(x)}, h_0 has {np.shape(h_0)}: "
            "their leading axes must be equal"
        )
    if np.ndim(b_o) > 1 and np.shape(b_o)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"lstm_gate: x has shape {np.shape(x)}, b_o has {np.shape(b_o)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(b_o) > 1 and np.shape(b_o)[:-1] != np.shape(h_0)[:-1]:
        raise ValueError(
            f"lstm_gate: h_0 has shape {np.shape(h_0)}, b_o has {np.shape(b_o)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w_o.shape[0]:
        raise ValueError(
            f"lstm_gate: x has shape {np.shape(x)}, w_o has {np.shape(w_o)}: "
            "x's last axis must equal w_o's first"
        )
    if w_o.shape[-1] != b_o.shape[-1]:
        raise ValueError(
            f"lstm_gate: w_o has shape {np.shape(w_o)}, b_o has {np.shape(b_o)}: "
            "w_o's last axis must equal b_o's last"
        )
    if w_o.shape[-1] != h_0.shape[-1]:
        raise ValueError(
            f"lstm_gate: w_o has shape {np.shape(w_o)}, h_0 has {np.shape(h_0)}: "
            "w_o's last axis must equal h_0's last"
        )
    if w_o.shape[-1] != u_o.shape[0]:
        raise ValueError(
            f"lstm_gate: w_o has shape {np.shape(w_o)}, u_o has {np.shape(u_o)}: "
            "w_o's last axis must equal u_o's first"
        )
    if w_o.shape[-1] != u_o.shape[-1]:
        raise ValueError(
            f"lstm_gate: w_o has shape {np.shape(w_o)}, u_o has {np.shape(u_o)}: "
            "w_o's last axis must equal u_o's last"
        )
    weighted = x @ w_o + h_0 @ u_o + b_o
    larger = np.maximum(0, -weighted)
    powers = np.exp(-larger)
    return powers / (powers + np.exp(-weighted - larger))


def lstm_candidate(x: np.ndarray, w_g: np.ndarray, b_g: np.ndarray, h_0: np.ndarray, u_g: np.ndarray) -> np.ndarray:
    r"""Right side of

        S_g = \tanh(X W_g + H_0 U_g + \mathbf{1} b_g)

    Shapes: x (..., n), w_g (n, m), b_g (..., m), h_0 (..., m), u_g (m, m); returns (..., m).
    Source: Layers §8 The forward step. Claim: layers.lstm.candidate.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"lstm_candidate: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(w_g) != 2:
        raise ValueError(f"lstm_candidate: w_g has shape {np.shape(w_g)}: expected (n, m)")
    if np.ndim(b_g) < 1:
        raise ValueError(f"lstm_candidate: b_g has shape {np.shape(b_g)}: expected (..., m)")
    if np.ndim(h_0) < 1:
        raise ValueError(f"lstm_candidate: h_0 has shape {np.shape(h_0)}: expected (..., m)")
    if np.ndim(u_g) != 2:
        raise ValueError(f"lstm_candidate: u_g has shape {np.shape(u_g)}: expected (m, m)")
    if np.shape(h_0)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"lstm_candidate: x has shape {np.shape(x)}, h_0 has {np.shape(h_0)}: "
            "their leading axes must be equal"
        )
    if np.ndim(b_g) > 1 and np.shape(b_g)[:-1] != np.shape(x)[:-1]:
        raise ValueError(
            f"lstm_candidate: x has shape {np.shape(x)}, b_g has {np.shape(b_g)}: "
            "leading axes that both have must be equal"
        )
    if np.ndim(b_g) > 1 and np.shape(b_g)[:-1] != np.shape(h_0)[:-1]:
        raise ValueError(
            f"lstm_candidate: h_0 has shape {np.shape(h_0)}, b_g has {np.shape(b_g)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w_g.shape[0]:
        raise ValueError(
            f"lstm_candidate: x has shape {np.shape(x)}, w_g has {np.shape(w_g)}: "
            "x's last axis must equal w_g's first"
        )
    if w_g.shape[-1] != b_g.shape[-1]:
        raise ValueError(
            f"lstm_candidate: w_g has shape {np.shape(w_g)}, b_g has {np.shape(b_g)}: "
            "w_g's last axis must equal b_g's last"
        )
    if w_g.shape[-1] != h_0.shape[-1]:
        raise ValueError(
            f"lstm_candidate: w_g has shape {np.shape(w_g)}, h_0 has {np.shape(h_0)}: "
            "w_g's last axis must equal h_0's last"
        )
    if w_g.shape[-1] != u_g.shape[0]:
        raise ValueError(
            f"lstm_candidate: w_g has shape {np.shape(w_g)}, u_g has {np.shape(u_g)}: "
            "w_g's last axis must equal u_g's first"
        )
    if w_g.shape[-1] != u_g.shape[-1]:
        raise ValueError(
            f"lstm_candidate: w_g has shape {np.shape(w_g)}, u_g has {np.shape(u_g)}: "
            "w_g's last axis must equal u_g's last"
        )
    return np.tanh(x @ w_g + h_0 @ u_g + b_g)


def lstm_cell(c_0: np.ndarray, s_f: np.ndarray, s_g: np.ndarray, s_i: np.ndarray) -> np.ndarray:
    r"""Right side of

        C = S_f \odot C_0 + S_i \odot S_g

    Shapes: c_0 (...), s_f (...), s_g (...), s_i (...); returns (...).
    Source: Layers §8 The forward step. Claim: layers.lstm.cell.
    """
    if np.shape(c_0) != np.shape(s_f):
        raise ValueError(f"lstm_cell: c_0 has shape {np.shape(c_0)}, s_f has {np.shape(s_f)}: they must be equal")
    if np.shape(c_0) != np.shape(s_g):
        raise ValueError(f"lstm_cell: c_0 has shape {np.shape(c_0)}, s_g has {np.shape(s_g)}: they must be equal")
    if np.shape(c_0) != np.shape(s_i):
        raise ValueError(f"lstm_cell: c_0 has shape {np.shape(c_0)}, s_i has {np.shape(s_i)}: they must be equal")
    return s_f * c_0 + s_i * s_g


def lstm(c: np.ndarray, s_o: np.ndarray) -> np.ndarray:
    r"""Right side of

        H = S_o \odot \tanh(C)

    Shapes: c (...), s_o (...); returns (...).
    Source: Layers §8 The forward step. Claim: layers.lstm.
    """
    if np.shape(c) != np.shape(s_o):
        raise ValueError(f"lstm: c has shape {np.shape(c)}, s_o has {np.shape(s_o)}: they must be equal")
    return s_o * np.tanh(c)


def lstm_dc(c: np.ndarray, s_o: np.ndarray, de: np.ndarray, dh: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial C} = \frac{\partial L}{\partial E} + \frac{\partial L}{\partial H} \odot S_o \odot (1 - \tanh^2(C))

    Shapes: c (...), s_o (...), de (...), dh (...); returns (...).
    Source: Layers §8 The cell. Claim: layers.lstm.dc.
    """
    if np.shape(c) != np.shape(s_o):
        raise ValueError(f"lstm_dc: c has shape {np.shape(c)}, s_o has {np.shape(s_o)}: they must be equal")
    if np.shape(c) != np.shape(de):
        raise ValueError(f"lstm_dc: c has shape {np.shape(c)}, de has {np.shape(de)}: they must be equal")
    if np.shape(c) != np.shape(dh):
        raise ValueError(f"lstm_dc: c has shape {np.shape(c)}, dh has {np.shape(dh)}: they must be equal")
    return de + dh * s_o * (1 - np.tanh(c) ** 2)


def lstm_dc_0(s_f: np.ndarray, dc: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial C_0} = \frac{\partial L}{\partial C} \odot S_f

    Shapes: s_f (...), dc (...); returns (...).
    Source: Layers §8 The cell. Claim: layers.lstm.dc_0.
    """
    if np.shape(s_f) != np.shape(dc):
        raise ValueError(f"lstm_dc_0: s_f has shape {np.shape(s_f)}, dc has {np.shape(dc)}: they must be equal")
    return dc * s_f


def lstm_dz_f(c_0: np.ndarray, s_f: np.ndarray, dc: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial Z_f} = \frac{\partial L}{\partial C} \odot C_0 \odot S_f \odot (1 - S_f)

    Shapes: c_0 (...), s_f (...), dc (...); returns (...).
    Source: Layers §8 What goes into the gates. Claim: layers.lstm.dz_f.
    """
    if np.shape(c_0) != np.shape(s_f):
        raise ValueError(f"lstm_dz_f: c_0 has shape {np.shape(c_0)}, s_f has {np.shape(s_f)}: they must be equal")
    if np.shape(c_0) != np.shape(dc):
        raise ValueError(f"lstm_dz_f: c_0 has shape {np.shape(c_0)}, dc has {np.shape(dc)}: they must be equal")
    return dc * c_0 * s_f * (1 - s_f)


def lstm_dz_i(s_g: np.ndarray, s_i: np.ndarray, dc: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial Z_i} = \frac{\partial L}{\partial C} \odot S_g \odot S_i \odot (1 - S_i)

    Shapes: s_g (...), s_i (...), dc (...); returns (...).
    Source: Layers §8 What goes into the gates. Claim: layers.lstm.dz_i.
    """
    if np.shape(s_g) != np.shape(s_i):
        raise ValueError(f"lstm_dz_i: s_g has shape {np.shape(s_g)}, s_i has {np.shape(s_i)}: they must be equal")
    if np.shape(s_g) != np.shape(dc):
        raise ValueError(f"lstm_dz_i: s_g has shape {np.shape(s_g)}, dc has {np.shape(dc)}: they must be equal")
    return dc * s_g * s_i * (1 - s_i)


def lstm_dz_g(s_g: np.ndarray, s_i: np.ndarray, dc: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial Z_g} = \frac{\partial L}{\partial C} \odot S_i \odot (1 - S_g \odot S_g)

    Shapes: s_g (...), s_i (...), dc (...); returns (...).
    Source: Layers §8 What goes into the gates. Claim: layers.lstm.dz_g.
    """
    if np.shape(s_g) != np.shape(s_i):
        raise ValueError(f"lstm_dz_g: s_g has shape {np.shape(s_g)}, s_i has {np.shape(s_i)}: they must be equal")
    if np.shape(s_g) != np.shape(dc):
        raise ValueError(f"lstm_dz_g: s_g has shape {np.shape(s_g)}, dc has {np.shape(dc)}: they must be equal")
    return dc * s_i * (1 - s_g ** 2)


def lstm_dz_o(c: np.ndarray, s_o: np.ndarray, dh: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial Z_o} = \frac{\partial L}{\partial H} \odot \tanh(C) \odot S_o \odot (1 - S_o)

    Shapes: c (...), s_o (...), dh (...); returns (...).
    Source: Layers §8 What goes into the gates. Claim: layers.lstm.dz_o.
    """
    if np.shape(c) != np.shape(s_o):
        raise ValueError(f"lstm_dz_o: c has shape {np.shape(c)}, s_o has {np.shape(s_o)}: they must be equal")
    if np.shape(c) != np.shape(dh):
        raise ValueError(f"lstm_dz_o: c has shape {np.shape(c)}, dh has {np.shape(dh)}: they must be equal")
    return dh * np.tanh(c) * s_o * (1 - s_o)


def lstm_dx(
    w_f: np.ndarray,
    w_g: np.ndarray,
    w_i: np.ndarray,
    w_o: np.ndarray,
    dz_f: np.ndarray,
    dz_g: np.ndarray,
    dz_i: np.ndarray,
    dz_o: np.ndarray,
) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Z_f} W_f^\top + \frac{\partial L}{\partial Z_i} W_i^\top + \frac{\partial L}{\partial Z_g} W_g^\top + \frac{\partial L}{\partial Z_o} W_o^\top

    Shapes: w_f (n, m), w_g (n, m), w_i (n, m), w_o (n, m), dz_f (..., m), dz_g (..., m), dz_i (..., m), dz_o (..., m);
        returns (..., n).
    Source: Layers §8 The input and the state before. Claim: layers.lstm.dx.
    """
    if np.ndim(w_f) != 2:
        raise ValueError(f"lstm_dx: w_f has shape {np.shape(w_f)}: expected (n, m)")
    if np.ndim(w_g) != 2:
        raise ValueError(f"lstm_dx: w_g has shape {np.shape(w_g)}: expected (n, m)")
    if np.ndim(w_i) != 2:
        raise ValueError(f"lstm_dx: w_i has shape {np.shape(w_i)}: expected (n, m)")
    if np.ndim(w_o) != 2:
        raise ValueError(f"lstm_dx: w_o has shape {np.shape(w_o)}: expected (n, m)")
    if np.ndim(dz_f) < 1:
        raise ValueError(f"lstm_dx: dz_f has shape {np.shape(dz_f)}: expected (..., m)")
    if np.shape(dz_f) != np.shape(dz_g):
        raise ValueError(f"lstm_dx: dz_f has shape {np.shape(dz_f)}, dz_g has {np.shape(dz_g)}: they must be equal")
    if np.shape(dz_f) != np.shape(dz_i):
        raise ValueError(f"lstm_dx: dz_f has shape {np.shape(dz_f)}, dz_i has {np.shape(dz_i)}: they must be equal")
    if np.shape(dz_f) != np.shape(dz_o):
        raise ValueError(f"lstm_dx: dz_f has shape {np.shape(dz_f)}, dz_o has {np.shape(dz_o)}: they must be equal")
    if w_f.shape[0] != w_g.shape[0]:
        raise ValueError(
            f"lstm_dx: w_f has shape {np.shape(w_f)}, w_g has {np.shape(w_g)}: "
            "w_f's first axis must equal w_g's first"
        )
    if w_f.shape[-1] != w_g.shape[-1]:
        raise ValueError(
            f"lstm_dx: w_f has shape {np.shape(w_f)}, w_g has {np.shape(w_g)}: "
            "w_f's last axis must equal w_g's last"
        )
    if w_f.shape[0] != w_i.shape[0]:
        raise ValueError(
            f"lstm_dx: w_f has shape {np.shape(w_f)}, w_i has {np.shape(w_i)}: "
            "w_f's first axis must equal w_i's first"
        )
    if w_f.shape[-1] != w_i.shape[-1]:
        raise ValueError(
            f"lstm_dx: w_f has shape {np.shape(w_f)}, w_i has {np.shape(w_i)}: "
            "w_f's last axis must equal w_i's last"
        )
    if w_f.shape[0] != w_o.shape[0]:
        raise ValueError(
            f"lstm_dx: w_f has shape {np.shape(w_f)}, w_o has {np.shape(w_o)}: "
            "w_f's first axis must equal w_o's first"
        )
    if w_f.shape[-1] != w_o.shape[-1]:
        raise ValueError(
            f"lstm_dx: w_f has shape {np.shape(w_f)}, w_o has {np.shape(w_o)}: "
            "w_f's last axis must equal w_o's last"
        )
    if w_f.shape[-1] != dz_f.shape[-1]:
        raise ValueError(
            f"lstm_dx: w_f has shape {np.shape(w_f)}, dz_f has {np.shape(dz_f)}: "
            "w_f's last axis must equal dz_f's last"
        )
    return dz_f @ w_f.T + dz_i @ w_i.T + dz_g @ w_g.T + dz_o @ w_o.T


def lstm_dh_0(
    u_f: np.ndarray,
    u_g: np.ndarray,
    u_i: np.ndarray,
    u_o: np.ndarray,
    dz_f: np.ndarray,
    dz_g: np.ndarray,
    dz_i: np.ndarray,
    dz_o: np.ndarray,
) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial H_0} = \frac{\partial L}{\partial Z_f} U_f^\top + \frac{\partial L}{\partial Z_i} U_i^\top + \frac{\partial L}{\partial Z_g} U_g^\top + \frac{\partial L}{\partial Z_o} U_o^\top

    Shapes: u_f (m, m), u_g (m, m), u_i (m, m), u_o (m, m), dz_f (..., m), dz_g (..., m), dz_i (..., m), dz_o (..., m);
        returns (..., m).
    Source: Layers §8 The input and the state before. Claim: layers.lstm.dh_0.
    """
    if np.ndim(u_f) != 2:
        raise ValueError(f"lstm_dh_0: u_f has shape {np.shape(u_f)}: expected (m, m)")
    if np.ndim(u_g) != 2:
        raise ValueError(f"lstm_dh_0: u_g has shape {np.shape(u_g)}: expected (m, m)")
    if np.ndim(u_i) != 2:
        raise ValueError(f"lstm_dh_0: u_i has shape {np.shape(u_i)}: expected (m, m)")
    if np.ndim(u_o) != 2:
        raise ValueError(f"lstm_dh_0: u_o has shape {np.shape(u_o)}: expected (m, m)")
    if np.ndim(dz_f) < 1:
        raise ValueError(f"lstm_dh_0: dz_f has shape {np.shape(dz_f)}: expected (..., m)")
    if np.shape(dz_f) != np.shape(dz_g):
        raise ValueError(f"lstm_dh_0: dz_f has shape {np.shape(dz_f)}, dz_g has {np.shape(dz_g)}: they must be equal")
    if np.shape(dz_f) != np.shape(dz_i):
        raise ValueError(f"lstm_dh_0: dz_f has shape {np.shape(dz_f)}, dz_i has {np.shape(dz_i)}: they must be equal")
    if np.shape(dz_f) != np.shape(dz_o):
        raise ValueError(f"lstm_dh_0: dz_f has shape {np.shape(dz_f)}, dz_o has {np.shape(dz_o)}: they must be equal")
    if u_f.shape[0] != u_f.shape[-1]:
        raise ValueError(f"lstm_dh_0: u_f has shape {np.shape(u_f)}: u_f's first axis must equal u_f's last")
    if u_f.shape[0] != u_g.shape[0]:
        raise ValueError(
            f"lstm_dh_0: u_f has shape {np.shape(u_f)}, u_g has {np.shape(u_g)}: "
            "u_f's first axis must equal u_g's first"
        )
    if u_f.shape[0] != u_g.shape[-1]:
        raise ValueError(
            f"lstm_dh_0: u_f has shape {np.shape(u_f)}, u_g has {np.shape(u_g)}: "
            "u_f's first axis must equal u_g's last"
        )
    if u_f.shape[0] != u_i.shape[0]:
        raise ValueError(
            f"lstm_dh_0: u_f has shape {np.shape(u_f)}, u_i has {np.shape(u_i)}: "
            "u_f's first axis must equal u_i's first"
        )
    if u_f.shape[0] != u_i.shape[-1]:
        raise ValueError(
            f"lstm_dh_0: u_f has shape {np.shape(u_f)}, u_i has {np.shape(u_i)}: "
            "u_f's first axis must equal u_i's last"
        )
    if u_f.shape[0] != u_o.shape[0]:
        raise ValueError(
            f"lstm_dh_0: u_f has shape {np.shape(u_f)}, u_o has {np.shape(u_o)}: "
            "u_f's first axis must equal u_o's first"
        )
    if u_f.shape[0] != u_o.shape[-1]:
        raise ValueError(
            f"lstm_dh_0: u_f has shape {np.shape(u_f)}, u_o has {np.shape(u_o)}: "
            "u_f's first axis must equal u_o's last"
        )
    if u_f.shape[0] != dz_f.shape[-1]:
        raise ValueError(
            f"lstm_dh_0: u_f has shape {np.shape(u_f)}, dz_f has {np.shape(dz_f)}: "
            "u_f's first axis must equal dz_f's last"
        )
    return dz_f @ u_f.T + dz_i @ u_i.T + dz_g @ u_g.T + dz_o @ u_o.T


def lstm_dw(x: np.ndarray, dz_o: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial W_o} &= X^\top \frac{\partial L}{\partial Z_o}

    Shapes: x (N, n), dz_o (N, m); returns (n, m).
    Source: Layers §8 The parameters. Claim: layers.lstm.dw.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"lstm_dw: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(dz_o) != 2:
        raise ValueError(f"lstm_dw: dz_o has shape {np.shape(dz_o)}: expected (N, m)")
    if x.shape[0] != dz_o.shape[0]:
        raise ValueError(
            f"lstm_dw: x has shape {np.shape(x)}, dz_o has {np.shape(dz_o)}: "
            "x's first axis must equal dz_o's first"
        )
    return x.T @ dz_o


def lstm_du(h_0: np.ndarray, dz_o: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial U_o} &= H_0^\top \frac{\partial L}{\partial Z_o}

    Shapes: h_0 (N, m), dz_o (N, m); returns (m, m).
    Source: Layers §8 The parameters. Claim: layers.lstm.du.
    """
    if np.ndim(h_0) != 2:
        raise ValueError(f"lstm_du: h_0 has shape {np.shape(h_0)}: expected (N, m)")
    if np.ndim(dz_o) != 2:
        raise ValueError(f"lstm_du: dz_o has shape {np.shape(dz_o)}: expected (N, m)")
    if h_0.shape[0] != dz_o.shape[0]:
        raise ValueError(
            f"lstm_du: h_0 has shape {np.shape(h_0)}, dz_o has {np.shape(dz_o)}: "
            "h_0's first axis must equal dz_o's first"
        )
    if h_0.shape[-1] != dz_o.shape[-1]:
        raise ValueError(
            f"lstm_du: h_0 has shape {np.shape(h_0)}, dz_o has {np.shape(dz_o)}: "
            "h_0's last axis must equal dz_o's last"
        )
    return h_0.T @ dz_o


def lstm_db(dz_o: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial b_o} &= \mathbf{1}^\top \frac{\partial L}{\partial Z_o}

    Shapes: dz_o (N, m); returns (m,).
    Source: Layers §8 The parameters. Claim: layers.lstm.db.
    """
    if np.ndim(dz_o) != 2:
        raise ValueError(f"lstm_db: dz_o has shape {np.shape(dz_o)}: expected (N, m)")
    return np.sum(dz_o, axis=0)


def attention_scores(k: np.ndarray, q: np.ndarray) -> np.ndarray:
    r"""Right side of

        S = \frac{1}{\sqrt{d}} Q K^\top

    Shapes: k (M, d), q (..., d); returns (..., M).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.scores.
    """
    if np.ndim(k) != 2:
        raise ValueError(f"attention_scores: k has shape {np.shape(k)}: expected (M, d)")
    if np.ndim(q) < 1:
        raise ValueError(f"attention_scores: q has shape {np.shape(q)}: expected (..., d)")
    if k.shape[-1] != q.shape[-1]:
        raise ValueError(
            f"attention_scores: k has shape {np.shape(k)}, q has {np.shape(q)}: "
            "k's last axis must equal q's last"
        )
    return q @ k.T / np.sqrt(k.shape[-1])


def attention_weights(s: np.ndarray) -> np.ndarray:
    r"""Right side of

        a_{ij} = \frac{e^{s_{ij}}}{\sum_l e^{s_{il}}}

    Shapes: s (..., M); returns (..., M).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.weights.
    Every exponent is shifted by the largest, which changes no value by claim src.001.12.
    """
    if np.ndim(s) < 1:
        raise ValueError(f"attention_weights: s has shape {np.shape(s)}: expected (..., M)")
    powers = np.exp(s - np.max(s, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def attention(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    r"""Right side of

        Y = A V

    Shapes: a (..., M), v (M, n); returns (..., n).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.
    """
    if np.ndim(a) < 1:
        raise ValueError(f"attention: a has shape {np.shape(a)}: expected (..., M)")
    if np.ndim(v) != 2:
        raise ValueError(f"attention: v has shape {np.shape(v)}: expected (M, n)")
    if a.shape[-1] != v.shape[0]:
        raise ValueError(
            f"attention: a has shape {np.shape(a)}, v has {np.shape(v)}: "
            "a's last axis must equal v's first"
        )
    return a @ v


def attention_dv(a: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial V} = A^\top \frac{\partial L}{\partial Y}

    Shapes: a (N, M), dy (N, n); returns (M, n).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.dv.
    """
    if np.ndim(a) != 2:
        raise ValueError(f"attention_dv: a has shape {np.shape(a)}: expected (N, M)")
    if np.ndim(dy) != 2:
        raise ValueError(f"attention_dv: dy has shape {np.shape(dy)}: expected (N, n)")
    if a.shape[0] != dy.shape[0]:
        raise ValueError(
            f"attention_dv: a has shape {np.shape(a)}, dy has {np.shape(dy)}: "
            "a's first axis must equal dy's first"
        )
    return a.T @ dy


def attention_da(v: np.ndarray, dy: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial A} = \frac{\partial L}{\partial Y} V^\top

    Shapes: v (M, n), dy (..., n); returns (..., M).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.da.
    """
    if np.ndim(v) != 2:
        raise ValueError(f"attention_da: v has shape {np.shape(v)}: expected (M, n)")
    if np.ndim(dy) < 1:
        raise ValueError(f"attention_da: dy has shape {np.shape(dy)}: expected (..., n)")
    if v.shape[-1] != dy.shape[-1]:
        raise ValueError(
            f"attention_da: v has shape {np.shape(v)}, dy has {np.shape(dy)}: "
            "v's last axis must equal dy's last"
        )
    return dy @ v.T


def attention_ds(a: np.ndarray, da: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial s_{ij}} = a_{ij} \left( \frac{\partial L}{\partial a_{ij}} - \sum_l \frac{\partial L}{\partial a_{il}} a_{il} \right)

    Shapes: a (..., M), da (..., M); returns (..., M).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.ds.
    """
    if np.ndim(a) < 1:
        raise ValueError(f"attention_ds: a has shape {np.shape(a)}: expected (..., M)")
    if np.shape(a) != np.shape(da):
        raise ValueError(f"attention_ds: a has shape {np.shape(a)}, da has {np.shape(da)}: they must be equal")
    return a * (da - np.sum(da * a, axis=-1, keepdims=True))


def attention_dq(k: np.ndarray, ds: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial Q} = \frac{1}{\sqrt{d}} \frac{\partial L}{\partial S} K

    Shapes: k (M, d), ds (..., M); returns (..., d).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.dq.
    """
    if np.ndim(k) != 2:
        raise ValueError(f"attention_dq: k has shape {np.shape(k)}: expected (M, d)")
    if np.ndim(ds) < 1:
        raise ValueError(f"attention_dq: ds has shape {np.shape(ds)}: expected (..., M)")
    if k.shape[0] != ds.shape[-1]:
        raise ValueError(
            f"attention_dq: k has shape {np.shape(k)}, ds has {np.shape(ds)}: "
            "k's first axis must equal ds's last"
        )
    return ds @ k / np.sqrt(k.shape[-1])


def attention_dk(q: np.ndarray, ds: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial K} = \frac{1}{\sqrt{d}} \left( \frac{\partial L}{\partial S} \right)^\top Q

    Shapes: q (N, d), ds (N, M); returns (M, d).
    Source: Layers §9 Scaled dot-product attention. Claim: layers.attention.dk.
    """
    if np.ndim(q) != 2:
        raise ValueError(f"attention_dk: q has shape {np.shape(q)}: expected (N, d)")
    if np.ndim(ds) != 2:
        raise ValueError(f"attention_dk: ds has shape {np.shape(ds)}: expected (N, M)")
    if q.shape[0] != ds.shape[0]:
        raise ValueError(
            f"attention_dk: q has shape {np.shape(q)}, ds has {np.shape(ds)}: "
            "q's first axis must equal ds's first"
        )
    return ds.T @ q / np.sqrt(q.shape[-1])


def ridge(x: np.ndarray, w: np.ndarray, t: np.ndarray, lambda_: np.ndarray) -> np.ndarray:
    r"""Right side of

        L = \frac{1}{2} \|X w - t\|^2 + \frac{\lambda}{2} \|w\|^2

    Shapes: x (N, n), w (..., n), t (..., N), lambda_ a number; returns (...).
    Source: Layers §10 Ridge regression. Claim: layers.ridge.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"ridge: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(w) < 1:
        raise ValueError(f"ridge: w has shape {np.shape(w)}: expected (..., n)")
    if np.ndim(t) < 1:
        raise ValueError(f"ridge: t has shape {np.shape(t)}: expected (..., N)")
    if np.ndim(lambda_) != 0:
        raise ValueError(f"ridge: lambda_ has shape {np.shape(lambda_)}: expected a number")
    if np.ndim(w) > 1 and np.ndim(t) > 1 and np.shape(t)[:-1] != np.shape(w)[:-1]:
        raise ValueError(
            f"ridge: w has shape {np.shape(w)}, t has {np.shape(t)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w.shape[-1]:
        raise ValueError(f"ridge: x has shape {np.shape(x)}, w has {np.shape(w)}: x's last axis must equal w's last")
    if x.shape[0] != t.shape[-1]:
        raise ValueError(f"ridge: x has shape {np.shape(x)}, t has {np.shape(t)}: x's first axis must equal t's last")
    return np.sum((w @ x.T - t) ** 2, axis=-1) / 2 + lambda_ * np.sum(w ** 2, axis=-1) / 2


def ridge_dw(x: np.ndarray, w: np.ndarray, t: np.ndarray, lambda_: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial L}{\partial w} = X^\top (X w - t) + \lambda w

    Shapes: x (N, n), w (..., n), t (..., N), lambda_ a number; returns (..., n).
    Source: Layers §10 Ridge regression. Claim: layers.ridge.dw.
    """
    if np.ndim(x) != 2:
        raise ValueError(f"ridge_dw: x has shape {np.shape(x)}: expected (N, n)")
    if np.ndim(w) < 1:
        raise ValueError(f"ridge_dw: w has shape {np.shape(w)}: expected (..., n)")
    if np.ndim(t) < 1:
        raise ValueError(f"ridge_dw: t has shape {np.shape(t)}: expected (..., N)")
    if np.ndim(lambda_) != 0:
        raise ValueError(f"ridge_dw: lambda_ has shape {np.shape(lambda_)}: expected a number")
    if np.ndim(w) > 1 and np.ndim(t) > 1 and np.shape(t)[:-1] != np.shape(w)[:-1]:
        raise ValueError(
            f"ridge_dw: w has shape {np.shape(w)}, t has {np.shape(t)}: "
            "leading axes that both have must be equal"
        )
    if x.shape[-1] != w.shape[-1]:
        raise ValueError(f"ridge_dw: x has shape {np.shape(x)}, w has {np.shape(w)}: x's last axis must equal w's last")
    if x.shape[0] != t.shape[-1]:
        raise ValueError(
            f"ridge_dw: x has shape {np.shape(x)}, t has {np.shape(t)}: "
            "x's first axis must equal t's last"
        )
    return (w @ x.T - t) @ x + lambda_ * w


def quadratic(x: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Right side of

        q = x^\top A x

    Shapes: x (..., n), a (n, n); returns (...).
    Source: Layers §10 A quadratic form. Claim: layers.quadratic.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"quadratic: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(a) != 2:
        raise ValueError(f"quadratic: a has shape {np.shape(a)}: expected (n, n)")
    if x.shape[-1] != a.shape[0]:
        raise ValueError(
            f"quadratic: x has shape {np.shape(x)}, a has {np.shape(a)}: "
            "x's last axis must equal a's first"
        )
    if x.shape[-1] != a.shape[-1]:
        raise ValueError(
            f"quadratic: x has shape {np.shape(x)}, a has {np.shape(a)}: "
            "x's last axis must equal a's last"
        )
    return np.sum(x @ a * x, axis=-1)


def quadratic_dx(x: np.ndarray, a: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial q}{\partial x} = \left( A + A^\top \right) x

    Shapes: x (..., n), a (n, n); returns (..., n).
    Source: Layers §10 A quadratic form. Claim: layers.quadratic.dx.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"quadratic_dx: x has shape {np.shape(x)}: expected (..., n)")
    if np.ndim(a) != 2:
        raise ValueError(f"quadratic_dx: a has shape {np.shape(a)}: expected (n, n)")
    if x.shape[-1] != a.shape[0]:
        raise ValueError(
            f"quadratic_dx: x has shape {np.shape(x)}, a has {np.shape(a)}: "
            "x's last axis must equal a's first"
        )
    if x.shape[-1] != a.shape[-1]:
        raise ValueError(
            f"quadratic_dx: x has shape {np.shape(x)}, a has {np.shape(a)}: "
            "x's last axis must equal a's last"
        )
    return x @ (a.T + a)


def quadratic_da(x: np.ndarray) -> np.ndarray:
    r"""Right side of

        \frac{\partial q}{\partial A} = x x^\top

    Shapes: x (..., n); returns (..., n, n).
    Source: Layers §10 A quadratic form. Claim: layers.quadratic.da.
    """
    if np.ndim(x) < 1:
        raise ValueError(f"quadratic_da: x has shape {np.shape(x)}: expected (..., n)")
    return x[..., None] * x[..., None, :]
