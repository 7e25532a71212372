"""The names that a claim uses, and what is said of them where it stands."""

from __future__ import annotations

import pytest

from derive.meaning.document import understand
from derive.meaning.vocabulary import Vocabulary, vocabulary
from derive.meaning.world import spelled
from derive.reading.document import read
from derive.reading.source import Source

NOTE = r"""<!-- derive
X \in R^{n \times m}, a, b \in R
assume a > 0
assume b > 0
f(x) := x^2 + a
vectors: rows
-->

## One

<!-- derive
Y := a X
L := L(Y)
-->

$$ \frac{\partial L}{\partial X} = a \frac{\partial L}{\partial Y} $$

## Two

<!-- derive
X \in R^{m \times n}
Y := 2 X
-->

$$ Y + Y = 2 Y $$

## Three

$$ f(b) = b^2 + a $$

$$ \sum_i X_{ij} = \sum_k X_{kj} $$
"""


def of(number: int) -> Vocabulary:
    """The vocabulary of a claim, by its number among the formulas."""
    document = read(Source("note.md", NOTE))
    return vocabulary(document, [each for each in understand(document) if each.item.display][number])


def sources(words: Vocabulary) -> dict[str, list[str]]:
    return {spelled(word.key): [item.source for item in word.items] for word in words.words}


@pytest.mark.parametrize(
    ("number", "keys", "assumed"),
    [
        (0, ["L", "X", "a", "Y"], ["a > 0"]),
        (1, ["Y", "X"], []),
        (2, ["f", "b", "a"], ["a > 0", "b > 0"]),
        (3, ["X"], []),
    ],
)
def test_names_in_the_order_of_their_use_and_what_is_assumed_of_them(
    number: int, keys: list[str], assumed: list[str]
) -> None:
    found = of(number)
    assert [spelled(word.key) for word in found.words] == keys
    assert [item.source.removeprefix("assume").strip() for item in found.assumptions] == assumed
    assert len(found.options) == 1


def test_an_inner_section_hides_what_an_outer_one_and_its_neighbour_say() -> None:
    assert sources(of(0))["Y"] == ["Y := a X"]
    assert sources(of(1)) == {"Y": ["Y := 2 X"], "X": [r"X \in R^{m \times n}"]}
    assert sources(of(3)) == {"X": [r"X \in R^{n \times m}"]}


def test_a_function_has_no_shape_and_a_number_an_empty_one() -> None:
    shapes = {word.key: word.shape for word in of(2).words}
    assert shapes == {"f": None, "b": (), "a": ()}
