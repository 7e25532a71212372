"""Expressions: which spellings are one tree, which are not, and what is refused at which place."""

from __future__ import annotations

import pytest

from derive.reading.grammar.clean import clean
from derive.reading.grammar.declarations import read
from derive.reading.grammar.names import Names
from derive.reading.grammar.parser import Parser
from derive.reading.source import Passage, Source
from derive.reading.syntax import Node, Unreadable
from derive.reading.tokens import tokenize

DECLARED = (
    r"X, W \in R^{n \times m}, x, y, a, b, c \in R, u \in R^{n \times 1}, W^{(2)} \in R^{n \times n}",
    r"\hat x \in R, w_{j \leftarrow i} \in R, y^{(\text{pred})} \in R, t \in R^{|b|}",
    r"f(s) := s^2",
    r"L := L(u)",
    r"g : R \to R",
)


def names() -> Names:
    found = Names()
    for line in DECLARED:
        _, found = read(Passage(line, tuple(range(len(line)))), found, Source("note.md", line), tokenize)
    return found


NAMES = names()


def parse(text: str) -> Node:
    tokens = clean(tokenize(Passage(text, tuple(range(len(text))))))
    return Parser(tokens, NAMES, tokens[-1].span).whole()


SAME = [
    ("a b c", "(a b) c"),
    ("a b + c", "(a b) + c"),
    (r"a \cdot b", r"a · b"),
    (r"a\cdot{}b\times{}c", r"a \cdot b \times c"),
    (r"\shoveleft{a + b} + c", "a + b + c"),
    (r"\MoveEqLeft a + b", "a + b"),
    (r"{a}^2 {X}^\top", r"a^2 X^\top"),
    (r"\ensuremath{X}_{ij}", "X_{ij}"),
    ("a / b / c", "(a / b) / c"),
    ("-a^2", "-(a^2)"),
    ("a^{b^c}", "a^{(b^c)}"),
    (r"\frac12 a", r"\frac{1}{2} a"),
    (r"\dfrac{a}{b}", r"\tfrac ab"),
    ("X_{ij}", "X_{i,j}"),
    ("X_{[i,j]}", "X_{i,j}"),
    ("X_{12}", "X_{1,2}"),
    (r"W^{(2)}_{ij}", r"w_{ij}^{(2)}"),
    (r"W^{(2)\top}", r"{W^{(2)}}^T"),
    ("X^T", r"X^{\mathsf T}"),
    ("X^T", r"X^\intercal"),
    ("X^T", r"X^{\text{T}}"),
    ("X^T", "Xᵀ"),
    ("X^T", "X^⊤"),
    ("X^T", "X^{ᵀ}"),
    ("X^T", "X⊤"),
    (r"W^{(2)\top}", "W^{(2)⊤}"),
    (r"W^{(2)\top}", "W^{(2)ᵀ}"),
    (r"a^{X^T X}", "a^{XᵀX}"),
    ("a^{b^2}", "a^{b²}"),
    (r"\frac{\partial a}{\partial b} a", r"(\frac{\partial a}{\partial b}) a"),
    (r"\frac{\partial a}{\partial b} (1 - b)", r"(\frac{\partial a}{\partial b}) (1 - b)"),
    (r"\frac{\partial a}{\partial b} (b)^2", r"(\frac{\partial a}{\partial b}) b^2"),
    (r"\frac{a}{b} (c)", r"(\frac{a}{b}) c"),
    ("Xᵢⱼ", "X_{ij}"),
    ("X₁₂", "X_{12}"),
    ("a¹²", "a^{12}"),
    ("a⁻¹", "a^{-1}"),
    ("aⁿ", "a^n"),
    ("uᵢ²", "u_i^2"),
    ("∑ᵢⱼ Xᵢⱼ", r"\sum_{ij} X_{ij}"),
    (r"\bm{X}", r"\mathbf X"),
    (r"{\bf X}", "X"),
    (r"\hat{x}", r"\hat x"),
    (r"\hat{\mathbf{x}}", r"\hat x"),
    (r"w_{j \gets i}", r"w_{j\leftarrow i}"),
    (r"y^{(\mathrm{pred})}", "y^{(pred)}"),
    (r"\left( a + b \right)", r"\bigl( a + b \bigr)"),
    (r"\underbrace{a + b}_{\text{sum}}", "{a + b}"),
    (r"\textcolor{red}{a} b", "a b"),
    (r"a\,b", r"a \; b"),
    (r"\exp(a)", "e^{a}"),
    (r"\ln a", r"\log a"),
    (r"\log 2 a", r"\log(2a)"),
    (r"\tanh^2 a", r"(\tanh a)^2"),
    ("f^2(a)", "f(a)^2"),
    ("f''(a)", "f^{(2)}(a)"),
    (r"\sum_{k=1}^n k", r"\sum_{1 \le k \le n} k"),
    (r"\sum_{i,j} X_{ij}", r"\sum_{ij} X_{ij}"),
    (r"\sum_{j, j \ne q} u_j", r"\sum_{j \ne q} u_j"),
    ("2e a", "(2 e) a"),
    ("2e^3", "2 (e^3)"),
    ("2 e - 5", "(2 e) - 5"),
    ("2e a - 5", "(2 e a) - 5"),
    (r"\prod_i a u_i", r"\prod_i (a u_i)"),
    (r"\tanh(a)/2", r"\frac{\tanh a}{2}"),
    (r"\log(a) / b", r"\frac{\log a}{b}"),
    (r"\log a/\log b", r"\frac{\log a}{\log b}"),
    (r"\prod_i u_i (u_i + a)", r"\prod_i (u_i (u_i + a))"),
    (r"\prod_i u_i \prod_{k \ne i} u_k", r"\prod_i (u_i \prod_{k \ne i} u_k)"),
    (r"\prod_k a n", r"\prod_k (a n)"),
    (r"\sum_i u_i a", r"\sum_i (u_i a)"),
    (r"\frac{\partial a}{\partial b}", r"\partial a / \partial b"),
    (r"\frac{\partial}{\partial b} a", r"\frac{\partial a}{\partial b}"),
    (r"\frac{\partial}{\partial b} (a)^2", r"\frac{\partial}{\partial b} (a^2)"),
    (r"\frac{d a}{d b}", r"\frac{\mathrm{d} a}{\mathrm{d} b}"),
    (r"\nabla_b a", r"\frac{\partial a}{\partial b}"),
    (r"\frac{\partial^2 a}{\partial b^2}", r"\frac{\partial^2 a}{\partial b \partial b}"),
    (r"\|u\|^2", "||u||^2"),
    (r"\lvert a \rvert", "|a|"),
    (r"\max\{a, b\}", r"\max(a, b)"),
    (r"\mathbb{1}[a > 0]", r"\mathbf{1}_{\{a > 0\}}"),
    (r"\mathbb{1}[(a) > (b)]", r"\mathbf{1}_{(a) > (b)}"),
    (r"\left[\sum_{i=1}^n u_i\right]^2", r"(\sum_{i=1}^n u_i)^2"),
    (r"\frac{\partial}{\partial b} [\sum_{i=1}^n u_i]", r"\frac{\partial}{\partial b} (\sum_{i=1}^n u_i)"),
    (r"a [\mathbb{1}[a > 0] + b]", r"a (\mathbb{1}[a > 0] + b)"),
    (r"[\sum_{i=1}^n u_i > 0]", r"\mathbb{1}[\sum_{i=1}^n u_i > 0]"),
    (r"\begin{pmatrix} a & b \end{pmatrix}", r"\left[ \begin{matrix} a & b \end{matrix} \right]"),
    (r"\begin{cases} a & a > 0 \\ 0 & \text{otherwise} \end{cases}",
     r"\left\{ \begin{array}{ll} a, & \text{if } a > 0, \\ 0, & \text{else} \end{array} \right."),
    (r"\begin{cases} a & \text{if $a > 0$} \\ 0 & \text{otherwise} \end{cases}",
     r"\begin{cases} a & (a > 0) \\ 0 & \text{(otherwise)} \end{cases}"),
    ("a {}+ {} b", "a + b"),
    ("{a^2}^3", "(a^2)^3"),
    ("{a}^2{}^3", "(a^2)^3"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_are_one_expression(one: str, other: str) -> None:
    assert parse(one) == parse(other)


DIFFERENT = [
    ("X W", "W X"),
    ("a - b - c", "a - (b - c)"),
    ("a / b / c", "a / (b / c)"),
    ("-a^2", "(-a)^2"),
    ("a^{b^c}", "(a^b)^c"),
    ("a^23", "a^{23}"),
    ("a¹²", "(a^1)^2"),
    ("aⁿ", "a n"),
    ("uᵢ", "u_n"),
    ("Xᵢⱼ", "Xⱼᵢ"),
    (r"\frac12 a", r"\frac{1}{2a}"),
    ("X_{ij}", "X_{ji}"),
    ("X_{12}", "X_{21}"),
    ("X_{i+1,j}", "X_{i,j+1}"),
    (r"X \odot W", "X W"),
    (r"X \cdot W", r"X \odot W"),
    (r"\log 2 a", r"\log(2) a"),
    (r"\log 2 a", r"\log a"),
    (r"\tanh^2 a", r"\tanh a^2"),
    ("f(a)^2", "f(a^2)"),
    ("f'(a)", "f(a)"),
    ("f'(a)", "f''(a)"),
    (r"\sum_k k + 1", r"\sum_k (k + 1)"),
    (r"\sum_{k=1}^n k", r"\sum_{k=0}^n k"),
    (r"\sum_{j \ne q} u_j", r"\sum_j u_j"),
    (r"\frac{\partial}{\partial b} a + a", r"\frac{\partial}{\partial b} (a + a)"),
    (r"\frac{\partial a}{\partial b}", r"\frac{\partial b}{\partial a}"),
    (r"\nabla_u L c", r"\nabla_u (L c)"),
    (r"\|u\|^2", r"\|u\|_1^2"),
    (r"\max(a, b)", r"\min(a, b)"),
    (r"\mathbb{1}[a > 0]", r"\mathbb{1}[a < 0]"),
    (r"[\sum_{i=1}^n u_i > 0]", r"[\sum_{i=1}^n u_i]"),
    (r"\begin{pmatrix} a & b \end{pmatrix}", r"\begin{pmatrix} a \\ b \end{pmatrix}"),
    (r"\hat x", "x"),
    ("W^{(2)}_{ij}", "W_{ij}"),
    (r"(a, -b)", r"(a - b)"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_their_false_twins_are_other_expressions(one: str, other: str) -> None:
    assert parse(one) != parse(other)


REFUSED = [
    ("a +", "found the end", "+"),
    ("* a", "expected a number, a name or a bracket before", "*"),
    ("(a", "is never closed", "("),
    ("a)", "closes a bracket that was never opened", ")"),
    ("|a", "is never closed", "|"),
    ("()", "nothing stands between", "()"),
    ("a/bc", "can be read in two ways", "c"),
    (r"\exp a b", "Write the argument in brackets", "b"),
    (r"\tanh a/2", "of the numerator or of the whole quotient", "/"),
    (r"a \log u_i/b", "of the numerator or of the whole quotient", "/"),
    (r"\tanh^{-1} a", "an inverse or a power", "-"),
    (r"\foo", "is not in the language", r"\foo"),
    ("a @ b", "expected an operator or the end", "@"),
    (r"a \pm b", "expected an operator or the end", r"\pm"),
    ("a!", "expected an operator or the end", "!"),
    ("a'", "neither declared nor a function of one variable", "a'"),
    ("X_{i+1j}", "one index or two?", "i"),
    ("X_{1.5}", "whole number", "1.5"),
    ("X_{i,}", "between the commas", "i"),
    (r"w_{i \leftarrow j}", "is not declared", "w"),
    (r"\prod u_i", "does not say over which index", r"\prod"),
    (r"\prod_{} u_i", "does not say over which index", r"\prod"),
    (r"\prod_i u_i \cdot a", r"inside or outside of the `\prod`", "a"),
    (r"\prod_i u_i / n", r"inside or outside of the `\prod`", "n"),
    (r"\prod_i u_i \prod_i u_i", "inside or outside", r"\prod_i u_i"),
    (r"\max_i u_i a", r"inside or outside of the `\max`", "a"),
    (r"\sum_k \prod_i u_i u_k", "inside or outside", "u_k"),
    (r"\frac{d g}{d x}(a)", "the derivative at this point", "("),
    (r"a \left(\frac{d g}{d x}\right)(a)", "the derivative at this point", "("),
    (r"\frac{\partial f(x)}{\partial x}(0)", "the derivative at this point", "("),
    (r"\frac{\partial a}{\partial b}(u_1)", "the derivative at this point", "("),
    ("|u|_1", "can be a norm or an entry", "1"),
    ("|u|_2^2", "can be a norm or an entry", "2"),
    (r"1\,000 a", "two numbers beside each other", "000"),
    ("2 3 a", "two numbers beside each other", "3"),
    ("1e3 a", "a power of ten or a product", "1"),
    ("a + 1e-5", "a power of ten or a product", "1"),
    (r"\lim_{x} a", r"expected `variable \to value`", "}"),
    (r"\frac{a}{}", "empty part", r"\frac{a}{}"),
    (r"\frac{\partial^3 a}{\partial b^2}", "of order 3", r"\frac"),
    (r"\nabla_b a c", "in brackets", "c"),
    (r"\nabla_b n b^2", "in brackets", "b"),
    (r"\nabla_b a^2 c", "in brackets", "c"),
    (r"\nabla_b (a)^2 (c)", "in brackets", "("),
    (r"\nabla_b (a) \cdot c", "in brackets", r"\cdot"),
    (r"\frac{\partial}{\partial b} (a) (c)", "one bracket or of the whole product", "("),
    (r"\frac{\partial}{\partial b} (a)^2 c", "one bracket or of the whole product", "c"),
    (r"\frac{\partial}{\partial b} (a) \cdot c", "one bracket or of the whole product", r"\cdot"),
    ("a^2^3", "two powers on one base", "^"),
    ("a^{2}^{3}", "two powers on one base", "^"),
    ("(a + b)^2^c", "two powers on one base", "^"),
    (r"\|u\|_3", "no norm is named `3`", "3"),
    (r"\begin{pmatrix} a & b \\ c \end{pmatrix}", "another has 2", "c"),
    (r"\begin{pmatrix} a \end{bmatrix}", "is closed by", r"\end{bmatrix}"),
    (r"\begin{foo} a \end{foo}", "environment foo is not in the language", r"\begin{foo}"),
    (r"\begin{cases} a \end{cases}", "a value and its condition", "a"),
    (r"\begin{cases} a & b \\ 0 & \text{otherwise} \end{cases}", "expected a comparison", "b"),
    (r"\begin{cases} a & \text{usually} \\ 0 & \text{else} \end{cases}", "", r"\text{usually}"),
    (r"\text{by symmetry}", "are not part of the language", r"\text{by symmetry}"),
    ("(a, , b)", "expected an entry between the commas", ""),
    ("(" * 200 + "a" + ")" * 200, "nested", "("),
]


@pytest.mark.parametrize(("text", "message", "place"), REFUSED, ids=[text[:30] for text, _, _ in REFUSED])
def test_what_is_not_understood_is_refused_at_its_place(text: str, message: str, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text)
    assert message in caught.value.message
    span = caught.value.span
    assert text[span.start : span.end].startswith(place)
