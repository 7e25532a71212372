"""Signs with something over them, and words between the rows of an alignment."""

from __future__ import annotations

import pytest

from derive.reading.source import Source
from derive.reading.statements import Equation
from derive.reporting.plain import unicode_line
from tests.reading.statements import items, kinds, troubles

SCOPE = r"X \in R^{n \times n}, Y \in R^{n \times n}"
OVER = ["!", "?", "(a)", "(1)", "1", r"(\ast)", r"\text{(a)}", r"\eqref{eq:one}", "",
    r"\text{chain rule}", r"\mathrm{linearity}"]


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize("command", ["overset", "stackrel", "underset"])
def test_an_equals_sign_with_a_mark_claims_an_equation(command: str, over: str) -> None:
    assert kinds(SCOPE, rf"2 X \{command}{{{over}}}{{=}} Y") == ["Equation"]


@pytest.mark.parametrize("over", ["def", r"\text{def}", r"\mathrm{def}", r"\text{def.}", r"\triangle", r"\Delta"])
def test_an_equals_sign_with_def_defines(over: str) -> None:
    assert kinds(SCOPE, rf"Z \overset{{{over}}}{{=}} X Y") == ["Definition"]
    assert kinds(SCOPE, rf"2 X \overset{{{over}}}{{=}} X Y") == ["Unread"]


@pytest.mark.parametrize("over", ["d", r"\text{d}", r"\mathcal{D}", r"\text{a.s.}", "p", r"\text{in distribution}",
    r"\text{set}", r"\text{as a rule of thumb}"])
def test_an_equals_sign_with_what_may_change_its_meaning_is_not_read(over: str) -> None:
    ((message, place),) = troubles(SCOPE, rf"2 X \overset{{{over}}}{{=}} Y")
    assert "can mean more than an equation" in message
    assert place.startswith(r"\overset")


@pytest.mark.parametrize("sign", [r"\sim", r"\to", r"\le", "+", "=="])
def test_another_sign_with_something_over_it_is_no_equation(sign: str) -> None:
    assert kinds(SCOPE, rf"2 X \overset{{!}}{{{sign}}} Y") == ["Unread"]


@pytest.mark.parametrize("command", ["intertext", "shortintertext"])
@pytest.mark.parametrize("words", ["and", "and then", "where $2 X = Y$ is not used"])
@pytest.mark.parametrize("end", [r"\\", ""])
def test_words_between_rows_part_equations(command: str, words: str, end: str) -> None:
    formula = rf"\begin{{align}} 2 X &= Y {end} \{command}{{{words}}} X Y &= 2 Y \end{{align}}"
    source = Source("note.md", f"<!-- derive\n{SCOPE}\n-->\n\n{formula}\n")
    sources = [item.source for item in items(source) if isinstance(item.statement, Equation)]
    assert sources == ["2 X &= Y", "X Y &= 2 Y"]


def test_words_between_rows_are_no_condition() -> None:
    assert not troubles(SCOPE, r"\begin{align} 2 X &= Y \\ \intertext{if we are lucky} 3 X &= Y \end{align}")


def test_the_rows_of_a_chain_go_on_behind_words() -> None:
    formula = r"\begin{align} 2 X &= Y \\ \intertext{which is} &= X X \end{align}"
    assert [kind for kind in kinds(SCOPE, formula) if kind == "Equation"] == ["Equation"] * 2


def test_a_line_shows_the_sign_without_what_stands_over_it() -> None:
    assert unicode_line(r"X \overset{!}{=} Y") == "X = Y"
