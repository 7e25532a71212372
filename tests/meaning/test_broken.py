r"""A name whose declaration stands in the document and was not understood is not told to be undeclared."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.judging.claims import judged
from tests.reporting.said import said, untranslated

CLAIM = "$$ L + L = 2 L $$\n"


def messages(declared: str, formula: str = CLAIM) -> list[str]:
    """What is said of the displayed formulas, all of which are unread."""
    text = f"<!-- derive\nx \\in R^n\n{declared}\n-->\n\n{formula}"
    items = [item for item in judge_document(read(Source("note.md", text))).items if item.display]
    assert {item.verdict.kind for item in items} == {Kind.UNREAD}
    return [item.verdict.message for item in items]


BROKEN = [
    r"L \in R^{n \times 2.5}",
    r"L \in \mathbb{C}^n",
    r"x_1, L \in [0, 1]",
    r"L \in",
    r"\mathcal{L} \in R^{+}",
    r"L : R \to R^2",
    r"L := L(y)",
    "L is a loss",
    "L(x) :=",
]


@pytest.mark.parametrize("declared", BROKEN)
def test_the_line_of_the_declaration_is_told(declared: str) -> None:
    (found,) = messages(declared)
    assert found == "the declaration of `L` was not understood (see line 3) (line 6, column 4)"


def test_so_is_that_of_a_displayed_one() -> None:
    (_, found) = messages("", "$$ L \\in R^{2.5} $$\n" + CLAIM)
    assert "declaration of `L` was not understood (see line 6)" in found


OTHERS = {
    "none": "",
    "one of another name": r"M \in R^{n \times 2.5}",
    "an assumption": "assume L > 0",
    "the size of another": r"M \in R^{L \times 2.5}",
    "a letter in a body": r"M := M(L",
}


@pytest.mark.parametrize("declared", OTHERS.values(), ids=OTHERS)
def test_another_line_is_not(declared: str) -> None:
    (found,) = messages(declared)
    assert found.startswith("`L` is not declared; ")


def test_nor_one_of_a_section_that_ended() -> None:
    (found,) = messages("", f"# One\n<!-- derive L \\in R^{{2.5}} -->\n# Two\n{CLAIM}")
    assert found.startswith("`L` is not declared; ")
    (found,) = messages("", f"# One\n<!-- derive L \\in R^{{2.5}} -->\n## Two\n{CLAIM}")
    assert "see line 7" in found


def test_a_letter_of_a_word_has_no_declaration() -> None:
    (found,) = messages("loss := x", "$$ 2 loss = loss + loss $$\n")
    assert found.startswith("`loss` is read as 4 letters")


def test_it_is_not_told_to_be_missing() -> None:
    text = f"<!-- derive L \\in R^{{2.5}} -->\n{CLAIM * 3}"
    judgement = judge_document(read(Source("note.md", text)))
    assert judgement.findings == ()
    for code in codes()[1:]:
        assert untranslated(said(judgement), language(code)) == []


ABOVE = """# Above
<!-- derive
x \\in R, v \\in R^n
\\mathcal{L} := x^2
-->
## Inner
"""
ANEW = [
    "L := x^3",
    "let L := x^3",
    "x^2 := 2",
    "x \\in C^n",
    "x \\in \\{0, n\\}",
    "\\mathcal{L} := \\mathcal{L}(q)",
    "x \\in R^{2 \\times 3 \\times n}",
    "x := v^^2",
    "L := 3 x^{2",
    "x \\in R^{n",
    "L := \\frac{1}{x",
    "assume L := 3",
    "assume L := x^^3",
    "assume: x := v^^2",
    "Let L = x^^2",
    "set x := v^^2",
]
BESIDE = [
    "some words on x and L",
    "L_2 := v^^2",
    "x_1 := v^{2",
    "v^2 := 2",
    "v \\in C^n",
    "f(x) := x^^2",
    "assume x^^2 = 1",
    "q := x^^2",
    "assume L = x^^2",
    "let q := x^^2",
    "Let v_2 := x^^2",
    "L_{reg} := v^^2",
]
SLOPE = "$$ \\frac{\\partial \\mathcal{L}}{\\partial x} = 2x $$\n"


@pytest.mark.parametrize("line", ANEW)
def test_what_is_declared_anew_and_not_understood_hides_what_was_known(line: str) -> None:
    *_, found = judged(f"{ABOVE}<!-- derive\n{line}\n-->\n\n{SLOPE}")
    assert found.verdict.kind is Kind.UNREAD
    assert "was not understood" in found.verdict.message


@pytest.mark.parametrize("line", BESIDE)
def test_what_is_not_declared_anew_keeps_its_meaning(line: str) -> None:
    *_, found = judged(f"{ABOVE}<!-- derive\n{line}\n-->\n\n{SLOPE}")
    assert found.verdict.kind is Kind.PROVED


@pytest.mark.parametrize("line", ANEW)
def test_what_was_known_is_known_again_behind_the_section(line: str) -> None:
    *_, found = judged(f"{ABOVE}<!-- derive\n{line}\n-->\n\n## Next\n{SLOPE}")
    assert found.verdict.kind is Kind.PROVED


FUNCTIONS = """# Above
<!-- derive
x, v \\in R^n, t, e \\in R
L := L(x)
M := x^\\top x
f : R \\to R
g(s) := s^2
h(z)_i := e^{z_i}
-->
## Inner
"""


@pytest.mark.parametrize(
    "line", ["@_2 := v^^3", "@_2 := v^\\top v_{", "@_{reg} := v^^2", "let @_2 := v^^2", "let q := @^^2"]
)
@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("L", "\\frac{\\partial L}{\\partial v} = 0"),
        ("f", "f(t) + f(t) = 2 f(t)"),
        ("g", "g(t) = t^2"),
    ],
)
def test_what_is_no_array_has_no_entry_that_is_defined(name: str, claim: str, line: str) -> None:
    *_, found = judged(f"{FUNCTIONS}<!-- derive\n{line.replace('@', name)}\n-->\n\n$$ {claim} $$\n")
    assert found.verdict.kind is Kind.PROVED


@pytest.mark.parametrize("line", ["@ := v^^3", "@(s) := s^^2", "let @ := v^^2", "@ \\in C^n", "assume @ := v"])
@pytest.mark.parametrize("name", ["L", "M", "f", "g", "h", "x"])
def test_what_is_defined_itself_is_hidden(name: str, line: str) -> None:
    claim = f"$$ {name}(x) + x = x + {name}(x) $$\n"
    *_, found = judged(f"{FUNCTIONS}<!-- derive\n{line.replace('@', name)}\n-->\n\n{claim}")
    assert found.verdict.kind is Kind.UNREAD


@pytest.mark.parametrize(
    ("line", "claim"), [("x_2 := v^^3", "x + x = 2 x"), ("x_i := v^^3", "M + M = 2 M"), ("h_2 := v^^3", "h(x) = h(x)")]
)
def test_an_array_has_entries(line: str, claim: str) -> None:
    *_, found = judged(f"{FUNCTIONS}<!-- derive\n{line}\n-->\n\n$$ {claim} $$\n")
    assert found.verdict.kind is Kind.UNREAD


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        ("\\text{Let } M = v^\\top v", Kind.REFUTED),
        ("\\text{Let } M := v^\\top v", Kind.REFUTED),
        ("\\text{Let } M = v^^2", Kind.UNREAD),
        ("Let M := v^^2", Kind.UNREAD),
        ("\\text{Let } q = v^\\top v", Kind.PROVED),
        ("Let q := v^^2", Kind.PROVED),
    ],
)
def test_a_word_may_stand_before_a_displayed_definition(shown: str, kind: Kind) -> None:
    *_, found = judged(f"{FUNCTIONS}$$ {shown} $$\n\n$$ M + L = x^\\top x + L $$\n")
    assert found.verdict.kind is kind


@pytest.mark.parametrize("formula", ["a^0 = x", "a^{1} = 2 x", "z^1 = W a^0"])
def test_a_name_with_a_number_above_it_is_defined_by_its_own_sign(formula: str) -> None:
    declared = "<!-- derive\nx \\in R^n, W \\in R^{n \\times n}\n-->\n"
    (found,) = judged(f"{declared}$$ {formula} $$\n")
    letter, number = formula[0], formula.replace("{", "")[2]
    assert found.verdict.kind is Kind.UNREAD
    assert f"; for a name of its own write `{letter}^{number} := …`; " in found.verdict.message
    for code in codes()[1:]:
        assert language(code).knows(found.verdict.message)


@pytest.mark.parametrize("formula", ["a^2 + x = x + a^2", "x = a^2", "q = x", "x^\\top x = a^2"])
def test_a_power_elsewhere_is_none(formula: str) -> None:
    found = judged(f"<!-- derive x \\in R^n -->\n$$ {formula} $$\n")
    assert not any("of its own" in each.verdict.message for each in found)


CONSTANTS = [
    (r"e \in \{1, 2, 4, \dots, 16\}", r"\log e = 1"),
    (r"e \in R^{n + 1}", r"e \cdot e = e^2"),
    (r"\delta \in \{1, 2, 4, \dots, 16\}", r"\sum_j \delta_{ij} x_j = x_i"),
    (r"I \in \mathbb{C}", "I x = x"),
    (r"\pi \in R^{n + 1}", r"\sin \pi = 0"),
    (r"a, \pi \in \mathbb{C}", r"\sin \pi = 0"),
]


@pytest.mark.parametrize(("declared", "claim"), CONSTANTS)
def test_a_constant_that_is_declared_and_not_understood_is_none(declared: str, claim: str) -> None:
    (found,) = messages(declared, f"$$ {claim} $$\n")
    assert "was not understood (see line 3)" in found


def test_a_letter_that_is_declared_anew_further_in_is_understood_there() -> None:
    text = "<!-- derive\ne, y \\in R^{n + 1}\n-->\n\n# A\n\n<!-- derive\ne, y \\in R\n-->\n\n"
    claims = "$$ (e + y)^2 = e^2 + 2 e y + y^2 $$\n\n$$ (e + y)^2 = e^2 + y^2 $$\n\n$$ \\log e = 1 $$\n"
    found = [item.verdict.kind for item in judge_document(read(Source("note.md", text + claims))).items if item.display]
    assert found == [Kind.PROVED, Kind.REFUTED, Kind.REFUTED]
