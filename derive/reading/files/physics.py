r"""The commands of the physics package for derivatives, as that package prints them: `\pdv{L}{x}`, `\dv[2]{f}{x}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from derive.reading.files.definitions import Macro
from derive.reading.source import Passage, Span
from derive.reading.tokens import UPRIGHT, Kind, Token, tokenize

NOWHERE = Span(0, 0)
BODIES: Mapping[str, Mapping[tuple[bool, int], str]] = {
    r"\pdv": {
        (False, 1): r"\frac{\partial}{\partial #1}",
        (False, 2): r"\frac{\partial #1}{\partial #2}",
        (False, 3): r"\frac{\partial^2 #1}{\partial #2 \partial #3}",
        (True, 1): r"\frac{\partial^{#1}}{\partial #2^{#1}}",
        (True, 2): r"\frac{\partial^{#1} #2}{\partial #3^{#1}}",
    },
    r"\dv": {
        (False, 1): r"\frac{d}{d #1}",
        (False, 2): r"\frac{d #1}{d #2}",
        (True, 1): r"\frac{d^{#1}}{d #2^{#1}}",
        (True, 2): r"\frac{d^{#1} #2}{d #3^{#1}}",
    },
    r"\grad": {(False, 0): r"\nabla", (False, 1): r"\nabla #1"},
    r"\dd": {(False, 0): r"d", (False, 1): r"d #1"},
    r"\qty": {(False, 0): "", (True, 0): "[#1]"},
    r"\norm": {(False, 1): r"\left\| #1 \right\|"},
    r"\abs": {(False, 1): r"\left| #1 \right|"},
    r"\eval": {(False, 1): r"\left. #1 \right|"},
}
"""What a command writes by whether a bracket `[2]` stands behind it, and by the groups behind that."""
LONG = {r"\partialderivative": r"\pdv", r"\derivative": r"\dv", r"\gradient": r"\grad", r"\differential": r"\dd",
        r"\evaluated": r"\eval", r"\quantity": r"\qty", r"\pdv*": r"\pdv", r"\dv*": r"\dv", r"\eval*": r"\eval",
        r"\norm*": r"\norm", r"\abs*": r"\abs"}
NAMES = BODIES.keys() | LONG.keys()
MOST = 3
"""Groups that a command may take."""


def _body(text: str) -> tuple[Token, ...]:
    """The tokens of a body, with `#1` as one symbol, and a d that no author's name can be."""
    found: list[Token] = []
    for token in tokenize(Passage(text, tuple(range(len(text))))):
        if token.text == "d":
            token = replace(token, face=UPRIGHT)
        if found and found[-1].text == "#":
            found[-1] = Token(Kind.SYMBOL, f"#{token.text}", NOWHERE)
        else:
            found.append(token)
    return tuple(found)


def _macro(name: str, bracketed: bool, groups: int, text: str) -> Macro:
    return Macro(name, groups + bracketed, () if bracketed else None, _body(text), NOWHERE, text)


MACROS = {
    (name, *form): _macro(name, *form, text) for name, forms in BODIES.items() for form, text in forms.items()
}


def is_in(text: str) -> bool:
    """Whether a text may hold a command of the package."""
    return any(name in text for name in NAMES)


def used(name: str, behind: Sequence[Token]) -> Macro | None:
    """What a command means before the tokens behind it, the next one last; nothing for a use that is not known."""
    name = LONG.get(name, name)
    place, bracketed, groups = len(behind), False, 0
    if place and behind[place - 1].text == "[":
        place, bracketed = _past(behind, place, "[", "]"), True
    while place and behind[place - 1].text == "{" and groups < MOST and (name, bracketed, groups + 1) in MACROS:
        place, groups = _past(behind, place, "{", "}"), groups + 1
    more = place and behind[place - 1].text == "{"
    return None if more else MACROS.get((name, bracketed, groups))


def _past(behind: Sequence[Token], place: int, opening: str, closing: str) -> int:
    """The place behind what opens at a place, or the end where it is never closed."""
    depth = 0
    while place:
        place -= 1
        depth += (behind[place].text == opening) - (behind[place].text == closing)
        if depth == 0:
            break
    return place
