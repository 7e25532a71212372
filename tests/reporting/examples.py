"""A document of a dozen items, one or more of each verdict, judged by hand; and one that means harm."""

from __future__ import annotations

from derive.judging.results import Judged, Judgement, Mark
from derive.judging.verdict import Correction, Counterexample, Kind, Sample, Verdict
from derive.reading.source import Span
from derive.reporting.data import Check, KernelReport

SIZES = ({"n": 2, "m": 3}, {"n": 3, "m": 2}, {"n": 4, "m": 5})

DW = r"\frac{\partial L}{\partial \bm{W}} = \bm{X}^\mathsf{T} \cdot \frac{\partial L}{\partial \bm{Y}}"
DX = r"\frac{\partial L}{\partial \bm{X}} &= \frac{\partial L}{\partial \bm{Y}} \bm{W}^\mathsf{T}"
ROWS = " \\\\\n".join(
    " & ".join((rf"\frac{{\partial L}}{{\partial y_1}} x_{i}", r"\dots", rf"\frac{{\partial L}}{{\partial y_m}} x_{i}"))
    for i in ("1", "2")
)
DW_MATRIX = rf"""&= \begin{{pmatrix}}
{ROWS} \\
\vdots & \ddots & \vdots \\
\frac{{\partial L}}{{\partial y_1}} x_n & \dots & \frac{{\partial L}}{{\partial y_m}} x_n
\end{{pmatrix}}\\"""
SOURCE = '''def affine_dw(x, dy):
    r"""\\frac{\\partial L}{\\partial W} = X^T \\cdot \\frac{\\partial L}{\\partial Y}

    x: (..., 1, n), dy: (..., 1, m); returns (..., n, m). From claim affine.dW.
    """
    if x.shape[:-1] != dy.shape[:-1]:
        raise ValueError(f"x has shape {x.shape} and dy {dy.shape}: all axes but the last must be the same")
    return np.swapaxes(x, -1, -2) @ dy
'''


def proved(message: str, entries: int = 0, **more: object) -> Verdict:
    return Verdict(Kind.PROVED, message, SIZES, entries, **more)  # type: ignore[arg-type]


def affine() -> Judgement:
    """The gradients of Y = XW, with one wrong transpose and one wrong shape."""
    place = "The product and its gradients"
    chain = r"Along $\frac{\partial L}{\partial \bm{W}}$"
    sample = Sample(
        {"n": 2, "m": 3},
        {},
        tuple(tuple(rf"\frac{{\partial L}}{{\partial y_{{{j}}}}} x_{{{i}}}" for j in (1, 2, 3)) for i in (1, 2)),
        tuple(tuple(rf"x_{{{i}}} \frac{{\partial L}}{{\partial y_{{{j}}}}}" for j in (1, 2, 3)) for i in (1, 2)),
    )
    wrong_softmax = Counterexample(
        sizes={"C": 2},
        values={"x": (("0", "0"),), r"\frac{\partial L}{\partial y}": (("1", "0"),)},
        entry=(1, 1),
        left="1/4",
        right="1/2",
        left_matrix=(("1/4", "-1/4"),),
        right_matrix=(("1/2", "-1/4"),),
    )
    items = (
        Judged("affine.Y", 5, 1, r"\bm{Y} := \bm{X} \cdot \bm{W}", "", 0, Verdict(Kind.DEFINITION, "defines Y")),
        Judged(
            "affine.dW",
            12,
            1,
            DW,
            place,
            1,
            proved("both sides agree in every entry", 32, sample=sample),
            Kind.PROVED,
            "affine_dw",
        ),
        Judged("affine.dX", 13, 1, DX, place, 1, proved("both sides agree in every entry", 9)),
        Judged(
            "affine.3",
            20,
            9,
            DW_MATRIX,
            chain,
            2,
            proved("both sides agree in every entry", 32),
            readings=(r"the entries of the matrix with dots agree with $\frac{\partial L}{\partial y_j} x_i$",),
        ),
        Judged(
            "affine.4",
            26,
            9,
            r"&= \begin{pmatrix} x_1 \\ x_2 \\ \vdots \\ x_n \end{pmatrix} \cdot "
            r"\frac{\partial L}{\partial \bm{Y}}",
            chain,
            2,
            proved("both sides agree in every entry", 32),
        ),
        Judged(
            "softmax.dx",
            40,
            5,
            r"\frac{\partial L}{\partial x_q} = \sum_{1 \leq j \leq C} \frac{\partial L}{\partial y_j}(-y_j y_q) + "
            r"\frac{\partial L}{\partial y_q} y_q + \frac{\partial L}{\partial y_q} y_q^2",
            "Softmax",
            3,
            Verdict(
                Kind.REFUTED,
                "the two sides differ in 1 of 2 entries",
                counterexample=wrong_softmax,
                correction=Correction(
                    r"\sum_{1 \leq j \leq C} \frac{\partial L}{\partial y_j}(-y_j y_q) + "
                    r"\frac{\partial L}{\partial y_q} y_q",
                    0,
                    0,
                    r"\sum_{1 \leq j \leq C} \frac{\partial L}{\partial y_j}(-y_j y_q) + "
                    r"\frac{\partial L}{\partial y_q} y_q",
                    "a power was left out",
                ),
            ),
            Kind.REFUTED,
        ),
        Judged(
            "softmax.B",
            44,
            5,
            r"\frac{\partial L}{\partial \bm{W}} = \frac{\partial L}{\partial \bm{Y}} \bm{X}^\top",
            "Softmax",
            4,
            Verdict(
                Kind.REFUTED,
                "the right side multiplies 1×m by n×1, which fit only where m is n",
                counterexample=Counterexample({"n": 2, "m": 3}),
            ),
        ),
        Judged(
            "relu.d",
            50,
            1,
            r"""f'(x) = \left\{ \begin{array}{ll} 1 & \text{if} \quad x > 0 \\ 0 & \text{otherwise}
               \end{array} \right.""",
            "ReLU",
            5,
            Verdict(Kind.CONVENTION, "the value at the kink is chosen", ({},), 2, excludes=("x = 0",)),
        ),
        Judged(
            "sum.t",
            55,
            1,
            r"\frac{\partial L}{\partial x_j} = y_j - t_j",
            "Cross entropy",
            6,
            Verdict(
                Kind.CONDITIONAL,
                "false as stated",
                ({"C": 2}, {"C": 3}),
                5,
                assumption=r"\sum_{1 \leq j \leq C} t_j = 1",
            ),
        ),
        Judged(
            "lim.1",
            60,
            1,
            r"L(p) = \int_0^1 e^{-p x^2} dx",
            "Limits",
            7,
            Verdict(Kind.UNDECIDED, "no normal form for the integral; tried exact values at 3 sizes"),
        ),
        Judged(
            "bad.1",
            64,
            7,
            r"a = b \heartsuit c",
            "Limits",
            8,
            Verdict(Kind.UNREAD, r"expected an operand, found `\heartsuit`"),
            mark=Mark(Span(0, 1), "a = b \\heartsuit c\n      ^^^^^^^^^^"),
        ),
        Judged("skip.1", 70, 1, r"X \quad w_1 = 1", "Limits", 9, Verdict(Kind.SKIPPED, "a picture's labels")),
    )
    return Judgement("derive/documents/affine.md", r"The gradient of $\bm{Y} = \bm{X}\bm{W}$", items, 10, 1)


