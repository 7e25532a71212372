"""Whole documents: sections, hidden names, directives and ids."""

from __future__ import annotations

import pytest

from derive.reading.document import read
from derive.reading.grammar.trees import walk
from derive.reading.items import Document, Item, Opening, Skipped
from derive.reading.source import Source
from derive.reading.statements import Definition, Equation, Plain, Shaped, Unread
from derive.reading.syntax import Name


def reading(text: str) -> Document:
    return read(Source("note.md", text))


def shown(text: str) -> list[Item]:
    return [part for part in reading(text).parts if isinstance(part, Item) and part.display]


def complaints(text: str) -> list[str]:
    found = [part.statement for part in reading(text).parts if isinstance(part, Item)]
    return [statement.message for statement in found if isinstance(statement, Unread)]


def declared(lines: str) -> str:
    return f"<!-- derive\n{lines}\n-->\n"


NUMBERS = declared(r"a, b \in R")
CLAIM = "\n$$ a + b = b + a $$\n"


def test_a_name_of_an_inner_section_is_another_one() -> None:
    text = (
        declared("x \\in R\ny := x^2") + "# A\n" + declared(r"x \in \{0, 1\}") + "$$ y = x + 0 $$\n# B\n$$ y = x + 0 $$"
    )
    inner, outer = (item.statement for item in shown(text))
    assert isinstance(inner, Equation)
    assert isinstance(outer, Equation)
    names = [{node.key for node in walk(equation.right) if isinstance(node, Name)} for equation in (inner, outer)]
    assert names == [{"{x}"}, {"x"}]


@pytest.mark.parametrize("again", [r"X \in R^{n \times m}", r"X \in \mathbb{R}^{n \times m}", "X ∈ ℝ^{n × m}"])
def test_a_shape_stated_again_means_the_same_name(again: str) -> None:
    parts = reading(declared(r"X \in R^{n \times m}") + "# A\n" + declared(again)).parts
    found = [p.statement for p in parts if isinstance(p, Item)]
    assert [head.key for s in found if isinstance(s, Shaped) for head in s.heads] == ["X", "X"]


@pytest.mark.parametrize("again", [r"X \in R", r"X \in R^{m \times n}", r"X \in \{1, 2\}", "X := 2", "X(s) := s"])
def test_anything_else_hides_a_defined_name(again: str) -> None:
    parts = reading(declared("X \\in R^{n \\times m}\nX := \\mathbf{0}") + "# A\n" + declared(again)).parts
    last = parts[-1]
    assert isinstance(last, Item)
    assert not isinstance(last.statement, Unread)
    assert "{X}" in repr(last.statement)


def test_a_section_ends_at_a_heading_of_its_level() -> None:
    definition = "$$ y = a $$\n"
    text = NUMBERS + "# A\n" + definition + "## AA\n" + definition + "# B\n" + definition
    kinds = [type(item.statement) for item in shown(text)]
    assert kinds == [Definition, Equation, Definition]
    assert [part.level for part in reading(text).parts if isinstance(part, Opening)] == [1, 2, 1]


def test_what_contradicts_a_declaration_of_its_section_is_unread() -> None:
    lines = "x \\in R^{n}\nx \\in R^{m}\nf(s) := s\nf(s) := s^2\nvectors: rows\nvectors: columns"
    assert [message.split(" in this")[0] for message in complaints(declared(lines))] == [
        "`vectors:` is already declared otherwise",
        "`x` is already declared otherwise",
        "`f` is already defined otherwise",
    ]


def test_skip_leaves_a_block_out() -> None:
    (item,) = shown(NUMBERS + declared("skip: a remark") + "$$ a = \\foo $$")
    assert item.statement == Skipped("a remark")


def test_expectations_are_given_in_order_or_once_for_all() -> None:
    chain = "\n$$ a + b = b + a = a $$\n"
    assert [i.expected for i in shown(NUMBERS + declared("expect: proved refuted") + chain)] == ["proved", "refuted"]
    assert [i.expected for i in shown(NUMBERS + declared("expect: refuted") + chain)] == ["refuted", "refuted"]


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("expect: maybe", "knows no verdict maybe"),
        ("expect: proved proved", "names 2 verdicts, but the block has 1 claims"),
        ("kernel: two words", "is no name for a function"),
        ("kernel: 2nd", "is no name for a function"),
        ("expect:", "needs a text"),
        ("expect: refuted\nexpect: proved", "`expect:` is said twice"),
        ("id: a\nid: b", "`id:` is said twice"),
    ],
)
def test_a_wrong_directive_is_said(directive: str, message: str) -> None:
    (found,) = complaints(NUMBERS + declared(directive) + CLAIM)
    assert message in found


