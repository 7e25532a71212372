"""Numbers that nearly agree: no number of digits decides whether they are equal."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

ROOT = r"\sqrt{3+2\sqrt2}"
NEAR = [
    (rf"{ROOT} = 1+\sqrt2+10^{{-40}}", Kind.REFUTED),
    (rf"{ROOT} = 1+\sqrt2+10^{{-70}}", Kind.UNDECIDED),
    (r"x \exp(10^{-50}) = x", Kind.REFUTED),
    (r"x + 10^{-400} = x", Kind.REFUTED),
    (r"x + \max(10^{-400}, 0) = x", Kind.REFUTED),
    (r"\max(x, x + 10^{-400}) = x", Kind.REFUTED),
    (r"\max(x, x + 10^{-400}) = x + 10^{-400}", Kind.PROVED),
    (rf"x + \max({ROOT}, 1+\sqrt2+10^{{-45}}) = x + {ROOT}", Kind.REFUTED),
    (rf"x + |{ROOT} - 1-\sqrt2-10^{{-45}}| = x + {ROOT} - 1-\sqrt2-10^{{-45}}", Kind.REFUTED),
    (rf"x + |{ROOT} - 1-\sqrt2-10^{{-200}}| = x + {ROOT} - 1-\sqrt2-10^{{-200}}", Kind.UNDECIDED),
    (r"\begin{cases} x & 10^{-400} > 0 \\ 0 & \text{otherwise} \end{cases} = 0", Kind.REFUTED),
    (r"\begin{cases} x & 10^{-400} > 0 \\ 0 & \text{otherwise} \end{cases} = x", Kind.PROVED),
]


@pytest.mark.parametrize(("formula", "kind"), NEAR, ids=[row[0] for row in NEAR])
def test_numbers_that_nearly_agree(formula: str, kind: Kind) -> None:
    found = verdict(r"x \in R", formula)
    assert found.kind is kind and not found.defect


def test_sides_that_nearly_agree_are_shown_apart() -> None:
    example = verdict(r"x \in R", rf"{ROOT} = 1+\sqrt2+10^{{-40}}").counterexample
    assert example is not None
    assert example.left != example.right
    assert len(example.left) > 40
