"""Findings: two sayings of one document are set side by side, and a document that says each thing once has none."""

from __future__ import annotations

import pytest

from derive.judging.document import begin, finish
from derive.judging.findings import findings
from derive.judging.judge import judge
from derive.judging.results import Finding
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source


def found(*sections: tuple[str, str]) -> tuple[Finding, ...]:
    """The findings of a document with these sections, each of declarations and a formula; line 5 k + 1 begins one."""
    blocks = [f"# S\n<!-- derive {declared} -->\n\n$$ {formula} $$\n" for declared, formula in sections]
    document = read(Source("note.md", "\n".join(text.replace(" | ", "\n") for text in blocks)))
    understood = understand(document)
    return findings(document, understood, finish(begin(document, understood)), judge)


def texts(*sections: tuple[str, str]) -> list[str]:
    return [finding.message for finding in found(*sections)]


TRUE = "1 + 1 = 2"
SUM = r"t, x \in R^C | L := -\sum_j t_j \log(x_j)"
MEAN = r"t, x \in R^C | L := -\frac{1}{C} \sum_j t_j \log(x_j)"
LABELLED = r"t, x \in R^C | L_{\text{CE}} := -\sum_j t_j \log(x_j)"
PREDICTED = r"y^{(t)}, y^{(p)} \in R^C | L := -\sum_j y^{(t)}_j \log(y^{(p)}_j)"
HALF = r"y, d \in R^n | E(y) := \frac{1}{2} \sum_j (y_j - d_j)^2"
SQUARE = r"u, v \in R^m | E := \sum_j (u_j - v_j)^2"


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (SUM, MEAN, r"$L$ at 9:1 is $\frac{1}{C}$ times $L$ at 3:1."),
        (MEAN, SUM, r"$L$ at 9:1 is $C$ times $L$ at 3:1."),
        (LABELLED, MEAN, r"$L$ at 9:1 is $\frac{1}{C}$ times $L_{CE}$ at 3:1."),
        (PREDICTED, MEAN, r"$L$ at 9:1 is $\frac{1}{C}$ times $L$ at 3:1."),
        (SUM.replace("-", ""), SUM, r"$L$ at 9:1 is $-1$ times $L$ at 3:1."),
        (HALF, SQUARE, r"$E$ at 9:1 is $2$ times $E$ at 3:1."),
    ],
)
def test_two_definitions_that_differ_by_a_factor(one: str, other: str, message: str) -> None:
    (finding,) = found((one, TRUE), (other, TRUE))
    assert finding == Finding(message, ((3, 1), (9, 1)))


def test_equal_definitions_stand_together_in_one_finding() -> None:
    (finding,) = found((SUM, TRUE), (MEAN, TRUE), (MEAN, TRUE))
    assert finding.message == r"$L$ at 9:1 and 15:1 is $\frac{1}{C}$ times $L$ at 3:1."
    assert finding.places == ((3, 1), (9, 1), (15, 1))


SILENT = [
    ("the same", SUM, SUM),
    ("written otherwise", MEAN, r"t, x \in R^C | L := -\sum_j \frac{t_j \log(x_j)}{C}"),
    ("another function", SUM, r"t, x \in R^C | L := \frac{1}{C} \sum_j (t_j - x_j)^2"),
    ("the order of arguments", SUM, r"t, x \in R^C | L := -\sum_j x_j \log(t_j)"),
    ("another number of arguments", SUM, r"x \in R^C | L := -\sum_j x_j \log(x_j)"),
    ("other labels", LABELLED, MEAN.replace("L :=", r"L_{\text{mean}} :=")),
    ("another letter", SUM, MEAN.replace("L :=", "E :=")),
    ("numbers", "w := 1", "w := -1"),
    ("a plain multiple", r"x \in R^n | y := x", r"x \in R^n | y := 2 x"),
    ("sums of other things", r"x \in R^n | s := \sum_j x_j", r"x \in R^n | s := \frac{1}{n} \sum_j x_j"),
    ("one more term", HALF, r"y, d \in R^n | E := \frac{1}{2} \sum_j (y_j - d_j)^2 + \sum_j y_j^2"),
    ("another shape", SUM, r"t, x \in R^{C \times m} | L := -\frac{1}{C} \sum_{i,j} t_{ij} \log(x_{ij})"),
    ("activations", r"f(x) := \frac{1}{1 + e^{-x}}", r"f(x) := \tanh(x)"),
    ("shapes of another section", r"X \in R^{n \times m}", r"X \in R^{b \times m}"),
    ("a square matrix", r"X \in R^{n \times m}", r"X \in R^{n \times n}"),
    ("a row and a column", r"x \in R^{1 \times n}", r"x \in R^{n \times 1}"),
    ("a letter of another matrix", r"X \in R^{n \times m}", r"W \in R^{m \times n}"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT])
