"""A function of a vector acts on rows or columns as the section says in which it is applied."""

from __future__ import annotations

import pytest

from tests.judging.claims import judged

SOFTMAX = r"s(z)_i := e^{z_i} / \sum_j e^{z_j}"
ARRAYS = r"Z \in R^{k \times N}" + "\nP := s(Z)"
DOWN, ACROSS = r"$$ \sum_i p_{ij} = 1 $$", r"$$ \sum_j p_{ij} = 1 $$"
COLUMNS = [
    f"<!-- derive\n{SOFTMAX}\n-->\n# A\n<!-- derive\nvectors: columns\n{ARRAYS}\n-->",
    f"<!-- derive\nvectors: rows\n{SOFTMAX}\n-->\n# A\n<!-- derive\nvectors: columns\n{ARRAYS}\n-->",
    f"<!-- derive\n{SOFTMAX}\nvectors: columns\n{ARRAYS}\n-->",
    f"<!-- derive\nvectors: columns\n{SOFTMAX}\n{ARRAYS}\n-->",
]
ROWS = [
    f"<!-- derive\n{SOFTMAX}\n{ARRAYS}\n-->",
    f"<!-- derive\nvectors: columns\n{SOFTMAX}\n-->\n# A\n<!-- derive\nvectors: rows\n{ARRAYS}\n-->",
]


@pytest.mark.parametrize(
    ("declared", "true", "false"),
    [*((each, DOWN, ACROSS) for each in COLUMNS), *((each, ACROSS, DOWN) for each in ROWS)],
)
def test_a_function_acts_as_the_section_says(declared: str, true: str, false: str) -> None:
    found = judged(f"{declared}\n\n{true}\n\n{false}\n")
    assert [item.verdict.kind.value for item in found if item.display] == ["proved", "refuted"]
