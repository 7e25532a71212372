"""What a notebook shows of a claim: complete in itself, in light and dark, and nothing that means harm."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from derive import Ruling, prove, solve
from derive.judging.verdict import Kind
from derive.reporting.notebook import COLOURS

GIVEN = r"X \in R^{N \times n}, W \in R^{n \times n}; Y := X W, L := L(Y), x, y \in R"
DW = r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"
DX = r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W"
CLAIMS = [
    DW,
    DX,
    r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top = \frac{\partial L}{\partial Y} W",
    r"\sqrt{x^2} = x",
    r"\frac{d}{dx} |x| = \frac{x}{|x|}",
    r"\frac{d}{dx} x^3 = 2 x^2",
    "x = u",
    "z := x",
    "x",
    "",
    r"x'<b>&amp;</b><script>alert(1)</script> = y",
    r"x = \text{<img src=x onerror=alert(1)>}",
]


def html(ruling: Ruling) -> ElementTree.Element:
    """The piece, which must be well formed."""
    text = re.sub(r"&(?!lt;|gt;|amp;|quot;|#)\w+;", " ", ruling._repr_html_())
    return ElementTree.fromstring(text)


def words(piece: ElementTree.Element) -> str:
    return " ".join("".join(piece.itertext()).split())


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_piece_is_complete_in_itself(claim: str) -> None:
    piece = html(prove(claim, GIVEN))
    assert piece.tag == "div"
    assert {node.tag for node in piece.iter()} & {"script", "img", "link", "style", "iframe", "b", "a"} == set()
    for node in piece.iter():
        assert not {"class", "id", "href", "src", "onerror"} & set(node.attrib) or node is piece
    styles = [node.get("style", "") for node in piece.iter()]
    coloured = [style for style in styles if re.search(r"(?<![a-z-])color:|background: #", style)]
    assert coloured and all("color: #fff" in style and "background: #" in style for style in coloured)


def test_a_verdict_can_be_read_on_its_colour() -> None:
    assert set(COLOURS) == set(Kind)
    for colour in COLOURS.values():
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (luminance + 0.05) >= 4.5, colour


def test_a_proof_is_folded_with_a_reason_for_each_line() -> None:
    ruling = prove(DW, GIVEN)
    (fold,) = html(ruling).iter("details")
    assert "open" not in fold.attrib
    assert words(fold).startswith(f"Derivation in {len(ruling.derivation)} lines")
    lines = list(fold.iter("li"))
    assert len(lines) == len(ruling.derivation)
    assert all(line.find(".//math") is not None for line in lines)
    assert [bool(words(small)) for small in fold.iter("small")] == [False] + [True] * (len(lines) - 1)


def test_a_refutation_shows_values_both_sides_and_the_correction() -> None:
    piece = html(prove(DX, GIVEN))
    text = words(piece)
    assert text.startswith("× refuted")
    assert all(part in text for part in ("False at N=1, n=2", "With", "Left side", "right side", "Did you mean"))
    assert [node.tag for node in piece.iter() if "border: 1px" in node.get("style", "")] == ["mtd", "mtd", "mrow"]
    assert not list(piece.iter("details"))


@pytest.mark.parametrize(
    ("claim", "texts"),
    [
        ("x = u", ["¶ unread", "is not declared", "x = u ^"]),
        (r"\sqrt{x^2} = x", ["∴ conditional", "False as stated", "True if"]),
        (r"\frac{d}{dx} |x| = \frac{x}{|x|}", ["✓ proved", "Excluded:", "kink"]),
        ("z := x", ["≔ definition", "It claims nothing"]),
        ("", ["¶ unread", "The claim is empty"]),
    ],
)
def test_each_verdict_says_what_it_is(claim: str, texts: list[str]) -> None:
    shown = words(html(prove(claim, GIVEN)))
    assert all(text in shown for text in texts)


def test_each_step_of_a_chain_has_its_verdict() -> None:
    shown = words(html(prove("x + x = 2 x = 3 x", GIVEN)))
    assert shown.index("✓ proved") < shown.index("× refuted")


@pytest.mark.parametrize(
    ("claim", "formula"),
    [
        (DW, rf"$${DW} \qquad \text{{proved for all N, n}}$$"),
        ("2 x = y + 0", r"$$2 x = y + 0 \qquad \text{refuted}$$"),
        ("y_3 = y_3", r"$$y_3 = y_3 \qquad \text{proved for all n $\ge$ 3}$$"),
        (
            "x + x = 2 x = 3 x",
            r"$$\begin{gathered} x + x = 2 x \qquad \text{proved} \\ 2 x = 3 x \qquad \text{refuted} \end{gathered}$$",
        ),
        ("", None),
        (r"x = \href{javascript:alert(1)}{y}", None),
        (r"x = \input{secret}", None),
    ],
)
def test_the_formula_with_its_verdict(claim: str, formula: str | None) -> None:
    given = r"y \in R^n" if "_3" in claim else GIVEN
    assert prove(claim, given)._repr_latex_() == formula


def test_an_answer_stands_in_the_formula() -> None:
    ruling = solve(r"\frac{\partial L}{\partial W}", GIVEN)
    assert ruling._repr_latex_() == rf"$${DW} \qquad \text{{proved for all N, n}}$$"
    assert "?" not in words(html(ruling)).partition("Both sides")[0].replace("✓", "")
