r"""Commands of the physics package are what that package prints, and only in the forms that it has."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Equation
from tests.judging.claims import verdict
from tests.reading.statements import document, items, troubles

DECLARED = r"x, y \in R | w \in R^n | f : R \to R | L := L(w)"
LINES = DECLARED.replace(" | ", "\n")

SAME = [
    (r"\pdv{L}{w}", r"\frac{\partial L}{\partial w}"),
    (r"\pdv{L}{w_i}", r"\frac{\partial L}{\partial w_i}"),
    (r"\pdv*{L}{w}", r"\frac{\partial L}{\partial w}"),
    (r"\partialderivative{L}{w}", r"\frac{\partial L}{\partial w}"),
    (r"\pdv[2]{f(x)}{x}", r"\frac{\partial^2 f(x)}{\partial x^2}"),
    (r"\pdv{(x^2 y)}{x}{y}", r"\frac{\partial^2 (x^2 y)}{\partial x \partial y}"),
    (r"\pdv{x}(x^2 y)", r"\frac{\partial}{\partial x}(x^2 y)"),
    (r"\dv{f(x)}{x}", r"\frac{\mathrm{d} f(x)}{\mathrm{d} x}"),
    (r"\dv[2]{f(x)}{x}", r"\frac{\mathrm{d}^2 f(x)}{\mathrm{d} x^2}"),
    (r"\dv[2]{x} f(x)", r"\frac{\mathrm{d}^2}{\mathrm{d} x^2} f(x)"),
    (r"\derivative{x} \qty(x^2)", r"\frac{\mathrm{d}}{\mathrm{d} x} \left( x^2 \right)"),
    (r"\frac{\dd f(x)}{\dd x}", r"\frac{\mathrm{d} f(x)}{\mathrm{d} x}"),
    (r"\frac{\dd{f(x)}}{\dd{x}}", r"\frac{\mathrm{d} f(x)}{\mathrm{d} x}"),
    (r"\grad_w L", r"\nabla_w L"),
    (r"\eval{\dv{x^2}{x}}_{x=3}", r"\left. \frac{\mathrm{d} x^2}{\mathrm{d} x} \right|_{x=3}"),
    (r"\norm{w}^2", r"\left\| w \right\|^2"),
    (r"\norm*{\frac{w}{2}}_1", r"\left\| \frac{w}{2} \right\|_1"),
    (r"\abs{x} \abs{y}", r"\left| x \right| \left| y \right|"),
    (r"\qty[x + y]", r"\left[ x + y \right]"),
]


@pytest.mark.parametrize(("short", "long"), SAME)
def test_a_command_is_what_it_prints(short: str, long: str) -> None:
    found = [each.statement for each in items(document(LINES, f"{short} = 2 x", f"{long} = 2 x"))]
    assert isinstance(found[0], Equation)
    assert found[0] == found[1]


FALSE = [
    r"\pdv{L}{w} = 2 \pdv{L}{w}",
    r"\pdv[2]{f(x)}{x} = f'(x)",
    r"\pdv{(x y^2)}{x}{y} = 2 x",
    r"\dv{x^2}{x} = x",
    r"\dv[2]{x^3}{x} = 3 x^2",
    r"\eval{\dv{x^2}{x}}_{x=3} = 2 x",
]


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_false_is_refuted(formula: str) -> None:
    assert verdict(DECLARED, formula).kind is Kind.REFUTED


UNREAD = [
    (r"\pdv[2]{x^2}{x}{y} = 2 x", r"`\pdv` is not in the language"),
    (r"\pdv{x^2}{x}{y}{y} = 2 x", r"`\pdv` is not in the language"),
    (r"\dv{x^2}{x}{y} = 2 x", r"`\dv` is not in the language"),
    (r"\pdv L x = 2 x", r"`\pdv` is not in the language"),
    (r"\qty{x + y} = 2 x", r"`\qty` is not in the language"),
    (r"\norm w = 2 x", r"`\norm` is not in the language"),
    (r"\abs{x}{y} = 2 x", r"`\abs` is not in the language"),
    (r"\eval x = 2 x", r"`\eval` is not in the language"),
    (r"\grad L = 2 x", "by which variable?"),
    (r"\grad{L} = 2 x", "by which variable?"),
    (r"\dd x = 2 x", "a differential stands alone"),
    (r"\dd{x} = 2 x", "a differential stands alone"),
    (r"2 \dd = 2 x", "a differential stands alone"),
]


@pytest.mark.parametrize("declared", ["", r"d \in R" + "\n"])
@pytest.mark.parametrize(("formula", "message"), UNREAD)
def test_another_form_is_not_read(formula: str, message: str, declared: str) -> None:
    ((said, _),) = troubles(declared + LINES, formula)
    assert message in said


def test_a_declared_d_is_no_differential() -> None:
    assert verdict(DECLARED + r" | d \in R", r"\dv{(d x)}{x} = d").kind is Kind.PROVED
    assert verdict(DECLARED + r" | d \in R", r"\dv{(d x)}{x} = x").kind is Kind.REFUTED


def test_an_author_defines_these_commands_otherwise() -> None:
    text = "<!-- derive\nx, y \\in R\n-->\n\n$\\newcommand{\\dv}[2]{#1 - #2}$\n\n$$ \\dv{x}{y} + y = x $$\n"
    found = [part.statement for part in read(Source("note.md", text)).parts if isinstance(part, Item) and part.display]
    plain = items(document(r"x, y \in R", "x - y + y = x"))
    assert found == [plain[0].statement]


def test_a_reader_who_does_not_know_the_package_sees_what_it_prints() -> None:
    (item,) = items(document(LINES, r"\pdv{L}{w} = 2 \pdv{L}{w}"))
    assert item.shown.replace(" ", "") == r"\frac{\partialL}{\partialw}=2\frac{\partialL}{\partialw}"
