r"""Authors' LaTeX made fit for setting: fragments completed, what does not show dropped, what is unsafe refused.

A claim is often a piece of an alignment (`&= y_j x_i`), and a document may hold anything. Both printers, MathML and
LaTeX, take a formula only after `tidy`; the LaTeX printer asks `settable` as well, since a formula goes into a
program there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from derive.reading.prose.formulas import ALIGNED, STACKED
from derive.reading.tokens import DOUBLE_STRUCK, TYPE_SIZES, UNICODE
from derive.reporting.plain_signs import GREEK

LONGEST = 20_000
DEEPEST = 60

PIECE = re.compile(r"\\(?:begin|end)\s*\{[a-zA-Z]+\*?\}|\\(?:[a-zA-Z]+|.)|[{}&]|[^\\{}&]+|\\", re.DOTALL)
TABLES = ("aligned", "gathered", "cases", "array", "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix",
          "smallmatrix")
COMMANDS = frozenset(
    r"""\frac \dfrac \tfrac \sqrt \sum \prod \int \lim \max \min \sup \inf \log \ln \exp \sin \cos \tan \tanh \sinh
    \cosh \det \dim \arg \Pr \operatorname \text \textbf \textit \textrm \textnormal \textsf \texttt \mbox \mathrm
    \mathbf \mathit \mathsf \mathtt \mathcal \mathbb \mathfrak \bm \boldsymbol \pmb \rm \bf \it \sf \tt
    \hat \widehat \tilde \widetilde \bar \overline \underline \vec \dot \ddot \acute \grave \check \breve
    \underbrace \overbrace \boxed \left \right \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr \biggl \biggr
    \alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa \lambda \mu \nu \xi \pi
    \varpi \rho \varrho \sigma \varsigma \tau \upsilon \phi \varphi \chi \psi \omega \Gamma \Delta \Theta \Lambda
    \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega \partial \nabla \infty \ell \prime \forall \exists \emptyset \Re \Im
    \cdot \times \odot \oslash \otimes \oplus \circ \ast \star \bullet \pm \mp \div \wedge \vee \land \lor \neg \lnot
    \cap \cup \setminus \in \ni \notin \subset \subseteq \to \gets \mapsto \leftarrow \rightarrow \leftrightarrow
    \longrightarrow \longleftarrow \longmapsto \Rightarrow \Leftarrow \Leftrightarrow \implies \iff \xrightarrow
    \xleftarrow \uparrow \downarrow \hookrightarrow \leq \le \geq \ge \leqq \geqq \leqslant \geqslant \ne \neq \ll
    \gg \equiv \approx \sim \simeq \cong \propto \coloneqq \triangleq \colon \mid \nmid \parallel \perp \top \bot
    \intercal \dagger \dots \ldots \cdots \vdots \ddots \dotsc \dotsb \langle \rangle \lceil \rceil \lfloor \rfloor
    \lvert \rvert \lVert \rVert \vert \Vert \lbrace \rbrace \lbrack \rbrack \quad \qquad \enspace \hspace \hfill
    \displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits \nolimits \phantom \hphantom \vphantom
    \mathstrut \strut \stackrel \overset \underset \binom \dbinom \tbinom \substack \because \therefore \triangle
    \square \hline
    \, \; \: \! \> \{ \} \| \\ \% \# \& \_ \$""".split()
) | {r"\ "}
WITH_ARGUMENT = (
    r"\\(?:[dt]?frac|sqrt|hat|widehat|tilde|widetilde|bar|overline|underline|vec|d?dot|acute|grave|check|breve|underbrace"
    r"|boxed|overbrace|math(?:rm|bf|it|sf|tt|cal|bb|frak)|bm|boldsymbol|pmb|operatorname|stackrel|overset|underset|substack"
    r"|[dt]?binom|[hv]?phantom|hspace|x(?:left|right)arrow|text\w*|mbox)(?![a-zA-Z])\s*+"
)
LETTERS = "|".join((*(name[1:] for name in GREEK), "partial", "nabla", "ell", "infty"))
DELIMITER = r"\\?[|{}]|[()\[\]/.]|\\(?:lang|rang|lceil|rceil|lfloor|rfloor|[lr]?[vV]ert)"
STARVED = re.compile(
    rf"{WITH_ARGUMENT}(?!\{{|[a-zA-Z0-9]|\[\d\]|\\(?:{LETTERS})(?![a-zA-Z]))"
    rf"|\\[bB]igg?[lr]?(?![a-zA-Z])\s*+(?!{DELIMITER})"
)
HIDDEN = re.compile(
    r"\\(?:label|tag\*?)\s*\{[^{}]*\}"
    r"|\\(?:nonumber|notag|displaybreak|allowbreak|qedhere|qed|shoveleft|shoveright|MoveEqLeft|ensuremath"
    rf"|{'|'.join(size[1:] for size in sorted(TYPE_SIZES))})(?![a-zA-Z])"
)
DRAWN = re.compile(
    r"\\(?:fbox|framebox|fcolorbox\s*\{[^{}]*\}\s*\{[^{}]*\})\s*\{\s*\$([^$]*)\$\s*\}"
    r"|\\bbox\s*(?:\[[^\]]*\]\s*)?\{([^{}]*)\}"
)
"""Boxes for which a printer of formulas has no command, around mathematics."""
NUMBERED = re.compile(r"\\l?eqno(?![a-zA-Z]).*", re.DOTALL)
NESTING = {"{": 1, r"\begin": 1, r"\left": 1, "}": -1, r"\end": -1, r"\right": -1}
TOP, BOTTOM = r"\begin{aligned}", r"\end{aligned}"


