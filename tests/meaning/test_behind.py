"""Names that are defined behind a claim, in its display or where it is explained: they have that meaning in it too."""

from __future__ import annotations

import pytest

from derive import Kind, prove
from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = r"""<!-- derive
W \in R^{m \times n}, x \in R^n, d, g \in R^m, a, b \in R, u, v \in R^n
z := W x
L := L(z)
-->

"""
SLOPE = r"\frac{\partial L}{\partial x} = W^\top d"
BEHIND = r"d = \frac{\partial L}{\partial z}"
TWICE = r"d = 2 \frac{\partial L}{\partial z}"
ROWS = "$$\n\\begin{{aligned}}\n{0} \\\\\n{1}\n\\end{{aligned}}\n$$"


def answers(text: str) -> list[Judged]:
    """The displayed formulas with their verdicts."""
    judged = judge_document(read(Source("behind.md", GIVEN + text)), seconds=20.0)
    return [item for item in judged.items if item.display]


def kinds(text: str) -> list[str]:
    """The verdicts on the displayed formulas."""
    return [item.verdict.kind.value for item in answers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "$$ {0}, \\quad {1} $$",
        "$$ {0} \\qquad {1} $$",
        ROWS,
        "$$ {0} $$\n\nwhere\n\n$$ {1} $$",
        "$$ {0} $$\nwith\n$$ {1} $$",
        "$$ {0} $$\n\nwhere\n\n<!-- derive id: d -->\n\n$$ {1} $$",
        "$$ {0} $$\n\n<!-- a remark -->\nwhere\n\n$$ {1} $$",
        "$$ {0} $$\n\nwhere we have\n\n$$ {1} $$",
        "$$ {0} $$\n\nwhere, as above, $m$ may be 1.5, i.e. more, and\n\n$$ {1} $$",
    ],
)
def test_a_definition_behind_a_claim_holds_in_it(text: str) -> None:
    assert kinds(text.format(SLOPE, BEHIND)) == ["proved", "definition"]
    assert kinds(text.format(SLOPE, TWICE)) == ["refuted", "definition"]


@pytest.mark.parametrize(("slope", "right"), [(r"2 W^\top d", "W^\\top d"), ("W d", "W^\\top d")])
def test_a_correction_is_proved_with_it(slope: str, right: str) -> None:
    text = GIVEN + ROWS.format(rf"\frac{{\partial L}}{{\partial x}} &= {slope}, \quad", BEHIND)
    (first, *_) = (item for item in judge_document(read(Source("behind.md", text)), seconds=20.0).items if item.display)
    assert first.verdict.kind.value == "refuted"
    assert first.verdict.correction is not None and right in first.verdict.correction.source


@pytest.mark.parametrize("parting", [r", \qquad ", r" $$\n\nwhere\n\n$$ "])
def test_a_definition_whose_shapes_do_not_fit_is_told_as_that(parting: str) -> None:
    assert kinds(rf"$$ A = x W{parting}H = \tanh(A) $$") == ["refuted", "unread"]
    assert kinds(rf"$$ A = W x{parting}H = \tanh(A) $$") == ["definition", "definition"]


NOT_JOINED = ["", "Now let us see.", "It follows that", "We define", "where we differ. Now", "with respect to x:"]


@pytest.mark.parametrize("between", NOT_JOINED)
def test_a_definition_further_below_may_be_meant_or_not(between: str) -> None:
    assert kinds(f"$$ {SLOPE} $$\n\n{between}\n\n$$ {BEHIND} $$") == ["unread", "definition"]
    assert kinds(f"$$ {SLOPE} $$\n\n{between}\n\n$$ {TWICE} $$") == ["refuted", "definition"]


UNREAD = [
    r"d = \mathrm{foo}(x)",
    "d_i = x_j",
    r"d = 3 z, \quad a = 1",
    r"d = 3 z, \quad a > 0",
    "d = x",
]


@pytest.mark.parametrize("behind", UNREAD)
@pytest.mark.parametrize("claim", [r"\frac{\partial K}{\partial x} = 0", r"W^\top d = 0"])
def test_a_definition_behind_a_claim_that_is_not_understood_leaves_it_unread(claim: str, behind: str) -> None:
    text = f"<!-- derive K := K(d) -->\n\n$$ {claim}, \\quad {behind} $$"
    assert kinds(text)[0] == "unread"


def test_what_rests_on_a_definition_that_is_not_understood_is_unread() -> None:
    text = "<!-- derive K := a^2 + b -->\n\n$$ {} $$\n\n$$ \\frac{{\\partial K}}{{\\partial a}} = 2 a $$"
    assert kinds(text.format(r"b = \mathrm{foo}(a)")) == ["unread", "unread"]
    assert kinds(text.format("b = 3 a")) == ["definition", "refuted"]
    assert kinds(text.format("b = 3")) == ["definition", "proved"]


