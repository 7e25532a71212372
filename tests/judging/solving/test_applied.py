"""A function of the document stands in an answer for what it is, also at an argument that has no name."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

from .asking import answered

DATA = r"u, v \in R^d, N \in R^{K \times d}"
SIGMA = r"\sigma(t) := \frac{1}{1 + e^{-t}}"
LOSS = r"L := \sum_{k=1}^{K} \log(1 + e^{N_k v})"
EXPONENTIALS = r"N^\top \frac{e^{N v}}{1 + e^{N v}}"
V = r"\frac{\partial L}{\partial v}"

ANSWERS = [
    ("a loss with its logarithm", rf"{DATA} | {SIGMA} | L := -\sum_{{k=1}}^{{K}} \log \sigma(-N_k v)",
     r"N^\top \sigma(N v)"),
    ("a loss without it", f"{DATA} | {SIGMA} | {LOSS}", r"N^\top \sigma(N v)"),
    ("another letter, another form", rf"{DATA} | s(x) := \frac{{e^x}}{{e^x + 1}} | {LOSS}", r"N^\top s(N v)"),
    ("beside one that has a name", rf"{DATA} | {SIGMA}"
     r" | L := -\log \sigma(u^\top v) - \sum_{k=1}^{K} \log \sigma(-N_k v)",
     r"\sigma(u^\top v) u - u + N^\top \sigma(N v)"),
    ("no function", f"{DATA} | {LOSS}", EXPONENTIALS),
    ("another function", rf"{DATA} | \sigma(t) := \frac{{1}}{{1 + t^2}} | {LOSS}", EXPONENTIALS),
    ("an unknown function", rf"{DATA} | \sigma : R \to R | {LOSS}", EXPONENTIALS),
    ("a function that would not make it shorter", rf"{DATA} | \sigma(t) := \frac{{1}}{{3 + 2 e^{{-t}}}} | {LOSS}",
     EXPONENTIALS),
    ("a name of the same letter", rf"{DATA}, \sigma \in R | {LOSS}", EXPONENTIALS),
]


@pytest.mark.parametrize(("declared", "answer"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_a_function_stands_for_its_value_alone(declared: str, answer: str) -> None:
    found = answered(declared, V)
    assert found.answer is not None, found.message
    assert (found.kind, " ".join(found.answer.fragment.split())) == (Kind.PROVED, answer)


def test_a_function_that_is_defined_below_is_not_known() -> None:
    above = "\n".join(f"{DATA} | {LOSS}".split(" | "))
    text = f"<!-- derive\n{above}\n-->\n$$ {V} = ? $$\n\n<!-- derive\n{SIGMA}\n-->\n"
    (verdict,) = [i.verdict for i in judge_document(read(Source("note.md", text))).items if i.source.endswith("?")]
    assert verdict.answer is not None
    assert verdict.answer.fragment == EXPONENTIALS
