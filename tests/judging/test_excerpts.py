"""Excerpts of a document, in which answers and corrections are judged: a definition means there what it means in it."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source

HEAD = "<!-- derive\nx \\in R\nL := x^2\n-->\n"
BEHIND = "\n\n<!-- derive\nK := g x\n-->\n$$ x^2 = x x $$\n\n"
ASKED, FALSE = r"\frac{d K}{d x} = ?", r"\frac{d K}{d x} = 5 x"
DEFINED = [
    ("alone", r"$$ g = \frac{d L}{d x} $$"),
    ("in a chain", r"$$ g = \frac{d L}{d x} = 2 x $$"),
    ("in a longer chain", r"$$ g = \frac{d L}{d x} = 2 x = x + x $$"),
    ("in a chain of rows",
     "$$\n\\begin{aligned}\ng &= \\frac{d L}{d x} \\\\\n&= 2 x \\\\\n&= x + x\n\\end{aligned}\n$$"),
    ("before another claim", r"$$ g = \frac{d L}{d x} = 2 x, \quad 2 x = x + x $$"),
]
FORMS = pytest.mark.parametrize("formula", [row[1] for row in DEFINED], ids=[row[0] for row in DEFINED])


@FORMS
def test_an_answer_knows_a_definition_that_begins_a_chain(formula: str) -> None:
    last = judge_document(read(Source("note.md", f"{HEAD}{formula}{BEHIND}$$ {ASKED} $$\n"))).items[-1].verdict
    assert last.answer is not None, last.message
    assert last.answer.fragment == "4 x"


@FORMS
def test_no_correction_takes_a_definition_that_begins_a_chain_for_zero(formula: str) -> None:
    last = judge_document(read(Source("note.md", f"{HEAD}{formula}{BEHIND}$$ {FALSE} $$\n"))).items[-1].verdict
    assert last.correction is not None
    assert last.correction.source == r"\frac{d K}{d x} = 4 x"


HIDDEN = [
    ("behind", "$$ \\sigma(t) = \\frac{1}{1 + e^{-t}} $$\n"),
    ("in a quotation", "> It is\n> $$\n> \\sigma(t) =\n> \\frac{1}{1 + e^{-t}}\n> $$\n"),
]


@pytest.mark.parametrize("below", [row[1] for row in HIDDEN], ids=[row[0] for row in HIDDEN])
def test_a_correction_knows_a_function_that_is_defined_below(below: str) -> None:
    false = r"$$ \frac{\partial p_i}{\partial z_j} = \delta_{ij} p_j (1 + p_i) $$"
    head = "<!-- derive\nz \\in R^n\n-->\n\n$$ p = \\sigma(z) $$"
    judgement = judge_document(read(Source("note.md", f"{head}\n\n{false}\n\n{below}")))
    verdict = judgement.items[1].verdict
    assert verdict.correction is not None, verdict.message
    assert verdict.correction.source == r"\frac{\partial p_i}{\partial z_j} = \delta_{ij} p_j (1 - p_i)"


FALSE_TWICE = "$$ x + x = 3 x $$"
AROUND = [
    ("in a quotation", "> # A\n> <!-- derive: x \\in R^2 -->\n>\n> # B\n> <!-- derive: x \\in R -->\n> {}\n"),
    ("in a list", "- # A\n  <!-- derive: x \\in R^2 -->\n- # B\n  <!-- derive: x \\in R -->\n\n  {}\n"),
    ("under a line", "A\n===\n<!-- derive: x \\in R^2 -->\n\nB\n===\n<!-- derive: x \\in R -->\n\n{}\n\n> more\n"),
    ("with a command", "# A\n\\newcommand{{\\w}}{{x}}\n\n# B\n<!-- derive: \\w \\in R -->\n\n{}\n"),
    ("with a command behind", "# B\n<!-- derive: \\w \\in R -->\n\n{}\n\n\\newcommand{{\\w}}{{x}}\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in AROUND], ids=[row[0] for row in AROUND])
def test_a_claim_is_read_again_in_its_section(text: str) -> None:
    last = judge_document(read(Source("note.md", text.format(FALSE_TWICE)))).items[-1].verdict
    assert last.correction is not None, last.message
    assert last.correction.source == "x + x = 2 x"


CONDITIONED = [
    ("behind a comma", r"$$ x_i + b = b, \quad i = 1 $$"),
    ("in words", r"$$ x_i + b = b \quad \text{for } i = 1 $$"),
    ("of an order", r"$$ x_i + x_j = b, \quad i < j $$"),
]


@pytest.mark.parametrize("formula", [row[1] for row in CONDITIONED], ids=[row[0] for row in CONDITIONED])
def test_no_correction_knows_what_another_formula_holds_for(formula: str) -> None:
    head = "<!-- derive\na, b \\in R\nx \\in R^n\n-->\n\n"
    text = f"{head}{formula}\n\n$$ a b = \\frac{{1}}{{2 b}} $$\n\n$$ \\frac{{b}}{{2}} = \\frac{{1}}{{2 b}} $$\n"
    assert judge_document(read(Source("note.md", text))).items[-1].verdict.correction is None
