r"""What can be meant in two ways is unread, and its true and false twins that can be meant in one way are judged."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.reporting.language import codes, language
from tests.judging.claims import judged, verdict

GIVEN = (
    r"a, b, \beta \in R, x, z \in R^n, A \in R^{n \times n}, X \in R^{n \times m}, f : R \to R"
    r" | L := L(x) | q := a^2 | g(u) := |u|"
)
TWOFOLD = [
    (r"x \in R", r"\max'(x, 0) = 1", "max' has no meaning"),
    (r"x \in R^n", r"2 \max'(x) = 2 \max(x)", "max' has no meaning"),
    (r"X \in R^{n \times n}", r"2 \operatorname{tr}'(X) = 2 \operatorname{tr}(X)", "tr' has no meaning"),
    (r"a, b \in R^n", r"a \otimes b = a \odot b", "the outer, the Kronecker or the entrywise product"),
    (r"a, b \in R^n", r"a ⊗ b = a \odot b", "the outer, the Kronecker or the entrywise product"),
    (r"a \in R^2, k \in \{1, 2\}", "k a_k = a_k k", "`k` is declared as a number, and is an index here"),
    (r"a \in R^2, i \in R", "i a_i - i a_i = 0", "`i` is declared as a number, and is an index here"),
    (r"a, t \in R^n", "a_t t = t a_t", "`t` is an array in one place and an index here"),
    (r"x \in R", "e^x^2 = e^{2x}", "two powers on one base"),
    (r"x \in R", r"1\frac12 x = \frac12 x", "a number before a fraction can be a sum or a product"),
    (r"x \in R", r"1\frac12 x = \frac32 x", "a number before a fraction can be a sum or a product"),
    (r"x \in R", "1,5 x = 5x", "1,5 can be one number or two"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx}(x^2) = f'(x^2)", "the derivative at this point, or a product?"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx}(x^2) = f'(x) x^2", "the derivative at this point, or a product?"),
    (r"x \in R | f(x) := x^3", r"\frac{df}{dx}(x + 1) = 3 (x + 1)^2", "the derivative at this point, or a product?"),
    (r"a, b \in R | q := a b", r"\frac{\partial q}{\partial a}(0, \max(a, b)) = b", "the derivative at this point"),

    *((GIVEN, formula, "the derivative of one factor or of the whole quotient?") for formula in (
        r"\frac{d}{da} (a^2 + 1) / a = 2",
        r"\frac{d}{da} (a^2 + 1) / a = 1 - \frac{1}{a^2}",
        r"\frac{d}{da} (a - b) / (a + b) = \frac{1}{a + b}",
        r"\frac{d}{da} (a^2 + 1) / q = 2 a / q",
        r"\frac{d}{da} (a + 1) / 2 (a - 1) = \frac{a - 1}{2}",
        r"\frac{d}{da} (a + 1) / f(a) = \frac{1}{f(a)}",
        r"\frac{d}{da} (a + 1)^2 / \sin a = 2 (a + 1) / \sin a",
        r"\nabla_x \|x\|^2 / \|x\| = 2 x / \|x\|",
        r"\nabla_x (x^\top x) / L = 2 x / L",
        r"\frac{\partial}{\partial x} (z^\top x) / \|x\| = \frac{z}{\|x\|}",
        r"\frac{\partial}{\partial x_i} (x_i^2) / x_i = 2",
    )),
    (GIVEN, r"\frac{d}{da} (a + 1) \bullet (a - 1) = 2 a", "the derivative of one bracket or of the whole product?"),
    *((GIVEN, formula, "`log` of one factor or of the whole product?") for formula in (
        r"\log \|x\| \|z\| = \log \|x\| + \log \|z\|",
        r"\log \|x\| \|z\| = \|z\| \log \|x\|",
        r"\log |a| |b| = |b| \log |a|",
        r"\log a \beta = \beta \log a",
        r"\log a \sqrt{b} = \sqrt{b} \log a",
    )),
    *((GIVEN, formula, "`cos` of one factor or of the whole product?") for formula in (
        r"\cos \beta a = a \cos \beta", r"\cos a b = b \cos a", r"\cos a\beta b = b \cos(a \beta)",
        r"\cos af(b) = \cos(a f(b))",
    )),
    (GIVEN, r"\cos ab/a = \cos(b)", "`cos` of the numerator or of the whole quotient?"),
    (GIVEN, r"\nabla_x \frac12 q \|x\|^2 = q x", "of one factor or of the whole product?"),
    (GIVEN, r"\exp |a| |b| = |b| \exp |a|", "`exp` of one factor or of the whole product?"),
    (GIVEN, r"\sin \|x\| \|z\| = \|z\| \sin \|x\|", "`sin` of one factor or of the whole product?"),
    (GIVEN, r"\log (a + 1)(b + 1) = (b + 1) \log(a + 1)", "`log` of one bracket or of the whole product?"),
    (GIVEN, r"\log \left(a\right)\left|b\right| = |b| \log(a)", "`log` of one bracket or of the whole product?"),
    (GIVEN, r"\log \|x\| / \|z\| = \log \|x\| - \log \|z\|", "`log` of the numerator or of the whole quotient?"),
    (GIVEN, r"\log |a|/b = \frac{1}{b} \log |a|", "`log` of the numerator or of the whole quotient?"),
    *((GIVEN, formula, "a/bc can be read in two ways") for formula in (
        r"a/b \beta = \frac{a}{b \beta}",
        r"a/b\beta = \frac{a \beta}{b}",
        r"e^{-a^2 / 2 b^2} = e^{-\frac{a^2}{2 b^2}}",
        r"a/2\,b = \frac{a b}{2}", r"a/2{b} = \frac{a b}{2}", r"a/{2}b = \frac{a b}{2}", r"a/(2)b = \frac{a b}{2}",
        r"a/2 (b + 1) = \frac{a (b + 1)}{2}", r"a/2(b + 1) = \frac{a (b + 1)}{2}",
        r"1/(a^2 + 1) (b^2 + 1) = \frac{1}{(a^2 + 1) (b^2 + 1)}",
        r"x^\top z / \|x\| \|z\| = \frac{x^\top z}{\|x\| \|z\|}",
        r"1/a \log b = \frac{1}{a \log b}",
        r"1/a x = \frac{1}{a} x",
        r"1/2n \sum_i x_i = \frac{1}{2 n} \sum_i x_i",
        r"1/2 n \sum_i x_i = \frac{n}{2} \sum_i x_i",
    )),
    *((GIVEN, formula, "of the numerator or of the whole quotient?") for formula in (
        r"\sum_i x_i \log x_i / z_i = \sum_i x_i \log \frac{x_i}{z_i}",
        r"\log a / b = \frac{\log a}{b}", r"\log a\,/ b = \frac{\log a}{b}", r"\log a/{b} = \frac{\log a}{b}",
        r"\log a/(b^2 + 1) = \log a - \log(b^2 + 1)", r"\tanh a / 2 = \frac12 \tanh a",
        r"\log a / \exp(b) = \log(a) - b", r"\log 2 a / b = \frac{\log(2 a)}{b}",
        r"\log \exp(a) / \exp(b) = a - b", r"\log \sin a / \sin b = \log(\sin a) - \log(\sin b)",
    )),
    *((f"{GIVEN} | assume a > 0", formula, "the power of the bracket or of the logarithm?") for formula in (
        r"\log (2 \pi a)^{-1/2} = -\frac12 \log(2 \pi a)",
        r"\log\left(a\right)^2 = 2 \log a",
        r"\log(a)^2 = (\log a)^2",
        r"\ln [a]^n = n \ln a",
        r"\log {(a)}^2 = 2 \log a",
        r"\operatorname{log}(a)^2 = 2 \log a",
        r"\frac{d}{da} \log (a)^2 = \frac{2}{a}",
        r"\frac{d}{da} \log (a)^2 = \frac{2 \log(a)}{a}",
        r"\log(x)_i^2 = 2 \log(x)_i",
        r"\log \log (a)^2 = \log(2 \log a)",
    )),
    *((GIVEN, formula, "the variable of this limit, `b`, also stands outside") for formula in (
        r"\lim_{b \to 0} a + b = a",
        r"\lim_{b \to 0} a + b = a + b",
        r"\lim_{b \to 0} (a + b) + \beta b = a + \beta b",
        r"b + \lim_{b \to 0} (a + b) = a + b",
        r"\exp(\lim_{b \to 0} a + b) = \exp(a + b)",
    )),
    *((GIVEN, formula, "inside or outside of the operator before it, which has its index") for formula in (
        r"\sum_i x_i + z_i = \sum_j x_j + z_i",
        r"\sum_i x_i + x_i = 2 \sum_i x_i",
        r"z_i - 2 \sum_i x_i + z_i = 2 z_i - 2 \sum_j x_j",
        r"\max_i x_i - z_i = \max_j x_j - z_i",
        r"\prod_i x_i + z_i = \prod_j x_j + z_i",
    )),
    *((GIVEN, formula, "a number has no transpose; for a vector of it write `\\mathbf{1}`") for formula in (
        r"1^\top x = x", r"\sum_i x_i = 1^\top x", r"\sum_i x_i = \mathrm{1}^\top x", "1ᵀ x = x", "{1}^T x = x",
        r"\sum_i x_i = (1)^{\mathsf T} x",
    )),
    (r"T \in R, x \in R^n", "1^T x = x", "a number has no transpose"),
    (GIVEN, r"2^\top a = 2 a", "a number has no transpose"),
    (GIVEN, r"x^\top 1 = x^\top", r"the number or a vector of ones; write `\cdot 1` or `\mathbf{1}`"),
    (GIVEN, "1𝟐 x = 12 x", "two numbers beside each other"),
    *((GIVEN, formula, f"the {norm}-norm of a matrix has two readings") for norm, formula in (
        ("1", r"\|A\|_1 = \sum_{i,j} |A_{ij}|"),
        ("1", r"\|X\|_1 = \max_j \sum_i |X_{ij}|"),
        ("1", r"\|A\|_1 = \|A^\top\|_\infty"),
        (r"\infty", r"\|A\|_\infty = \max_{i,j} |A_{ij}|"),
        (r"\infty", r"\|X^\top X\|_\infty = \max_{i,j} |(X^\top X)_{ij}|"),
        ("2", r"\|A\|_2 = \sqrt{\sum_{ij} A_{ij}^2}"),
    )),
    *((GIVEN, formula, "bars around a square matrix can be its determinant") for formula in (
        r"\log |A A| = 2 \log |A|", r"|A^\top| = |A|^\top", "|2 A| = 2^n |A|", "|2 A| = 2 |A|",
        r"|z x^\top| = |x z^\top|", "|I| = 1", "|I| A = A",
    )),
]


@pytest.mark.parametrize(("given", "formula", "message"), TWOFOLD)
def test_what_can_be_meant_in_two_ways_is_not_judged(given: str, formula: str, message: str) -> None:
    found = verdict(given, formula)
    assert found.kind is Kind.UNREAD
    assert message in found.message
    assert all(language(code).knows(found.message) for code in codes())


ERROR = r"y, t \in R^n, x \in R | e := y - t"


@pytest.mark.parametrize("formula", [r"e^{x} = \exp(x)", r"\frac{\partial}{\partial x} e^x = e^x", "e^{-x} e^x = 1"])
def test_the_exponential_is_not_written_by_an_e_that_is_declared(formula: str) -> None:
    assert verdict(ERROR, formula).kind is Kind.UNREAD


PLAIN = [
    (GIVEN, r"\frac{d}{da} \tanh a = (1 - \tanh a)(1 + \tanh a)", r"\frac{d}{da} \tanh a = \tanh a (1 - \tanh a)"),
    (GIVEN, r"\frac{d}{d\beta} \sin a\beta = a \cos a\beta", r"\frac{d}{d\beta} \sin a\beta = \beta \cos a\beta"),
    (GIVEN, r"\sin^2 ab = 1 - \cos^2 ab", r"\sin^2 ab = b^2 \sin^2 a"),
    (GIVEN, r"\sin ab \cos a = \cos a \sin(ba)", r"\sin ab \cos a = \sin(a) b \cos a"),
    (GIVEN, r"\nabla_x \frac12 \|x\|^2 = x", r"\nabla_x \frac12 \|x\|^2 = 2 x"),
    (GIVEN, r"\nabla_x 3 x^\top = 3 \nabla_x x^\top", r"\nabla_x 3 x^\top = \nabla_x x^\top"),
    (GIVEN, r"x_{\scriptscriptstyle i} z_i = {\scriptscriptstyle z_i} x_i", r"x_{\scriptscriptstyle i} z_i = x_1 z_i"),
    (GIVEN, r"\log 2 \sum_i x_i = \log(2) \cdot \sum_i x_i", r"\log 2 \sum_i x_i = \log(3) \cdot \sum_i x_i"),
    (ERROR, r"e^\top e = \|y - t\|^2", r"e^\top e = \|y\|^2"),
    (r"y, t \in R | e := y - t", "e^2 = (y - t)^2", "e^2 = y^2 - t^2"),
    (r"a, b \in R^n | \newcommand{\otimes}{\odot}", r"a \otimes b = b \odot a", r"a \otimes b = 2 b \odot a"),
    (r"x \in R", r"\exp'(x) = \exp(x)", r"\exp'(x) = x \exp(x)"),
    (r"a \in R^n, i \in R", r"i \sum_i a_i = i \sum_j a_j", r"i \sum_i a_i = \sum_j j a_j"),
    (r"a, t \in R^n", r"\sum_t a_t + t_1 = t_1 + \sum_i a_i", r"\sum_t a_t + t_1 = \sum_i a_i"),
    (r"x \in R", "{e^x}^2 = e^{2x}", "{e^x}^2 = e^{x^2}"),
    (r"x \in R", r"2 \cdot \frac12 x = x", r"2 \cdot \frac12 x = \frac52 x"),
    (r"x \in R", r"2 \frac32 x = 3 x", r"2 \frac32 x = \frac72 x"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx} x^2 = x^2 f'(x)", r"\frac{df}{dx} x^2 = f'(x^2)"),
    (r"x \in R, f : R \to R", r"\frac{df}{dx} (x+1)^2 = (x+1)^2 f'(x)", r"\frac{df}{dx} (x+1)^2 = f'(x) (x^2 + 1)"),
    (r"y \in R | L := L(y)", r"\frac{\partial L}{\partial y} (1-y) = (1-y) \frac{\partial L}{\partial y}",
     r"\frac{\partial L}{\partial y} (1-y) = \frac{\partial L}{\partial y}"),
    (r"y \in R | L := L(y)",
     r"\frac{\partial L}{\partial y} (1 - \max(0, y)) = (1 - \max(0, y)) \frac{\partial L}{\partial y}",
     r"\frac{\partial L}{\partial y} (1 - \max(0, y)) = \frac{\partial L}{\partial y}"),

    (GIVEN, r"\frac{d}{da} a^2 / a = 1", r"\frac{d}{da} a^2 / a = 2"),
    (GIVEN, r"\frac{d}{da} (a^2 + 1) / b = 2 a / b", r"\frac{d}{da} (a^2 + 1) / b = a / b"),
    (GIVEN, r"\frac{d}{da} (a^2 + 1) / 2 + q = a + a^2", r"\frac{d}{da} (a^2 + 1) / 2 + q = a"),
    (GIVEN, r"\frac{d}{da} (a^2 + 1) / (2 b^2 + 1) \cdot \beta = \frac{2 a \beta}{2 b^2 + 1}",
     r"\frac{d}{da} (a^2 + 1) / (2 b^2 + 1) \cdot \beta = \frac{2 a}{(2 b^2 + 1) \beta}"),
    (GIVEN, r"\nabla_x (x^\top x) / n = 2 x / n", r"\nabla_x (x^\top x) / n = 2 x"),
    (GIVEN, r"\frac{d}{da} \frac{a^2 + 1}{a} = 1 - \frac{1}{a^2}", r"\frac{d}{da} \frac{a^2 + 1}{a} = 2"),
    (GIVEN, r"\frac{d}{da} ((a^2 + 1) / a) = 1 - \frac{1}{a^2}", r"\frac{d}{da} ((a^2 + 1) / a) = 2"),
    (GIVEN, r"(\frac{d}{da} (a^2 + 1)) / a = 2", r"(\frac{d}{da} (a^2 + 1)) / a = 1 - \frac{1}{a^2}"),
    (GIVEN, r"\frac{d}{da} f(a) / a = \frac{f'(a)}{a} - \frac{f(a)}{a^2}", r"\frac{d}{da} f(a) / a = \frac{f'(a)}{a}"),
    (GIVEN, r"\log(a)(b + 1) = (b + 1) \log a", r"\log(a)(b + 1) = \log(a (b + 1))"),
    (GIVEN, r"\tanh\left(a\right)\left(1 - b\right) = \tanh a - b \tanh a", r"\tanh(a)(1 - b) = \tanh(a - a b)"),
    (GIVEN, r"(\log a)(b + 1) = (b + 1) \log a", r"\log((a)(b + 1)) = (b + 1) \log a"),
    (GIVEN, r"\sin a \cos b = (\cos b)(\sin a)", r"\sin a \cos b = \sin(a \cos(b))"),
    (GIVEN, r"\log 2 \pi = \log(2 \pi)", r"\log 2 \pi = \pi \cdot \log(2)"),
    (GIVEN, r"\log |a| \cdot |b| = |b| \log |a|", r"\log |a| \cdot |b| = \log |a b|"),
    (GIVEN, r"1/2 a = \frac{a}{2}", r"1/2 a = \frac{1}{2 a}"),
    (GIVEN, r"1/2\,(a + b) \beta = \frac{(a + b) \beta}{2}", r"1/2 (a + b) = \frac{1}{2 (a + b)}"),
    (GIVEN, r"1/n \sum_i x_i = \frac{\sum_i x_i}{n}", r"1/n\sum_i x_i = n \sum_i x_i"),
    (GIVEN, r"(a/2) b = \frac{a b}{2}", r"a/(2 b) = \frac{a b}{2}"),
    (GIVEN, r"a/2 \cdot b = \frac{a b}{2}", r"a/2 \cdot b = \frac{a}{2 b}"),
    (GIVEN, r"\partial L/\partial x \cdot z = z^\top \frac{\partial L}{\partial x}",
     r"\partial L/\partial x \cdot z = 2 z^\top \frac{\partial L}{\partial x}"),
    (GIVEN, r"\partial L/\partial a\, x_i = x_i \frac{\partial L}{\partial a}",
     r"\partial q/\partial a\, x_i = a x_i"),
    (GIVEN, r"\sin a / \cos a = \tan a", r"\sin a / \cos a = \frac{1}{\tan a}"),
    (GIVEN, r"\tanh(a)/2 = \frac12 \tanh a", r"\tanh(a/2) = \frac12 \tanh a"),
    (GIVEN, r"\exp(a) / b = \frac1b e^a", r"\exp(a) / b = e^{a/b}"),
    (f"{GIVEN} | assume a > 0", r"(\log(a))^2 = \log(a) \log(a)", r"(\log(a))^2 = 2 \log a"),
    (f"{GIVEN} | assume a > 0", r"\log((a)^2) = 2 \log a", r"\log((a)^2) = (\log a)^2"),
    (f"{GIVEN} | assume a > 0", r"\log^2(a) = \log(a) \log(a)", r"\log^2(a) = 2 \log a"),
    (f"{GIVEN} | assume a > 0", r"\log a^2 = 2 \log a", r"\log a^2 = (\log a)^2"),
    (GIVEN, r"\log |a|^2 = 2 \log |a|", r"\log |a|^2 = (\log |a|)^2"),
    (GIVEN, r"\exp(a)^2 = e^{2 a}", r"\exp(a)^2 = e^{a^2}"),
    ("x \\in R^n | assume x_i > 0", r"\log(x)^\top x = \sum_i x_i \log x_i", r"\log(x)^\top x = \log(x^\top x)"),
    (GIVEN, r"\lim_{b \to 0} (a + b) = a", r"\lim_{b \to 0} (a + b) = a + 1"),
    (GIVEN, r"\lim_{b \to 0} (a + b) + \lim_{b \to 0} a b = a", r"\lim_{b \to 0} (a + b) + \lim_{b \to 0} a b = 2 a"),
    (GIVEN, r"a + \lim_{b \to 0} \frac{f(a + b) - f(a)}{b} = f'(a) + a",
     r"\lim_{b \to 0} \frac{f(a + b) - f(a)}{b} = a"),
    (GIVEN, r"(\sum_i x_i) + z_i = \sum_j x_j + z_i", r"\sum_i (x_i + z_i) = \sum_j x_j + z_i"),
    (GIVEN, r"z_i + \sum_i x_i = \sum_j x_j + z_i", r"z_i + \sum_i x_i = \sum_j (x_j + z_j)"),
    (GIVEN, r"\sum_i x_i + \sum_i z_i = \sum_i (x_i + z_i)", r"\sum_i x_i + \sum_i z_i = 2 \sum_i (x_i + z_i)"),
    (GIVEN, r"\|x\|_1 = \sum_i |x_i|", r"\|x\|_1 = \max_i |x_i|"),
    (GIVEN, r"\|X^\top z\|_\infty = \max_j |\sum_i X_{ij} z_i|", r"\|X^\top z\|_\infty = \sum_j |\sum_i X_{ij} z_i|"),
    (GIVEN, r"|A|_{ij} = |A_{ij}|", r"|A|_{ij} = |A_{ji}|"),
    (GIVEN, r"\operatorname{abs}(A)_{ij} = |A_{ij}|", r"\operatorname{abs}(A)_{ij} = 2 |A_{ij}|"),
    (GIVEN, r"g(A)_{ij} = |A_{ij}|", r"g(A)_{ij} = |A_{ji}|"),
    (GIVEN, r"|2 X| = 2 |X|", r"|2 X| = 4 |X|"),
    (GIVEN, r"|x^\top A z| = |\sum_{ij} x_i A_{ij} z_j|", r"|x^\top A z| = |\sum_{ij} z_i A_{ij} x_j|"),
    (GIVEN, r"x \cdot 1 = x", r"x \cdot 1 = 2 x"),
    (GIVEN, r"a 1_{a > 0} = \max(0, a)", r"a 1_{a > 0} = a"),
]


@pytest.mark.parametrize(("given", "true", "false"), PLAIN)
def test_what_can_be_meant_in_one_way_is_judged(given: str, true: str, false: str) -> None:
    assert verdict(given, true).kind is Kind.PROVED
    assert verdict(given, false).kind is Kind.REFUTED


def test_numbers_between_commas_are_a_list_where_there_are_several() -> None:
    (found,) = judged("<!-- derive\nx \\in R^n\n-->\n\n$$ 2 x_i = x_i + x_i, \\quad i = 1,2,\\dots,n $$\n")
    assert found.verdict.kind is Kind.PROVED


SPELLED = r"X \in R^{n \times d} | w \in R^d | x, y \in R^n | a, s \in R | assume s > 0"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"1/n X^\top (X w - y) = \frac{1}{n} X^\top (X w - y)", Kind.PROVED),
        (r"n/2 \log(2 \pi s) = \frac n2 \log (2 \pi s)", Kind.PROVED),
        (r"\frac{\partial}{\partial s} (-n/2 \log s) = -\frac{n}{2 s}", Kind.PROVED),
        (r"\exp x_i / \sum_j \exp x_j = \frac{e^{x_i}}{\sum_j e^{x_j}}", Kind.PROVED),
        (r"\exp x_i/\sum_j \exp x_j = \frac{e^{x_j}}{\sum_j e^{x_j}}", Kind.REFUTED),
        (r"n/2 \log(s) = \frac{n}{2 \log s}", Kind.REFUTED),
        (r"1/n x_i = x_i", Kind.REFUTED),
        (r"\exp x_i / \sum_j x_j^2 = 1", Kind.UNREAD),
        (r"a/2 \log s = 1", Kind.UNREAD),
        ("n/2 s = 1", Kind.UNREAD),
        ("1/2 n a = 1", Kind.UNREAD),
    ],
)
def test_counts_before_a_function_and_one_over_a_size_are_coefficients(formula: str, expected: Kind) -> None:
    assert verdict(SPELLED, formula).kind is expected
