"""The arguments of `solve`."""

from derive.arguments.claim import fill
from derive.arguments.command import Command

EXAMPLES = r"""
examples:
  python -m derive solve '\frac{\partial L}{\partial W}' \
      --given 'X \in R^{N \times n}, W \in R^{n \times m}' \
      --given 'Y := X W; L := L(Y)'

exit status:
  0 proved or convention, 1 another verdict, 2 what is given is not understood,
  3 a defect
"""

COMMAND = Command(
    "solve",
    "find what a gradient is",
    "Find the right side of a claim, and prove it; `= ?` may be left out.",
    fill,
    EXAMPLES,
)
