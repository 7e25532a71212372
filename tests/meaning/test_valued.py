r"""What is said of entries in running text, `y_i \in \{0, 1\}`, before and after the shape of their array."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

PROVED, REFUTED, UNREAD, CONDITIONAL = Kind.PROVED, Kind.REFUTED, Kind.UNREAD, Kind.CONDITIONAL
SUM = r"$$ \sum_i y_i^2 p_i = \sum_i y_i p_i $$"


def kinds(text: str) -> list[Kind]:
    judged = judge_document(read(Source("note.md", text)))
    return [each.verdict.kind for each in judged.items]


@pytest.mark.parametrize(
    "declared",
    [
        r"With $y_i \in \{0, 1\}$ in $y \in R^N$ and $p \in R^N$.",
        r"With $y \in R^N$, where $y_i \in \{0, 1\}$, and $p \in R^N$.",
        "With $y_i \\in \\{0, 1\\}$.\n<!-- derive\ny, p \\in R^N\n-->\n",
        "<!-- derive\ny, p \\in R^N\n-->\nWith $y_i \\in \\{0, 1\\}$.",
        r"With $y_i \in \{0, 1\}$ in $y \in R^{N \times 1}$ and $p \in R^N$.",
    ],
)
def test_values_of_entries_hold_for_the_whole_array_in_either_order(declared: str) -> None:
    assert kinds(f"{declared}\n\n{SUM}\n") == [PROVED]
    assert kinds(f"{declared}\n\n{SUM.replace('^2', '^2 2')}\n") == [REFUTED]


@pytest.mark.parametrize(("values", "kind"), [("0, 1, 2", CONDITIONAL), ("-1, 1", REFUTED), ("0, 2", REFUTED)])
def test_other_values_are_other_assumptions(values: str, kind: Kind) -> None:
    assert kinds(f"With $y_i \\in \\{{{values}\\}}$ in $y \\in R^N$ and $p \\in R^N$.\n\n{SUM}\n") == [kind]


def test_numbers_that_become_entries_have_no_other_values() -> None:
    assert kinds(f"With $y_i \\in R$, $y \\in R^N$ and $p \\in R^N$.\n\n{SUM}\n") == [CONDITIONAL]


def test_entries_of_a_matrix_have_two_indices() -> None:
    claim = r"$$ \sum_{i, j} t_{ij}^2 p_{ij} = \sum_{i, j} t_{ij} p_{ij} $$"
    shapes = r"$T \in R^{N \times K}$, $P \in R^{N \times K}$"
    assert kinds(f"With $t_{{ij}} \\in \\{{0, 1\\}}$, {shapes}.\n\n{claim}\n") == [PROVED]
    assert kinds(f"With $t_i \\in \\{{0, 1\\}}$, {shapes}.\n\n{claim}\n") == [CONDITIONAL]


@pytest.mark.parametrize("label", ["c", "0", r"\text{on}"])
def test_a_label_stays_a_label(label: str) -> None:
    text = f"A switch $b_{{{label}}} \\in \\{{0, 1\\}}$ and a bias $b \\in R^n$.\n\n"
    assert kinds(text + r"$$ b_j^2 = b_j $$") == [REFUTED]
    assert kinds(text + f"$$ b_{{{label}}}^2 = b_{{{label}}} $$") == [PROVED]


def test_a_number_that_a_formula_has_used_stays_one() -> None:
    loss = r"With $y_i \in \{0, 1\}$ and $q \in R$." + "\n\n" + r"$$ \ell = - y_i q $$" + "\n\nWith $y \\in R^N$.\n\n"
    assert kinds(loss + r"$$ \frac{\partial \ell}{\partial q} = - y_i $$") == [Kind.DEFINITION, PROVED]
    assert kinds(loss + r"$$ \frac{\partial \ell}{\partial q} = y_i $$") == [Kind.DEFINITION, REFUTED]
    assert kinds(loss + r"$$ y_j^2 = y_j $$") == [Kind.DEFINITION, REFUTED]


def test_a_letter_that_is_a_size_is_no_index() -> None:
    text = r"With $x \in R^n$, $y_n \in \{0, 1\}$ and $y \in R^n$." + "\n\n"
    assert kinds(text + r"$$ y_j^2 = y_j $$") == [REFUTED]


def test_an_entry_of_an_array_that_is_not_declared_is_unread_with_the_declaration() -> None:
    text = r"With $y_i \in \{0, 1\}$ and $p \in R^N$." + "\n\n" + SUM.replace("_i y", "_{i=1}^N y")
    (found,) = judge_document(read(Source("note.md", text))).items
    assert found.verdict.kind is UNREAD
    assert r"as in `y \in R^N`" in found.verdict.message


LISTS = [
    (r"\{0, 1, \dots, 4\}", "01234"), (r"\{0, \ldots, 4\}", "01234"), (r"\{1, 2, 3, \dots, 5\}", "12345"),
    (r"\{0, 2, \dots, 8\}", "02468"), (r"\{4, 3, \dots, 1\}", "1234"), (r"\{0, \dots, 3, 4\}", "01234"),
]


@pytest.mark.parametrize(("values", "written"), LISTS)
def test_dots_in_a_list_of_values_stand_for_even_steps(values: str, written: str) -> None:
    roots = " ".join(f"(c - {each})" for each in written)
    for declared in (f"<!-- derive c \\in {values} -->", f"$$ c \\in {values} $$", f"Let $c \\in {values}$."):
        assert kinds(f"{declared}\n\n$$ {roots} = 0 $$\n")[-1] is PROVED
        assert kinds(f"{declared}\n\n$$ {roots.replace(f'(c - {written[2]})', '')} = 0 $$\n")[-1] is REFUTED


@pytest.mark.parametrize(
    "values",
    [
        r"1, 3, \dots, 9", r"1, 10, \dots, 1000", r"0, 2, \dots, 7", r"4, \dots, 0", r"0, \dots", r"\dots, 3",
        r"1, 1, \dots, 1", r"0, 1, 3, \dots, 5", r"0, \dots, 2, \dots, 4", r"0.5, \dots, 2", r"0, \dots, 1000",
        r"1, \dots, n", r"0, 1, \dots, 4, 3",
    ],
)
def test_other_dots_in_a_list_of_values_are_unread(values: str) -> None:
    assert kinds(f"$$ c \\in \\{{{values}\\}} $$\n") == [UNREAD]


RANGES = [
    r"For $i \in \{1, \dots, 3\}$ we have", r"As $i \in \{1, 2, \dots, 3\}$,",
    r"$$ x_i = x_i, \quad i \in \{1, \dots, 3\} $$",
]


@pytest.mark.parametrize("said", RANGES)
def test_a_range_of_an_index_declares_no_number(said: str) -> None:
    given = "<!-- derive\nx \\in R^3\ny := 2 x\n-->\n"
    assert kinds(f"{given}{said}\n\n$$ y_i = 2 x_i $$\n")[-1] is PROVED
    assert kinds(f"{given}{said}\n\n$$ y_i = 3 x_i $$\n")[-1] is REFUTED