def test_a_directive_about_nothing_is_said() -> None:
    assert "none follows" in complaints(NUMBERS + CLAIM + declared("id: lost"))[0]


def test_ids_are_different_whatever_the_author_writes() -> None:
    named = declared("id: one") + CLAIM
    text = NUMBERS + "# S\n" + CLAIM + named + named + declared("id: s.1") + CLAIM + CLAIM
    items = [part for part in reading(text).parts if isinstance(part, Item) and part.display]
    assert len({item.id for item in items}) == len(items)
    assert [item.id for item in items].count("one") == 1
    assert complaints(text) == ["`id: one` is already the name of another claim"]


def test_the_id_names_the_last_claim_and_others_are_counted() -> None:
    ids = [item.id for item in shown(NUMBERS + "# My Section\n" + declared("id: last") + "\n$$ a + b = b + a = a $$\n")]
    assert ids == ["my-section.1", "last"]


@pytest.mark.parametrize(("headings", "ids"), [
    ("# Forward pass.", ["forward-pass.1"]),
    ("# Forward pass.\n# Forward pass.", ["forward-pass-2.1"]),
    ("# What for? ...", ["what-for.1"]),
    ("# 2.3.3 A constant, e.g. 1.5", ["2.3.3-a-constant-e.g-1.5.1"]),
    ("# ...", ["section.1"]),
])
def test_an_id_made_from_a_heading_has_no_stray_punctuation(headings: str, ids: list[str]) -> None:
    assert [item.id for item in shown(f"{NUMBERS}{headings}\n{CLAIM}")] == ids


def test_an_id_that_the_author_took_is_counted_on() -> None:
    ids = [item.id for item in shown(NUMBERS + "# S\n" + declared("id: s.2") + CLAIM + CLAIM)]
    assert ids == ["s.2", "s.2-2"]


@pytest.mark.parametrize("text", [r"The sign $\in$ means", r"$X \in$ something", r"$\in R$", r"$ \in \in $"])
def test_a_membership_without_a_side_declares_nothing(text: str) -> None:
    assert [part for part in reading(text + CLAIM).parts if isinstance(part, Item) and not part.display] == []


def test_inline_mathematics_only_declares() -> None:
    text = r"For $x \in \mathbb{R}^{n}$ and $x = 3$ and $y < 2$." + "\n\n$$ x + x = 2x $$\n"
    (item,) = shown(text)
    assert isinstance(item.statement, Equation)
    assert complaints(text) == []


BETWEEN = [declared("skip: a remark") + "$$ c $$", "$$ a + (b $$", "# A heading", r"$$ \x $$"]


@pytest.mark.parametrize("between", BETWEEN)
def test_a_formula_goes_on_only_from_the_one_before_it(between: str) -> None:
    macro = r"$\newcommand{\x}{\x}$" + "\n"
    text = macro + NUMBERS + "$$ a + b = b + a $$\n" + between + "\n$$ = 2 a $$"
    last = shown(text)[-1]
    assert isinstance(last.statement, Unread)
    assert "no expression stands before it" in last.statement.message


def test_a_formula_that_its_macros_break_keeps_what_is_said_of_it() -> None:
    text = r"$\newcommand{\x}[1]{#1}$" + "\n" + NUMBERS + declared("expect: unread\nid: broken") + r"$$ \x $$"
    assert [(item.expected, item.id) for item in shown(text)] == [("unread", "broken")]


def test_an_empty_formula_is_listed() -> None:
    assert [type(item.statement) for item in shown(NUMBERS + r"$$ \quad , $$")] == [Plain]


@pytest.mark.parametrize(
    ("path", "text", "source"),
    [
        ("note.md", "> $$\n> x + y\n>   = y % the other way\n> + x\n> $$", "x + y = y + x"),
        ("note.md", "> - > $$ x\n>   > > 1 $$", "x 1"),
        ("note.md", "$$ x + y % = 3\n = \\text{5 \\% of } y $$", r"x + y = \text{5 \% of } y"),
        ("note.tex", "\\[ x + y % = 3\n % = 4\n = 2 y \\]", "x + y = 2 y"),
        ("note.tex", "\\[ x \n > y \\]", "x > y"),
    ],
)
def test_the_source_of_a_claim_has_no_remarks_and_no_marks_of_a_quotation(path: str, text: str, source: str) -> None:
    (item,) = [part for part in read(Source(path, text)).parts if isinstance(part, Item)]
    assert item.source == source
