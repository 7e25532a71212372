"""Conventions beside layout: the value at a kink, and a factor that the document has elsewhere. No mistake is one."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy

from derive.judging.conventions import at_kinks, rescaled
from derive.judging.judge import judge
from derive.judging.kinks import choices
from derive.judging.limits import limited
from derive.judging.namesakes import namesakes
from derive.judging.symbols.ratios import Unsupported
from derive.judging.verdict import Kind, Verdict
from derive.judging.weighed import _differ, _weighed
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source

from .claims import claim, verdict

RELU = r"f(x) := \max(0, x) | "
LAYER = RELU + r"X \in R^{n \times m} | Y := f(X) | L := L(Y)"
STEP = r"g(x) := \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}"
DEEP = rf"{RELU}{STEP} | X \in R^{{n \times m}}, W \in R^{{m \times k}} | U := X W | Y := f(U) | L := L(Y)"
CHOSEN = [
    ("from above", RELU + r"x \in R", r"f'(x) = \begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}", "x = 0", "be 1"),
    ("from below", RELU + r"x \in R", r"f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}", "x = 0", "be 0"),
    (
        "between",
        RELU + r"x \in R",
        r"f'(x) = \begin{cases} 1 & x > 0 \\ \frac{1}{2} & x = 0 \\ 0 & x < 0 \end{cases}",
        "x = 0",
        "be 1/2",
    ),
    ("a sign", r"x \in R", r"\frac{\partial}{\partial x} |x| = \operatorname{sign}(x)", "x = 0", "be 0"),
    (
        "sides exchanged",
        RELU + r"x \in R",
        r"\begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases} = f'(x)",
        "x = 0",
        "be 1",
    ),
    (
        "an upstream gradient",
        LAYER,
        r"\frac{\partial L}{\partial x_{ij}} = "
        r"\begin{cases} \frac{\partial L}{\partial y_{ij}} & x_{ij} \ge 0 \\ 0 & \text{otherwise} \end{cases}",
        "x_{ij} = 0",
        "above it",
    ),
    (
        "a layer before it",
        DEEP,
        r"\frac{\partial L}{\partial W} = X^\top \left( \frac{\partial L}{\partial Y} \odot g(U) \right)",
        "u_{ij} = 0",
        "on one side of it",
    ),
    (
        "the larger of two",
        r"x, y \in R",
        r"\frac{\partial}{\partial x} \max(x, y) = \begin{cases} 1 & x \ge y \\ 0 & \text{otherwise} \end{cases}",
        "x - y = 0",
        "be 1",
    ),
]


def at(declared: str, formula: str) -> Verdict:
    subject = claim(declared, formula)
    return at_kinks(subject, judge(subject))


@pytest.mark.parametrize(
    ("declared", "formula", "kink", "value"), [row[1:] for row in CHOSEN], ids=[row[0] for row in CHOSEN]
)
def test_a_value_at_a_kink_is_a_convention(declared: str, formula: str, kink: str, value: str) -> None:
    found = at(declared, formula)
    assert found.kind is Kind.CONVENTION
    assert found.message.startswith(f"True by a convention: the derivative at the kink ${kink}$ is ")
    assert value in found.message.split(". ")[0]
    assert found.excludes


UNCHOSEN = [
    ("no case at the kink", RELU + r"x \in R", r"f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}"),
    ("a quotient", r"x \in R", r"\frac{\partial}{\partial x} |x| = \frac{x}{|x|}"),
    ("both sides differentiate", LAYER, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot f'(X)"),
    (
        "the chain rule",
        LAYER,
        r"\frac{\partial L}{\partial x_{ij}} = "
        r"\sum_{k,l} \frac{\partial L}{\partial y_{kl}} \frac{\partial y_{kl}}{\partial x_{ij}}",
    ),
    ("no kink after all", r"x \in R", r"\frac{\partial}{\partial x} |x|^2 = 2 x"),
    ("a pole", r"x \in R", r"\frac{\partial}{\partial x} \frac{1}{x} = -\frac{1}{x^2}"),
    ("no value at the kink", r"x \in R", r"\frac{d}{d x} e^{\log |x|} = \operatorname{sign}(x)"),
    ("a quotient without one", r"x \in R", r"\frac{d}{d x} \frac{x^2}{|x|} = \operatorname{sign}(x)"),
    ("nor in a part", r"x \in R", r"\frac{d}{d x} (|x| + \log |x|) = \operatorname{sign}(x) + \frac{1}{x}"),
    ("no derivative", RELU + r"x \in R", r"f(x) = \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"),
]


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in UNCHOSEN], ids=[row[0] for row in UNCHOSEN])
def test_what_chooses_no_value_stays_proved(declared: str, formula: str) -> None:
    assert at(declared, formula).kind is Kind.PROVED


SOFTMAX = (
    r"X \in R^{n \times d}, W, B \in R^{d \times h}, V \in R^{h \times C}, T \in R^{n \times C}, \lambda \in R"
    r" | Z := X W | H := \max(0, Z) | S := H V | p_{ij} := \frac{e^{s_{ij}}}{\sum_k e^{s_{ik}}}"
    r" | assume \sum_j t_{ij} = 1 | L := -\sum_i \sum_j t_{ij} \log p_{ij} | J := L + \frac{\lambda}{2} \|W\|^2"
)
BACK = r"\sum_l v_{jl} (p_{kl} - t_{kl})"


def penalized(cases: str) -> str:
    return rf"\left(\frac{{\partial J}}{{\partial W}}\right)_{{ij}} = \lambda w_{{ij}} + \sum_k x_{{ki}} {cases}"


@pytest.mark.parametrize(
    ("cases", "kind"),
    [
        (rf"\begin{{cases}} {BACK} & z_{{kj}} > 0 \\ 0 & \text{{otherwise}} \end{{cases}}", Kind.CONVENTION),
        (rf"\begin{{cases}} {BACK} & z_{{kj}} \ge 0 \\ 0 & \text{{otherwise}} \end{{cases}}", Kind.CONVENTION),
        (rf"\begin{{cases}} {BACK} & z_{{kj}} > 0 \\ 0 & z_{{kj}} < 0 \end{{cases}}", Kind.PROVED),
        (rf"\begin{{cases}} 2 {BACK} & z_{{kj}} > 0 \\ 0 & \text{{otherwise}} \end{{cases}}", Kind.REFUTED),
        (rf"\begin{{cases}} 0 & z_{{kj}} > 0 \\ {BACK} & \text{{otherwise}} \end{{cases}}", Kind.REFUTED),
    ],
    ids=["below", "above", "left out", "a factor", "the cases exchanged"],
)
def test_a_choice_among_many_exponentials_is_seen_in_time(cases: str, kind: Kind) -> None:
    found = at(SOFTMAX, penalized(cases))
    assert found.kind is kind
    assert found.kind is Kind.REFUTED or found.excludes == ("z_{ij} = 0",)


def test_slopes_are_told_apart_by_their_digits_or_not_at_all() -> None:
    root, tiny = sympy.sqrt(2), sympy.Rational(1, 10**40)
    apart = _weighed(root, root, root + 1, False)
    assert apart is not None
    assert (apart.share, apart.stray) == (Fraction(0), False)
    near = _weighed(root, root + tiny, root + tiny, False)
    assert near is not None
    assert (near.share, near.stray) == (Fraction(1), False)
    assert not _differ(root, sympy.sqrt(3 + 2 * root) - 1)


def test_a_false_claim_about_a_kink_stays_refuted() -> None:
    found = at(RELU + r"x \in R", r"f'(x) = \begin{cases} 2 & x \ge 0 \\ 0 & x < 0 \end{cases}")
    assert found.kind is Kind.REFUTED


def three(above: str, here: str, below: str = "0") -> str:
    """Cases above a kink at 0, at it and below it."""
    return rf"\begin{{cases}} {above} & x > 0 \\ {here} & x = 0 \\ {below} & x < 0 \end{{cases}}"


NUMBER = RELU + r"x, y \in R"
OUTSIDE = [
    ("above both", NUMBER, rf"f'(x) = {three('1', '7')}", "7 is not between", "0 below and 1 above"),
    ("below both", NUMBER, rf"f'(x) = {three('1', '-1')}", "-1 is not between", "0 below and 1 above"),
    ("hardly above", NUMBER, rf"f'(x) = {three('1', '1 + 10^{-30}')}", "is not between", "0 below and 1 above"),
    ("of a modulus", NUMBER, rf"\frac{{\partial}}{{\partial x}} |x| = {three('1', '2', '-1')}", "2 is not", "-1 below"),
    ("another number", NUMBER, rf"f'(x) = {three('1', 'e')}", "the value that it gives", "0 below and 1 above"),
    ("somewhere", NUMBER, rf"f'(x) = {three('1', 'y / 2')}", "the value that it gives", "its two sides."),
    (
        "a multiple",
        NUMBER,
        rf"\frac{{\partial}}{{\partial x}} y f(x) = {three('y', '7 y')}",
        "the value that it gives",
        "its two sides.",
    ),
    (
        "an irrational slope",
        NUMBER,
        rf"\frac{{\partial}}{{\partial x}} e f(x) = {three('e', '3')}",
        "3 is not between",
        "its two sides.",
    ),
    (
        "an upstream gradient",
        LAYER,
        r"\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} "
        r"\begin{cases} 1 & x_{ij} > 0 \\ 2 & x_{ij} = 0 \\ 0 & \text{otherwise} \end{cases}",
        "the value that it gives",
        "its two sides.",
    ),
]


@pytest.mark.parametrize(
    ("declared", "formula", "value", "slopes"), [row[1:] for row in OUTSIDE], ids=[row[0] for row in OUTSIDE]
)
def test_a_value_at_a_kink_that_is_no_slope_between_is_false(
    declared: str, formula: str, value: str, slopes: str
) -> None:
    found = at(declared, formula)
    assert found.kind is Kind.REFUTED and not found.excludes
    assert value in found.message and slopes in found.message


INSIDE = ["1", "0", r"\frac{1}{2}", "1 - 10^{-30}", r"\frac{y^2}{1 + y^2}"]


@pytest.mark.parametrize("value", INSIDE)
def test_a_value_at_a_kink_between_the_slopes_is_a_convention(value: str) -> None:
    assert at(NUMBER, rf"f'(x) = {three('1', value)}").kind is Kind.CONVENTION


@pytest.mark.parametrize(("value", "right"), [("2", "1"), ("-1", "1"), ("7", "x")])
def test_what_is_false_at_a_kink_is_corrected_at_the_kink(value: str, right: str) -> None:
    found = verdict(NUMBER, rf"f'(x) = {three('1', value)}")
    assert found.kind is Kind.REFUTED and found.assumption is None
    assert found.correction is not None
    assert found.correction.source == rf"f'(x) = {three('1', right)}"


def test_a_choice_tells_how_it_lies_between_the_slopes() -> None:
    subject = claim(r"x \in R", r"\frac{\partial}{\partial x} |x| = \operatorname{sign}(x)")
    with limited(5) as clock:
        (choice,) = choices(subject, clock)
    assert (choice.share, choice.ratio) == (Fraction(1, 2), (Fraction(-1), Fraction(1)))


def test_the_conventions_of_a_claim_are_named_together() -> None:
    declared = rf"{RELU}{STEP} | X \in R^{{n \times m}}, b \in R^{{1 \times m}} | U := X + b | Y := f(U) | L := L(Y)"
    formula = r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot g(X + b)"
    found = at(declared, formula)
    assert found.kind is Kind.CONVENTION
    first = found.message.split(". ")[0]
    assert "row of a matrix; the derivative at the kink" in first
    assert found.message.count("True by a convention") == 1


TWO = """# Note

