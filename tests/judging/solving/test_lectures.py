"""Questions as a lecturer poses them: the answer is the one on the board, and a slip of the chalk is refused."""

from __future__ import annotations

import pytest

from derive.judging.verdict import AllSizes, Kind
from tests.judging.claims import kind

from .asking import answered

DATA = r"X \in R^{N \times d}, w \in R^d, y, t \in R^N, \lambda \in R"
SIGMOID = r"\sigma(z) := \frac{1}{1 + e^{-z}}"
SOFTMAX = r"vectors: rows | s(z)_i := \frac{e^{z_i}}{\sum_j e^{z_j}}"
HUBER = (
    r"\delta \in R | assume \delta > 0 | h(z) := \begin{cases} \frac{1}{2} z^2 & \text{if } |z| \le \delta"
    r" \\ \delta (|z| - \frac{1}{2} \delta) & \text{otherwise} \end{cases}"
)
CLASSES = (
    rf"{SOFTMAX} | X \in R^{{N \times d}}, W \in R^{{d \times C}}, b \in R^{{1 \times C}}, T \in R^{{N \times C}}"
    r" | P := s(X W + b) | assume \sum_j t_{ij} = 1 | L := -\frac{1}{N} \sum_i \sum_j t_{ij} \log p_{ij}"
)
ATTENTION = (
    rf"{SOFTMAX} | Q, K \in R^{{n \times d}}, V \in R^{{n \times m}} | A := s(\frac{{Q K^\top}}{{\sqrt{{d}}}})"
    r" | O := A V | L := L(O)"
)
LOGISTIC = rf"{DATA} | {SIGMOID} | p := \sigma(X w) | L := -\sum_i (t_i \log p_i + (1 - t_i) \log (1 - p_i))"
BINARY = (
    rf"{DATA}, b \in R | assume t_i^2 = t_i | {SIGMOID} | z := X w + b \mathbf{{1}} | p := \sigma(z)"
    r" | L := -\frac{1}{N} \sum_i (t_i \log p_i + (1 - t_i) \log (1 - p_i))"
)
HIDDEN = (
    rf"{SOFTMAX} | X \in R^{{N \times d}}, U \in R^{{d \times h}}, V \in R^{{h \times C}}, T \in R^{{N \times C}}"
    r" | A := X U | H := \max(0, A) | S := H V | P := s(S) | assume \sum_j t_{ij} = 1"
    r" | L := -\frac{1}{N} \sum_i \sum_j t_{ij} \log p_{ij}"
)
NORMALISED = (
    r"X \in R^{N \times d}, \epsilon \in R | assume \epsilon > 0 | m_i := \frac{1}{d} \sum_j x_{ij}"
    r" | v_i := \frac{1}{d} \sum_j (x_{ij} - m_i)^2 | y_{ij} := \frac{x_{ij} - m_i}{\sqrt{v_i + \epsilon}} | L := L(Y)"
)
NEURON = rf"x, w \in R^d, t \in R | {SIGMOID} | L := \frac{{1}}{{2}} (\sigma(w^\top x) - t)^2"
GATED = rf"X \in R^{{N \times d}}, W, V \in R^{{d \times m}} | {SIGMOID} | Y := (X W) \odot \sigma(X V) | L := L(Y)"
FORM = r"A, S \in R^{n \times n}, x, m, b \in R^n, c \in R"
NORMS = r"x, y \in R^n"
RECURRENT = (
    rf"x \in R^d, h \in R^n, W, V, M \in R^{{n \times d}}, U, S, T \in R^{{n \times n}} | {SIGMOID}"
    r" | z := \sigma(W x + U h) | r := \sigma(V x + S h) | c := \tanh(M x + T (r \odot h))"
    r" | y := (1 - z) \odot h + z \odot c | L := L(y)"
)