@lru_cache(maxsize=4096)
def tidy(latex: str) -> str | None:
    r"""`latex` as one complete formula without labels, tags and numbering, or nothing where it has no such reading.

    Alignments become `aligned`, a loose `&` or `\\` gets an alignment around it, and an alignment cut in two loses its
    one end. Nothing is said of whether its commands exist.
    """
    if len(latex) > LONGEST or _depth(latex) > DEEPEST or re.search(rf"(?:\\[a-zA-Z]+\s*){{{DEEPEST}}}", latex):
        return None
    text = re.sub(r"(?<!\\)((?:\\\\)*)%[^\n]*", r"\1", latex).strip()
    text = re.sub(r"^(\$\$|\\\[)\s*|\s*(\$\$|\\\])$", "", text)
    text = drawn(NUMBERED.sub("", HIDDEN.sub("", text)))
    text = re.sub(r"\\\\\*?\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]|\\cr(?![a-zA-Z])|\\newline(?![a-zA-Z])", r"\\\\", text)
    text = re.sub(r"\\(?:intertext|hbox)\s*\{", r"\\text{", text)
    text = re.sub(r"\\textbf\s*\{\s*([A-Za-z])\s*\}", r"\\mathbf{\1}", text)
    text = re.sub(r"(\\text\s*\{[^{}$]*)\$([^{}$]*)\$([^{}$]*\})", r"\1}\2\\text{\3", text)
    if r"\begin" in text or r"\end" in text:
        pieces = _one_ended(_renamed(PIECE.findall(text)))
        if pieces is None:
            return None
        text = _widened(pieces)
    # What follows a row's end or an alignment's start is not the option that a bracket there would begin.
    return re.sub(r"(\\\\|\\begin\{(?:aligned|gathered|cases)\})(?=\s*[\[*])", r"\1{}", _complete(text))


def drawn(latex: str) -> str:
    """`latex` with the one command for boxes that printers know."""
    return DRAWN.sub(lambda found: rf"\boxed{{{(found[1] or found[2] or '').strip()}}}", latex)


@lru_cache(maxsize=4096)
def settable(latex: str) -> bool:
    """Whether a tidy formula holds nothing but known mathematics, so that TeX can be given it."""
    for piece in PIECE.findall(latex):
        if piece.startswith((r"\begin", r"\end")) and piece.endswith("}"):
            if piece[piece.index("{") + 1 : -1] not in TABLES:
                return False
        elif piece.startswith("\\"):
            if piece not in COMMANDS:
                return False
        elif re.search(r"[#$%~\x00-\x08\x0b-\x1f\x7f]|\n\s*\n", piece):
            return False
    return not _too_wide(latex) and not STARVED.search(latex)


