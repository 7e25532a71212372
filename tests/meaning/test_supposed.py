"""What running text says of a name that is known: no wrong verdict rests on the first meaning of it."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.meaning.meanings import Declared, Meaning, NotUnderstood
from derive.reading.document import read
from derive.reading.source import Source
from tests.judging.claims import judged

DECLARED = "<!-- derive\nw, x \\in R^n, a \\in R, X \\in R^{n \\times n}\nM := M(w)\n-->\n$$ L = 3 w^\\top w $$\n\n"
SLOPE = "$$ \\frac{\\partial L}{\\partial w} = 2 w $$\n"


def kinds(words: str, formula: str = SLOPE) -> list[Kind]:
    return [item.verdict.kind for item in judged(f"{DECLARED}{words}\n\n{formula}")]


def meanings(words: str, formula: str = SLOPE) -> list[Meaning]:
    document = read(Source("note.md", f"{DECLARED}{words}\n\n{formula}"))
    return [u.meaning for u in understand(document) if u.item.display][1:]


ANEW = [
    "Let $L = w^\\top w$. Then",
    "and let now $L = w^\\top w$. Then",
    "Let $a = 1$ and $L = w^\\top w$. Then",
    "Suppose that $L = w^\\top w$.",
    "Set $L = w^\\top w$, so that",
    "Set $L = \\frac13 w^\\top w$, so that",
    "Set $L = 3 w^\\top x$, so that",
]


@pytest.mark.parametrize("words", ANEW)
def test_a_name_with_two_definitions_is_not_used(words: str) -> None:
    (found,) = meanings(words)
    assert isinstance(found, NotUnderstood)
    assert "running text defines `L`" in found.message


PASSED = [
    "Let $L = 3 w^\\top w$. Then",
    "Let $L = 3 \\cdot \\left( w^T \\, \\bm{w} \\right)$. Then",
    "We see that $L = w^\\top w$ is another loss.",
    "For $a = 1$ we have",
    "Let $Q = w^\\top w$. Then",
    "Outlet $L = w^\\top w$ is another word. Then",
    "Let us look at the formula: $L = w^\\top w$.",
]


@pytest.mark.parametrize("words", PASSED)
def test_other_words_change_nothing(words: str) -> None:
    (found,) = meanings(words)
    assert isinstance(found, Claim)
    assert kinds(words) == [Kind.REFUTED]


INSIDE = [
    ("Let $L = 3 w^\\top w$.", [Kind.REFUTED]),
    ("<!-- derive\nb \\in R\n-->\nLet $L = 3 w^\\top w$.", [Kind.REFUTED]),
    ("Let $L = w^\\top w$.", [Kind.UNREAD]),
    ("<!-- derive\nw \\in R^m\n-->\nLet $L = 3 w^\\top w$.", [Kind.UNREAD]),
    ("<!-- derive\nL := w^\\top w\n-->\n## Deeper\n\nLet $L = 3 w^\\top w$.", [Kind.UNREAD]),
]


@pytest.mark.parametrize(("words", "found"), INSIDE)
def test_a_section_may_say_again_what_an_outer_one_defines(words: str, found: list[Kind]) -> None:
    assert kinds(f"# Inside\n\n{words}") == found


DOUBTED = [
    ("Let $a = 0$. Then", "$$ a + 1 = 1 $$"),
    ("Let $a = 1$ and $x = 0$. Then", "$$ x + w = w $$"),
    ("Let $M = w^\\top w$. Then", "$$ \\frac{\\partial M}{\\partial w} = 2 w $$"),
]


@pytest.mark.parametrize(("words", "formula"), DOUBTED)
def test_what_is_false_is_not_decided_where_more_is_said_of_its_names(words: str, formula: str) -> None:
    assert kinds(words, formula) == [Kind.UNDECIDED]


ASSUMED = [
    ("Let $a > 0$. Then", "$$ |a| = a $$", Kind.CONDITIONAL),
    ("Let $a > 0$. Then", "$$ |a| = 2 a $$", Kind.REFUTED),
    ("Let $a = 0$. Then", "$$ a + 1 = 2 $$", Kind.REFUTED),
    ("Let $a = 1$ and $x = 0$. Then", "$$ x + w = 2 w + a $$", Kind.REFUTED),
]


@pytest.mark.parametrize(("words", "formula", "kind"), ASSUMED)
def test_what_is_false_with_it_too_is_refuted_and_an_assumption_that_is_found_is_named(
    words: str, formula: str, kind: Kind
) -> None:
    assert kinds(words, formula) == [kind]


STANDING = [
    ("Let $a = 0$. Then", "$$ w + w = 3 w $$", Kind.REFUTED),
    ("Let $a = 0$. Then", "$$ a + a = 2 a $$", Kind.PROVED),
    ("Let $M = w^\\top w$. Then", "$$ 2 M = M + M $$", Kind.PROVED),
    ("Let $a = 0$.\n# Another section\n<!-- derive\na \\in R\n-->", "$$ a + 1 = 1 $$", Kind.UNDECIDED),
    ("# A section\nLet $a = 0$.\n# Another section", "$$ a + 1 = 1 $$", Kind.REFUTED),
]


@pytest.mark.parametrize(("words", "formula", "kind"), STANDING)
def test_what_does_not_rest_on_it_is_judged(words: str, formula: str, kind: Kind) -> None:
    assert kinds(words, formula) == [kind]


def test_let_before_a_displayed_equation_defines() -> None:
    found = meanings("Let now", f"$$ L = w^\\top w $$\nThen\n\n{SLOPE}")
    assert [type(each) for each in found] == [NotUnderstood, NotUnderstood]
    assert isinstance(found[0], NotUnderstood)
    assert "already defined otherwise" in found[0].message


def test_let_in_a_section_of_its_own_defines_anew() -> None:
    found = meanings("# Another\nLet", f"$$ L = w^\\top w $$\n\n{SLOPE}")
    assert [type(each) for each in found] == [Declared, Claim]
    assert kinds("# Another\nLet", f"$$ L = w^\\top w $$\n\n{SLOPE}") == [Kind.PROVED]


def test_only_the_first_equation_of_a_chain_is_let() -> None:
    found = meanings("Let", "$$ y = X w = X w + 0 $$")
    assert [type(each) for each in found] == [Declared, Claim]


def test_what_cannot_be_defined_is_a_claim_still() -> None:
    (found,) = meanings("Let", SLOPE)
    assert isinstance(found, Claim)


RESTING = [
    ("$$ K := L + 1 $$\n\nLet $L = w^\\top w$. Then", "$$ K = 3 w^\\top w + 1 $$"),
    ("$$ K := L + 1 $$\n\nLet $L = w^\\top w$. Then", "$$ \\frac{\\partial K}{\\partial w} = 6 w $$"),
    ("$$ K := L + 1 $$\n\n$$ J := 2 K $$\n\nLet $L = w^\\top w$. Then", "$$ J = 6 w^\\top w + 2 $$"),
    ("$$ h(a) := a L $$\n\nLet $L = w^\\top w$. Then", "$$ h(2) = 6 w^\\top w $$"),
    ("$$ k_i := w_i L $$\n\nLet $L = w^\\top w$. Then", "$$ k_i = 3 w_i w^\\top w $$"),
]


@pytest.mark.parametrize(("words", "formula"), RESTING)
def test_what_is_defined_by_a_name_with_two_definitions_is_not_used(words: str, formula: str) -> None:
    found = meanings(words, formula)[-1]
    assert isinstance(found, NotUnderstood)
    assert "was not understood" in found.message
    assert kinds(words, formula)[-1] is Kind.UNREAD


STILL = [
    ("$$ K := a + 1 $$\n\nLet $L = w^\\top w$. Then", "$$ K = 1 + a $$"),
    ("$$ h(L) := L + 1 $$\n\nLet $L = w^\\top w$. Then", "$$ h(2) = 3 $$"),
    ("$$ K := L + 1 $$\n\nLet $L = 3 w^\\top w$. Then", "$$ K = 3 w^\\top w + 1 $$"),
    ("$$ K := L + 1 $$\n\n# A section\nLet $L = w^\\top w$.\n# Another", "$$ K = 3 w^\\top w + 1 $$"),
]


@pytest.mark.parametrize(("words", "formula"), STILL)
def test_what_is_not_defined_by_it_is_used(words: str, formula: str) -> None:
    assert kinds(words, formula)[-1] is Kind.PROVED


def test_what_is_false_of_a_name_defined_by_a_doubtful_one_is_not_decided() -> None:
    assert kinds("$$ K := a + 1 $$\n\nLet $a = 0$. Then", "$$ K = 1 $$")[-1] is Kind.UNDECIDED
    assert kinds("$$ K := 2 + 1 $$\n\nLet $a = 0$. Then", "$$ K = 1 $$")[-1] is Kind.REFUTED
