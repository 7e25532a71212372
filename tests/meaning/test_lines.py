"""Rows by one index that stand where columns are meant: the message says how they are written so that shapes fit."""

from __future__ import annotations

import re

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

GIVEN = "<!-- derive\nN \\in R^{K \\times d}, v, w \\in R^d, M \\in R^{d \\times d}, t \\in R^K\nu := 2 v\n-->\n"


def message(formula: str) -> str:
    (item,) = judged(f"{GIVEN}$$ {formula} $$\n")
    assert item.verdict.kind is Kind.REFUTED
    return item.verdict.message


@pytest.mark.parametrize(
    ("formula", "advice"),
    [
        (r"s_k = -N_k^\top v", r"; write `N_k` for `N_k^\top`"),
        (r"u = \sum_k t_k N_k", r"; write `N_k^\top` for `N_k`"),
        (r"u^\top N_k = 2", r"; write `N_k^\top` for `N_k`"),
        (r"q_k = N_k^\top M N_k", r"; write `N_k` for `N_k^\top`; write `N_k^\top` for `N_k`"),
        (r"2 N_1^\top v = 2", r"; write `N_1` for `N_1^\top`"),
        (r"s_k = -n_k^\top v", r"; write `n_k` for `n_k^\top`"),
        (r"s_k = -\bm n_k^\top v", r"; write `n_k` for `n_k^\top`"),
        (r"f(v) = \sum_k (n_k^\top v - t_k)^2", r"; write `n_k` for `n_k^\top`"),
        (r"f(s) = s \sum_k N_k^\top v", r"; write `N_k` for `N_k^\top`"),
    ],
)
def test_what_to_write_is_told_where_the_shapes_fit_then(formula: str, advice: str) -> None:
    assert advice in message(formula)


@pytest.mark.parametrize("formula", [r"N_k^\top M v v = 2 N_k v", r"u^\top v v = 2 v", r"N v = 2 v"])
def test_and_not_where_they_do_not(formula: str) -> None:
    assert "; write `" not in message(formula)


@pytest.mark.parametrize("formula", [r"f(N) = N_k^\top v", r"f(N)_i = N_i v v v"])
def test_and_not_of_the_parameter_of_a_function(formula: str) -> None:
    (item,) = judged(f"{GIVEN}$$ {formula} $$\n")
    assert "`N_" not in item.verdict.message and "one index of" not in item.verdict.message


def test_written_so_it_is_judged() -> None:
    found = judged(f"{GIVEN}$$ s_k = -N_k v $$\n$$ s = -N v = N v $$\n")
    assert [item.verdict.kind for item in found] == [Kind.PROVED, Kind.REFUTED]


ROWS = r"\sum_k (n_k^\top v - t_k) n_k = N^\top (N v - t)"


def test_what_is_advised_where_all_rows_are_meant_as_columns_is_read() -> None:
    (advised,) = re.findall(r"or `([^`]*)` above where `n_i` is meant as a column", message(ROWS))
    given = GIVEN.replace("-->", f"{advised}\n-->")
    found = judged(f"{given}$$ {ROWS} $$\n$$ {ROWS.replace('v - t)', 'v + t)')} $$\n")
    assert [item.verdict.kind for item in found] == [Kind.PROVED, Kind.REFUTED]


@pytest.mark.parametrize("given", [GIVEN.replace("derive", "derive\nvectors: columns"), GIVEN])
def test_columns_are_no_advice_where_one_index_means_one_or_no_letter_is_told(given: str) -> None:
    (item,) = judged(f"{given}$$ N_1^\\top v v = 2 N_1 v $$\n")
    assert "meant as a column" not in item.verdict.message
