r"""What the commands of LaTeX's running text do, as far as words go. A command is one row of one of these tables."""

from __future__ import annotations

import unicodedata

from derive.reading.prose.nodes import Naming, Style

STYLED = {
    r"\emph": Style.EMPHASIS, r"\textit": Style.EMPHASIS, r"\textsl": Style.EMPHASIS, r"\underline": Style.EMPHASIS,
    r"\textbf": Style.STRONG, r"\textsc": Style.SMALL_CAPITALS, r"\sout": Style.STRUCK,
    r"\textsuperscript": Style.RAISED, r"\textsubscript": Style.LOWERED,
}
"""Commands that set their argument in a style."""

SWITCHED = {
    r"\em": Style.EMPHASIS, r"\it": Style.EMPHASIS, r"\itshape": Style.EMPHASIS, r"\sl": Style.EMPHASIS,
    r"\slshape": Style.EMPHASIS, r"\bf": Style.STRONG, r"\bfseries": Style.STRONG, r"\sc": Style.SMALL_CAPITALS,
    r"\scshape": Style.SMALL_CAPITALS,
}
"""Commands that set the rest of their group in a style."""

TRANSPARENT = frozenset(
    r"\text \textrm \textsf \textnormal \textup \textmd \mbox \hbox \makebox \fbox \framebox \ensuremath \centerline"
    r" \MakeUppercase \protect \uppercase \boxed \alert".split()
)
"""Commands whose argument is read as if it stood alone."""

CODE = frozenset((r"\texttt", r"\url", r"\path", r"\nolinkurl"))

SIGNS = {
    r"\ldots": "…", r"\dots": "…", r"\textellipsis": "…", r"\LaTeX": "LaTeX", r"\TeX": "TeX", r"\S": "§", r"\P": "¶",
    r"\copyright": "©", r"\textregistered": "®", r"\texttrademark": "™", r"\textbackslash": "\\", r"\&": "&",
    r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_", r"\{": "{", r"\}": "}", r"\ ": " ", "\\\n": " ", r"\,": "\u2009",
    r"\;": " ", r"\:": " ", r"\!": "", r"\@": "", r"\/": "", r"\-": "", r"\quad": "\u2003", r"\qquad": "\u2003\u2003",
    r"\enspace": " ", r"\space": " ", r"\thinspace": "\u2009", r"\o": "ø", r"\O": "Ø", r"\ss": "ß", r"\ae": "æ",
    r"\AE": "Æ", r"\oe": "œ", r"\OE": "Œ", r"\aa": "å", r"\AA": "Å", r"\l": "ł", r"\L": "Ł", r"\i": "ı", r"\j": "ȷ",
    r"\textendash": "–", r"\textemdash": "—", r"\textquoteleft": "‘", r"\textquoteright": "’",
    r"\textquotedblleft": "“", r"\textquotedblright": "”", r"\textasciitilde": "~", r"\textasciicircum": "^",
    r"\textbar": "|", r"\textless": "<", r"\textgreater": ">", r"\textbullet": "•", r"\textdegree": "°",
    r"\pounds": "£", r"\euro": "€", r"\dag": "†", r"\ddag": "‡", r"\slash": "/",
    r"\and": ", ", r"\lq": "‘", r"\rq": "’",
}

ACCENTS = {
    r"\'": "\u0301", r"\`": "\u0300", r"\^": "\u0302", r'\"': "\u0308", r"\~": "\u0303", r"\=": "\u0304",
    r"\.": "\u0307", r"\c": "\u0327", r"\v": "\u030c", r"\H": "\u030b", r"\u": "\u0306", r"\k": "\u0328",
    r"\r": "\u030a", r"\d": "\u0323", r"\b": "\u0331",
}

DROPPED = {
    name: count
    for count, names in (
        (0, r"\noindent \indent \medskip \bigskip \smallskip \newpage \clearpage \cleardoublepage \pagebreak "
            r"\nopagebreak \linebreak \nolinebreak \centering \raggedright \raggedleft \maketitle "
            r"\tableofcontents \appendix \small \large \Large \LARGE \huge \Huge \normalsize \footnotesize "
            r"\scriptsize \tiny \rmfamily \sffamily \ttfamily \mdseries \upshape \normalfont \rm \sf \tt \hfill "
            r"\vfill \hfil \vfil \relax \sloppy \fussy \frontmatter \mainmatter \backmatter \allowdisplaybreaks "
            r"\qed \qedhere \hline \toprule \midrule \bottomrule \doublespacing \singlespacing \onehalfspacing "
            r"\listoffigures \listoftables \printbibliography \onecolumn \twocolumn \flushbottom \raggedbottom "
            r"\ignorespaces \unskip \makeatletter \makeatother \null \hrule \allowbreak \selectfont \fi \strut"),
        (1, r"\vspace \hspace \index \thispagestyle \pagestyle \bibliographystyle \usepackage \color \vskip "
            r"\hskip \phantom \hphantom \vphantom \theoremstyle \bibliography \graphicspath \nocite \linespread "
            r"\pagenumbering \hypersetup \date \title \author \cline \cmidrule \raisebox \definecolor "
            r"\captionsetup \documentclass \pagecolor"),
        (2, r"\setlength \addtolength \setcounter \addtocounter \markboth \numberwithin \newtheorem \settowidth "
            r"\hyphenation \fontsize"),
        (3, r"\addcontentsline"),
    )
    for name in names.split()
}
"""Commands that set pages, not words, with the number of arguments that go with them."""

CITING = frozenset(
    r"\cite \citep \citet \citealp \citeauthor \citeyear \parencite \textcite \autocite \footcite".split()
)
REFERRING = {
    **dict.fromkeys((r"\ref", r"\vref", r"\nameref"), (False, Naming.NONE)),
    r"\pageref": (False, Naming.PAGE),
    r"\eqref": (True, Naming.NONE),
    **dict.fromkeys((r"\autoref", r"\Cref", r"\fullref"), (False, Naming.CAPITAL)),
    r"\cref": (False, Naming.SMALL),
}
"""Commands that print a number; whether they put it in brackets, and say what it is the number of."""

TRANSPARENT_ENVIRONMENTS = frozenset(
    "document center flushleft flushright minipage multicols subequations small large sloppypar titlepage"
    " spacing appendices appendix samepage landscape adjustwidth singlespace doublespace otherlanguage".split()
)
APPENDICES = frozenset(("appendices", "appendix"))
"""Those of them that begin an appendix."""
LISTS = frozenset("itemize enumerate description compactitem compactenum".split())
QUOTES = frozenset("quote quotation verse".split())
LITERAL = frozenset("verbatim lstlisting minted Verbatim tikzpicture picture algorithm algorithmic alltt".split())
HIDDEN = frozenset("comment filecontents".split())
TABLES = {"tabular": 1, "tabularx": 2, "tabular*": 2, "longtable": 1, "array": 1}
"""Environments of rows and cells, with the number of their arguments."""

FLOATS = {"figure": "Figure", "table": "Table", "wrapfigure": "Figure", "algorithm2e": "Algorithm"}

THEOREMS = {
    name: name.capitalize()
    for name in "theorem lemma proposition corollary definition remark example exercise proof claim conjecture"
    " assumption notation problem solution fact axiom observation abstract acknowledgements".split()
}
"""What these are called where the document does not say; they have no numbers then."""


def accented(mark: str, letter: str) -> str:
    """A letter with the accent that a command puts on it."""
    plain = {"ı": "i", "ȷ": "j"}.get(letter[:1], letter[:1])
    return unicodedata.normalize("NFC", plain + ACCENTS[mark]) + letter[1:]