def spelled(latex: str) -> str:
    """`latex` with commands in place of Unicode signs, and what is left of other scripts as text."""
    def command(sign: str) -> str:
        if sign in DOUBLE_STRUCK:
            return rf"\mathbb{{{DOUBLE_STRUCK[sign]}}}"
        if sign in "ᵀ⊤":
            return r"^{\top}" if sign == "ᵀ" else r"\top "
        name = UNICODE.get(sign)
        if name is None:
            return rf"\text{{{sign}}}"
        return name + " " if name[-1:].isalpha() else name

    parts = re.split(r"(\\(?:text\w*|mbox)\s*\{[^{}]*\})", latex)
    return "".join(
        part if place % 2 else re.sub(r"[^\x00-\x7f]", lambda found: command(found.group()), part)
        for place, part in enumerate(parts)
    )


def _depth(latex: str) -> int:
    """How deep braces, environments and brackets that grow are nested."""
    deepest = depth = 0
    for sign in re.findall(r"\\begin|\\end|\\left(?![a-z])|\\right(?![a-z])|\\.|[{}]", latex, re.DOTALL):
        depth += NESTING.get(sign, 0)
        deepest = max(deepest, depth)
    return deepest


def _renamed(pieces: list[str]) -> list[str]:
    """All alignments as `aligned` or `gathered`."""
    renamed = []
    for piece in pieces:
        if not (piece.startswith((r"\begin", r"\end")) and piece.endswith("}")):
            renamed.append(piece)
            continue
        name = piece[piece.index("{") + 1 : -1].rstrip("*")
        kept = "aligned" if name in ALIGNED else "gathered" if name in STACKED else piece[piece.index("{") + 1 : -1]
        renamed.append(rf"\{'begin' if piece.startswith(chr(92) + 'begin') else 'end'}{{{kept}}}")
    return renamed


def _one_ended(pieces: list[str]) -> list[str] | None:
    """The pieces less the ends of alignments that have no other end; nothing where another environment is torn."""
    open_: list[int] = []
    dropped: set[int] = set()
    for place, piece in enumerate(pieces):
        if piece.startswith(r"\begin{"):
            open_.append(place)
        elif piece.startswith(r"\end{"):
            if open_ and pieces[open_[-1]][6:] == piece[4:]:
                open_.pop()
            else:
                dropped.add(place)
    dropped.update(open_)
    if any("aligned" not in pieces[place] and "gathered" not in pieces[place] for place in dropped):
        return None
    return [piece for place, piece in enumerate(pieces) if place not in dropped]


def _widened(pieces: list[str]) -> str:
    """The pieces with as many columns declared for each `array` as its longest row has."""
    for place, piece in enumerate(pieces):
        if piece == r"\begin{array}" and "".join(pieces[place + 1 : place + 4 : 2]) == "{}":
            declared = len(re.findall("[lcr]", pieces[place + 2]))
            pieces[place + 2] += "c" * max(0, _columns(pieces[place + 1 :]) - declared)
    return "".join(pieces)


def _columns(pieces: list[str]) -> int:
    """The cells in the longest row of the table whose inside these pieces start with."""
    depth, cells, most = 0, 1, 1
    for piece in pieces:
        depth += piece.startswith((r"\begin{", "{")) - piece.startswith((r"\end{", "}"))
        if depth < 0:
            break
        if depth == 0:
            cells = 1 if piece == r"\\" else cells + (piece == "&")
        most = max(most, cells)
    return most


def _too_wide(latex: str) -> bool:
    pieces = PIECE.findall(latex)
    return any(piece == r"\begin{cases}" and _columns(pieces[place + 1 :]) > 2 for place, piece in enumerate(pieces))


def _complete(text: str) -> str:
    r"""The text with an alignment around it where a `&` or `\\` stands in none."""
    if "&" not in text and r"\\" not in text:
        return text.strip()
    pieces = PIECE.findall(text)
    depth, loose = 0, []
    for place, piece in enumerate(pieces):
        depth += piece.startswith((r"\begin{", "{")) - piece.startswith((r"\end{", "}"))
        if depth == 0 and piece in ("&", r"\\"):
            loose.append(place)
    while loose and not "".join(pieces[loose[-1] + 1 :]).strip():
        del pieces[loose.pop() :]
    if not any(pieces[place] == r"\\" for place in loose):
        return "".join(piece for place, piece in enumerate(pieces) if place not in set(loose)).strip()
    return TOP + "".join(pieces).strip() + BOTTOM
