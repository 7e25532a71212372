"""Names of a document as names in Python."""

from __future__ import annotations

import pytest

from derive.kernels.names import python_name
from derive.kernels.refusal import NotEmittable


@pytest.mark.parametrize(("name", "python"), [
    ("W", "w"), (r"\eta", "eta"), (r"\hat x", "x_hat"), (r"y^{(\text{pred})}", "y_pred"), (r"\lambda", "lambda_"),
    ("S_1", "s_1"), ("S^{-1}", "s_inverse"), (r"\Sigma^{-1}", "sigma_inverse"), ("{S^{-1}}", "s_inverse"),
    (r"(X^\top X)^{-1}", "x_top_x_inverse"), (r"S^{-1}_2", "s_1_2"),
])
def test_a_name_keeps_its_letters_and_labels(name: str, python: str) -> None:
    assert python_name(name) == python


@pytest.mark.parametrize("name", ["", "1", r"\text{}", "字"])
def test_a_name_of_which_nothing_can_be_kept_is_refused(name: str) -> None:
    with pytest.raises(NotEmittable):
        python_name(name)
