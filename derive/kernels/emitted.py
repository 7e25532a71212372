"""NumPy kernels, each the right side of a proved claim. Written by derive; do not edit."""

import numpy as np


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