@pytest.mark.parametrize("word", ["where", "with"])
@pytest.mark.parametrize("slope", [r"\frac{\partial K}{\partial a}", r"\nabla_a K"])
def test_what_words_explain_is_differentiated_through(slope: str, word: str) -> None:
    slope = rf"{slope} = {{}} \quad \text{{{word} }} b = 3 a"
    text = f"<!-- derive K := a^2 + b -->\n\n$$ {slope} $$"
    assert kinds(text.replace("{}", "2 a")) == ["refuted", "definition"]
    assert kinds(text.replace("{}", "2 a + 3")) == ["proved", "definition"]


def test_a_plain_d_differentiates_through_it_too() -> None:
    row = r"\frac{d K}{d a} = {} \quad\text{where } b = 3 a"
    assert prove(row.replace("{}", "2 a", 1), "a, b \\in R; K := a^2 + b").verdict is Kind.REFUTED


def test_a_definition_above_stands() -> None:
    assert kinds(f"$$ {TWICE} $$\n\n$$ {SLOPE}, \\quad {BEHIND} $$") == ["definition", "unread", "refuted"]


def test_what_is_true_of_every_value_stays_true() -> None:
    assert kinds(r"$$ W^\top (d + g) = W^\top d + W^\top g, \quad d = W x $$") == ["proved", "definition"]


def test_two_definitions_behind_a_claim_hold_both() -> None:
    row = r"$$ \frac{\partial L}{\partial x} = W^\top g, \quad g = 2 d, \quad d = {} \frac{\partial L}{\partial z} $$"
    assert kinds(row.replace("{}", r"\frac12")) == ["proved", "definition", "definition"]
    assert kinds(row.replace("{}", "2")) == ["refuted", "definition", "definition"]


VALUES = [
    (r"\cos(a) + b = 1 + b, \quad a = 0", "proved"),
    (r"\cos(a) + b = 2 + b, \quad a = 0", "refuted"),
    (r"u_i v_i = 0, \quad u_i = 0", "proved"),
    (r"u_i v_i = v_i, \quad u_i = 0", "refuted"),
    (r"a b = -b, \quad a = -1", "proved"),
    (r"a b = \frac{b}{2}, \quad a = \frac12", "proved"),
    (r"a b = b, \quad a = \frac12", "refuted"),
]


@pytest.mark.parametrize(("row", "kind"), VALUES)
def test_a_value_behind_a_claim_restricts_it(row: str, kind: str) -> None:
    assert kinds(f"$$ {row} $$") == [kind]


@pytest.mark.parametrize(
    ("row", "below"),
    [
        (r"\cos(a) + b = 1 + b, \quad a = 0", "a^2 b = 0"),
        (r"u_i v_i = 0, \quad u_i = 0", r"\sum_i u_i v_i = 0"),
        (r"a b = -b, \quad a = -1", "a^2 = 1"),
        (r"\frac{\partial (a b)}{\partial b} = 0, \quad a = 0", "a b = 0"),
        (r"\cos a = -1, \quad a = \pi", r"\sin a = 0"),
        (r"u^\top v = 0, \quad u = \mathbf 0", r"\|u\|^2 = 0"),
    ],
)
def test_it_restricts_nothing_else(row: str, below: str) -> None:
    assert kinds(f"$$ {row} $$\n\n$$ {below} $$")[1:] == ["refuted"]


def test_a_value_of_an_entry_whose_index_stands_nowhere_else_is_not_understood() -> None:
    assert kinds(r"$$ \|u\|^2 = 0, \quad u_i = 0 $$") == ["unread"]


@pytest.mark.parametrize("row", [r"h = W x, \quad a = 2", r"b = 3, \quad a = 2", r"g := W x, \quad a = 2"])
def test_a_value_beside_a_definition_defines(row: str) -> None:
    assert kinds(f"$$ {row} $$\n\n$$ a^2 = 4 $$")[1:] == ["definition", "proved"]


INLINE = [
    (r"\frac{\partial}{\partial x} \sum_i u_i^2 = 0", "where $u = 2 x$.", "unread"),
    (r"\frac{\partial}{\partial x} \sum_i u_i^2 = 8 x", "where $u = 2 x$.", "unread"),
    (r"\frac{\partial}{\partial x} \sum_i u_i^2 = 8 x", "with the doubled input $u_i = 2 x_i$", "unread"),
    (r"\frac{\partial}{\partial x} \sum_i u_i^2 = 8 x", "where $v$ is one and $u = 2 x$ is another.", "unread"),
    (r"\frac{\partial L}{\partial x} = W^\top d", r"where $d = \frac{\partial L}{\partial z}$.", "undecided"),
    (r"u + a v = u + 3 v", "where $a = 3$ is a number.", "undecided"),
    (r"u + a v - a v = u", "where $a = 3$ is a number.", "proved"),
    (r"u + a v = u + 3 v", "where $b = 3$ is a number.", "refuted"),
    (r"u + a v = u + 3 v", "We know $a = 3$.", "undecided"),
    (r"u + a v = u + 2 v", "We know $a = 3$.", "refuted"),
    (r"\frac{\partial}{\partial x} \sum_i u_i^2 = 0", "where $v = 2 x$.", "proved"),
    (r"\frac{\partial}{\partial x} \sum_i u_i^2 = 0", "where all is well. It is not $u = 2 x$.", "proved"),
    (r"\frac{\partial z}{\partial x} = W", "where $z = 2 x$.", "unread"),
    (r"\frac{\partial z}{\partial x} = W", "where $z = W x$.", "proved"),
]