QUESTIONS = [
    ("softmax regression", CLASSES, "W",
     r"\frac{X^\top \left( P - T \right)}{N}", r"\frac{X^\top \left( T - P \right)}{N}"),
    ("its bias", CLASSES, "b",
     r"\frac{\mathbf{1}^\top \left( P - T \right)}{N}", r"\mathbf{1}^\top \left( P - T \right)"),
    ("logistic regression", LOGISTIC, "w",
     r"X^\top \left( p - t \right)", r"X^\top \left( p + t \right)"),
    ("its output", LOGISTIC, "p",
     r"\frac{p - t}{p \odot \left( 1 - p \right)}", r"\frac{p - t}{1 - p}"),
    ("labels plus and minus one", rf"{DATA} | L := \sum_i \log(1 + e^{{-y_i (X w)_i}})", "w",
     r"-X^\top \frac{y}{e^{y \odot \left( X w \right)} + 1}", r"X^\top \frac{y}{e^{y \odot \left( X w \right)} + 1}"),
    ("one sample of it", rf"x, w \in R^d, y, b \in R | {SIGMOID} | L := -\log \sigma(y (w^\top x + b))", "w",
     r"y \left( \sigma(y (w^\top x + b)) - 1 \right) x", r"y \sigma(y (w^\top x + b)) x"),
    ("a neuron with a squared error", NEURON, "w",
     r"\sigma(w^\top x) \left( 1 - \sigma(w^\top x) \right) \left( \sigma(w^\top x) - t \right) x",
     r"\left( \sigma(w^\top x) - t \right) x"),
    ("hinge", rf"{DATA} | L := \frac{{1}}{{N}} \sum_i \max(0, 1 - y_i (X w)_i)", "w",
     r"-\frac{X^\top \left( y \odot \mathbb{1}[y \odot \left( X w \right) < 1] \right)}{N}",
     r"-\frac{X^\top \left( y \odot \mathbb{1}[y \odot \left( X w \right) > 1] \right)}{N}"),
    ("ridge", rf"{DATA} | L := \|X w - y\|^2 + \lambda \|w\|^2", "w",
     r"2 \left( X^\top \left( X w - y \right) + \lambda w \right)", r"2 X^\top \left( X w - y \right) + \lambda w"),
    ("a quadratic form", rf"{FORM} | L := \frac{{1}}{{2}} x^\top A x - b^\top x + c", "x",
     r"\frac{\left( A + A^\top \right) x}{2} - b", r"A x - b"),
    ("about a mean", rf"{FORM} | L := (x - m)^\top S (x - m)", "x",
     r"\left( S + S^\top \right) \left( x - m \right)", r"S \left( x - m \right)"),
    ("by its matrix", rf"{FORM} | L := (x - m)^\top S (x - m)", "S",
     r"\left( x - m \right) \left( x - m \right)^\top", r"\left( x - m \right)^\top \left( x - m \right) I"),
    ("a norm", r"A \in R^{n \times m}, x \in R^m, b \in R^n | L := \|A x - b\|", "x",
     r"\frac{A^\top \left( A x - b \right)}{L}", r"\frac{A^\top \left( A x - b \right)}{L^2}"),
    ("a direction", rf"{NORMS} | u := \frac{{x}}{{\|x\|}} | L := L(u)", "x",
     r"\frac{1}{\|x\|} \left( \frac{\partial L}{\partial u} - \frac{\left( \frac{\partial L}{\partial u} \right)^\top"
     r" x u}{\|x\|} \right)",
     r"\frac{1}{\|x\|} \frac{\partial L}{\partial u}"),
    ("cosine similarity", rf"{NORMS} | L := \frac{{x^\top y}}{{\|x\| \|y\|}}", "x",
     r"\frac{1}{\|x\|} \left( \frac{y}{\|y\|} - \frac{L x}{\|x\|} \right)", r"\frac{y}{\|x\| \|y\|} - L x"),
    ("a trace", r"A \in R^{n \times m}, X \in R^{m \times n} | L := \operatorname{tr}(A X)^2", "X",
     r"2 \operatorname{tr}(A X) A^\top", r"2 \operatorname{tr}(A X) A"),
    ("Huber", rf"r \in R^N | {HUBER} | L := \sum_i h(r_i)", "r_i",
     r"\begin{cases} \delta & \text{if } r_{i} > \delta \\ -\delta & \text{if } r_{i} + \delta < 0"
     r" \\ r_{i} & \text{otherwise} \end{cases}",
     r"\begin{cases} \delta & \text{if } r_i > \delta \\ r_i & \text{otherwise} \end{cases}"),
    ("attention", ATTENTION, "V", r"A^\top \frac{\partial L}{\partial O}", r"A \frac{\partial L}{\partial O}"),
    ("its queries", ATTENTION, "Q",
     r"\frac{\left( A \odot \left( \frac{\partial L}{\partial A} - \left( \frac{\partial L}{\partial A} \odot A \right)"
     r" \mathbf{1}_{n}^\top \mathbf{1}_{n} \right) \right) K}{\sqrt{d}}",
     r"\frac{\left( A \odot \frac{\partial L}{\partial A} \right) K}{\sqrt{d}}"),
    ("embeddings", r"O \in R^{N \times v}, E \in R^{v \times d} | H := O E | L := L(H)", "E",
     r"O^\top \frac{\partial L}{\partial H}", r"\frac{\partial L}{\partial H}^\top O"),
    ("weight decay", rf"{DATA} | u := X w | L := \frac{{1}}{{2 N}} \|u - t\|^2 + \frac{{\lambda}}{{2}} \|w\|^2", "w",
     r"\frac{X^\top \left( u - t \right)}{N} + \lambda w", r"\frac{X^\top \left( u - t \right) + \lambda w}{N}"),
    ("a gated unit", GATED, "W",
     r"X^\top \left( \frac{\partial L}{\partial Y} \odot \sigma(X V) \right)",
     r"X^\top \left( \frac{\partial L}{\partial Y} \odot X V \right)"),
    ("a masked factorisation", r"U \in R^{n \times k}, V \in R^{m \times k}, M, R \in R^{n \times m}"
     r" | L := \frac{1}{2} \|M \odot (R - U V^\top)\|_F^2", "U",
     r"\left( M \odot M \odot \left( U V^\top - R \right) \right) V",
     r"\left( M \odot \left( U V^\top - R \right) \right) V"),
    ("the bias of a logistic regression", BINARY, "b",
     r"\frac{\mathbf{1}^\top \left( p - t \right)}{N}", r"\mathbf{1}^\top \left( p - t \right)"),
    ("its weights", BINARY, "w", r"\frac{X^\top \left( p - t \right)}{N}", r"\frac{X^\top p}{N}"),
    ("the last layer of a net", HIDDEN, "V",
     r"\frac{H^\top \left( P - T \right)}{N}", r"H^\top \left( P - T \right)"),
    ("its first layer", HIDDEN, "U",
     r"X^\top \frac{\partial L}{\partial A}", r"X^\top \frac{\partial L}{\partial H}"),
    ("a square loss of tanh", rf"{DATA} | L := \frac{{1}}{{2 N}} \|\tanh(X w) - y\|^2", "w",
     r"\frac{X^\top \left( \left( \tanh^2(X w) - 1 \right) \odot \left( y - \tanh(X w) \right) \right)}{N}",
     r"\frac{X^\top \left( \tanh^2(X w) \odot \left( y - \tanh(X w) \right) \right)}{N}"),
    ("a recurrent step", r"h, x \in R^n, W, U \in R^{n \times n} | k := \tanh(W h + U x) | L := L(k)", "W",
     r"\left( \frac{\partial L}{\partial k} \odot \left( 1 - k \odot k \right) \right) h^\top",
     r"\left( \frac{\partial L}{\partial k} \odot \left( 1 - k \odot k \right) \right) x^\top"),
    ("a gated recurrent unit", RECURRENT, "x",
     r"W^\top \left( \frac{\partial L}{\partial z} \odot z \odot \left( 1 - z \right) \right)"
     r" + V^\top \left( \frac{\partial L}{\partial r} \odot r \odot \left( 1 - r \right) \right)"
     r" + M^\top \left( \frac{\partial L}{\partial c} \odot \left( 1 - c \odot c \right) \right)",
     r"W^\top \left( \frac{\partial L}{\partial z} \odot z \odot \left( 1 - z \right) \right)"
     r" + M^\top \left( \frac{\partial L}{\partial c} \odot \left( 1 - c \odot c \right) \right)"),
]
"""For every question: what it is, the declarations, by what, the answer, and what it is not."""