def kernel() -> KernelReport:
    return KernelReport(
        "affine_dw",
        "affine.dW",
        SOURCE,
        (
            Check("the perceptron's layer", "(4, 3), (4, 2)", "0", "1e-12"),
            Check("central differences", "(4, 3), (4, 2)", "3.1e-10", "1e-7", "6.1e-6"),
            Check("complex step", "(4, 3), (4, 2)", "1.1e-16", "1e-12", "1e-30"),
        ),
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "]]>",
    "--><b>",
    "{{ 7 * 7 }}",
    "<< 7 * 7 >>",
    "<% raw %>",
    "{",
    "}",
    "a}b{c",
    r"\frac{a",
    r"\left( a",
    r"a \right)",
    r"\begin{pmatrix} a",
    r"\end{document}",
    r"\input{/etc/hostname}",
    r"\def\a{\a}\a",
    r"\write18{ls}",
    r"\newcommand{\x}{y}",
    r"\csname end\endcsname",
    "a & b & c",
    r"a \\ b \\",
    "a # b",
    "50 % off",
    "a $ b",
    "x^a^b",
    "^^41",
    "x_",
    r"\text{if $x$ holds}",
    r"\text{unclosed",
    "~",
    "\\",
    "\\\\",
    "&",
    "",
    "行列 = x",
    r"\text{行列}",
    "\x00\x07",
    "a\n\nb",
    "'" * 50,
    r"\hat" * 300,
    "{" * 3000,
    r"\frac{" * 500,
    r"\left(" * 3000,
    "x + " * 2500 + "y",
    r"\begin{array}{c} 1 & 2 & 3 \end{array}",
    r"\begin{cases} 1 & 2 & 3 \end{cases}",
    r"a \\[8px] b",
    r"a \tag{$x$}",
    r"\begin{array}{@{}l!{\write}l} a & b \end{array}",
    r"\hspace{1cm",
    r"\hspace{x}",
    r"\sqrt[3]{x}",
    r"\xrightarrow[a]{b}",
    r"\verb|x|",
    r"\begin{verbatim} x \end{verbatim}",
    "\u202ea",
    r"\big x",
    r"\left x \right y",
    r"\mathbb{}",
    r"\frac",
    r"\substack{a \\ b}",
    r"\overset{a}",
    r"\operatorname{a b}",
    r"\operatorname*{x}",
    r"x\limits_a",
    r"a\hline",
    r"\middle|",
)


def hostile_document() -> Judgement:
    """Each hostile text as a formula, and as every other text of a claim."""
    items = tuple(
        Judged(
            f"h{place}",
            place + 1,
            1,
            text,
            "Hostile $x^$ " + text[:40],
            place + 1,
            Verdict(
                Kind.REFUTED,
                text[:200],
                ({"n": 2},),
                4,
                Counterexample(
                    {"n": 2},
                    {text[:60]: ((text[:60],),)},
                    {},
                    (1, 1),
                    text[:30],
                    "1",
                    ((text[:60], "1/2"),),
                    (("1", "2"),),
                ),
                correction=Correction(text, 0, len(text), text, "all of it"),
                assumption=text,
                excludes=(text[:60],),
            ),
            readings=(text[:200], f"`{text[:60]}`"),
            mark=Mark(Span(0, 1), f"{text[:300]}\n ^"),
        )
        for place, text in enumerate(HOSTILE)
    )
    return Judgement("odd/<b>&.md", "A title with <b>, & and $x_", items, len(items), 0)
