"""The kernels: NumPy functions, each the right side of a claim that is proved in a shipped document.

Their docstrings give the shapes, with `...` where leading axes may stand for a batch, and the claim each comes from.
The other modules of this package make them; `python -m derive kernels` writes them anew.
"""

from derive.kernels.emitted import (
    affine,
    affine_db,
    affine_dw,
    affine_dx,
    cross_entropy,
    cross_entropy_backward,
    mse,
    mse_backward,
    relu,
    relu_backward,
    sgd_step,
    sigmoid,
    sigmoid_backward,
    softmax,
    softmax_backward,
    softmax_cross_entropy,
    softmax_cross_entropy_backward,
    tanh,
    tanh_backward,
)

__all__ = [
    "affine",
    "affine_db",
    "affine_dw",
    "affine_dx",
    "cross_entropy",
    "cross_entropy_backward",
    "mse",
    "mse_backward",
    "relu",
    "relu_backward",
    "sgd_step",
    "sigmoid",
    "sigmoid_backward",
    "softmax",
    "softmax_backward",
    "softmax_cross_entropy",
    "softmax_cross_entropy_backward",
    "tanh",
    "tanh_backward",
]