@pytest.mark.parametrize(
    ("declared", "by", "answer"), [row[1:4] for row in QUESTIONS], ids=[row[0] for row in QUESTIONS]
)
def test_the_answer_is_the_one_on_the_board(declared: str, by: str, answer: str) -> None:
    found = answered(declared, rf"\frac{{\partial L}}{{\partial {by}}}", seconds=60.0)
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer
    assert found.kind in (Kind.PROVED, Kind.CONVENTION)
    assert isinstance(found.scope, AllSizes)


def test_two_diagonal_matrices_give_way_to_entries() -> None:
    found = answered(NORMALISED, r"\frac{\partial L}{\partial X}")
    assert found.answer is not None, found.message
    assert found.answer.fragment == (
        r"\frac{1}{\sqrt{v_{i} + \epsilon}} \left( \frac{\partial L}{\partial y_{ij}} - \frac{1}{d} \sum_k"
        r" \frac{\partial L}{\partial y_{ik}} \left( y_{ij} y_{ik} + 1 \right) \right)"
    )
    assert found.kind is Kind.PROVED


@pytest.mark.parametrize(
    ("declared", "by", "slip"), [(*row[1:3], row[4]) for row in QUESTIONS], ids=[row[0] for row in QUESTIONS]
)
def test_a_slip_is_refused(declared: str, by: str, slip: str) -> None:
    assert kind(declared, rf"\frac{{\partial L}}{{\partial {by}}} = {slip}") in (Kind.REFUTED, Kind.CONDITIONAL)
