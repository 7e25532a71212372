"""Documents of a few lines, judged, for the tests of pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from xml.etree import ElementTree

from markupsafe import Markup

from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.meaning.document import understand
from derive.meaning.meanings import Understood
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.pictures.claimed import Claimed
from derive.reporting.pictures.drafts import graphs
from derive.reporting.pictures.graph import Graph

LAYER = r"""
<!-- derive
X \in R^{N \times n},  W \in R^{n \times m},  V \in R^{m \times k}
H := X W
Y := H V
L := L(Y)
-->

$$ \frac{\partial L}{\partial V} = H^\top \frac{\partial L}{\partial Y} $$

$$ \frac{\partial L}{\partial H} = \frac{\partial L}{\partial Y} V^\top $$

$$ \frac{\partial L}{\partial X} = \frac{\partial L}{\partial H} W $$

$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial H} $$
"""
"""Two layers, and the gradient by the input without its transpose."""


def judged(text: str) -> tuple[tuple[Understood, ...], Judgement]:
    """A document, understood and judged."""
    document = read(Source("note.md", text))
    return understand(document), judge_document(document)


def drawn(text: str) -> tuple[Graph, ...]:
    """The graphs of a document."""
    return graphs(*judged(text))


def places(judgement: Judgement) -> Mapping[str, Claimed]:
    """Where the claims of a document stand in a page."""
    return {item.id: Claimed(f"claim-{item.id}", item.line) for item in judgement.items}


def parsed(markup: Markup) -> ElementTree.Element:
    """A piece of a page as XML, which it must be."""
    named = re.sub(r"&(?!lt;|gt;|amp;|quot;|#)\w+;", lambda entity: unescape(entity[0]), markup)
    return ElementTree.fromstring(named)