def test_what_is_used_anew_is_no_finding(one: str, other: str) -> None:
    assert texts((one, TRUE), (other, TRUE)) == []


RELU = r"x \in R | f(x) := \max(0, x)"
BATCH = r"X \in R^{n \times m} | f(x) := \max(0, x) | Y := f(X) | L := L(Y)"
ABOVE = r"f'(x) = \begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}"
BELOW = r"f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"
HALFWAY = r"f'(x) = \begin{cases} 1 & x > 0 \\ \frac{1}{2} & x = 0 \\ 0 & x < 0 \end{cases}"
NEITHER = r"f'(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}"
PASSED = (
    r"\frac{\partial L}{\partial x_{ij}} = "
    r"\begin{cases} \frac{\partial L}{\partial y_{ij}} & x_{ij} > 0 \\ 0 & \text{otherwise} \end{cases}"
)
SLOPES = "Where the slope changes from 0 to 1, it is taken to be "


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ((RELU, ABOVE), (RELU, BELOW), "1 at 5:4 but 0 at 11:4."),
        ((RELU, BELOW), (RELU, HALFWAY), "0 at 5:4 but 1/2 at 11:4."),
        ((RELU, ABOVE), (BATCH, PASSED), "1 at 5:4 but 0 at 13:4."),
    ],
)
def test_two_values_at_one_kind_of_kink(one: tuple[str, str], other: tuple[str, str], message: str) -> None:
    assert texts(one, other) == [SLOPES + message]


ABSOLUTE = (r"x \in R", r"\frac{\partial}{\partial x} |x| = \operatorname{sign}(x)")


@pytest.mark.parametrize(
    "sections",
    [
        ((RELU, ABOVE), (RELU, ABOVE)),
        ((RELU, BELOW), (BATCH, PASSED)),
        ((RELU, ABOVE), (RELU, NEITHER)),
        ((RELU, BELOW), ABSOLUTE),
        ((RELU, ABOVE), (RELU, ABOVE.replace("1 &", "2 &"))),
    ],
    ids=["the same", "the same of a batch", "none", "another function", "a false claim"],
)
def test_one_value_at_a_kink_is_no_finding(sections: tuple[tuple[str, str], ...]) -> None:
    assert texts(*sections) == []


def test_a_letter_for_rows_and_for_columns() -> None:
    (finding,) = found((r"X \in R^{b \times n}", TRUE), (r"X \in R^{n \times m}", TRUE))
    assert finding == Finding("n counts the rows of $X$ at 7:13 and its columns at 2:13.", ((2, 13), (7, 13)))


@pytest.mark.parametrize("declared", [r"y(s) := s^2 | y \in R^n", r"y := q | y \in R^n", r"y : R \to R | y \in R"])
def test_a_declaration_that_means_nothing_is_no_finding(declared: str) -> None:
    assert texts((declared, TRUE)) == []


def test_an_index_that_is_a_size() -> None:
    declared = r"A \in R^{n \times m}, x \in R^n"
    assert texts((declared, r"\sum_m a_{im} = \sum_j a_{ij}")) == ["m is a size at 2:13 and an index at 4:4."]
    assert texts((declared, r"\sum_k a_{ik} = \sum_j a_{ij}")) == []
    assert texts((declared, TRUE), (r"y \in R^k", r"\sum_n y_n = \sum_j y_j")) == []


def test_a_document_that_says_nothing_has_no_findings() -> None:
    document = read(Source("note.md", "# Words\n"))
    assert findings(document, (), finish(begin(document, ())), judge) == ()