@pytest.mark.parametrize(("claim", "words", "kind"), INLINE)
def test_what_running_text_explains_behind_a_claim_is_not_passed_over(claim: str, words: str, kind: str) -> None:
    assert kinds(f"$$ {claim} $$\n\n{words}\n") == [kind]


def test_what_running_text_explains_holds_below_it_too() -> None:
    text = "$$ S = {} $$\nwhere $u = 2 x$.\n$$ {} $$"
    assert kinds(text.format(r"\sum_i u_i^2", r"\frac{\partial S}{\partial x} = 0")) == ["definition", "unread"]


@pytest.mark.parametrize("behind", [r", \quad u = 2 x $$", " $$\nwhere we have\n$$ u = 2 x $$"])
def test_questions_and_corrections_take_the_definition(behind: str) -> None:
    (asked, _) = answers(r"$$ \frac{\partial}{\partial x} \sum_i u_i^2 = ?" + behind)
    assert asked.verdict.answer is not None and "4" in asked.verdict.answer.fragment
    (mended, _) = answers(r"$$ \frac{\partial}{\partial x} \sum_i u_i^2 = 0" + behind)
    assert mended.verdict.correction is not None and "4" in mended.verdict.correction.fragment


TURNED = r"\frac{\partial}{\partial x} \sum_i u_i^2 = 0"
UNPARTED = [
    f"$$ {TURNED}, \\quad \\text{{where }} u = 2 x \\text{{ and }} a = 1 $$",
    f"$$ {TURNED}, \\quad \\text{{with }} a = 1 \\text{{ and }} u = 2 x $$",
    f"$$ {TURNED} $$\nwhere $u := 2 x$.",
    f"$$ {TURNED} $$\nwhere $a = 1, u = 2 x$.",
    f"$$ {TURNED} $$\nand where $u = 2 x$.",
    f"$$ {TURNED} $$\n*where* $u = 2 x$.",
    f"> $$ {TURNED} $$\n>\n> where $u = 2 x$.",
    f"$$ {TURNED} $$\n(where, as before, $u = 2 x$)",
]


@pytest.mark.parametrize("text", UNPARTED)
def test_a_definition_behind_a_claim_is_seen_however_it_is_joined(text: str) -> None:
    assert kinds(text) == ["unread"]


def test_a_definition_behind_two_formulas_is_about_both() -> None:
    first, second = r"\frac{\partial}{\partial x} \sum_i u_i^2 = 8 x", r"\frac{\partial}{\partial x} \sum_i u_i^2 = 0"
    text = f"$$ {first} $$\nand\n$$ {second} $$\nwhere\n$$ u = 2 x $$"
    assert kinds(text) == ["proved", "refuted", "definition"]
    assert kinds(text.replace("and", "Again:")) == ["unread", "refuted", "definition"]


def test_words_without_an_end_do_not_reach_into_the_next_section() -> None:
    text = f"# A\n$$ {TURNED} $$\nwhere $a$ is a number\n\n# B\nLet $u = 2 x$.\n"
    assert kinds(text) == ["proved"]


def test_a_function_that_running_text_explains_refutes_nothing() -> None:
    text = "<!-- derive f : R \\to R -->\n\n$$ f'(a) = 2 a $$\nwhere $f(x) = x^2$.\n"
    assert kinds(text) == ["undecided"]
    assert kinds(text.replace("where", "Then")) == ["refuted"]
    known = "<!-- derive f(s) := s^2 -->\n\n$$ f'(a) = a $$\nwhere $f(x) = x^2$.\n"
    assert kinds(known) == ["refuted"]


@pytest.mark.parametrize(("end", "said"), [("0", "false"), ("8 x", "true")])
def test_the_ends_of_a_chain_take_the_definition_too(end: str, said: str) -> None:
    middle = r"\frac{\partial}{\partial x} \sum_i u_i^2 = \det W"
    first, second, _ = answers(f"$$ {middle} = {end}, \\quad u = 2 x $$")
    assert [first.verdict.kind.value, second.verdict.kind.value] == ["unread", "unread"]
    assert first.verdict.message.endswith(f"From its first to its last side the chain is {said}.")
