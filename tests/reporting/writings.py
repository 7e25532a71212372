"""Two documents as people write them: a note in Markdown that is a bit of a mess, and a small paper in LaTeX."""

from __future__ import annotations

from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.reading.document import read
from derive.reading.source import Source

NOTE = r"""# A note on $\bm Y = XW$

Some *words* with $x^2$, **bold $W$** and a [link](https://example.org/a?b=1), `code $y$`, 5$ and 6$.[^1]

<!-- derive
X \in R^{N \times n},  W \in R^{n \times n}
Y := X W,  L := L(Y)
-->

## Backward

- an item
  $$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y} $$
- another

<!-- derive expect: refuted -->

$$ \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W $$

<!-- derive
id: chain
-->

$$
\begin{aligned}
2 \frac{\partial L}{\partial X} &= \frac{\partial L}{\partial Y} W^\top + \frac{\partial L}{\partial X} \\
&= \frac{\partial L}{\partial Y} W^\top + \frac{\partial L}{\partial Y} W^\top = 2 \frac{\partial L}{\partial X} \tag{7}
\end{aligned}
$$

| name | size |
| --- | --- |
| $X|$ | N by n |

> Quoted, with ![the graph](graph.png) and ![far](https://example.org/x.png).

<div onclick="alert(1)">raw <b>html</b> <script>alert(2)</script></div>

<script>alert(3)</script>

[bad](javascript:alert(4)) and [here](#backward)

[^1]: A footnote with $z$.

## Rest

<!-- a remark -->

```python
print("code")
```

$$ X = $$

$$ never closed
"""

PAPER = r"""\documentclass{article}
\newtheorem{theorem}{Theorem}[section]
\newcommand{\grad}[2]{\frac{\partial #1}{\partial #2}}
\newcommand{\term}[1]{\emph{#1}}
\title{On \emph{affine} layers\thanks{To all.}}
\author{A. Writer \and B. Reader}
\begin{document}
\maketitle
\begin{abstract} What $\grad{L}{W}$ is. \end{abstract}
% derive: X \in R^{n \times m}, W \in R^{m \times p}
% derive: Y := X W
% derive: L := L(Y)
% a remark that nobody reads
\section{The layer}\label{sec:layer}
A \term{layer} --- ``simply'' --- na\"ive, 5\,\%: see~\ref{sec:layer}, \eqref{eq:dw},
\cite{bp}.\footnote{No \textbf{bias}.}

\unknown{shown} \verb|a_b$|

\begin{theorem}[Backward]\label{thm}
Both hold:
\begin{align}
\grad{L}{X} &= \grad{L}{Y} W^\top \label{eq:dx} \\
\grad{L}{W} &= X^\top \grad{L}{Y} \label{eq:dw} \\
\grad{L}{W} &= \grad{L}{Y} X^\top \nonumber
\end{align}
\end{theorem}
\begin{proof} By \eqref{eq:dx} and Theorem~\ref{thm}. \end{proof}
\subsection*{Lists}
\begin{itemize}
\item one
\item[c)] {\bf two}
\begin{enumerate} \item \(y\) \end{enumerate}
\end{itemize}
\begin{verbatim}
\section{no section}
\end{verbatim}
\begin{tabular}{l|r}
a & b \\ \hline
$x$ & \multicolumn{1}{c}{2} \\
\end{tabular}
\begin{equation}
\sum_i x_{ij} = \sum_k x_{kj}
\end{equation}
\begin{thebibliography}{9}
\bibitem{bp} R. et al. 1986.
\end{thebibliography}
\end{document}
Not part of it.
"""


def note() -> Judgement:
    """The note, judged."""
    return judge_document(read(Source("note.md", NOTE)))


def paper() -> Judgement:
    """The paper, judged."""
    return judge_document(read(Source("paper.tex", PAPER)))