## One

<!-- derive
{one}
-->

$$ {shown} $$

## Two

<!-- derive
{other}
-->

$$ {formula} $$
"""


def under_another(one: str, other: str, formula: str, shown: str = "1 + 1 = 2") -> Verdict | None:
    """What the last claim of a document of two sections is under the definitions of the first."""
    text = TWO.format(one=one.replace(" | ", "\n"), other=other.replace(" | ", "\n"), formula=formula, shown=shown)
    document = read(Source("note.md", text))
    understood = understand(document)
    subject = understood[-1].meaning
    assert isinstance(subject, Claim)
    assert judge(subject).kind is Kind.REFUTED
    return rescaled(subject, namesakes(document, understood), judge, 10.0)


MEAN = r"y, d \in R^n | E := \frac{1}{n} \sum_j (y_j - d_j)^2"
HALF = r"y, d \in R^n | E := \frac{1}{2} \sum_j (y_j - d_j)^2"
LETTERS = r"x, t \in R^m | E := \sum_k (x_k - t_k)^2"
FACTORS = [
    ("a half for a mean", HALF, MEAN, r"\frac{\partial E}{\partial y} = y - d", r"\frac{n}{2}"),
    ("a mean for a half", MEAN, HALF, r"\frac{\partial E}{\partial y} = \frac{2}{n} (y - d)", r"\frac{2}{n}"),
    ("other letters", HALF, LETTERS, r"\frac{\partial E}{\partial x} = x - t", r"\frac{1}{2}"),
    (
        "a cross entropy",
        r"t, x \in R^C | L := -\sum_j t_j \log(x_j)",
        r"t, x \in R^C | L := -\frac{1}{C} \sum_j t_j \log(x_j)",
        r"\frac{\partial L}{\partial x_j} = -\frac{t_j}{x_j}",
        "C",
    ),
]


@pytest.mark.parametrize(
    ("one", "other", "formula", "constant"), [row[1:] for row in FACTORS], ids=[row[0] for row in FACTORS]
)
def test_a_factor_that_stands_elsewhere_is_a_convention(one: str, other: str, formula: str, constant: str) -> None:
    found = under_another(one, other, formula)
    assert found is not None and found.kind is Kind.CONVENTION
    assert f"is ${constant}$ times what it is here, as it is defined in line 7, column 1" in found.message


NONE = [
    ("no other definition", r"y, d \in R^n", MEAN, r"\frac{\partial E}{\partial y} = y - d"),
    ("another factor", HALF, MEAN, r"\frac{\partial E}{\partial y} = 3 (y - d)"),
    ("a sign", HALF.replace(":= ", ":= -"), HALF, r"\frac{\partial E}{\partial y} = d - y"),
    ("the same definition", MEAN, MEAN, r"\frac{\partial E}{\partial y} = y - d"),
    ("another function", r"y, d \in R^n | E := \sum_j (y_j - d_j)^4", MEAN, r"\frac{\partial E}{\partial y} = y - d"),
    ("another name", HALF.replace("E", "F"), MEAN, r"\frac{\partial E}{\partial y} = y - d"),
    ("a factor for one entry only", HALF, MEAN, r"\frac{\partial E}{\partial y_1} = y_2 - d_1"),
    ("a plain number", r"c := 2", r"x \in R | c := 1", "c x = 2 x"),
    (
        "a scaled variable",
        r"x \in R^n | y := 2 x",
        r"x \in R^n | y := x | L := \sum_j y_j^2",
        r"\frac{\partial L}{\partial x} = 8 x",
    ),
]


@pytest.mark.parametrize(("one", "other", "formula"), [row[1:] for row in NONE], ids=[row[0] for row in NONE])
def test_a_factor_that_stands_nowhere_is_a_mistake(one: str, other: str, formula: str) -> None:
    assert under_another(one, other, formula) is None


def test_kinks_that_differ_in_their_place_alone_are_one() -> None:
    deep = at(
        r"X \in R^{n \times m}, W \in R^{m \times k} | Y := \max(0, X W) | L := L(Y)",
        r"\frac{\partial L}{\partial W} = X^\top (\frac{\partial L}{\partial Y} \odot \mathbb{1}[X W > 0])",
    )
    assert deep.kind is Kind.CONVENTION
    assert deep.excludes == (r"\sum_{l} x_{il} w_{lj} = 0",)
    assert [choice.place for choice in deep.choices] == [*deep.excludes]


def test_of_many_kinks_alike_the_first_is_named() -> None:
    steps = r"\mathbb{1}[x_2 > x_3] + \mathbb{1}[x_2 > x_4] - \mathbb{1}[x_1 > x_2]"
    many = at(
        r"x \in R^n | y := \max(0, x_1 - x_2) + \max(0, x_2 - x_3) + \max(0, x_2 - x_4)",
        rf"\frac{{\partial y}}{{\partial x_2}} = {steps}",
    )
    assert many.kind is Kind.CONVENTION
    assert many.message.count("the derivative at the kink") == 1
    assert f"so it is at {len(many.choices) - 1} more kinks" in many.message


def test_a_claim_of_which_no_side_can_be_read_at_any_size_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(side: object, setting: object) -> None:
        raise Unsupported("nothing of it")

    subject = claim(r"x \in R", r"\frac{\partial}{\partial x} |x| = \operatorname{sign}(x)")
    verdict = judge(subject)
    monkeypatch.setattr("derive.judging.kinks.evaluate", unread)
    assert verdict.kind is Kind.PROVED and at_kinks(subject, verdict).kind is Kind.UNDECIDED
