"""The signs of formulas on one line of Unicode, by their commands."""

from __future__ import annotations

import unicodedata

from derive.reading.tokens import TYPE_SIZES, UNICODE

SMALL = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
         "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega")
LARGE = ("gamma", "delta", "theta", "lambda", "xi", "pi", "sigma", "upsilon", "phi", "psi", "omega")


def _greek(size: str, name: str) -> str:
    return unicodedata.lookup(f"GREEK {size} LETTER {name.replace('lambda', 'lamda').upper()}")


GREEK = {"\\" + name: _greek("SMALL", name) for name in SMALL} | {
    "\\" + name.capitalize(): _greek("CAPITAL", name) for name in LARGE
}
SIGNS = {command: sign for sign, command in reversed(UNICODE.items()) if command.startswith("\\")} | GREEK | {
    r"\varepsilon": "ε", r"\varphi": "φ", r"\leq": "≤", r"\le": "≤", r"\leqq": "≤", r"\leqslant": "≤", r"\geq": "≥",
    r"\ge": "≥", r"\geqq": "≥", r"\geqslant": "≥", r"\neq": "≠", r"\ne": "≠", r"\cdot": "·", r"\times": "×",
    r"\dots": "…", r"\ldots": "…", r"\cdots": "⋯", r"\dotsc": "…", r"\dotsb": "⋯", r"\rightarrow": "→", r"\gets": "←",
    r"\land": "∧", r"\lor": "∨", r"\{": "{", r"\}": "}", r"\|": "‖", r"\ell": "ℓ", r"\prime": "′", r"\infty": "∞",
    r"\top": "⊤", r"\intercal": "⊤",
    r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\mid": "|", r"\vert": "|", r"\Vert": "‖", r"\lbrace": "{",
    r"\lVert": "‖", r"\rVert": "‖", r"\lvert": "|", r"\rvert": "|",
    r"\rbrace": "}", r"\lbrack": "[", r"\rbrack": "]", r"\implies": "⇒", r"\iff": "⇔", r"\colon": ":", r"\ast": "∗",
    r"\equiv": "≡", r"\coloneqq": "≔", r"\%": "%", r"\#": "#", r"\&": "&", r"\_": "_", r"\$": "$",
    r"\lesssim": "≲", r"\gtrsim": "≳", r"\ll": "≪", r"\gg": "≫", r"\prec": "≺", r"\preceq": "⪯", r"\succ": "≻",
    r"\succeq": "⪰", r"\asymp": "≍", r"\subset": "⊂", r"\subseteq": "⊆", r"\supset": "⊃", r"\supseteq": "⊇",
    r"\notin": "∉", r"\setminus": "∖", r"\smallsetminus": "∖", r"\backslash": "∖", r"\vcentcolon": ":",
    r"\xrightarrow": "→", r"\longrightarrow": "→", r"\hookrightarrow": "↪", r"\star": "⋆",
}
SPACED = frozenset("=<>≤≥≠≈≡≔≜∈→←↦∝⇒⇔∧∨≲≳≪≫≺⪯≻⪰≍⊂⊆⊃⊇∉∖")
DROPPED = TYPE_SIZES | frozenset({
    r"\left", r"\right", r"\middle", r"\big", r"\Big", r"\bigg", r"\Bigg", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr",
    r"\mathit", r"\mathsf", r"\mathtt", r"\rm", r"\bf", r"\it", r"\sf", r"\tt", r"\limits", r"\nolimits",
    r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\scriptscriptstyle", r"\nonumber", r"\notag",
    r"\,", r"\!", r"\;", r"\:", r"\>", r"\qedhere", r"\qed",
    r"\mathstrut", r"\strut", r"\mathrel", r"\mathbin", r"\mathop", r"\mathord", r"\ensuremath", r"\smash",
    r"\shoveleft", r"\shoveright", r"\MoveEqLeft",
})
ACCENTS = {r"\hat": "\u0302", r"\tilde": "\u0303", r"\bar": "\u0304", r"\dot": "\u0307", r"\ddot": "\u0308",
           r"\vec": "\u20d7", r"\widehat": "\u0302", r"\overline": "\u0304", r"\widetilde": "\u0303"}
WIDE_SPACES = frozenset({r"\quad", r"\qquad", r"\ ", "~", r"\enspace", r"\hfill"})
FRAMED = {r"\boxed": "", r"\fbox": "", r"\underbrace": "_", r"\overbrace": "^"}
COLOURED = frozenset({r"\textcolor", r"\mathcolor", r"\colorbox"})
NEGATED = {"=": "≠", "∈": "∉", "≡": "≢", "≤": "≰", "≥": "≱", "<": "≮", ">": "≯"}
"""What a sign is behind `\\not`."""
STRUCK = "\u0338"
"""What strikes out the sign before it."""
HIDDEN = frozenset({r"\label", r"\tag", r"\tag*", r"\hspace", r"\hspace*", r"\vspace", r"\phantom", r"\color"})
RAISED = dict(
    zip("0123456789+-=()ijnkmprstuvwxyzabcdeflghoT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱʲⁿᵏᵐᵖʳˢᵗᵘᵛʷˣʸᶻᵃᵇᶜᵈᵉᶠˡᵍʰᵒᵀᵀ", strict=True)
)
LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

SCRIPTS = "".join((*RAISED.values(), *LOWERED.values()))
BOLD = frozenset({r"\bm", r"\boldsymbol", r"\mathbf", r"\textbf", r"\pmb", r"\bold"})
WORDS = frozenset({r"\operatorname", r"\operatorname*", r"\mathrm", r"\textup"})
FACES = {r"\mathcal": "SCRIPT", r"\mathscr": "SCRIPT", r"\mathbb": "DOUBLE-STRUCK", r"\mathbbm": "DOUBLE-STRUCK",
         r"\mathds": "DOUBLE-STRUCK", r"\mathfrak": "FRAKTUR"} | dict.fromkeys(BOLD, "BOLD")
OLDER = {"SCRIPT": ("SCRIPT",), "DOUBLE-STRUCK": ("DOUBLE-STRUCK",), "FRAKTUR": ("BLACK-LETTER",), "BOLD": ()}
"""What Unicode calls the letters of a typeface that it had before all the others."""


def faced(sign: str, face: str) -> str:
    """A letter or a digit in a typeface, where Unicode has it."""
    size, _, rest = unicodedata.name(sign, "").partition(" LETTER ")
    words = size.removeprefix("LATIN ").removeprefix("GREEK ") + (f" {rest}" if rest else "")
    for name in (*(f"{word} {words}" for word in OLDER[face]), f"MATHEMATICAL {face} {words}"):
        try:
            return unicodedata.lookup(name)
        except KeyError:
            continue
    return sign
