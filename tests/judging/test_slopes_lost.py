"""Where a root or a logarithm has no slope a claim is not proved, also where both of its sides lose it."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = (
    r"x \in R^{1 \times n} | W \in R^{n \times m} | t \in R^{1 \times m} | h := x W | r \in R"
    r" | L := \|h - t\| | S := \log(\sum_i h_i^2) | N := \|h - t\|^2 | P := (\sum_i h_i^2)^{3/2}"
    r" | C := \log(\sum_i e^{h_i}) | f(u) := \sqrt{u} | a := |r|"
)
LOST = [
    ("a norm by weights", r"\frac{\partial L}{\partial W} = x^\top \frac{\partial L}{\partial h}", ("L = 0",)),
    ("a norm by an input", r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial h} W^\top", ("L = 0",)),
    ("a norm times its slope", r"L \frac{\partial L}{\partial h} = h - t", ("L = 0",)),
    ("a norm without a name", r"\frac{\partial 2 \|t\|}{\partial t} = 2 \nabla_t \|t\|", (r"\|t\| = 0",)),
    (
        "a logarithm by weights",
        r"\frac{\partial S}{\partial W} = x^\top \frac{\partial S}{\partial h}",
        (r"\sum_{i} h_{i}^{2} = 0",),
    ),
    ("a root", r"\frac{\partial}{\partial r} (3 \sqrt{r}) = 3 \frac{\partial}{\partial r} \sqrt{r}", ("r = 0",)),
    ("a power of a third", r"\frac{d}{dr} (3 r^{1/3}) = 3 \frac{d}{dr} r^{1/3}", ("r = 0",)),
    ("a logarithm", r"\frac{\partial}{\partial r} (3 \log r) = 3 \frac{\partial}{\partial r} \log r", ("r = 0",)),
    ("a prime", r"2 f'(r^2) = f'(r^2) + f'(r^2)", ("r = 0",)),
    ("a number with a name", r"\frac{\partial a^2}{\partial r} = 2 a \frac{\partial a}{\partial r}", ("r = 0",)),
]
KEPT = [
    ("a square", r"\frac{\partial N}{\partial W} = x^\top \frac{\partial N}{\partial h}"),
    ("a power of three halves", r"\frac{\partial P}{\partial W} = x^\top \frac{\partial P}{\partial h}"),
    ("a logarithm of what is positive", r"\frac{\partial C}{\partial W} = x^\top \frac{\partial C}{\partial h}"),
    ("a root that is not differentiated", r"\frac{d}{dr} (L + 2 r) = 2 \frac{d}{dr} (L + r)"),
    ("a root of something else", r"\frac{\partial}{\partial r} (L r) = L \frac{d r}{d r}"),
    ("a root of one and more", r"\frac{d}{dr} (3 \sqrt{r^2 + 1}) = 3 \frac{d}{dr} \sqrt{r^2 + 1}"),
]
FALSE = [
    r"\frac{\partial L}{\partial W} = 2 x^\top \frac{\partial L}{\partial h}",
    r"\frac{\partial L}{\partial x} = -\frac{\partial L}{\partial h} W^\top",
    r"L \frac{\partial L}{\partial h} = h + t",
    r"\frac{\partial S}{\partial W} = 2 x^\top \frac{\partial S}{\partial h}",
    r"\frac{\partial}{\partial r} (3 \sqrt{r}) = 2 \frac{\partial}{\partial r} \sqrt{r}",
    r"2 f'(r^2) = f'(r^2) - f'(r^2)",
    r"\frac{\partial P}{\partial W} = -x^\top \frac{\partial P}{\partial h}",
]


@pytest.mark.parametrize(("formula", "excludes"), [row[1:] for row in LOST], ids=[row[0] for row in LOST])
def test_what_both_sides_lose_is_named(formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, excludes)


@pytest.mark.parametrize("formula", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_has_a_slope_everywhere_excludes_nothing(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, ())


@pytest.mark.parametrize("formula", FALSE)
def test_a_false_twin_is_refuted(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED
