"""The words of pictures in other languages."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from derive.reporting.data import KernelReport
from derive.reporting.language import codes, language
from derive.reporting.pictures.differences import differences
from derive.reporting.pictures.network import network
from derive.reporting.pictures.roundings import roundings
from derive.reporting.pictures.slopes import slopes
from derive.reporting.translating import translated

from .documents import LAYER, drawn, judged, places
from .test_differences import CENTRAL, FIVE, FORWARD, claims

ENGLISH = re.compile(r"[a-z]{3,}")
NAMES = {"float", "log", "tanh", "ieee", "relu"}


def picture(kind: str) -> Markup:
    if kind == "network":
        (graph,) = drawn(LAYER + "$$ Y = X W V $$")
        return network(graph, places(judged(LAYER + "$$ Y = X W V $$")[1]), "g")
    if kind == "roundings":
        return roundings([KernelReport("relu", "c", "", (), (0.0, 1.5), "x 3×4")])
    text = claims((FORWARD, 1), (FORWARD.replace("+", "-").replace(r"- f(x)}{\delta}", r"- f(x)}{-\delta}"), 1),
                  (CENTRAL, 2), (FIVE, 5))
    (found,) = differences(*judged(text))
    return slopes(found, places(judged(text)[1]), "d")


@pytest.mark.parametrize("code", [code for code in codes() if code != "en"])
@pytest.mark.parametrize("kind", ["network", "slopes", "roundings"])
def test_every_word_of_a_picture_can_be_said(code: str, kind: str) -> None:
    said = translated(picture(kind), language(code))
    assert 'lang="en"' not in said
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', said))
    texts = re.sub(r"<math.*?</math>|<code>.*?</code>|<[^>]*>", " ", said, flags=re.DOTALL)
    left = {word for word in ENGLISH.findall(f"{labels} {texts}".lower()) if word not in NAMES}
    assert left == set()
