"""A step of a recurrent layer and one of an LSTM, in all the ways that are measured."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from benchmarks import by_hand
from benchmarks.layer import NEXT, ROWS, WIDTH, Array, Kernels, Layer, Passes

STATE = (ROWS[0], NEXT)
INTO, ACROSS, BIAS = (WIDTH, NEXT), (NEXT, NEXT), (NEXT,)
GATES = "fgio"
"""How the kernels order what there is of each gate."""


def _rnn(x: Array, w: Array, b: Array, h_0: Array, u: Array) -> Array:
    """By hand, in one buffer besides that of the second product."""
    h = x @ w
    h += h_0 @ u
    h += b
    return np.tanh(h, out=h)


def _rnn_backward(x: Array, w: Array, h: Array, h_0: Array, u: Array, dh: Array) -> tuple[Array, ...]:
    """By hand, by x, w, b, h_0 and u."""
    da = by_hand.tanh_backward(h, dh)
    return da @ w.T, x.T @ da, da.sum(axis=0), da @ u.T, h_0.T @ da


def _lstm(x: Array, *given: Array) -> Array:
    """By hand: each gate in one buffer besides that of the second product."""
    w, b, u, (c_0, h_0) = given[:4], given[4:8], given[8:12], given[12:]
    f, g, i, o = (_into(x @ w[n], h_0 @ u[n], b[n], np.tanh if n == 1 else by_hand.sigmoid) for n in range(4))
    f *= c_0
    i *= g
    f += i
    o *= np.tanh(f, out=f)
    return o


def _into(z: Array, more: Array, b: Array, function: Any) -> Array:
    z += more
    z += b
    return function(z)


def _lstm_backward(x: Array, *given: Array) -> tuple[Array, ...]:
    """By hand, by x, w, b, u, c_0 and h_0."""
    w, (c, c_0, h_0, f, g, i, o), u, (de, dh) = given[:4], given[4:11], given[11:15], given[15:]
    t = np.tanh(c)
    dc = by_hand.tanh_backward(t, dh)
    dc *= o
    dc += de
    t *= dh
    dz = (
        by_hand.sigmoid_backward(f, dc * c_0),
        by_hand.tanh_backward(g, dc * i),
        by_hand.sigmoid_backward(i, dc * g),
        by_hand.sigmoid_backward(o, t),
    )
    dx, dh_0 = (_added([each @ them[n].T for n, each in enumerate(dz)]) for them in (w, u))
    dc *= f
    by_w, by_u = ([rows.T @ each for each in dz] for rows in (x, h_0))
    return dx, *by_w, *(each.sum(axis=0) for each in dz), *by_u, dc, dh_0


def _added(arrays: list[Array]) -> Array:
    first, *others = arrays
    for each in others:
        first += each
    return first


def _lstm_formula(xp: Any, x: Array, *given: Array) -> Array:
    w, b, u, (c_0, h_0) = given[:4], given[4:8], given[8:12], given[12:]
    f, g, i, o = (xp.dot(x, w[n]) + xp.dot(h_0, u[n]) + b[n] for n in range(4))
    f, i, o = ((1 + xp.tanh(z / 2)) / 2 for z in (f, i, o))
    return o * xp.tanh(f * c_0 + i * xp.tanh(g))


def _lstm_torch(x: torch.Tensor, *given: torch.Tensor) -> torch.Tensor:
    w, b, u, (c_0, h_0) = given[:4], given[4:8], given[8:12], given[12:]
    f, g, i, o = (torch.addmm(b[n], x, w[n]) + h_0 @ u[n] for n in range(4))
    return torch.sigmoid(o) * torch.tanh(torch.sigmoid(f) * c_0 + torch.sigmoid(i) * torch.tanh(g))


def cells(kernels: Kernels) -> dict[str, Layer]:
    """Both by their names, made of these kernels."""

    def rnn_backward(x: Array, w: Array, h: Array, h_0: Array, u: Array, dh: Array) -> tuple[Array, ...]:
        dx, dh_0, dw, du, db = kernels.rnn_backward(x, w, h, h_0, u, dh)
        return dx, dw, db, dh_0, du

    def lstm(x: Array, *given: Array) -> tuple[Array, ...]:
        w, b, u, (c_0, h_0) = given[:4], given[4:8], given[8:12], given[12:]
        return tuple(kernels.lstm_forward(x, *w, *b, c_0, h_0, *u))

    def saved(x: Array, *given: Array) -> tuple[Array, ...]:
        """What both backward passes take, in the order of the kernel's arguments, but for the gradients."""
        w, u, (c_0, h_0) = given[:4], given[8:12], given[12:]
        _, c, s_f, s_i, s_g, s_o = lstm(x, *given)
        return x, *w, c, c_0, h_0, s_f, s_g, s_i, s_o, *u, np.zeros_like(c)

    def lstm_backward(*given: Array) -> tuple[Array, ...]:
        dx, dh_0, dc_0, *others = kernels.lstm_backward(*given)
        dw, du, db = ([others[start + "figo".index(gate)] for gate in GATES] for start in (0, 4, 8))
        return dx, *dw, *db, *du, dc_0, dh_0

    return {
        "recurrent step": Layer(
            (ROWS, INTO, BIAS, STATE, ACROSS),
            5,
            Passes(kernels.rnn, lambda x, w, b, h_0, u: (x, w, kernels.rnn(x, w, b, h_0, u), h_0, u), rnn_backward),
            Passes(_rnn, lambda x, w, b, h_0, u: (x, w, _rnn(x, w, b, h_0, u), h_0, u), _rnn_backward),
            lambda xp, x, w, b, h_0, u: xp.tanh(xp.dot(x, w) + xp.dot(h_0, u) + b),
            lambda x, w, b, h_0, u: torch.tanh(torch.addmm(b, x, w) + h_0 @ u),
        ),
        "LSTM step": Layer(
            (ROWS, *(INTO,) * 4, *(BIAS,) * 4, *(ACROSS,) * 4, STATE, STATE),
            15,
            Passes(lambda *given: lstm(*given)[0], saved, lstm_backward),
            Passes(_lstm, saved, _lstm_backward),
            _lstm_formula,
            _lstm_torch,
        ),
    }
