"""A graph for LaTeX: all that the page has of it, and nothing of a document's own that TeX would obey."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from derive.judging.verdict import Kind
from derive.reporting.page import document_page
from derive.reporting.pictures.drawings import pictured
from derive.reporting.pictures.printed import SIGNS, printed
from derive.reporting.tex import document_tex

from .documents import LAYER, drawn, judged, places

CLAIMS = re.compile(r"\$\$.*?\$\$", re.DOTALL)


@pytest.fixture(scope="module")
def layer() -> str:
    (graph,) = drawn(LAYER)
    (part,) = printed(graph, places(judged(LAYER)[1]))
    return part


def test_every_claim_leads_to_its_place_with_its_sign(layer: str) -> None:
    found = re.findall(r"\\hyperlink\{([^}]*)\}\{\\color\{(\w+)\}\$\\scriptstyle(.*?)\$\}", layer)
    assert [name for name, _, _ in found] == [f"claim-document.{n}" for n in (3, 4, 2, 1)]
    assert all(sign == SIGNS[Kind(kind)] for _, kind, sign in found)
    assert [kind for _, kind, _ in found] == ["refuted", "proved", "proved", "proved"]


def test_every_name_edge_and_arrow_is_drawn_inside(layer: str) -> None:
    size = re.match(r"\\begin\{picture\}\(([\d.]+),([\d.]+)\)", layer)
    assert size is not None
    width, height = map(float, size.groups())
    points = [tuple(map(float, pair)) for pair in re.findall(r"\((-?[\d.]+),(-?[\d.]+)\)", layer)]
    assert all(-1 <= x <= width + 1 and -1 <= y <= height + 1 for x, y in points)
    assert layer.count(r"\strokepath") == 5
    assert layer.count(r"\fillpath") == 3
    assert layer.count(r"\framebox") == 3


def test_only_an_answer_is_in_a_frame(layer: str) -> None:
    text = LAYER.replace(r"H^\top \frac{\partial L}{\partial Y}", "?")
    (graph,) = drawn(text)
    assert r"\fbox" not in layer
    assert "".join(printed(graph, places(judged(text)[1]))).count(r"\fbox{") == 1


@pytest.mark.parametrize("name", [r"\hat{H}_{\text{\input{x}}}", r"H_{\text{100% #1}}"])
def test_a_name_that_must_not_be_let_in_is_printed_letter_for_letter(name: str) -> None:
    text = LAYER.replace("H", name)
    for graph in drawn(text):
        found = "".join(printed(graph, places(judged(text)[1])))
        assert r"\input" not in found and not re.search(r"(?<!\\)[#%]", found)


@pytest.mark.parametrize(("cut", "section"), [(4, "One"), (3, "One"), (2, "Two"), (1, "Two"), (0, "Two")])
def test_a_report_has_the_graph_behind_the_section_with_the_most_of_its_claims(cut: int, section: str) -> None:
    """Of two that have as many it is the second, where all of it is told."""
    declared, claims = LAYER.partition("-->")[0], CLAIMS.findall(LAYER)
    parts = [f"# All\n{declared}-->", "## One", *claims[:cut], "## Two", *claims[cut:], "## Three\n\nWords.\n"]
    understood, judgement = judged("\n\n".join(parts))
    for text in (
        document_tex(judgement, [], pictured=pictured(understood, judgement)).split(r"\maketitle")[-1],
        document_page(judgement, [], pictured=pictured(understood, judgement)).split("<main")[-1],
    ):
        places = {name: text.index(name) for name in ("One", "Two", "Three")}
        drawn = min(place for sign in (r"\begin{picture}", "<svg") if (place := text.find(sign)) >= 0)
        assert max((name for name in places if places[name] < drawn), key=places.__getitem__) == section
    assert r"\begin{picture}" not in document_tex(judgement, [])


def test_xelatex_sets_it(tmp_path: Path, needs: Callable[[str], str]) -> None:
    text = LAYER.replace(r"H^\top \frac{\partial L}{\partial Y}", "?")
    understood, judgement = judged(text)
    (tmp_path / "note.tex").write_text(
        document_tex(judgement, [], pictured=pictured(understood, judgement)), "utf-8"
    )
    command = [needs("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "note.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout


def test_what_is_higher_or_wider_than_a_page_in_one_part_is_made_smaller(
    tmp_path: Path, needs: Callable[[str], str]
) -> None:
    """A sum of many arrays is computed from all of them at once, and cannot be parted."""
    names = [f"x_{{{at}}}" for at in range(60)]
    declared = "\n".join([*(rf"{name} \in R" for name in names), f"y := {' + '.join(names)}", "L := L(y)"])
    claim = r"\frac{\partial L}{\partial x_{0}} = \frac{\partial L}{\partial y}"
    understood, judgement = judged(f"<!-- derive\n{declared}\n-->\n\n$$ {claim} $$\n")
    (tmp_path / "sum.tex").write_text(document_tex(judgement, [], pictured=pictured(understood, judgement)), "utf-8")
    command = [needs("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "sum.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, timeout=120)
    assert "Overfull" not in done.stdout


def test_what_stands_twice_is_in_a_dashed_frame_where_it_stands_again() -> None:
    declared = "\n".join([
        r"x_0 \in R", *(rf"a_{at} \in R, x_{at} := a_{at} x_{at - 1} + x_0" for at in range(1, 9)), "L := L(x_8)"
    ])
    claim = r"\frac{\partial L}{\partial x_7} = a_8 \frac{\partial L}{\partial x_8}"
    text = f"<!-- derive\n{declared}\n-->\n\n$$ {claim} $$\n"
    (graph,) = drawn(text)
    first, *rest = printed(graph, places(judged(text)[1]))
    assert rest and r"\dashbox" not in first
    for part in rest:
        dashed = part.count(r"\dashbox{3}")
        assert dashed >= 2 and part.count(r"\framebox") < part.count(r"\makebox") - dashed
