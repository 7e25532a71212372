"""Functions that are defined below their first use, in the same section."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

DEFINITION, PROVED, REFUTED, UNREAD = Kind.DEFINITION, Kind.PROVED, Kind.REFUTED, Kind.UNREAD
GIVEN = "<!-- derive\nX \\in R^{N \\times d}, w \\in R^d, x \\in R^{n \\times n}\n-->\n"
FORWARD = r"$$ p_i = \sigma(X_i w) $$" + "\n"
LOGISTIC = r"$$ \sigma(t) = \frac{1}{1 + e^{-t}} $$" + "\n"


def kinds(text: str) -> list[Kind]:
    return [each.verdict.kind for each in judge_document(read(Source("note.md", text))).items]


def test_a_function_holds_above_its_definition_in_the_section() -> None:
    claim = r"$$ \frac{\partial p_i}{\partial w_j} = p_i (1 - p_i) X_{ij} $$" + "\n"
    assert kinds(GIVEN + FORWARD + claim + LOGISTIC) == [DEFINITION, PROVED, DEFINITION]
    assert kinds(GIVEN + FORWARD + claim.replace("1 -", "1 +") + LOGISTIC) == [DEFINITION, REFUTED, DEFINITION]


def test_it_holds_to_the_left_of_its_definition_in_one_formula() -> None:
    both = FORWARD.replace(" $$\n", r", \qquad \sigma(t) = \frac{1}{1 + e^{-t}} $$" + "\n")
    claim = r"$$ \sum_i p_i = \sum_i \frac{1}{1 + e^{-X_i w}} $$"
    assert kinds(GIVEN + both + claim) == [DEFINITION, DEFINITION, PROVED]
    assert kinds(GIVEN + both + claim.replace("-X", "X")) == [DEFINITION, DEFINITION, REFUTED]


def test_its_definition_is_listed_where_it_stands() -> None:
    items = judge_document(read(Source("note.md", GIVEN + FORWARD + LOGISTIC))).items
    assert [each.line for each in items] == [4, 5]


def test_what_is_said_of_it_behind_the_definition_is_claimed() -> None:
    text = GIVEN + FORWARD + LOGISTIC
    assert kinds(text + r"$$ \sigma(t) = \frac{e^t}{1 + e^t} $$")[-1] is PROVED
    assert kinds(text + r"$$ \sigma(t) = \frac{e^t}{2 + e^t} $$")[-1] is REFUTED


def test_a_derivative_above_is_a_claim() -> None:
    claim = r"$$ \sigma'(t) = \sigma(t) (1 - \sigma(t)) $$" + "\n"
    assert kinds(claim + LOGISTIC) == [PROVED, DEFINITION]
    assert kinds(claim.replace("1 -", "2 -") + LOGISTIC) == [REFUTED, DEFINITION]


def test_a_function_of_a_vector_and_one_that_speaks_of_another() -> None:
    rows = r"$$ P_{ik} = \operatorname{softmax}(X_i)_k $$" + "\n" + r"$$ \sum_k P_{ik} = 1 $$" + "\n"
    softmax = r"$$ \operatorname{softmax}(z)_i = \frac{f(z_i)}{\sum_j f(z_j)} $$" + "\n"
    exponential = "$$ f(t) = e^t $$\n"
    assert kinds(GIVEN + rows + softmax + exponential) == [DEFINITION, PROVED, DEFINITION, DEFINITION]
    assert kinds(GIVEN + rows + softmax.replace("sum_j", "sum_j 2") + exponential)[1] is REFUTED


@pytest.mark.parametrize(
    "below",
    [
        "## Another section\n" + LOGISTIC,
        LOGISTIC.replace("-t", "-at") + "$$ a := 2 $$\n",
        r"$$ \sigma(x) = x^2 $$",
        r"$$ \sigma(x) = x x $$",
        r"$$ \sigma(x) = x^\top x $$",
        r"$$ \sigma(s, t) = s t $$",
        r"$$ \sigma(t) = 2 t \text{ if } t > 0 $$",
        r"$$ \sigma(t) = 2 t, \quad t > 0 $$",
        "$$\n\\begin{aligned} \\sigma(t) &= 2 t \\\\ & \\text{where } t > 0 \\end{aligned}\n$$",
        "<!-- derive\nskip: another one\n-->\n" + LOGISTIC,
    ],
)
def test_what_may_mean_something_else_above_does_not_hold_there(below: str) -> None:
    assert kinds("# One\n" + GIVEN + FORWARD + below)[0] is UNREAD


def test_a_function_of_an_outer_section_is_not_hidden_above() -> None:
    outer = "<!-- derive\n\\sigma(t) := t^2\n-->\n# One\n" + GIVEN
    text = outer + FORWARD + r"$$ p_i = (X_i w)^2 $$" + "\n" + r"$$ \sigma(t) := \frac{1}{1 + e^{-t}} $$"
    assert kinds(text)[:2] == [DEFINITION, PROVED]


def test_a_letter_that_multiplies_a_bracket_and_stands_alone_too_is_no_function() -> None:
    text = r"$$ y = a(b + c) + a $$" + "\n" + "$$ a(t) = 2 t $$\n"
    assert kinds("<!-- derive\nb, c \\in R\n-->\n" + text) == [UNREAD, DEFINITION]


NUMBER = "<!-- derive\nx \\in R, f : R \\to R\n-->\n"


@pytest.mark.parametrize(("slope", "expected"), [("2 x", PROVED), ("2 x^2", REFUTED)])
@pytest.mark.parametrize("sign", ["=", ":="])
def test_its_letter_may_be_a_declared_number(slope: str, expected: Kind, sign: str) -> None:
    below = f"$$ h(x) {sign} x^2 $$\n"
    assert kinds(f"{NUMBER}$$ \\frac{{d}}{{d x}} h(x) = {slope} $$\n\n{below}") == [expected, DEFINITION]
    assert kinds(f"{NUMBER}$$ h'(x) = {slope} $$\n\n{below}") == [expected, DEFINITION]
    chain = f"$$ \\frac{{d}}{{d x}} f(h(x)) = f'(h(x)) {slope} $$\n\n{below}"
    assert kinds(NUMBER + chain) == [expected, DEFINITION]


@pytest.mark.parametrize("declared", ["x \\in R^n", "x \\in R^{n \\times n}", "x := 3"])
def test_its_letter_may_not_be_an_array_or_a_value(declared: str) -> None:
    text = f"<!-- derive\n{declared}\n-->\n$$ h(2) = 4 $$\n\n$$ h(x) = x^2 $$\n"
    assert PROVED not in kinds(text) and REFUTED not in kinds(text)


REMARK = (
    "<!-- derive\na, x \\in R\nu := a x\n-->\n"
    "\\begin{align} \\frac{\\partial u^2}{\\partial a} &= 2 u x && \\text{%s} \\end{align}\n"
)


@pytest.mark.parametrize(
    "words", ["(definition of $u$)", "by definition of $u$", "by the chain rule for $u$", "chain rule for $u$ and $a$"]
)
def test_names_in_the_reason_for_a_claim_claim_nothing(words: str) -> None:
    assert PROVED in kinds(REMARK % words)
    assert REFUTED in kinds(REMARK.replace("2 u x", "2 u a") % words)


@pytest.mark.parametrize(
    "words",
    [
        "by symmetry of $u$", "inserting $u = a x$", "by definition of $u = x$", "for small $u$",
        "chain rule for $u > 0$",
    ],
)
def test_words_that_may_say_more_are_not_passed_over(words: str) -> None:
    assert kinds(REMARK % words)[-1] is UNREAD
