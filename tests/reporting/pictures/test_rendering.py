"""Pictures as a browser shows them, on a wide page and on a phone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

import pytest

from derive.reporting.data import KernelReport
from derive.reporting.page import index_page
from derive.reporting.pictures.drawings import pictured
from derive.reporting.write import write
from tests.reporting.test_rendering import browse

from .documents import LAYER, judged
from .test_differences import CENTRAL, FIVE, FORWARD, claims

DEEP = r"""
<!-- derive
X \in R^{N \times n}
W_1, W_2, W_3, W_4 \in R^{n \times n},  V_1, V_2, V_3, V_4 \in R^{n \times n}
A := X W_1 + X V_1
B := X W_2 + X V_2
C := X W_3 + X V_3
D := X W_4 + X V_4
Y := A \odot B + C \odot D + X
L := L(Y)
-->

$$ \frac{\partial L}{\partial W_1} = X^\top \frac{\partial L}{\partial A} $$

$$ \frac{\partial L}{\partial V_4} = X^\top \frac{\partial L}{\partial D} $$
"""

PROBE = """<!DOCTYPE html><meta charset="utf-8">
<iframe id="page" style="width:{width}px;height:2000px;border:0" srcdoc="{inner}"></iframe>
<script>addEventListener("load", async () => {{
  const page = document.getElementById("page").contentDocument;
  await page.fonts.ready;
  const found = [...page.querySelectorAll("svg.diagram")].filter(each => each.getClientRects().length).map(svg => {{
    const scale = svg.getScreenCTM().a, box = svg.viewBox.baseVal, texts = [...svg.querySelectorAll("text")];
    const boxes = texts.map(text => {{
      const inner = text.getBBox(), moved = text.getCTM(), own = svg.getCTM() ?? {{e: 0, f: 0, a: 1}};
      const x = (inner.x * moved.a + moved.e) / scale, y = (inner.y * moved.d + moved.f) / scale;
      return {{text: text.textContent, left: x, right: x + inner.width, top: y, bottom: y + inner.height}};
    }});
    const sizes = [...svg.querySelectorAll("text, tspan")].map(text => parseFloat(getComputedStyle(text).fontSize));
    const scrolled = svg.closest(".scroll");
    const fits = scrolled.scrollWidth <= scrolled.clientWidth;
    return {{width: box.width, height: box.height, scale, boxes, fits, least: Math.min(...sizes) * scale}};
  }});
  document.title = JSON.stringify({{wide: page.documentElement.scrollWidth, found}});
}});</script>"""

Browse = Callable[[str], str]


def seen(page: str, width: int, folder: Path, chromium: str) -> tuple[int, list[dict[str, object]]]:
    probe = folder / "probe.html"
    probe.write_text(PROBE.format(width=width, inner=escape(page, quote=True)), "utf-8")
    shown = browse(chromium, probe, "--window-size=1400,2100", "--virtual-time-budget=8000", "--dump-dom")
    title = re.search(r"<title>(\{.*?)</title>", shown)
    assert title is not None
    told = json.loads(unescape(title[1]))
    return told["wide"], told["found"]


def page(text: str, folder: Path) -> str:
    understood, judgement = judged(text)
    write([judgement], [], folder, pictures={judgement.path: pictured(understood, judgement)})
    return (folder / "note.html").read_text("utf-8")


def index(folder: Path) -> str:
    names = ("relu", "batch_softmax_cross_entropy_backward", "layernorm_normalised")
    return index_page([], [KernelReport(name, "c", "", (), (0.0, 0.3, 1.7, 13.0), "x 3×4") for name in names], [])


SHOWN: dict[str, Callable[[Path], str]] = {
    "a network": lambda folder: page(LAYER, folder),
    "a wide network": lambda folder: page(DEEP, folder),
    "differences": lambda folder: page(claims((FORWARD, 1), (CENTRAL, 2), (FIVE, 4)), folder),
    "kernels": index,
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", SHOWN)
def test_every_label_is_in_its_picture_clear_of_the_others_and_large_enough(
    name: str, width: int, tmp_path: Path, needs: Browse
) -> None:
    wide, found = seen(SHOWN[name](tmp_path), width, tmp_path, needs("chromium"))
    assert wide <= width and len(found) == 1
    (picture,) = found
    boxes = picture["boxes"]
    assert isinstance(boxes, list) and len(boxes) > 3
    for box in boxes:
        assert box["left"] >= -1 and box["right"] <= picture["width"] + 1, box  # type: ignore[operator]
        assert box["top"] >= -1 and box["bottom"] <= picture["height"] + 1, box  # type: ignore[operator]
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            apart = one["left"] >= other["right"] - 1 or other["left"] >= one["right"] - 1
            assert apart or one["top"] >= other["bottom"] - 7 or other["top"] >= one["bottom"] - 7, (one, other)
    assert picture["fits"]
    assert picture["least"] >= 10.9  # type: ignore[operator]
