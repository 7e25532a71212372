r"""Names such as `\delta_a` below which stands a letter that is no index to their author: all are told at once."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

LAYER = "<!-- derive\nW \\in R^{n \\times m}, x \\in R^m, \\delta \\in R^n\n"
ALL = r"if `\delta_a, \delta_b` are names of their own, declare them first, as in `\delta_a, \delta_b \in R^n`"


def test_the_first_message_tells_all_names_of_the_section() -> None:
    found = judged(f"{LAYER}-->\n$$ \\delta_a = W x $$\n$$ \\delta_b = 2 \\delta_a $$\n# B\n$$ \\delta_c = W x $$\n")
    assert ALL in found[0].verdict.message
    assert "`\\delta_c`" not in found[0].verdict.message


def test_in_declarations_each_tells_its_own() -> None:
    found = judged(f"{LAYER}\\delta_a := W x\n\\delta_b := W x\n-->\n$$ x = x $$\n")
    for item, name in zip(found, ("\\delta_a", "\\delta_b"), strict=False):
        assert item.verdict.kind is Kind.UNREAD
        assert f"if `{name}` is a name of its own, declare it first" in item.verdict.message


def test_declared_so_they_are_read() -> None:
    text = f"{LAYER}\\delta_a, \\delta_b \\in R^n\n-->\n$$ \\delta_a = W x $$\n$$ \\delta_b = 2 \\delta_a $$\n"
    found = judged(text + "$$ \\delta_b = 2 W x = W x $$\n")
    assert [item.verdict.kind for item in found] == [Kind.PROVED, Kind.REFUTED]


@pytest.mark.parametrize("formula", [r"\delta_i = W x", r"\delta_a = x^\top x", r"\delta = W x x"])
def test_an_index_and_an_entry_are_no_names_of_their_own(formula: str) -> None:
    text = f"{LAYER}-->\n$$ {formula} $$\n$$ 2 \\delta = \\delta $$\n"
    assert all("own, declare" not in item.verdict.message for item in judged(text))


GATE = "<!-- derive\nW_z \\in R^{n \\times m}, x \\in R^m\n"


def test_a_name_beside_others_with_its_label_is_told_to_be_declared() -> None:
    found = judged(f"{GATE}a_z := W_z x\n-->\n$$ x = x $$\n")
    assert found[0].verdict.kind is Kind.UNREAD
    assert "`W_z` was declared as one quantity" in found[0].verdict.message
    assert r"if `a_z` is a name of its own, declare it first" in found[0].verdict.message
    (read, *_) = judged(f"{GATE}a_z \\in R^n\na_z := W_z x\n-->\n$$ a_z = 2 W_z x $$\n")
    assert read.verdict.kind is Kind.REFUTED


def test_where_the_label_is_an_index_only_the_array_is_told() -> None:
    found = judged("<!-- derive\nw_i \\in R^m, x \\in R^m\na_i := w_i^\\top x\n-->\n$$ x = x $$\n")
    assert "`w_i` was declared as one quantity" in found[0].verdict.message
    assert "own, declare" not in found[0].verdict.message
