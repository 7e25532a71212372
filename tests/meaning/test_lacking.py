r"""Names of which a document says nothing are told once, with how much is unread for them, and what declares them."""

from __future__ import annotations

from derive.judging.document import judge_document
from derive.judging.results import Finding, Judgement
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

GIVEN = "<!-- derive\nX \\in R^{N \\times n}, W \\in R^{n \\times m}\n-->\n"
LAYER = r"""
$$ Z = X W $$
$$ A = \relu(Z) $$
$$ H = 2 A $$
$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Z} $$
$$ \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Z} W^\top $$
"""


def judgement(text: str, path: str = "note.md") -> Judgement:
    return judge_document(read(Source(path, text)))


def findings(text: str) -> tuple[Finding, ...]:
    return judgement(text).findings


def test_they_are_told_once_with_what_rests_on_them() -> None:
    (found,) = findings(GIVEN + LAYER)
    assert found.message.startswith("4 formulas are unread since nothing is known of `relu` (2), `L` (2); ")
    assert r"`<!-- derive \operatorname{relu}(x) := \max(0, x); L := L(…) -->`" in found.message
    assert found.places == ((6, 4), (7, 4), (8, 4), (9, 4))


def test_what_it_says_mends_them() -> None:
    declared = GIVEN + "<!-- derive\n\\operatorname{relu}(x) := \\max(0, x)\n-->\n"
    above, _, below = LAYER.partition("$$ A")
    text = f"{declared}{above}<!-- derive L := L(Z) -->\n$$ A{below}"
    assert {item.verdict.kind for item in judgement(text).items} == {Kind.DEFINITION, Kind.PROVED}
    assert findings(text) == ()


def test_the_sizes_of_an_array_are_left_to_its_author() -> None:
    claims = "$$ X V = 2 X V $$\n" * 3
    (found,) = findings(GIVEN + claims)
    assert "`V` (3)" in found.message
    line = r"V \in R^{… \times …}"
    assert line in found.message
    assert Kind.UNREAD in {item.verdict.kind for item in judgement(f"<!-- derive\n{line}\n-->\n{GIVEN}{claims}").items}


def test_a_command_of_another_file_is_told_with_its_macro() -> None:
    (found,) = findings(GIVEN + "$$ \\bfV X = 1 $$\n\n$$ X = \\softmax(X) $$\n\n$$ X = \\softmax(2 X) $$\n")
    assert "`\\bfV` (1), `\\softmax` (2)" in found.message
    assert r"`\newcommand{\bfV}{…}`" in found.message
    assert r"`\newcommand{\softmax}{\operatorname{softmax}}`" in found.message
    assert r"\operatorname{softmax}(x)_i := " in found.message


def test_in_a_tex_file_it_is_a_comment_of_tex() -> None:
    rows = "\\begin{align}\n2 a &= a + a\\\\ 3 a &= a + 2 a \\\\ 4 a &= 3 a + a\n\\end{align}\n"
    (found,) = judgement(rows, "note.tex").findings
    assert "`% derive: a \\in R`" in found.message


QUIET = {
    "two formulas": GIVEN + "$$ 2 b = b + b $$\n" * 2,
    "what its author knows of": GIVEN + "<!-- derive expect: unread -->\n$$ 2 b = b + b $$\n" * 3,
    "a name of another section": f"# One\n{GIVEN}# Two\n" + "$$ X W = 2 X W $$\n" * 3,
    "a name that is not understood": GIVEN + "<!-- derive b := c^{-} -->\n" + "$$ 2 b = b + b $$\n" * 3,
    "another trouble": GIVEN + "$$ X W = 2 \\int X W $$\n" * 3,
    "a sign of no language": GIVEN + "$$ \\int X W = 2 X W $$\n" * 3,
    "an index without a range": GIVEN + "$$ \\sum_k 1 = \\sum_k 2 $$\n" * 3,
    "a word without a command": GIVEN + "$$ softmax(X) = 2 softmax(X) $$\n" * 3,
    "a differential": GIVEN + "$$ dQ = 2 dQ $$\n" * 3,
    "false equations": GIVEN + "$$ X W = 2 X W $$\n" * 3,
}


def test_nothing_is_told_otherwise() -> None:
    assert {name: findings(text) for name, text in QUIET.items() if findings(text)} == {}


def test_it_can_be_said_in_other_languages() -> None:
    for code in codes()[1:]:
        assert untranslated(said(judgement(GIVEN + LAYER)), language(code)) == []


LABELLED = "# A\n<!-- derive\nb_2 \\in R^n, x \\in R^n\n-->\n# B\n<!-- derive\nx \\in R^n\n-->\n"


def test_the_letter_of_a_name_of_another_section_is_no_name_of_its_own() -> None:
    claims = "$$ 2 b_2 = b_2 + b_2 $$\n\n$$ \\nabla_{b_2} (x^\\top b_2) = x $$\n\n$$ 2 x = b_2 $$\n"
    found = judgement(LABELLED + claims)
    assert found.findings == ()
    assert [item.verdict.message.startswith("`b_2` was declared at line 3") for item in found.items] == [True] * 3
    (item,) = judgement(LABELLED + "$$ a = b_2 $$\n").items
    assert "nothing is known of" not in item.verdict.message


def test_but_the_letter_itself_is_one() -> None:
    (found,) = findings(LABELLED + "$$ 2 b x = b x + b x $$\n\n$$ 3 b x = b x $$\n\n$$ b_2 = b x $$\n")
    assert "nothing is known of `b` (3)" in found.message
    (found,) = findings(LABELLED + "$$ 2 b_3 = b_3 $$\n\n$$ x = b_4 $$\n\n$$ 2 x = b_4 $$\n")
    assert "nothing is known of `b` (3)" in found.message


def test_a_capital_with_a_number_is_a_name_of_its_own_and_an_upper_bound_a_size() -> None:
    text = "$$ Z_1 = V W_1 $$\n\n$$ Z_2 = Z_1 W_2 $$\n\n$$ l = \\frac1N \\sum_{i=1}^N \\sum_{k=1}^K v_{ik} $$\n"
    found, *others = [item.verdict.message for item in judgement(text).items]
    assert found.startswith(r"`W_1` is not declared; declare it, e.g. `W_1 \in R^{n \times m}`; ")
    assert "nothing is known of `V` either" in found
    assert "stands in a shape" in others[-1]
    (told,) = findings(text)
    assert "since nothing is known of `V` (2), `W_1` (2), `W_2` (1), `v` (1); " in told.message
    declared = "; ".join(rf"{name} \in R^{{… \times …}}" for name in ("V", "W_1", "W_2"))
    assert told.message.endswith(f"`<!-- derive {declared} -->`.")


def test_a_small_letter_with_a_number_is_an_entry_as_before() -> None:
    (item,) = judgement("$$ x_1 + x_2 = x_2 + x_1 $$\n").items
    assert item.verdict.message.startswith(r"`x` is not declared; declare it, e.g. `x \in R^n`")
    (item,) = judgement("$$ X_1 + X_i = X_i + X_1 $$\n").items
    assert item.verdict.message.startswith(r"`X` is not declared; declare it, e.g. `X \in R^n`")
